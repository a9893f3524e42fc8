"""The picture of the example evening: seven invented people, their cards on a desk.

`python -m benchmarks.generator.evening FILE` draws it. It is drawn once and kept with the package,
so that everybody's first reading starts from the same picture.
"""

from __future__ import annotations

import re
import sys
from math import cos, pi, radians, sin
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.generator.cards import Layout
from benchmarks.generator.desks import Pixels, clouds, tint
from benchmarks.generator.fonts import Family
from benchmarks.generator.lens import as_jpeg
from benchmarks.generator.paper import lay
from benchmarks.generator.people import Truth, e164
from benchmarks.generator.places import corners, placing
from benchmarks.generator.sheet import Colour, Ink, Kind, Sheet, px
from benchmarks.generator.stacks import TrueCard

SIZE = (3000, 2250)
SCALE = 0.59
"""Pixels of the photo for one of the flat card: about 9 a millimetre, a phone above the table."""

LIGHT = radians(62)
QUALITY = 88

GREEN: Colour = (56, 72, 45)
CREAM: Colour = (236, 228, 206)
INK: Colour = (35, 32, 28)
HONEY: Colour = (228, 176, 88)
NIGHT: Colour = (32, 29, 26)
SEA: Colour = (22, 72, 98)
CLAY: Colour = (164, 74, 48)
PLUM: Colour = (88, 44, 74)
PAPER: Colour = (253, 252, 249)
GREY: Colour = (92, 90, 86)


def leila() -> Sheet:
    """A green band with a quince on it."""
    sheet = Sheet(85, 55, CREAM)
    sheet.fill((0, 0, 24, 55), GREEN)
    _ring(sheet, (12, 29.5), 7.2, CREAM, 0.45)
    stalk = [(12.0, 22.3), (12.4, 19.6), (13.8, 17.6)]
    sheet.draw.line([(px(x), px(y)) for x, y in stalk], fill=CREAM, width=px(0.45), joint="curve")
    sheet.draw.arc((px(12.6), px(18.6), px(17.8), px(22.4)), 150, 350, fill=CREAM, width=px(0.45))
    _name(sheet, "Leila Haddad", "Head of Pressing", (29, 9))
    organisation = Ink(GREEN, 9, "figtree", "bold", 0.16)
    sheet.write("QUINCE & COMPANY", ("organisation",), (29, 28), organisation)
    lines = ("leila@quince.example.org", "0113 496 0178", "quince.example.org",
             "The Old Maltings, Wharf Road, Leeds LS1 4XX")  # fmt: skip
    _lines(sheet, lines, (29, 33.6), INK)
    return sheet


def priya() -> Sheet:
    """White, with a wave along the foot."""
    sheet = Sheet(85, 55, PAPER)
    _wave(sheet, 46.5, 1.5, (150, 194, 206))
    _wave(sheet, 49.2, 1.3, SEA)
    _name(sheet, "Priya Raghunathan", "Founder & Managing Director", (7, 7), accent=SEA)
    organisation = Ink(SEA, 11, "newsreader", "bold")
    sheet.write("Brightwater Foods Ltd", ("organisation",), (7, 22), organisation)
    lines = ("Tel: 020 7946 0134", "priya@brightwater.example.org", "www.brightwater.example.org")
    _lines(sheet, lines, (7, 30), INK, step=4.3)
    return sheet


def jan() -> Sheet:
    """Night and honey, with the rings of a loudspeaker."""
    sheet = Sheet(85, 55, NIGHT)
    for i in range(7):
        _ring(sheet, (69, 17), 2.0 + i * 1.55, HONEY, 0.28)
    _name(sheet, "Jan Kowalczyk", "Radio Restorer", (7, 8), (244, 236, 218), HONEY)
    organisation = Ink(HONEY, 10, "newsreader")
    sheet.write("The Slow Radio Workshop", ("organisation",), (7, 26), organisation)
    lines = ("0113 496 0146", "jan@slowradio.example.org", "9 Weaver's Court, York YO1 8XD")
    _lines(sheet, lines, (7, 34.5), (232, 225, 208), step=4.4)
    return sheet


def amina() -> Sheet:
    """Small type on much paper."""
    sheet = Sheet(85, 55, (247, 244, 238))
    sheet.write("Amina Diallo", ("name",), (42.5, 12), Ink(PLUM, 17, "newsreader"), "centre")
    title = Ink(GREY, 8.5, "figtree", tracking=0.04)
    sheet.write("Translator, French and English", ("title",), (42.5, 20.6), title, "centre")
    sheet.fill((36.5, 28.6, 48.5, 28.9), PLUM)
    for i, text in enumerate(("020 7946 0163", "amina.diallo@example.org", "linkedin.com/in/aminadiallo")):
        ink = Ink(INK, 8, "figtree")
        sheet.write(text, (kind(text),), (42.5, 34 + i * 4.3), ink, "centre")
    return sheet


