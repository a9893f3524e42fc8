"""Photos that are none of cards on a desk: held in a hand, screens, pages, badges, and none at all.

Each takes a seed and a size and gives a photo with its truth, deterministically.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from benchmarks.generator.cards import RenderedCard
from benchmarks.generator.decks import Deck
from benchmarks.generator.desks import TEXTURES
from benchmarks.generator.fonts import font
from benchmarks.generator.hands import TONES, draw_limbs, palm, thumb
from benchmarks.generator.lens import as_jpeg, moire
from benchmarks.generator.paper import Bend, Sheet3D, View, put
from benchmarks.generator.people import Truth
from benchmarks.generator.places import MM, Matrix, Quad, Size, about_straight, places, placing, tossed
from benchmarks.generator.sheet import Ink, Kind, Sheet, px
from benchmarks.generator.shoot import Shoot, worn
from benchmarks.generator.stacks import CONDITIONS, Stack, TrueCard, developed, photograph
from benchmarks.generator.things import printout

Oddity = Callable[[Random, Size, Deck], Stack]

ROOM = replace(CONDITIONS["normal"], desks=tuple(TEXTURES), things=4, cast=0.05)
NOTHING = Truth(
    name=None, title=None, organisation=None, phones=[], emails=[], urls=[], address=None, social=[]
)


def in_a_hand(rng: Random, size: Size, deck: Deck) -> Stack:
    """One card held up between thumb and fingers, the room behind out of focus."""
    shown = deck.card(rng)
    shoot = _out_of_focus(rng, size)
    quarter = rng.choice((0, 0, 0, 90, 270))
    wide, tall = shown.size if quarter == 0 else shown.size[::-1]
    held = rng.uniform(0.5, 0.76) * min(size[0] / wide, size[1] / tall)
    turn = quarter + rng.gauss(0, 9)
    middle = (size[0] * rng.uniform(0.44, 0.56), size[1] * rng.uniform(0.40, 0.5))
    place = placing(shown.size, middle, turn, held)
    bend = Bend(rng.uniform(-0.05, 0.05), rng.choice((0, 90)))
    paper = Sheet3D(shown.size, place, shoot.view, bend)
    mm, tone, way = held * MM, rng.randrange(len(TONES)), 90 + rng.gauss(0, 14)
    quad = np.array(paper.quad())
    foot = quad[np.argsort(quad[:, 1])[2:]]
    edge = foot[0] + (foot[1] - foot[0]) * rng.uniform(0.3, 0.7)
    grip = (float(edge[0]), float(edge[1]))
    draw_limbs(shoot.pixels, palm(grip, way, mm, rng), tone, shoot.light, shoot.noise)
    put(shoot.pixels, worn(shown, shoot.conditions, rng), paper, shoot.light, 0.5)
    shoot.seen.lay(paper)
    inwards = (quad.mean(axis=0) - edge) / np.linalg.norm(quad.mean(axis=0) - edge)
    tip = edge + inwards * rng.uniform(6, 13) * mm
    limbs = thumb((float(tip[0]), float(tip[1])), way, mm, rng, rng.choice((-1, 1)))
    shoot.seen.cover(draw_limbs(shoot.pixels, limbs, tone, shoot.light, shoot.noise))
    return developed(shoot, [shown])


def _out_of_focus(rng: Random, size: Size) -> Shoot:
    """A room in which something nearer is looked at."""
    shoot = Shoot(size, ROOM, rng)
    shoot.clutter([], [])
    small = cv2.resize(shoot.pixels, (size[0] // 8, size[1] // 8), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), max(size) / 8 * rng.uniform(0.008, 0.02))
    shoot.pixels = np.asarray(cv2.resize(soft, size, interpolation=cv2.INTER_CUBIC), np.uint8)
    return shoot


def filling(rng: Random, size: Size, deck: Deck) -> Stack:
    """One card that fills most of the frame."""
    shown = deck.card(rng)
    across = shown.size if size[0] > size[1] else shown.size[::-1]
    turn = (0 if size[0] > size[1] else 90) + rng.choice((0, 180)) + rng.gauss(0, 2)
    turn += 0 if shown.size[0] > shown.size[1] else 90
    across = across if shown.size[0] > shown.size[1] else across[::-1]
    scale = rng.uniform(0.86, 0.95) * min(size[0] / across[0], size[1] / across[1])
    place = placing(shown.size, (size[0] / 2, size[1] / 2), turn, scale)
    return photograph([shown], [place], size, replace(ROOM, things=0, tilt=0.02), rng)


def no_card(rng: Random, size: Size, deck: Deck) -> Stack:
    """A desk without any card."""
    del deck
    return photograph([], [], size, replace(ROOM, things=7), rng)


def page_of_text(rng: Random, size: Size, deck: Deck) -> Stack:
    """A printed page, which is no card."""
    del deck
    shoot = Shoot(size, replace(ROOM, things=0), rng)
    page = printout(rng).image
    scale = rng.uniform(0.9, 1.15) * min(size[0] / page.width, size[1] / page.height)
    turn = rng.choice((0, 0, 90)) + rng.gauss(0, 4)
    place = placing(page.size, (size[0] / 2, size[1] / 2), turn, scale)
    put(shoot.pixels, page, Sheet3D(page.size, place, shoot.view, None), shoot.light)
    return developed(shoot, [])


def badge(rng: Random, size: Size, deck: Deck) -> Stack:
    """A name badge on a lanyard, which may be read or left."""
    who = deck.card(rng)
    shoot = _out_of_focus(rng, size)
    sheet = Sheet(86, 124, (250, 250, 248))
    colour = rng.choice(((28, 70, 120), (140, 40, 50), (30, 100, 80)))
    sheet.fill((0, 0, 86, 30), colour)
    sheet.write("SUMMER GATHERING", ("slogan",), (43, 11), Ink((250, 250, 250), 15, "sans", "bold"), "centre")
    sheet.write(
        who.fields["name"] or "Guest", ("name",), (43, 52), Ink((20, 20, 22), 24, "sans", "bold"), "centre"
    )
    sheet.write(
        who.fields["organisation"] or "", ("organisation",), (43, 74), Ink((60, 60, 64), 15), "centre"
    )
    scale = 0.7 * min(size[0] / sheet.image.width, size[1] / sheet.image.height)
    middle = (size[0] * 0.5, size[1] * 0.56)
    place = placing(sheet.image.size, middle, rng.gauss(0, 4), scale)
    paper = Sheet3D(sheet.image.size, place, shoot.view, None)
    (ax, ay), (bx, by), *_ = paper.quad()
    top = (round((ax + bx) / 2), round((ay + by) / 2))
    for end in (size[0] * 0.3, size[0] * 0.7):
        cv2.line(shoot.pixels, top, (round(end), 0), colour, max(6, size[0] // 70), cv2.LINE_AA)
    put(shoot.pixels, sheet.image, paper, shoot.light)
    made = developed(shoot, [])
    return replace(made, beside=(TrueCard(paper.quad(), NOTHING, who.locale, who.layout, None),))


def screenshot(rng: Random, size: Size, deck: Deck) -> Stack:
    """A card shown in a program, as the screen's own picture: no lens, no desk."""
    shown = deck.card(rng)
    image = Image.new("RGB", size, (246, 246, 248))
    place = _on_screen(image, shown, rng)
    quad = Sheet3D(shown.size, place, View(np.eye(3), size), None).quad()
    return Stack(
        as_jpeg(np.asarray(image, np.uint8), 92),
        (TrueCard(quad, shown.fields, shown.locale, shown.layout, shown.qr),),
        *size,
        "white",
    )


