"""Tables as text, and the state of the machine they were made on."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Figures with a heading, and a sentence below on how to read them."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    def __str__(self) -> str:
        grid = [self.columns, *self.rows]
        widths = [max(len(row[i]) for row in grid) for i in range(len(self.columns))]
        lines = ["  ".join(_cell(text, i, widths[i]) for i, text in enumerate(row)) for row in grid]
        rule = "  ".join("─" * width for width in widths)
        note = f"\n{self.note}" if self.note else ""
        return "\n".join((self.title, lines[0].rstrip(), rule, *(x.rstrip() for x in lines[1:]))) + note


def _cell(text: str, column: int, width: int) -> str:
    return text.ljust(width) if column == 0 else text.rjust(width)


def machine() -> str:
    """What runs these figures and how busy it is, in one line."""
    python = f"Python {platform.python_version()}"
    return f"{platform.machine()}, {os.cpu_count()} cores, {python}; {load()}"


def load() -> str:
    """How busy the machine is."""
    return f"load {' '.join(f'{value:.1f}' for value in os.getloadavg())} (1, 5, 15 min)"


def share(part: float, whole: float) -> str:
    """A share as .87; a dash where there is nothing to share.

    >>> share(7, 8), share(8, 8), share(0, 0)
    ('.88', '1.00', '–')
    """
    if not whole:
        return "–"
    return f"{part / whole:.2f}".removeprefix("0") if part < whole else f"{part / whole:.2f}"


def ratio(value: float, baseline: float) -> str:
    """How many times the baseline, as 0.52×.

    >>> ratio(1.2, 2.4)
    '0.50×'
    """
    return f"{value / baseline:.2f}×" if baseline else "–"


def median(values: Sequence[float]) -> float:
    """The middle value; of two, their mean."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
