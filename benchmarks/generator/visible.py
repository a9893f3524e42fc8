"""What of each card can be seen on a photo, and so which of its values."""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.generator.cards import RenderedCard
from benchmarks.generator.paper import Sheet3D
from benchmarks.generator.people import TruePhone, Truth
from benchmarks.generator.places import Size
from benchmarks.generator.sheet import PrintedLine

Doubtful = tuple[tuple[str, str], ...]
"""Field and value of what is half covered."""

FINENESS = 4
"""Pixels of the photo for one of the map of what lies uppermost."""
THING = 255
READABLE = 0.93
"""Least part of a line that shows for its value to be asked for: a line's box has air around it."""
HALF = 0.45

KINDS_OF: dict[str, tuple[str, ...]] = {
    "name": ("name", "honorific", "degree"),
    "title": ("title",),
    "organisation": ("organisation",),
    "phones": ("phone", "fax"),
    "emails": ("email",),
    "urls": ("url",),
    "address": ("address",),
    "social": ("social",),
}


class Seen:
    """A map of what lies uppermost: 0 the desk, n the nth card (from 1), 255 something else."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.top = np.zeros((size[1] // FINENESS, size[0] // FINENESS), np.uint8)
        self.papers: list[Sheet3D] = []

    def lay(self, paper: Sheet3D) -> None:
        """The next card, upon all so far."""
        self.papers.append(paper)
        cv2.fillPoly(self.top, [_coarse(paper.outline())], len(self.papers), cv2.LINE_8, 4)

    def cover(self, mask: NDArray[np.uint8]) -> None:
        """Something that hides what lies below where its mask, as large as the photo, is above 128."""
        small = cv2.resize(mask, self.top.shape[::-1], interpolation=cv2.INTER_AREA)
        self.top[small > 128] = THING

    def share(self, number: int) -> float:
        """The part of a card that is in the photo and uncovered, 0 … 1."""
        outline = self.papers[number].outline().astype(np.float32)
        whole = cv2.contourArea(outline) / FINENESS**2
        return min(1.0, float((self.top == number + 1).sum()) / whole)

    def in_frame(self, number: int) -> float:
        """The part of a card that is in the photo, covered or not, 0 … 1."""
        width, height = self.size
        frame = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
        quad = np.array(self.papers[number].quad(), np.float32)
        return float(cv2.intersectConvexConvex(quad, frame)[0] / cv2.contourArea(quad))

    def values(self, number: int, card: RenderedCard, whose: int = 0) -> tuple[Truth, Doubtful]:
        """What can be read of one of a card's people (from 0), and what only perhaps."""
        truth = (card.fields, *card.others)[whose]
        shown = {line: self._line(number, line) for line in card.lines}
        kept, doubtful = cast("Truth", dict(truth)), []
        for kind in KINDS_OF:
            for value in _values(truth, kind):
                clear = min((shown[line] for line in _printed(card, kind, value, whose)), default=1.0)
                if clear >= READABLE:
                    continue
                _drop(kept, kind, value)
                if clear >= HALF or card.qr:
                    doubtful.append((kind, value))
        return kept, tuple(doubtful)

    def _line(self, number: int, line: PrintedLine) -> float:
        """The part of a line that shows, 0 … 1."""
        left, top, right, bottom = line.box
        box = np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float64)
        mask = np.zeros_like(self.top)
        cv2.fillPoly(mask, [_coarse(self.papers[number].outwards(box))], 1, cv2.LINE_8, 4)
        whole = cv2.contourArea(self.papers[number].outwards(box).astype(np.float32)) / FINENESS**2
        held = mask.astype(bool)
        inside = max(float(held.sum()), whole * 0.9, 1.0)
        return float((self.top[held] == number + 1).sum()) / inside


def _coarse(points: NDArray[np.float64]) -> NDArray[np.int32]:
    return np.asarray(np.round((points / FINENESS - 0.5) * 16), np.int32)


def _printed(card: RenderedCard, kind: str, value: str, whose: int) -> list[PrintedLine]:
    """The lines that a value is printed on: one that holds it, else all of its kind and person."""
    mine = [line for line in card.lines if set(line.kinds) & set(KINDS_OF[kind])]
    holding = [line for line in mine if value.casefold() in line.text.casefold()]
    theirs = [line for line in mine if any(span.whose == whose for span in line.spans)]
    return holding[:1] or theirs or mine


def _values(truth: Truth, kind: str) -> list[str]:
    held = cast("dict[str, object]", truth)[kind]
    if kind == "phones":
        return [phone["value"] for phone in cast("list[TruePhone]", held)]
    if isinstance(held, list):
        return [str(value) for value in held]
    return [] if held is None else [str(held)]


def _drop(truth: Truth, kind: str, value: str) -> None:
    fields = cast("dict[str, object]", truth)
    if kind == "phones":
        fields[kind] = [one for one in truth["phones"] if one["value"] != value]
    elif isinstance(held := fields[kind], list):
        fields[kind] = [one for one in held if one != value]
    else:
        fields[kind] = None