def screen(rng: Random, size: Size, deck: Deck) -> Stack:
    """The photo of a screen that shows a card, with moiré."""
    shown = deck.card(rng)
    glass = Image.new("RGB", (round(size[0] * 0.9), round(size[1] * 0.9)), (246, 246, 248))
    inner = _on_screen(glass, shown, rng)
    shoot = Shoot(size, replace(ROOM, desks=("dark", "wood"), things=0, tilt=0.05), rng)
    outer = placing(glass.size, (size[0] / 2, size[1] / 2), rng.gauss(0, 2), 1.0)
    put(shoot.pixels, glass, Sheet3D(glass.size, outer, shoot.view, None), shoot.light)
    paper = Sheet3D(shown.size, outer @ inner, shoot.view, None)
    shoot.seen.lay(paper)
    shoot.pixels = moire(shoot.pixels, shoot.noise)
    return developed(shoot, [shown])


def _on_screen(window: Image.Image, shown: RenderedCard, rng: Random) -> Matrix:
    """Draw a program's window with the card in it; returns where the card is."""
    draw = ImageDraw.Draw(window)
    width, height = window.size
    bar = round(height * 0.07)
    draw.rectangle((0, 0, width, bar), (226, 228, 232))
    for number, word in enumerate(("File", "Edit", "View", "Share")):
        at = (bar * (0.6 + 2.2 * number), bar * 0.3)
        draw.text(at, word, font=font("sans", "regular", round(bar * 0.4)), fill=(60, 60, 64))
    scale = rng.uniform(0.45, 0.7) * min(width / shown.size[0], (height - bar) / shown.size[1])
    flat = shown.image.convert("RGB").resize(
        (round(shown.size[0] * scale), round(shown.size[1] * scale)), Image.Resampling.LANCZOS
    )
    corner = ((width - flat.width) // 2, bar + (height - bar - flat.height) // 2)
    draw.rectangle(
        (corner[0] - 3, corner[1] - 3, corner[0] + flat.width + 2, corner[1] + flat.height + 2),
        (190, 192, 196),
    )
    window.paste(flat, corner)
    return np.array([[scale, 0, corner[0]], [0, scale, corner[1]], [0, 0, 1]], np.float64)


def upside_down(rng: Random, size: Size, deck: Deck) -> Stack:
    """Every card on its head."""
    drawn = [deck.card(rng) for _ in range(rng.randint(2, 5))]
    lain = places([one.size for one in drawn], [180 + rng.gauss(0, 5) for _ in drawn], size, rng)
    return photograph(drawn, lain, size, CONDITIONS["normal"], rng)


def mirrored(rng: Random, size: Size, deck: Deck) -> Stack:
    """The picture of a front camera. Corners still begin at the card's own top left: anticlockwise."""
    drawn = [deck.card(rng) for _ in range(rng.randint(1, 3))]
    lain = about_straight([one.size for one in drawn], size, rng)
    made = photograph(drawn, lain, size, CONDITIONS["normal"], rng)
    flipped = Image.open(io.BytesIO(made.image)).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    image = as_jpeg(np.asarray(flipped, np.uint8), 88)
    return replace(
        made, image=image, truth=tuple(replace(one, quad=_mirrored(one.quad, size)) for one in made.truth)
    )


def _mirrored(quad: Quad, size: Size) -> Quad:
    a, b, c, d = ((size[0] - x, y) for x, y in quad)
    return a, b, c, d


def one_line(rng: Random, size: Size, deck: Deck) -> Stack:
    """Cards with a single line each: a name, a mailbox, an address of the web or a number."""
    drawn = [_single(deck.card(rng), rng) for _ in range(rng.randint(1, 4))]
    lain = about_straight([one.size for one in drawn], size, rng)
    return photograph(drawn, lain, size, replace(ROOM, things=0), rng)


def _single(whole: RenderedCard, rng: Random) -> RenderedCard:
    said = whole.fields
    fields = NOTHING.copy()
    options: list[tuple[Kind, str]] = [("name", said["name"] or "Leila Haddad")]
    options += [("email", value) for value in said["emails"]] + [("url", value) for value in said["urls"]]
    kind, text = rng.choice(options)
    if kind == "name":
        fields["name"] = text
    elif kind == "email":
        fields["emails"] = [text]
    else:
        fields["urls"] = [text]
    sheet = Sheet(85, 55, rng.choice(((255, 255, 255), (246, 240, 226), (30, 34, 44))))
    ink = (240, 238, 232) if sheet.paper[0] < 100 else (26, 26, 30)
    sheet.write(text, (kind,), (42.5, 24), Ink(ink, 15 if kind == "name" else 10), "centre")
    return replace(
        whole, sheet=sheet, fields=fields, others=(), rounding=0, lines=tuple(sheet.lines), qr=None
    )


GREETINGS = (
    "Welcome", "Willkommen", "Bienvenue", "Bienvenidos", "Benvenuti", "Добро пожаловать", "Καλώς ήρθατε",
    "Witamy", "Hoş geldiniz", "欢迎", "ようこそ", "ברוכים הבאים",
)  # fmt: skip
MANY_SCRIPTS = ("wqy-microhei.ttc", "NotoSansCJK-Regular.ttc", "Arial Unicode.ttf", "msyh.ttc")


def twelve_languages(rng: Random, size: Size, deck: Deck) -> Stack:
    """One card with a name, a mailbox, and a word in twelve languages, five scripts."""
    whole = deck.card(rng)
    fields = NOTHING.copy()
    fields["name"], fields["emails"] = whole.fields["name"], whole.fields["emails"]
    sheet = Sheet(85, 55, (252, 250, 246))
    if fields["name"]:
        sheet.write(fields["name"], ("name",), (6, 5), Ink((20, 20, 24), 13, "wide", "bold"))
    for number, word in enumerate(GREETINGS):
        column, row = divmod(number, 6)
        at = (6 + 40 * column, 15 + row * 5.4)
        if word in {"欢迎", "ようこそ"}:
            _in_han(sheet, word, at)
        else:
            sheet.write(word, ("slogan",), at, Ink((60, 60, 66), 8.5, "wide"), room=36)
    for number, mailbox in enumerate(fields["emails"]):
        sheet.write(mailbox, ("email",), (6, 48 + 4 * number), Ink((20, 20, 24), 8, "wide"))
    one = replace(whole, sheet=sheet, fields=fields, others=(), rounding=0, lines=tuple(sheet.lines), qr=None)
    lain = about_straight([one.size], size, rng)
    return photograph([one], lain, size, replace(ROOM, things=0), rng)


def _in_han(sheet: Sheet, word: str, at: tuple[float, float]) -> None:
    """Chinese or Japanese, where the machine has a typeface for it."""
    for name in MANY_SCRIPTS:
        try:
            face = ImageFont.truetype(name, px(3))
        except OSError:
            continue
        sheet.draw.text((px(at[0]), px(at[1])), word, font=face, fill=(60, 60, 66))
        return


def same_card_twice(rng: Random, size: Size, deck: Deck) -> Stack:
    """Two copies of one card among others."""
    drawn = [deck.card(rng) for _ in range(rng.randint(1, 4))]
    drawn.append(drawn[0])
    lain = tossed([one.size for one in drawn], size, rng)
    return photograph(drawn, lain, size, CONDITIONS["normal"], rng)


ODDITIES: dict[str, Oddity] = {
    "in a hand": in_a_hand,
    "filling the frame": filling,
    "no card": no_card,
    "page of text": page_of_text,
    "badge": badge,
    "screenshot": screenshot,
    "screen": screen,
    "upside down": upside_down,
    "mirrored": mirrored,
    "one line": one_line,
    "twelve languages": twelve_languages,
    "same card twice": same_card_twice,
}
