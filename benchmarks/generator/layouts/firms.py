"""Cards that name nobody: a shop's, and the back of somebody's."""

from __future__ import annotations

from benchmarks.generator.design import Design, initials
from benchmarks.generator.flow import Frame, Item, flow
from benchmarks.generator.marks import gradient, mark, mixed
from benchmarks.generator.sheet import Align, Ink, Sheet


def shop(sheet: Sheet, design: Design) -> None:
    """A shop or firm: its name, what it is about, when it is open and where."""
    width, height = sheet.width, sheet.height
    align: Align = design.rng.choice(("centre", "left", "centre"))
    if design.rng.random() < 0.5:
        mark(sheet, (width / 2 if align == "centre" else 12, 9.5), 4.5, design.accent, design.rng)
        top = 15.5
    else:
        top = 7.0
    firm = design.firm(16, tracking=design.rng.choice((0.0, 0.1)))
    y = flow(sheet, [firm, design.motto(8)], Frame(6, top, width - 6, height * 0.55), align)
    items = [*design.contact(7.2), *design.small(5.6)]
    flow(sheet, items, Frame(6, y + 1.5, width - 6, height - 4), align, "bottom")


def back(sheet: Sheet, design: Design) -> None:
    """The other side: the firm's name or mark with its slogan, perhaps an address on the web."""
    width, height = sheet.width, sheet.height
    if design.rng.random() < 0.4:
        gradient(sheet, (0, 0, width, height), design.paper, mixed(design.paper, design.accent, 0.25))
    firm = design.firm(19, tracking=design.rng.choice((0.0, 0.08, 0.25)), upper=design.rng.random() < 0.4)
    items: list[Item] = [firm, design.motto(8)]
    roll = design.rng.random()
    if roll < 0.3:
        mark(sheet, (width / 2, height * 0.27), 6.5, design.accent, design.rng)
    elif roll < 0.5 and design.person.organisation:
        letters = initials(design.person.organisation)
        flow(
            sheet,
            [Item(letters, Ink(design.ink, 24, design.logo, "bold"))],
            Frame(6, 4, width - 6, height * 0.38),
            "centre",
        )
    bottom = flow(
        sheet,
        [*design.contact(7), *design.small(5.4)],
        Frame(6, height * 0.7, width - 6, height - 4),
        "centre",
        "bottom",
    )
    flow(sheet, items, Frame(6, height * 0.38, width - 6, bottom - 1.5), "centre", "middle")