def tomas() -> Sheet:
    """A printer's card: clay above, paper below."""
    sheet = Sheet(85, 55, (250, 245, 234))
    sheet.fill((0, 0, 85, 20), CLAY)
    logo = Ink((252, 244, 228), 17, "newsreader", "bold")
    sheet.write("Herrera & Daughters", ("organisation",), (7, 4.6), logo)
    motto = Ink((250, 224, 204), 7.5, "figtree", tracking=0.05)
    sheet.write("Letterpress since 1961", ("slogan",), (7, 13), motto)
    _name(sheet, "Tomás Herrera", "Master Printer", (7, 23), accent=CLAY, size=14)
    lines = ("0114 496 0119", "tomas@herrera.example.com", "27 Tanner's Row, Sheffield S1 3XG")
    _lines(sheet, lines, (7, 38), INK, step=4.3)
    return sheet


def hinemoa() -> Sheet:
    """A card that stands, woven at the head."""
    sheet = Sheet(55, 85, PAPER)
    sheet.fill((0, 0, 55, 25), (45, 84, 88))
    for row in range(5):
        for column in range(12):
            x, y = column * 4.6, row * 5.0
            sheet.draw.polygon(
                [
                    (px(x), px(y + 2.5)),
                    (px(x + 2.3), px(y)),
                    (px(x + 4.6), px(y + 2.5)),
                    (px(x + 2.3), px(y + 5)),
                ],
                fill=(45, 84, 88) if (row + column) % 2 else (206, 160, 92),
            )
    sheet.write("Hinemoa Parata", ("name",), (27.5, 31), Ink(INK, 15, "newsreader"), "centre")
    sheet.write("Weaver", ("title",), (27.5, 38.2), Ink((45, 84, 88), 9, "figtree"), "centre")
    studio = Ink((45, 84, 88), 9.5, "figtree", "bold")
    sheet.write("Tide & Thread Studio", ("organisation",), (27.5, 49), studio, "centre")
    for i, text in enumerate(("0113 496 0152", "hinemoa@tide.example.org", "tide.example.org")):
        sheet.write(text, (kind(text),), (27.5, 58 + i * 4.5), Ink(INK, 8, "figtree"), "centre")
    return sheet


def ken() -> Sheet:
    """An architect's card with a code for the phone."""
    sheet = Sheet(85, 55, (226, 226, 221))
    for i in range(5):
        sheet.draw.line(
            (px(57 + i * 4.4), px(16.5), px(66 + i * 2.6), px(5)), fill=(70, 76, 84), width=px(0.35)
        )
    sheet.fill((57, 16.5, 79, 16.8), (70, 76, 84))
    _name(sheet, "Ken Morioka", "Architect", (7, 7), size=15.5)
    organisation = Ink((40, 46, 54), 9, "figtree", "bold", 0.06)
    sheet.write("North Light Architects LLP", ("organisation",), (7, 22.4), organisation)
    lines = ("T 0113 496 0127", "ken@northlight.example.org", "northlight.example.org",
             "6 Lantern Yard, Leeds LS2 7XA")  # fmt: skip
    _lines(sheet, lines, (7, 32), INK, step=4.4, room=49)
    who = "MECARD:N:Morioka,Ken;ORG:North Light Architects LLP;"
    sheet.code(f"{who}TEL:01134960127;EMAIL:ken@northlight.example.org;;", (58.5, 28.5), 21)
    return sheet


LYING = (
    (leila, (560, 440), -5.0),
    (priya, (1450, 400), 3.5),
    (amina, (905, 1085), 2.0),
    (jan, (1810, 1045), -4.0),
    (tomas, (520, 1770), 6.0),
    (ken, (1460, 1735), -2.5),
    (hinemoa, (2545, 1200), 7.0),
)
"""Whose card, the middle of it on the photo (px), and how far it is turned (degrees clockwise)."""


# ── what they say ──


def kind(text: str) -> Kind:
    """Which kind of value one of the lines below a name is."""
    if "@" in text:
        return "email"
    if text.startswith("linkedin.com"):
        return "social"
    if text.endswith("example.org"):
        return "url"
    return "phone" if re.fullmatch(r"\D*[\d ]+", text) else "address"


def truth() -> tuple[TrueCard, ...]:
    """The seven cards of the picture, as they lie there."""
    return tuple(_lying(whose(), middle, turn) for whose, middle, turn in LYING)


