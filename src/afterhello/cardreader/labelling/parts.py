"""A card's lines in reading order, and the parts of them that no pattern has taken."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from afterhello.cardreader.shapes import Line, Point, Quad

# Marks between two things on one line, and a gap such as a tab would leave.
_BETWEEN = re.compile(r"\s*[|•●·∙▪■◆‖¦]\s*|\s{3,}|(?<=[a-z])\s+I\s+(?=[A-Z])")

# No line of a card is longer; what an engine makes of a pattern may be.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of line `row` that a pattern has taken."""

    row: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of one line: characters `start` to `end` of line `row`, and where it is printed.

    `left`, `right`, `top`, `bottom` and `size` (the height of the type) are
    fractions of the card's height, so that x and y are comparable; `quad` is in px.
    `letters` is how sure the engine is of each character; empty where it does not tell.
    """

    row: int
    start: int
    end: int
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    confidence: float
    quad: Quad
    letters: tuple[float, ...] = ()

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def rows(lines: Sequence[Line], height: float) -> tuple[Part, ...]:
    """The lines, each as one part, from top to bottom and left to right.

    The order does not depend on the order of `lines`. A line without letters or
    digits, or with a corner that is no number, is left out.
    """
    unit = height if math.isfinite(height) and height > 0 else 1.0
    found = [row for line in lines if (row := _row(line, unit)) is not None]
    found.sort(key=lambda row: (round(row.middle, 4), row.left, row.text))
    return tuple(replace(row, row=number) for number, row in enumerate(found))


def _row(line: Line, unit: float) -> Part | None:
    text = line.text[:_LONGEST]
    if not any(mark.isalnum() for mark in text):
        return None
    xs = [point[0] / unit for point in line.quad]
    ys = [point[1] / unit for point in line.quad]
    if not all(math.isfinite(number) for number in (*xs, *ys)):
        return None
    first, second, _, last = line.quad
    size = math.dist(first, last) / unit
    if abs(second[0] - first[0]) < abs(second[1] - first[1]):
        size = min(max(xs) - min(xs), max(ys) - min(ys))
    return Part(
        row=0,
        start=0,
        end=len(text),
        text=text,
        left=min(xs),
        right=max(xs),
        top=min(ys),
        bottom=max(ys),
        size=size if math.isfinite(size) else 0.0,
        confidence=line.confidence if math.isfinite(line.confidence) else 0.0,
        quad=line.quad,
        letters=line.letters[:_LONGEST] if len(line.letters) == len(line.text) else (),
    )


def cut(row: Part, start: int, end: int) -> Part:
    """Characters `start` to `end` of a part's text, placed as if all were of one width."""
    length = max(len(row.text), 1)
    width = row.right - row.left
    return replace(
        row,
        start=row.start + start,
        end=row.start + end,
        text=row.text[start:end],
        left=row.left + width * start / length,
        right=row.left + width * end / length,
        quad=_slice(row.quad, start / length, end / length),
        letters=row.letters[start:end],
    )


def _slice(quad: Quad, start: float, end: float) -> Quad:
    """A quadrilateral between two fractions of its way from left to right."""
    top_left, top_right, bottom_right, bottom_left = quad
    return (
        _between(top_left, top_right, start),
        _between(top_left, top_right, end),
        _between(bottom_left, bottom_right, end),
        _between(bottom_left, bottom_right, start),
    )


def _between(one: Point, other: Point, way: float) -> Point:
    return one[0] + (other[0] - one[0]) * way, one[1] + (other[1] - one[1]) * way


def around(quads: Sequence[Quad]) -> Quad:
    """The upright box around some quadrilaterals."""
    xs = [x for quad in quads for x, _ in quad]
    ys = [y for quad in quads for _, y in quad]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    return (left, top), (right, top), (right, bottom), (left, bottom)


def remains(row: Part, taken: Sequence[Span]) -> tuple[Part, ...]:
    """What is left of a row beside the spans taken, divided where a mark separates two things."""
    edges = sorted((span.start, span.end) for span in taken if span.row == row.row)
    gaps: list[tuple[int, int]] = []
    position = 0
    for start, end in edges:
        gaps.append((position, start))
        position = max(position, end)
    gaps.append((position, len(row.text)))
    return tuple(
        cut(row, start, end)
        for gap_start, gap_end in gaps
        for start, end in _divided(row.text, gap_start, gap_end)
    )


def _divided(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    position = start
    for mark in [*_BETWEEN.finditer(text, start, end), None]:
        stop = end if mark is None else mark.start()
        piece = text[position:stop]
        if any(character.isalnum() for character in piece):
            indent = len(piece) - len(piece.lstrip(" ,;:·-–"))
            pieces.append((position + indent, position + len(piece.rstrip(" ,;:·-–"))))
        position = stop if mark is None else mark.end()
    return pieces
