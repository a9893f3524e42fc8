"""Eight ways to set a business card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin
from random import Random
from typing import Literal

from PIL import Image

from benchmarks.generator.contact import ContactLine, code_text, contact_lines
from benchmarks.generator.fonts import Family
from benchmarks.generator.people import Locale, Person, Truth, as_truth, invent
from benchmarks.generator.sheet import Align, Colour, Ink, PrintedLine, Sheet, px

Layout = Literal["centred", "left", "band", "dark", "two_tone", "lettering", "portrait", "minimal"]

WHITE: Colour = (252, 251, 248)
PAPERS: tuple[Colour, ...] = (
    (255, 255, 255),
    WHITE,
    (248, 243, 230),
    (240, 240, 236),
    (235, 226, 203),
)
INKS: tuple[Colour, ...] = ((25, 25, 28), (35, 32, 28), (40, 44, 52), (20, 30, 60))
ACCENTS: tuple[Colour, ...] = (
    (56, 72, 45), (150, 50, 40), (24, 70, 110), (154, 90, 0), (90, 40, 90),
    (0, 100, 100), (60, 60, 66), (190, 80, 30),
)  # fmt: skip
DARKS: tuple[Colour, ...] = ((26, 24, 21), (24, 34, 52), (40, 20, 28), (20, 44, 38), (48, 48, 50))

SIZES_MM: dict[Locale, tuple[float, float]] = {
    "GB": (85, 55),
    "DE": (85, 55),
    "FR": (85, 54),
    "US": (89, 51),
}


@dataclass(frozen=True, slots=True)
class RenderedCard:
    """A flat card and the truth of it: `lines` in px of `image`, `qr` the text in its code."""

    image: Image.Image
    fields: Truth
    lines: tuple[PrintedLine, ...]
    locale: Locale
    layout: Layout
    qr: str | None


@dataclass(frozen=True, slots=True)
class Design:
    """What a layout draws from: the person, the typeface and colours, the text of a QR code."""

    person: Person
    rng: Random
    family: Family
    paper: Colour
    ink: Colour
    accent: Colour
    soft: Colour
    contact: tuple[ContactLine, ...]
    code: str | None

    def text(self, size_pt: float, *, bold: bool = False, accent: bool = False) -> Ink:
        """The ordinary ink of this card."""
        colour = self.accent if accent else self.ink
        return Ink(colour, size_pt, self.family, "bold" if bold else "regular")


def card(seed: int, locale: Locale, layout: Layout, *, unusual: bool = False) -> RenderedCard:
    """The card of somebody invented; the same arguments give the same card."""
    rng = Random(f"{seed} {locale} {layout}")
    person = invent(rng, locale, unusual=unusual)
    return set_card(person, layout, rng)


def set_card(person: Person, layout: Layout, rng: Random) -> RenderedCard:
    """Set the card of a person in one of the layouts."""
    width, height = SIZES_MM[person.locale]
    if layout == "portrait":
        width, height = height, width
    design = _design(person, layout, rng)
    sheet = Sheet(width, height, design.paper)
    SETTERS[layout](sheet, design)
    return RenderedCard(sheet.image, as_truth(person), tuple(sheet.lines), person.locale, layout, sheet.qr)


def _design(person: Person, layout: Layout, rng: Random) -> Design:
    family: Family = rng.choice(("sans", "sans", "serif", "wide", "bookish", "narrow"))
    accent = rng.choice(ACCENTS)
    dark = layout == "dark"
    return Design(
        person=person,
        rng=rng,
        family=family,
        paper=rng.choice(DARKS) if dark else rng.choice(PAPERS),
        ink=(243, 238, 226) if dark else rng.choice(INKS),
        accent=(224, 178, 98) if dark else accent,
        soft=accent,
        contact=contact_lines(person, rng),
        code=code_text(person, rng) if rng.random() < 0.15 else None,
    )


def column(
    sheet: Sheet, design: Design, x: float, span: tuple[float, float], align: Align = "left",
    room: float | None = None,
) -> None:  # fmt: skip
    """Print the contact lines between two heights (mm), set from the lower one upwards."""
    top, bottom = span
    count = max(1, len(design.contact))
    step = min(4.2, (bottom - top) / count)
    size = min(8.0, max(5.6, step / 1.30 / 0.3528))
    y = bottom - step * count
    for text, kinds in design.contact:
        sheet.write(text, kinds, (x, y), design.text(size), align, room)
        y += step


# ── marks and name blocks ──


def mark(sheet: Sheet, centre: tuple[float, float], radius: float, colour: Colour, rng: Random) -> None:
    """A small drawn logo."""
    x, y = centre
    box = (px(x - radius), px(y - radius), px(x + radius), px(y + radius))
    shape = rng.choice(("ring", "disc", "bars", "petals", "peak"))
    if shape == "ring":
        sheet.draw.ellipse(box, outline=colour, width=px(radius * 0.22))
    elif shape == "disc":
        sheet.draw.pieslice(box, 30, 330, fill=colour)
    elif shape == "bars":
        for i in range(4):
            left = x - radius + i * radius * 0.52
            sheet.fill(
                (left, y + radius - (i + 1) * radius * 0.48, left + radius * 0.36, y + radius),
                colour,
            )
    elif shape == "petals":
        for i in range(6):
            cx, cy = x + cos(i * pi / 3) * radius * 0.58, y + sin(i * pi / 3) * radius * 0.58
            r = radius * 0.36
            sheet.draw.ellipse((px(cx - r), px(cy - r), px(cx + r), px(cy + r)), fill=colour)
    else:
        points = [(px(x - radius), box[3]), (px(x), box[1]), (px(x + radius), box[3])]
        sheet.draw.polygon(points, fill=colour)


def who(
    sheet: Sheet, design: Design, at: tuple[float, float], align: Align = "left", size: float = 14,
    room: float | None = None,
) -> float:  # fmt: skip
    """Name, then title and department. Returns the height where it ends, mm."""
    x, y = at
    person = design.person
    y = sheet.write(
        person.name,
        ("name",),
        (x, y),
        design.text(size, bold=design.rng.random() < 0.5),
        align,
        room,
    )
    if person.title:
        y = sheet.write(
            person.title,
            ("title",),
            (x, y),
            design.text(8.5, accent=design.rng.random() < 0.5),
            align,
            room,
        )
    if person.department:
        y = sheet.write(person.department, ("department",), (x, y), design.text(7.5), align, room)
    return y


def slogan(sheet: Sheet, design: Design, at: tuple[float, float], align: Align = "left") -> None:
    """The slogan in italics, if there is one."""
    if design.person.slogan:
        ink = Ink(design.accent, 7.5, design.family, "italic")
        sheet.write(design.person.slogan, ("slogan",), at, ink, align)


# ── the eight ──


def centred(sheet: Sheet, design: Design) -> None:
    """Everything on the middle axis."""
    middle = sheet.width / 2
    y = sheet.write(
        design.person.organisation,
        ("organisation",),
        (middle, 4.5),
        design.text(10, accent=True),
        "centre",
    )
    y = who(sheet, design, (middle, y + 2.2), "centre")
    column(sheet, design, middle, (y + 1.5, sheet.height - 3.5), "centre")


def left(sheet: Sheet, design: Design) -> None:
    """Name at the top left, the organisation with its mark at the right, contact below."""
    y = who(sheet, design, (6, 6), room=sheet.width - 24)
    mark(sheet, (sheet.width - 10, 10.5), 4.2, design.accent, design.rng)
    y = sheet.write(
        design.person.organisation,
        ("organisation",),
        (6, y + 1.2),
        design.text(9, bold=True, accent=True),
    )
    if design.code:
        sheet.code(design.code, (sheet.width - 23, sheet.height - 23), 19)
    column(sheet, design, 6, (y + 2, sheet.height - 4.5), room=sheet.width - (32 if design.code else 9))


def band(sheet: Sheet, design: Design) -> None:
    """A coloured band at the left with the mark on it."""
    sheet.fill((0, 0, 23, sheet.height), design.accent)
    mark(sheet, (11.5, sheet.height / 2), 6.5, design.paper, design.rng)
    y = who(sheet, design, (28, 6.5), size=13)
    y = sheet.write(design.person.organisation.upper(), ("organisation",), (28, y + 1.5),
                    Ink(design.accent, 8.5, design.family, "bold", 0.08))  # fmt: skip
    column(sheet, design, 28, (y + 1.2, sheet.height - 4.5))


def dark(sheet: Sheet, design: Design) -> None:
    """Light on a dark ground, contact at the right."""
    y = who(sheet, design, (6, 7), size=15)
    sheet.fill((6, y + 1, 18, y + 1.4), design.accent)
    y = sheet.write(
        design.person.organisation, ("organisation",), (6, y + 2.6), design.text(9.5, accent=True)
    )
    column(sheet, design, sheet.width - 6, (y + 1, sheet.height - 4.5), "right")


def two_tone(sheet: Sheet, design: Design) -> None:
    """The upper part coloured with the organisation, the person on paper below."""
    sheet.fill((0, 0, sheet.width, 17), design.soft)
    ink = Ink((252, 250, 244), 13, design.family, "bold")
    sheet.write(design.person.organisation, ("organisation",), (6, 4.5), ink)
    if design.person.slogan:
        light = Ink((240, 236, 226), 7, design.family, "italic")
        sheet.write(design.person.slogan, ("slogan",), (6, 11), light)
    y = who(sheet, design, (6, 18.5), size=11.5)
    if design.code:
        sheet.code(design.code, (sheet.width - 21.5, sheet.height - 21.5), 18)
    column(sheet, design, 6, (y + 0.6, sheet.height - 3), room=sheet.width - (30 if design.code else 9))


def lettering(sheet: Sheet, design: Design) -> None:
    """The organisation set large as its own logo."""
    ink = Ink(design.accent, 17, design.family, "bold", design.rng.choice((0.0, 0.06, 0.16)))
    y = sheet.write(design.person.organisation, ("organisation",), (6, 5), ink)
    slogan(sheet, design, (6, y - 0.6))
    y = who(sheet, design, (6, y + 3.6), size=11)
    column(sheet, design, 6, (y + 0.8, sheet.height - 3.5))


def portrait(sheet: Sheet, design: Design) -> None:
    """A card that stands: mark, name, contact beneath one another."""
    middle = sheet.width / 2
    mark(sheet, (middle, 13), 6, design.accent, design.rng)
    y = sheet.write(
        design.person.organisation,
        ("organisation",),
        (middle, 22),
        design.text(9.5, accent=True),
        "centre",
    )
    y = who(sheet, design, (middle, y + 4), "centre", 12.5)
    column(sheet, design, middle, (y + 2, sheet.height - 5), "centre")


def minimal(sheet: Sheet, design: Design) -> None:
    """Small type, much paper: name on one side, contact at the other foot."""
    y = sheet.write(design.person.name, ("name",), (7, 8), design.text(10.5), room=sheet.width - 50)
    if design.person.title:
        y = sheet.write(design.person.title, ("title",), (7, y), design.text(7), room=sheet.width - 50)
    if design.person.department:
        sheet.write(design.person.department, ("department",), (7, y), design.text(7), room=sheet.width - 50)
    sheet.write(
        design.person.organisation,
        ("organisation",),
        (sheet.width - 7, 8),
        design.text(8, bold=True),
        "right",
        34,
    )
    slogan(sheet, design, (sheet.width - 7, 12.4), "right")
    if design.code:
        sheet.code(design.code, (sheet.width - 22, sheet.height - 22), 17)
    column(sheet, design, 7, (y + 4, sheet.height - 6), room=sheet.width - (32 if design.code else 14))


SETTERS: dict[Layout, Callable[[Sheet, Design], None]] = {
    "centred": centred,
    "left": left,
    "band": band,
    "dark": dark,
    "two_tone": two_tone,
    "lettering": lettering,
    "portrait": portrait,
    "minimal": minimal,
}
LAYOUTS: tuple[Layout, ...] = tuple(SETTERS)
