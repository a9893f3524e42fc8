"""Cards without an outline: white on white, a finger over the edge. Their text gives them away.

Lines that lie near one another, measured in heights of their letters, are one card.
Where other cards of the photo were found by their outline, a card's size is known,
and lines are joined as long as they fit on a card of that size.

Much else has text: a page, a keyboard, a screen. So letters that stand alone make no card, nor does
text that runs on beyond a card's size or is more than a card holds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.blocks import Print, blocks
from afterhello.cardreader.geometry import Corners, direction, sides
from afterhello.cardreader.shapes import Quad

NEAR = 3.0
"""Lines closer than so many line heights are of one card. Business cards lead by 1.2 to 2.5."""
NEAR_ON_A_CARD = 9.0
"""The same where a card's size is known and keeps the join from swallowing its neighbour."""
MARGIN = 2.0
"""Line heights of card assumed around its text: about 5 mm."""
MOST_LINES = 16
"""On one card. More are a page or a screen."""
MOST_LEFT = 60
"""Lines without a card on a photo. With more, it is a photo of something else."""
LEAST_LONG = 2
"""Lines that are words rather than letters. A single one is more often a pen or a label."""


def gathered(text: Sequence[Quad], known: Sequence[Corners], width: int, height: int) -> list[Corners]:
    """A shape for each card that the lines make up, within the picture."""
    size = _usual_size(known)
    if len(text) > MOST_LEFT:
        return []
    together = [[text[line] for line in block.lines] for block in blocks(Print(text))]
    groups = [
        group for group in together if len(group) <= MOST_LINES and (size is None or _fits(group, size))
    ]
    while pair := _nearest(groups, size):
        one, other = pair
        groups[one] += groups.pop(other)
    shapes = [_shape(group, size) for group in groups if _is_card(group) and _has_rows(group)]
    limits = np.asarray((width, height), np.float32)
    return [np.clip(shape, 0, limits).astype(np.float32) for shape in shapes]


def _usual_size(known: Sequence[Corners]) -> tuple[float, float] | None:
    """Longer and shorter side of the cards found by outline, in px; the median card."""
    if not known:
        return None
    both = np.asarray([np.sort(sides(shape))[[3, 0]] for shape in known])
    longer, shorter = np.median(both, axis=0)
    return float(longer), float(shorter)


def _nearest(groups: Sequence[list[Quad]], size: tuple[float, float] | None) -> tuple[int, int] | None:
    """The two groups nearest to each other that may be joined, the first index the smaller."""
    best: tuple[float, int, int] | None = None
    for one in range(len(groups)):
        for other in range(one + 1, len(groups)):
            apart = _apart(groups[one], groups[other])
            if apart > (NEAR if size is None else NEAR_ON_A_CARD):
                continue
            if size is not None and not _fits(groups[one] + groups[other], size):
                continue
            if best is None or apart < best[0]:
                best = (apart, one, other)
    return None if best is None else best[1:]


def _apart(one: Sequence[Quad], other: Sequence[Quad]) -> float:
    """Smallest gap between two groups, in heights of their lines."""
    line = np.median([_thickness(quad) for quad in (*one, *other)])
    return min(_gap(a, b) for a in one for b in other) / max(1.0, float(line))


def _gap(one: Quad, other: Quad) -> float:
    """Gap in px between two lines, measured along and across the first."""
    (u0, u1), (v0, v1) = _extent([one], direction(one))
    (s0, s1), (t0, t1) = _extent([other], direction(one))
    return math.hypot(max(0.0, s0 - u1, u0 - s1), max(0.0, t0 - v1, v0 - t1))


def _fits(group: Sequence[Quad], size: tuple[float, float]) -> bool:
    (u0, u1), (v0, v1) = _extent(group, _way(group))
    longer, shorter = max(u1 - u0, v1 - v0), min(u1 - u0, v1 - v0)
    return longer <= 1.02 * size[0] and shorter <= 1.02 * size[1]


def _shape(group: Sequence[Quad], size: tuple[float, float] | None) -> Corners:
    """A rectangle along the lines: of the known size about their middle, or with a margin."""
    way = _way(group)
    (u0, u1), (v0, v1) = _extent(group, way)
    margin = MARGIN * float(np.median([_thickness(quad) for quad in group]))
    wide, high = u1 - u0 + 2 * margin, v1 - v0 + 2 * margin
    if size is not None:
        longer, shorter = size
        wide, high = (
            (max(wide, longer), max(high, shorter))
            if u1 - u0 >= v1 - v0
            else (max(wide, shorter), max(high, longer))
        )
    u, v = (u0 + u1) / 2, (v0 + v1) / 2
    flat = np.asarray(
        [
            (u - wide / 2, v - high / 2),
            (u + wide / 2, v - high / 2),
            (u + wide / 2, v + high / 2),
            (u - wide / 2, v + high / 2),
        ]
    )
    turn = np.asarray([(math.cos(way), math.sin(way)), (-math.sin(way), math.cos(way))])
    return np.asarray(flat @ turn, np.float32)


def _is_card(group: Sequence[Quad]) -> bool:
    """Words enough, and not a page."""
    return int(Print(group).is_long.sum()) >= LEAST_LONG and len(group) <= MOST_LINES


def _has_rows(group: Sequence[Quad]) -> bool:
    """Whether some of it stands below the rest: words side by side are a menu or a label."""
    way = _way(group)
    across = [(low + high) / 2 for low, high in (_extent([quad], way)[1] for quad in group)]
    return max(across) - min(across) > 0.7 * float(np.median([_thickness(quad) for quad in group]))


def _way(group: Sequence[Quad]) -> float:
    """The direction of the group's longest line, radians 0 … π."""
    return direction(max(group, key=lambda quad: math.dist(quad[0], quad[1])))


def _extent(group: Sequence[Quad], way: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """From where to where the group reaches along and across a direction."""
    points: NDArray[np.float64] = np.asarray(group, np.float64).reshape(-1, 2)
    along = points @ (math.cos(way), math.sin(way))
    across = points @ (-math.sin(way), math.cos(way))
    return (float(along.min()), float(along.max())), (float(across.min()), float(across.max()))


def _thickness(quad: Quad) -> float:
    return math.dist(quad[0], quad[3])
