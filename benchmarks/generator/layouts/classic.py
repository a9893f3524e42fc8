"""Layouts that everybody has seen: one axis, one column."""

from __future__ import annotations

from benchmarks.generator.design import Design
from benchmarks.generator.flow import Frame, flow
from benchmarks.generator.marks import mark
from benchmarks.generator.sheet import Sheet


def centred(sheet: Sheet, design: Design) -> None:
    """Everything on the middle axis."""
    width, height = sheet.width, sheet.height
    firm = design.firm(10)
    y = flow(sheet, [firm], Frame(6, 4.5, width - 6, 15), "centre")
    if design.rng.random() < 0.5:
        y = flow(sheet, [design.motto(6.8)], Frame(8, y + 0.2, width - 8, y + 4), "centre")
    else:
        sheet.rule((width / 2 - 6, y + 1), (width / 2 + 6, y + 1), design.accent, 0.2)
    y = flow(sheet, design.who(14), Frame(6, y + 2.2, width - 6, y + 18), "centre")
    items = [*design.contact(7.6), *design.small()]
    flow(sheet, items, Frame(5, y + 1.4, width - 5, height - 3.4), "centre", "bottom")


def left(sheet: Sheet, design: Design) -> None:
    """Name at the top left, the mark at the right, contact below; a code where there is one."""
    width, height = sheet.width, sheet.height
    mark(sheet, (width - 10, 10.5), 4.2, design.accent, design.rng)
    items = [*design.who(14), design.firm(9)]
    if design.rng.random() < 0.3:
        items = [items[-1], *items[:-1]]
    y = flow(sheet, items, Frame(6, 5.5, width - 17, height * 0.52))
    right = width - 6.0
    if design.code:
        sheet.code(design.code, (width - 23, height - 23), 19)
        right = width - 25.0
    contact = [*design.contact(7.6), *design.small()]
    flow(sheet, contact, Frame(6, y + 1.6, right, height - 4.4), anchor="bottom")


def dark(sheet: Sheet, design: Design) -> None:
    """Light on a dark ground, contact at the right."""
    width, height = sheet.width, sheet.height
    y = flow(sheet, design.who(15), Frame(6, 6.5, width - 6, 24))
    sheet.fill((6, y + 1, 18, y + 1.4), design.accent)
    y = flow(sheet, [design.firm(9.5), design.motto(6.8)], Frame(6, y + 2.4, width - 6, y + 11))
    items = [*design.contact(7.4), *design.small()]
    flow(sheet, items, Frame(6, y + 1, width - 6, height - 4.4), "right", "bottom")


def lettering(sheet: Sheet, design: Design) -> None:
    """The organisation set large as its own logo."""
    width, height = sheet.width, sheet.height
    tracking = design.rng.choice((0.0, 0.06, 0.16, 0.3))
    firm = design.firm(18, bold=True, tracking=tracking, upper=design.rng.random() < 0.4)
    y = flow(sheet, [firm, design.motto()], Frame(6, 4.5, width - 6, height * 0.40))
    y = flow(sheet, design.who(11.5), Frame(6, y + 2.4, width - 6, y + 15))
    items = [*design.contact(7.2), *design.small()]
    flow(sheet, items, Frame(6, y + 1, width - 6, height - 3.6), anchor="bottom")


def portrait(sheet: Sheet, design: Design) -> None:
    """A card that stands: mark, firm, name, contact beneath one another."""
    width, height = sheet.width, sheet.height
    mark(sheet, (width / 2, 12), 6, design.accent, design.rng)
    y = flow(sheet, [design.firm(9.5), design.motto(6.6)], Frame(4, 20.5, width - 4, 32), "centre")
    y = flow(sheet, design.who(12.5), Frame(4, y + 3, width - 4, y + 21), "centre")
    items = [*design.contact(7.4), *design.small()]
    flow(sheet, items, Frame(4, y + 2, width - 4, height - 5), "centre", "bottom")


def minimal(sheet: Sheet, design: Design) -> None:
    """Small type, much paper: name on one side, the firm on the other, contact at the foot."""
    width, height = sheet.width, sheet.height
    split = width * 0.56
    y = flow(sheet, design.who(10.5, title=7), Frame(7, 7.5, split, height * 0.45))
    other = [design.firm(8, bold=True, colour=design.ink), design.motto(6.4)]
    below = flow(sheet, other, Frame(split + 2, 7.8, width - 7, height * 0.45), "right")
    right = width - 7.0
    if design.code:
        sheet.code(design.code, (width - 22, height - 22), 17)
        right = width - 24.0
    contact = [*design.contact(6.8), *design.small()]
    flow(sheet, contact, Frame(7, max(y, below) + 2, right, height - 5.5), anchor="bottom")
