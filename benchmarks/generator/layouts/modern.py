"""Layouts that put things where one does not look first."""

from __future__ import annotations

from typing import get_args

from benchmarks.generator.contact import in_one_line
from benchmarks.generator.design import Design, initials
from benchmarks.generator.flow import Frame, Item, flow
from benchmarks.generator.marked import Kind
from benchmarks.generator.marks import mark
from benchmarks.generator.sheet import Align, Ink, Sheet

EITHER: tuple[Align, ...] = ("left", "right")
NUMBERS: tuple[Kind, ...] = ("phone", "fax")
WEB: tuple[Kind, ...] = ("email", "url", "social")


def columns(sheet: Sheet, design: Design) -> None:
    """Contact in two columns at the foot, under a rule."""
    width, height = sheet.width, sheet.height
    y = flow(sheet, [design.firm(10), design.motto(6.6)], Frame(6, 5, width - 6, 15))
    y = flow(sheet, design.who(12.5), Frame(6, y + 2.5, width - 6, y + 18))
    foot = max(y + 2.5, height * 0.58)
    sheet.rule((6, foot), (width - 6, foot), design.accent, 0.25)
    middle = width / 2
    first, second = (NUMBERS, WEB) if design.rng.random() < 0.5 else (("address",), (*NUMBERS, *WEB))
    rest = [kind for kind in get_args(Kind) if kind not in second]
    left = [*design.contact(6.8, only=rest)] if first else []
    flow(sheet, left, Frame(6, foot + 1.6, middle - 2, height - 3.5))
    flow(
        sheet,
        [*design.contact(6.8, only=second), *design.small(5.2)],
        Frame(middle + 2, foot + 1.6, width - 5, height - 3.5),
    )


def foot(sheet: Sheet, design: Design) -> None:
    """The person at the top, the organisation and its slogan at the foot."""
    width, height = sheet.width, sheet.height
    align = design.rng.choice((*EITHER, "left"))
    firm = [design.firm(12, upper=design.rng.random() < 0.3), design.motto(6.6), *design.small(5)]
    top = flow(sheet, firm, Frame(6, height * 0.72, width - 6, height - 4), align, "bottom")
    sheet.rule((6, top - 1.2), (width - 6, top - 1.2), design.accent, 0.2)
    y = flow(sheet, design.who(13), Frame(6, 5, width - 6, 19), align)
    right = width - 6.0
    if design.code:
        side = min(17.0, top - 4 - y)
        sheet.code(design.code, (6.0 if align == "right" else width - side - 5, y + 1), side)
        right = width - side - 7
    frame = (
        Frame(width - right, y + 1.5, width - 6, top - 2.4)
        if align == "right"
        else Frame(6, y + 1.5, right, top - 2.4)
    )
    flow(sheet, design.contact(7), frame, align)


def corner(sheet: Sheet, design: Design) -> None:
    """Contact at the top left, the name at the bottom right."""
    width, height = sheet.width, sheet.height
    items = design.who(14)
    top = flow(sheet, items, Frame(width * 0.2, height * 0.62, width - 6, height - 5), "right", "bottom")
    firm = [design.firm(9), design.motto(6.2)]
    flow(sheet, firm, Frame(width * 0.56, 6, width - 6, height * 0.45), "right")
    contact = [*design.contact(7), *design.small(5.2)]
    flow(sheet, contact, Frame(6, 6, width * 0.54, top - 1.5))


def single_line(sheet: Sheet, design: Design) -> None:
    """A large name in the middle, all contact in one separated line or two at the foot."""
    width, height = sheet.width, sheet.height
    ink = design.text(6.6)
    rows = [Item(row, ink, lines=1) for row in in_one_line(design.ways, design.rng, 66)]
    top = flow(
        sheet, [*rows, *design.small(5)], Frame(5, height * 0.66, width - 5, height - 4), "centre", "bottom"
    )
    items = [design.firm(9, tracking=0.06), design.motto(6.6)]
    y = flow(sheet, items, Frame(6, 5, width - 6, height * 0.32), "centre")
    flow(sheet, design.who(17, title=8.6), Frame(6, y + 1, width - 6, top - 2), "centre", "middle")