def _lying(sheet: Sheet, middle: tuple[float, float], turn: float) -> TrueCard:
    said: dict[Kind, list[str]] = {}
    for line in sheet.lines:
        said.setdefault(line.kinds[0], []).append(line.text)
    phone = said["phone"][0].removeprefix("Tel: ").removeprefix("T ")
    fields: Truth = {
        "name": said["name"][0],
        "title": said["title"][0],
        "organisation": said.get("organisation", [None])[0],
        "phones": [{"value": phone, "kind": "work", "e164": e164(phone, "GB")}],
        "emails": said["email"],
        "urls": said.get("url", []),
        "address": said.get("address", [None])[0],
        "social": said.get("social", []),
    }
    place = placing(sheet.image.size, middle, turn, SCALE)
    layout: Layout = "portrait" if sheet.height > sheet.width else "left"
    return TrueCard(corners(sheet.image.size, place), fields, "GB", layout, sheet.qr)


# ── how they are set ──


def _name(
    sheet: Sheet, name: str, title: str, at: tuple[float, float],
    ink: Colour = INK, accent: Colour = GREY, size: float = 17,
) -> None:  # fmt: skip
    y = sheet.write(name, ("name",), at, Ink(ink, size, "newsreader"))
    sheet.write(title, ("title",), (at[0], y + 0.2), Ink(accent, 9, "figtree"))


def _lines(
    sheet: Sheet,
    lines: tuple[str, ...],
    at: tuple[float, float],
    ink: Colour,
    step: float = 4.1,
    room: float | None = None,
) -> None:
    family: Family = "figtree"
    for i, text in enumerate(lines):
        sheet.write(text, (kind(text),), (at[0], at[1] + i * step), Ink(ink, 8.2, family), room=room)


def _ring(sheet: Sheet, centre: tuple[float, float], radius: float, ink: Colour, line: float) -> None:
    x, y = centre
    box = (px(x - radius), px(y - radius), px(x + radius), px(y + radius))
    sheet.draw.ellipse(box, outline=ink, width=px(line))


def _wave(sheet: Sheet, y: float, swing: float, ink: Colour) -> None:
    crest = [(px(x), px(y + swing * sin(x / 85 * 4 * pi + y))) for x in range(86)]
    sheet.draw.polygon([*crest, (px(85), px(55)), (0, px(55))], fill=ink)


# ── the desk and the light ──


def walnut(rng: np.random.Generator) -> Pixels:
    """A dark wooden table, its grain along the width."""
    width, height = SIZE
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    bend = 26 * clouds(SIZE, (3, 5), rng) + 9 * clouds(SIZE, (9, 12), rng)
    board = np.floor((y + 60) / 560)
    rings = np.sin((y + bend) / 17 + 3.1 * board + 0.0006 * x) * 0.5 + 0.5
    fine = clouds(SIZE, (6, height / 7), rng)
    light = 0.42 + 0.13 * rings + 0.08 * fine + 0.14 * clouds(SIZE, (4, 9), rng)
    light += 0.06 * np.sin(board * 2.4)
    seam = np.abs((y + 60) % 560 - 280) > 278.4
    light = np.where(seam, light * 0.45, light)
    return tint(np.asarray(light, np.float32), (62, 38, 24), (152, 104, 68))


def cup(scene: Pixels, centre: tuple[int, int], radius: int) -> None:
    """A saucer and a cup of coffee seen from above."""
    shade = np.zeros(scene.shape[:2], np.uint8)
    moved = (
        centre[0] + round(radius * 0.14 * cos(LIGHT)),
        centre[1] + round(radius * 0.2 * sin(LIGHT)),
    )
    cv2.circle(shade, moved, round(radius * 1.02), 255, -1, cv2.LINE_AA)
    _darken(scene, cv2.GaussianBlur(shade, (0, 0), radius * 0.07), 0.55)
    rounds: tuple[tuple[float, Colour], ...] = (
        (1.00, (226, 220, 208)), (0.975, (240, 235, 225)),
        (0.70, (228, 222, 211)), (0.68, (238, 233, 223)),
    )  # fmt: skip
    for share, colour in rounds:
        cv2.circle(scene, centre, round(radius * share), colour, -1, cv2.LINE_AA)
    shade[:] = 0
    moved = (
        centre[0] + round(radius * 0.10 * cos(LIGHT)),
        centre[1] + round(radius * 0.13 * sin(LIGHT)),
    )
    cv2.circle(shade, moved, round(radius * 0.57), 255, -1, cv2.LINE_AA)
    _darken(scene, cv2.GaussianBlur(shade, (0, 0), radius * 0.05), 0.4)
    handle = (centre[0] + round(radius * 0.62), centre[1] - round(radius * 0.30))
    cv2.line(scene, centre, handle, (236, 231, 221), round(radius * 0.13), cv2.LINE_AA)
    inside: tuple[tuple[float, Colour], ...] = (
        (0.56, (246, 242, 234)), (0.515, (205, 196, 182)),
        (0.49, (96, 58, 32)), (0.46, (74, 42, 22)), (0.40, (66, 37, 20)),
    )  # fmt: skip
    for share, colour in inside:
        cv2.circle(scene, centre, round(radius * share), colour, -1, cv2.LINE_AA)
    axes = (round(radius * 0.42), round(radius * 0.42))
    line = max(1, round(radius * 0.018))
    cv2.ellipse(scene, centre, axes, 0, 200, 262, (120, 78, 46), line, cv2.LINE_AA)


