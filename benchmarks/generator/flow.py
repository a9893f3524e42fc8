"""Lines set one below the other in a frame, smaller where they would not fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from benchmarks.generator.marked import Marked
from benchmarks.generator.sheet import PT_IN_MM, PX_PER_MM, Align, Colour, Ink, Sheet, size_px, width_px

Anchor = Literal["top", "middle", "bottom"]
Shape = Literal["phone", "mail", "globe", "pin", "dot"]
LEADING = 1.30
SCALES = (1.0, 0.93, 0.86, 0.8, 0.74, 0.68, 0.62, 0.56, 0.5)
SMALLEST_PT = 4.3


@dataclass(frozen=True, slots=True)
class Item:
    """A line to set; `gap` mm of space above it, `icon` drawn before it.

    `lead` is set in a column of its own before the text (a label), as wide as the flow says.
    """

    text: Marked
    ink: Ink
    gap: float = 0.0
    icon: Shape | None = None
    lead: Marked | None = None
    lines: int = 2
    """How many lines it may be broken into."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Left, top, right, bottom, mm."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """In mm."""
        return self.right - self.left

    def x(self, align: Align) -> float:
        """Where lines of that alignment hang."""
        return {"left": self.left, "centre": (self.left + self.right) / 2, "right": self.right}[align]


def flow(
    sheet: Sheet, items: Iterable[Item | None], frame: Frame, align: Align = "left",
    anchor: Anchor = "top", lead: float = 0.0,
) -> float:  # fmt: skip
    """Set the items within the frame. `lead` mm stand free before each for its label.

    Returns where the text ends, mm: its bottom, or its top where it is anchored at the bottom.
    """
    kept = [item for item in items if item is not None and item.text]
    if not kept:
        return frame.bottom if anchor == "bottom" else frame.top
    room = frame.width - lead
    broken: list[Item] = []
    for scale in SCALES:
        broken = [line for item in kept for line in _broken(item, room, scale)]
        if _height(broken) <= frame.bottom - frame.top:
            break
    height = _height(broken)
    y = {"top": frame.top, "bottom": frame.bottom - height,
         "middle": (frame.top + frame.bottom - height) / 2}[anchor]  # fmt: skip
    begun = y
    for number, line in enumerate(broken):
        y += line.gap if number else 0.0
        _print(sheet, line, (frame, y, lead), align)
        y += _step(line)
    return begun if anchor == "bottom" else y


def _print(sheet: Sheet, line: Item, where: tuple[Frame, float, float], align: Align) -> None:
    frame, y, lead = where
    indent = line.ink.size_pt * PT_IN_MM * 1.55 if line.icon else 0.0
    x = frame.x(align) + (lead + indent if align == "left" else 0.0)
    room = frame.width - lead - indent
    if line.lead:
        sheet.set(line.lead, (frame.left, y), line.ink, room=max(2.0, lead - 0.8))
    sheet.set(line.text, (x, y), line.ink, align, room)
    if line.icon:
        icon(sheet, line.icon, _beside(line, x, align), line.ink)


def _beside(line: Item, x: float, align: Align) -> float:
    wide = width_px(line.text.text, line.ink, size_px(line.ink.size_pt)) / PX_PER_MM
    start = x - wide * {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
    return start - line.ink.size_pt * PT_IN_MM * 0.95


def _height(lines: list[Item]) -> float:
    return sum(_step(line) + line.gap for line in lines) - (lines[0].gap if lines else 0.0)


def _step(line: Item) -> float:
    return line.ink.size_pt * PT_IN_MM * LEADING


def _broken(item: Item, room: float, scale: float) -> list[Item]:
    """The item at that scale, in as many lines as it needs and may have."""
    ink = replace(item.ink, size_pt=max(SMALLEST_PT, item.ink.size_pt * scale))
    if item.icon:
        room -= ink.size_pt * PT_IN_MM * 1.55
    wide = width_px(item.text.text, ink, size_px(ink.size_pt)) / PX_PER_MM
    if wide <= room:
        return [replace(item, ink=ink, gap=item.gap * scale)]
    if wide * 0.84 <= room or item.lines < 2 or not _places(item.text.text):
        smaller = replace(ink, size_pt=ink.size_pt * room / wide * 0.985)
        return [replace(item, ink=smaller, gap=item.gap * scale)]
    first, rest = _halves(item.text, ink)
    half = replace(item, text=first, lines=item.lines - 1)
    more = replace(item, text=rest, lines=item.lines - 1, gap=0.0, icon=None, lead=None)
    return [*_broken(half, room, scale), *_broken(more, room, scale)]


def _places(text: str) -> list[int]:
    return [place for place, char in enumerate(text) if char == " "]


def _halves(marked: Marked, ink: Ink) -> tuple[Marked, Marked]:
    """Broken at the space that makes two lines most alike."""
    size = size_px(ink.size_pt)
    text = marked.text

    def uneven(place: int) -> float:
        return abs(width_px(text[:place], ink, size) - width_px(text[place + 1 :], ink, size))

    place = min(_places(text), key=uneven)
    return marked.cut(0, place), marked.cut(place + 1, len(text))


def icon(sheet: Sheet, shape: Shape, x: float, ink: Ink) -> None:
    """A small drawn sign about the last line printed, centred on `x` mm."""
    _, top, _, bottom = sheet.lines[-1].box
    middle = (top + bottom) / 2 / PX_PER_MM
    half = ink.size_pt * PT_IN_MM * 0.36
    colour = ink.colour
    if shape == "mail":
        sheet.frame((x - half, middle - half * 0.7, x + half, middle + half * 0.7), colour, 0.15)
        sheet.rule((x - half, middle - half * 0.7), (x, middle + half * 0.1), colour, 0.15)
        sheet.rule((x, middle + half * 0.1), (x + half, middle - half * 0.7), colour, 0.15)
    elif shape == "globe":
        sheet.ellipse((x, middle), (half, half), colour, 0.14)
        sheet.ellipse((x, middle), (half * 0.45, half), colour, 0.14)
        sheet.rule((x - half, middle), (x + half, middle), colour, 0.14)
    elif shape == "pin":
        sheet.ellipse((x, middle - half * 0.3), (half * 0.62, half * 0.62), colour)
        sheet.polygon(((x - half * 0.55, middle), (x + half * 0.55, middle), (x, middle + half)), colour)
    elif shape == "phone":
        _handset(sheet, (x, middle), half, colour)
    else:
        sheet.ellipse((x, middle), (half * 0.4, half * 0.4), colour)


def _handset(sheet: Sheet, at: tuple[float, float], half: float, colour: Colour) -> None:
    x, y = at
    sheet.frame((x - half * 0.6, y - half, x + half * 0.6, y + half), colour, 0.16)
    sheet.rule((x - half * 0.25, y + half * 0.65), (x + half * 0.25, y + half * 0.65), colour, 0.16)