def ruled(sheet: Sheet, design: Design) -> None:
    """Centred between rules, letterspaced."""
    width, height = sheet.width, sheet.height
    sheet.frame((2.5, 2.5, width - 2.5, height - 2.5), design.accent, 0.2)
    if design.rng.random() < 0.5:
        sheet.frame((3.4, 3.4, width - 3.4, height - 3.4), design.accent, 0.12)
    firm = design.firm(8.5, upper=True, tracking=0.22)
    y = flow(sheet, [firm, design.motto(6)], Frame(7, 6, width - 7, height * 0.3), "centre")
    sheet.rule((width * 0.3, y + 1), (width * 0.7, y + 1), design.accent, 0.2)
    y = flow(sheet, design.who(13), Frame(7, y + 2.2, width - 7, height * 0.62), "centre")
    sheet.rule((width * 0.3, y + 1), (width * 0.7, y + 1), design.accent, 0.2)
    items = [*design.contact(6.8), *design.small(5)]
    flow(sheet, items, Frame(6, y + 2, width - 6, height - 5), "centre", "middle")


def monogram(sheet: Sheet, design: Design) -> None:
    """Initials as the mark, in a box or a ring; the person at the right of it."""
    width, height = sheet.width, sheet.height
    letters = initials(design.person.organisation or design.person.family)
    middle = (17.0, height * 0.36)
    if letters and design.rng.random() < 0.8:
        ring = design.rng.random() < 0.5
        sheet.ellipse(middle, (9.5, 9.5), design.accent, 0.35) if ring else sheet.frame(
            (middle[0] - 9, middle[1] - 9, middle[0] + 9, middle[1] + 9), design.accent, 0.35
        )
        ink = Ink(design.accent, 20 if len(letters.text) < 3 else 15, design.logo, "bold")
        flow(
            sheet,
            [Item(letters, ink, lines=1)],
            Frame(9.5, middle[1] - 8, 24.5, middle[1] + 7.4),
            "centre",
            "middle",
        )
    else:
        mark(sheet, middle, 9, design.accent, design.rng)
    below = [design.firm(7.4, upper=design.rng.random() < 0.4), design.motto(5.8), *design.small(5)]
    flow(sheet, below, Frame(4, middle[1] + 11, 31, height - 4), "centre")
    y = flow(sheet, design.who(13), Frame(34, 7, width - 5, height * 0.45))
    flow(sheet, design.contact(7), Frame(34, y + 1.5, width - 5, height - 6), anchor="bottom")


def slim(sheet: Sheet, design: Design) -> None:
    """A low, long card: person, firm and contact side by side."""
    width, height = sheet.width, sheet.height
    split = width * 0.5
    y = flow(sheet, design.who(11, title=7), Frame(5, 4, split - 2, height * 0.55))
    firm = [design.firm(8.5), design.motto(5.8), *design.small(5)]
    flow(sheet, firm, Frame(5, y + 1.5, split - 2, height - 3.6), anchor="bottom")
    flow(
        sheet,
        design.contact(6.6),
        Frame(split + 2, 4, width - 4.5, height - 4),
        design.rng.choice(EITHER),
        "bottom",
    )


def square(sheet: Sheet, design: Design) -> None:
    """A square card with a mark in one corner and the text in another."""
    width, height = sheet.width, sheet.height
    mark(sheet, (width - 11, 11), 6, design.accent, design.rng)
    y = flow(sheet, [design.firm(9, bold=True)], Frame(5, 6, width - 19, 20))
    y = flow(sheet, [design.motto(6)], Frame(5, y + 0.4, width - 19, 26))
    items = design.who(11.5, title=7.4)
    y = flow(sheet, items, Frame(5, max(y + 2, 20), width - 5, max(y + 2, 20) + 14))
    flow(
        sheet,
        [*design.contact(6.8), *design.small(5)],
        Frame(5, y + 1.2, width - 5, height - 5),
        anchor="bottom",
    )