def pencil(scene: Pixels, start: tuple[int, int], end: tuple[int, int], thick: int) -> None:
    """A pencil lying on the table."""
    shade = np.zeros(scene.shape[:2], np.uint8)
    fall = np.array((round(thick * 0.3), round(thick * 0.55)))
    cv2.line(shade, tuple(np.array(start) + fall), tuple(np.array(end) + fall), 255, thick, cv2.LINE_AA)
    _darken(scene, cv2.GaussianBlur(shade, (0, 0), thick * 0.28), 0.5)
    a, b = np.array(start, np.float64), np.array(end, np.float64)
    along = (b - a) / np.linalg.norm(b - a)
    across = np.array((-along[1], along[0])) * thick / 2
    faces: tuple[tuple[float, float, Colour], ...] = (
        (-1, -0.35, (52, 74, 62)), (-0.35, 0.35, (68, 96, 80)), (0.35, 1, (44, 62, 52)),
    )  # fmt: skip
    for low, high, colour in faces:
        _polygon(
            scene,
            [a + across * low, a + across * high, b + across * high, b + across * low],
            colour,
        )
    tip = b + along * thick * 2.6
    _polygon(scene, [b - across, b + across, tip], (226, 190, 142))
    _polygon(
        scene,
        [tip - along * thick * 0.8 - across * 0.31, tip - along * thick * 0.8 + across * 0.31, tip],
        (50, 48, 46),
    )
    ring = along * thick
    _polygon(scene, [a - across, a + across, a + across - ring, a - across - ring], (196, 176, 128))
    _polygon(
        scene,
        [a - across - ring, a + across - ring, a + across - 2 * ring, a - across - 2 * ring],
        (190, 110, 96),
    )


def _polygon(scene: Pixels, corners: list[NDArray[np.float64]], colour: Colour) -> None:
    points = np.round(np.array(corners) * 16).astype(np.int32)
    cv2.fillPoly(scene, [points], colour, cv2.LINE_AA, shift=4)


def _darken(scene: Pixels, shade: NDArray[np.generic], most: float) -> None:
    share = 1 - most * np.asarray(shade, np.float32)[..., None] / 255
    scene[:] = (scene * share).astype(np.uint8)


def window(rng: np.random.Generator) -> NDArray[np.float32]:
    """Evening light through a window: two bright panes, the rest a little dimmer."""
    width, height = SIZE
    panes = np.zeros((height // 4, width // 4), np.float32)
    for shift in (0, 380):
        corners = np.array([(60 + shift, -40), (390 + shift, -40), (230 + shift, 620), (-100 + shift, 620)])
        cv2.fillPoly(panes, [corners.astype(np.int32)], 1.0)
    soft = cv2.GaussianBlur(panes, (0, 0), 26)
    y, x = np.mgrid[0 : height // 4, 0 : width // 4].astype(np.float32)
    far = np.hypot(x / (width / 4) - 0.42, y / (height / 4) - 0.4)
    light = 0.82 + 0.17 * soft - 0.16 * far**2 + 0.01 * clouds((width // 4, height // 4), (5, 4), rng)
    return np.asarray(cv2.resize(light.astype(np.float32), SIZE, interpolation=cv2.INTER_CUBIC), np.float32)


def draw() -> bytes:
    """The picture, as JPEG; always the same."""
    rng = np.random.default_rng(19)
    scene = walnut(rng)
    cup(scene, (2560, 400), 270)
    pencil(scene, (2240, 2010), (2800, 1850), 34)
    for whose, middle, turn in LYING:
        image = whose().image
        lay(scene, image, placing(image.size, middle, turn, SCALE), LIGHT)
    warm = window(rng)[..., None] * np.array((1.0, 0.985, 0.95), np.float32)
    grain = rng.normal(0, 1.1, (SIZE[1], SIZE[0], 1)).astype(np.float32)
    return as_jpeg(np.clip(scene * warm + grain, 0, 255).astype(np.uint8), QUALITY)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(draw())
