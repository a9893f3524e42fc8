"""The ways to set a business card: how large the paper, how much it holds, who draws it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from benchmarks.generator.design import Design
from benchmarks.generator.layouts import bands, classic, dense, firms, modern
from benchmarks.generator.sheet import Sheet

Layout = Literal[
    "centred", "left", "band", "dark", "two_tone", "lettering", "portrait", "minimal",
    "columns", "foot", "corner", "single_line", "ruled", "stacked", "monogram", "spine", "slim", "square",
    "labelled", "corporate", "pair", "shop", "back", "photo",
]  # fmt: skip
LAYOUTS: tuple[Layout, ...] = get_args(Layout)
HELD_OUT_LAYOUTS: tuple[Layout, ...] = ("corner", "labelled", "single_line", "spine", "stacked", "square")
TRAINING_LAYOUTS: tuple[Layout, ...] = tuple(one for one in LAYOUTS if one not in HELD_OUT_LAYOUTS)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a layout is set: at most so many lines of contact, on paper of that shape.

    `people` are 0 (a firm), 1 or 2; `dark` the share of cards that are light on dark; `named` cards would
    look empty without an organisation.
    """

    draw: Callable[[Sheet, Design], None]
    most: int = 9
    shape: Literal["wide", "upright", "slim", "square"] = "wide"
    people: int = 1
    dark: float = 0.0
    code: bool = False
    named: bool = True


SETTINGS: dict[Layout, Setting] = {
    "centred": Setting(classic.centred, dark=0.1, named=False),
    "left": Setting(classic.left, code=True, named=False),
    "band": Setting(bands.band),
    "dark": Setting(classic.dark, dark=1.0, named=False),
    "two_tone": Setting(bands.two_tone, 8, code=True),
    "lettering": Setting(classic.lettering, 8, dark=0.15),
    "portrait": Setting(classic.portrait, 10, "upright", dark=0.15),
    "minimal": Setting(classic.minimal, 7, code=True, named=False),
    "columns": Setting(modern.columns, 9, dark=0.15, named=False),
    "foot": Setting(modern.foot, 8, dark=0.1, code=True),
    "corner": Setting(modern.corner, 8, dark=0.15, named=False),
    "single_line": Setting(modern.single_line, 5, dark=0.2),
    "ruled": Setting(modern.ruled, 8),
    "stacked": Setting(bands.stacked, 8, dark=0.2),
    "monogram": Setting(modern.monogram, 8, dark=0.15),
    "spine": Setting(bands.spine, 9, dark=0.15),
    "slim": Setting(modern.slim, 6, "slim", dark=0.15),
    "square": Setting(modern.square, 7, "square", dark=0.2),
    "labelled": Setting(dense.labelled, 9),
    "corporate": Setting(dense.corporate, 12),
    "pair": Setting(dense.pair, 6, people=2),
    "shop": Setting(firms.shop, 9, people=0, dark=0.2),
    "back": Setting(firms.back, 4, people=0, dark=0.5),
    "photo": Setting(bands.photo, 7),
}
