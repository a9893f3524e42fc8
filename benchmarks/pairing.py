"""Which cards read are which cards printed: by their corners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader import Card, Quad
from benchmarks.generator import TrueCard

SAME_CARD = 0.75
"""Least overlap (intersection over union) at which a card counts as found."""
THAT_CARD = 0.40
"""Least overlap at which what was read is compared with a card's truth at all."""

Frame = tuple[int, int]
Corners = NDArray[np.float32]
Placed = TypeVar("Placed", TrueCard, Card)


@dataclass(frozen=True, slots=True)
class Pair:
    """A printed card with a truth for each person on it, what was read of it, and their overlap."""

    true: tuple[TrueCard, ...]
    read: tuple[Card, ...]
    overlap: float

    @property
    def found(self) -> bool:
        """Whether the card was found where it lies."""
        return self.overlap > SAME_CARD

    @property
    def upright(self) -> bool:
        """Whether it was found the right way up."""
        return bool(self.read) and right_way_up(self.true[0].quad, self.read[0].quad)


@dataclass(frozen=True, slots=True)
class Pairing:
    """Every printed card with what was read of it; `false` are cards read where none lies."""

    pairs: tuple[Pair, ...]
    false: tuple[tuple[Card, ...], ...]


def pair(
    true: Sequence[TrueCard],
    read: Sequence[Card],
    beside: Sequence[TrueCard] = (),
    frame: Frame | None = None,
) -> Pairing:
    """Match cards, the greatest overlap first, each once. Several people on one card are one card.

    What the frame (width, height) cuts off counts on neither side. A card read where one of
    `beside` lies is not false.
    """
    printed, seen = together(true), together(read)
    extra = together(beside)
    ranked = sorted(
        (
            (overlap(p[0].quad, r[0].quad, frame), i, j)
            for i, p in enumerate([*printed, *extra])
            for j, r in enumerate(seen)
        ),
        reverse=True,
    )
    mine: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for value, i, j in ranked:
        if value >= THAT_CARD and i not in mine and j not in taken:
            mine[i] = (j, value)
            taken.add(j)
    pairs = tuple(
        Pair(people, seen[mine[i][0]], mine[i][1]) if i in mine else Pair(people, (), 0.0)
        for i, people in enumerate(printed)
    )
    return Pairing(pairs, tuple(one for j, one in enumerate(seen) if j not in taken))


def together(cards: Sequence[Placed]) -> list[tuple[Placed, ...]]:
    """Those of one quadrilateral are the people of one card."""
    places: dict[Quad, list[Placed]] = {}
    for card in cards:
        places.setdefault(card.quad, []).append(card)
    return [tuple(people) for people in places.values()]


def overlap(one: Quad, other: Quad, frame: Frame | None = None) -> float:
    """Intersection over union of two quadrilaterals within the frame, 0 … 1.

    >>> square = ((0, 0), (2, 0), (2, 2), (0, 2))
    >>> round(overlap(square, ((1, 0), (3, 0), (3, 2), (1, 2))), 3)
    0.333
    """
    a, b = (_within(np.array(quad, np.float32), frame) for quad in (one, other))
    if len(a) < 3 or len(b) < 3:
        return 0.0
    common, _ = cv2.intersectConvexConvex(a, b)
    union = cv2.contourArea(a) + cv2.contourArea(b) - common
    return float(common / union) if union > 0 else 0.0


def _within(quad: Corners, frame: Frame | None) -> Corners:
    """What of a shape lies in the photo."""
    if frame is None:
        return quad
    width, height = frame
    edge = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    common, shape = cv2.intersectConvexConvex(quad, edge)
    return np.asarray(shape[:, 0], np.float32) if common else np.empty((0, 2), np.float32)


def right_way_up(true: Quad, read: Quad) -> bool:
    """Whether the card's first corner is the one that is its top left."""
    first = np.array(read[0])
    distances = [float(np.linalg.norm(first - np.array(corner))) for corner in true]
    return int(np.argmin(distances)) == 0
