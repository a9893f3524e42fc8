"""Layouts that hold much: labels in a column, small print, two people."""

from __future__ import annotations

from benchmarks.generator.design import Design
from benchmarks.generator.flow import Frame, flow
from benchmarks.generator.marks import mark
from benchmarks.generator.sheet import Sheet


def labelled(sheet: Sheet, design: Design) -> None:
    """Labels in a column of their own; the values hang on a line, or are set right against it."""
    width, height = sheet.width, sheet.height
    head = [design.firm(10.5), design.motto(6.4)]
    y = flow(sheet, head, Frame(6, 5, width - 20, 15))
    mark(sheet, (width - 10, 9.5), 4, design.accent, design.rng)
    y = flow(sheet, design.who(12), Frame(6, y + 2, width - 6, y + 16))
    contact = [*design.contact(7, leads=True), *design.small(5.2)]
    longest = max((len(item.lead.text) for item in contact if item.lead), default=0)
    lead = min(24.0, 2.5 + 1.35 * longest) if longest else 0.0
    if longest and design.rng.random() < 0.4:
        frame = Frame(width * 0.3, y + 1.2, width - 6, height - 4)
        flow(sheet, contact, frame, "right", "bottom", lead)
    else:
        flow(sheet, contact, Frame(6, y + 1.2, width - 6, height - 4), "left", "bottom", lead)


def corporate(sheet: Sheet, design: Design) -> None:
    """A large firm's card: mark and name, department, two blocks, registry numbers at the foot."""
    width, height = sheet.width, sheet.height
    mark(sheet, (10, 9.5), 3.8, design.accent, design.rng)
    flow(
        sheet,
        [design.firm(10, bold=True), design.motto(5.8)],
        Frame(16, 4.5, width - 6, 14.5),
        anchor="middle",
    )
    foot = flow(sheet, design.small(5), Frame(6, height - 10, width - 6, height - 3.2), anchor="bottom")
    if design.person.numbers or design.person.hours:
        sheet.rule((6, foot - 0.8), (width - 6, foot - 0.8), design.accent, 0.15)
    y = flow(sheet, design.who(11.5, title=7.2), Frame(6, 17, width - 6, 31))
    middle = width * 0.5
    place = design.contact(6.4, only=("address",))
    flow(sheet, place, Frame(6, y + 1.2, middle - 2, foot - 2), anchor="bottom")
    left = 6.0 if not place else middle + 1
    flow(
        sheet,
        design.contact(6.4, without=("address",)),
        Frame(left, y + 1.2, width - 5, foot - 2),
        anchor="bottom",
    )


def pair(sheet: Sheet, design: Design) -> None:
    """Two people of one firm, beside each other; what they share below them."""
    width, height = sheet.width, sheet.height
    y = flow(sheet, [design.firm(10.5), design.motto(6.2)], Frame(6, 4.5, width - 6, 14.5), "centre")
    middle = width / 2
    sheet.rule((middle, y + 2.5), (middle, height - 15), design.accent, 0.2)
    shared = design.contact(6.4, whose=0, only=("address", "url", "social"))
    foot = flow(
        sheet, [*shared, *design.small(5)], Frame(6, height - 14, width - 6, height - 3.6), "centre", "bottom"
    )
    for whose, frame in enumerate(
        (Frame(5, y + 2.5, middle - 2, foot - 1.5), Frame(middle + 2, y + 2.5, width - 5, foot - 1.5))
    ):
        own = design.contact(6.2, whose=whose, only=("phone", "fax", "email"))
        head = flow(
            sheet, design.who(10, whose, title=6.8), Frame(frame.left, frame.top, frame.right, frame.top + 12)
        )
        flow(sheet, own, Frame(frame.left, head + 1, frame.right, frame.bottom))
