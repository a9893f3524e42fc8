"""Layouts with a coloured part, a picture, or writing up the side."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.generator.design import Design
from benchmarks.generator.flow import Frame, Item, flow
from benchmarks.generator.marked import Marked, said
from benchmarks.generator.marks import clouds, gradient, light, mark, mixed
from benchmarks.generator.sheet import PX_PER_MM, Colour, Ink, Sheet, size_px, width_px

BRIGHT: Colour = (252, 250, 244)
DIM: Colour = (30, 28, 26)


def on(colour: Colour) -> Colour:
    """An ink that can be read on a colour."""
    return DIM if light(colour) > 150 else BRIGHT


def band(sheet: Sheet, design: Design) -> None:
    """A coloured band at one side with the mark on it."""
    width, height = sheet.width, sheet.height
    wide = design.rng.choice((16, 23, 26))
    at_right = design.rng.random() < 0.3
    start, end = (width - wide, width) if at_right else (0, wide)
    if design.rng.random() < 0.4:
        gradient(sheet, (start, 0, end, height), design.accent, mixed(design.accent, design.paper, 0.35))
    else:
        sheet.fill((start, 0, end, height), design.accent)
    mark(sheet, ((start + end) / 2, height / 2), 6.0, on(design.accent), design.rng)
    x, right = (6.0, width - wide - 4) if at_right else (wide + 5.0, width - 5)
    y = flow(sheet, design.who(13), Frame(x, 6, right, height * 0.38))
    firm = design.firm(8.5, upper=design.rng.random() < 0.5, tracking=0.05)
    y = flow(sheet, [firm, design.motto(6.4)], Frame(x, y + 1.4, right, y + 11))
    items = [*design.contact(7.2), *design.small()]
    flow(sheet, items, Frame(x, y + 1, right, height - 4.4), anchor="bottom")


def two_tone(sheet: Sheet, design: Design) -> None:
    """The upper part coloured with the organisation, the person on paper below."""
    width, height = sheet.width, sheet.height
    sheet.fill((0, 0, width, 17), design.accent)
    ink = on(design.accent)
    firm = design.firm(13, bold=True, colour=ink)
    flow(
        sheet,
        [firm, design.motto(6.8, mixed(ink, design.accent, 0.15))],
        Frame(6, 2.2, width - 6, 15.6),
        anchor="middle",
    )
    y = flow(sheet, design.who(11.5, title=7.6), Frame(6, 18.6, width - 6, height * 0.6))
    right = width - 6.0
    if design.code:
        sheet.code(design.code, (width - 20, height - 20), 17)
        right = width - 22.0
    contact = [*design.contact(7), *design.small(5.2)]
    flow(sheet, contact, Frame(6, y + 0.8, right, height - 3), anchor="bottom")


def stacked(sheet: Sheet, design: Design) -> None:
    """The firm as letterspaced lettering in stacked words at the left, a rule, the rest at the right."""
    width, height = sheet.width, sheet.height
    split = width * 0.40
    whole = said(design.person.organisation, "organisation").upper()
    ink = Ink(design.accent, 12, design.logo, "bold", design.rng.choice((0.1, 0.2, 0.32)))
    items = [Item(piece, ink, lines=1) for piece in _words(whole)]
    flow(sheet, [*items, design.motto(6)], Frame(5, 8, split - 3, height - 8), "left", "middle")
    sheet.rule((split, 7), (split, height - 7), design.accent, 0.25)
    y = flow(sheet, design.who(11, title=7.4), Frame(split + 4, 7, width - 5, height * 0.45))
    contact = [*design.contact(6.8), *design.small(5.2)]
    flow(sheet, contact, Frame(split + 4, y + 1.5, width - 5, height - 6.5), anchor="bottom")


def _words(whole: Marked) -> list[Marked]:
    """Each long word by itself, short ones with their neighbour; at most four lines."""
    lines: list[tuple[int, int]] = []
    place = 0
    for word in whole.text.split(" "):
        start, end = place, place + len(word)
        if lines and (len(word) < 4 or lines[-1][1] - lines[-1][0] < 4 or len(lines) > 3):
            lines[-1] = (lines[-1][0], end)
        else:
            lines.append((start, end))
        place = end + 1
    return [whole.cut(start, end) for start, end in lines]


def spine(sheet: Sheet, design: Design) -> None:
    """The firm written up or down the side, the person beside it."""
    width, height = sheet.width, sheet.height
    ground = design.rng.random() < 0.5
    strip = 13.0
    if ground:
        sheet.fill((0, 0, strip, height), design.accent)
    firm = said(design.person.organisation, "organisation")
    firm = firm.upper() if design.rng.random() < 0.6 else firm
    colour = on(design.accent) if ground else design.accent
    ink = Ink(colour, 13, design.logo, "bold", design.rng.choice((0.0, 0.08, 0.15)))
    if firm:
        _upwards(sheet, firm, ink, strip)
    y = flow(sheet, design.who(13.5), Frame(strip + 5, 6, width - 5, height * 0.42))
    y = flow(sheet, [design.motto(6.8)], Frame(strip + 5, y + 0.8, width - 5, y + 8))
    items = [*design.contact(7.2), *design.small()]
    flow(sheet, items, Frame(strip + 5, y + 1.5, width - 5, height - 5), anchor="bottom")


def _upwards(sheet: Sheet, firm: Marked, ink: Ink, strip: float) -> None:
    room = sheet.height - 8
    wide = width_px(firm.text, ink, size_px(ink.size_pt)) / PX_PER_MM
    fitting = replace(ink, size_pt=min(ink.size_pt, ink.size_pt * room / wide * 0.98))
    tall = fitting.size_pt * 0.3528 * 1.2
    sheet.set(firm, ((strip - tall) / 2, sheet.height - 5), fitting, room=room + 1, turn=270)


def photo(sheet: Sheet, design: Design) -> None:
    """A picture out of focus over the card, the text on a panel of paper."""
    width, height = sheet.width, sheet.height
    one, other = design.accent, mixed(design.accent, (240, 220, 180), 0.7)
    clouds(sheet, (0, 0, width, height), one, other, design.rng.randrange(2**31))
    top = height * design.rng.choice((0.26, 0.3))
    sheet.fill((0, top, width, height), design.paper)
    ink = BRIGHT if light(mixed(one, other, 0.5)) < 165 else DIM
    flow(sheet, [design.firm(14, bold=True, colour=ink)], Frame(6, 2.5, width - 6, top - 2), anchor="middle")
    y = flow(sheet, [*design.who(12), design.motto(6.4)], Frame(6, top + 2, width - 6, top + 19))
    items = [*design.contact(7), *design.small()]
    flow(sheet, items, Frame(6, y + 1, width - 6, height - 3.2), anchor="bottom")
