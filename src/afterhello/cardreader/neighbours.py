"""Cards that lie side by side: what tells a block of cards from one card, and where the next one lies.

The cards of a photo are alike: of a card's proportions, and of about one size. Shapes of which
that holds are the *company*. A shape around several of them is a block of cards, one across
several of them is made of edges that belong to different cards.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.geometry import Corners, area, holds, intersection, mapped, sides, to_rectangle
from afterhello.cardreader.outlines import Outline
from afterhello.cardreader.shapes import Quad

LEAST_RATIO, MOST_RATIO = 1.36, 1.95
"""Longer side to shorter of an ordinary card (85 × 55, 3½ × 2 in, 91 × 55 mm), seen at an angle."""
LEAST_LINES = 2
ALIKE = 0.6
"""Smaller area to larger, of cards of one photo: nearer ones look larger."""
BESIDE = 1.012
"""From a card to the next in widths of it: neighbours touch or all but."""
SAME_SIDE = 0.14
"""Difference of a part's side from the card's: perspective and what was cut off crookedly."""
MOST_MISSING = 3.0
UNIT: NDArray[np.float32] = np.asarray([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32)


def company(found: Sequence[Outline], text: Sequence[Quad]) -> list[Outline]:
    """The outlines that are cards because others are like them, none upon another.

    Empty where no two are alike.
    """
    ordinary = [outline for outline in found if is_ordinary(outline.corners, text)]
    single = [outline for outline in ordinary if not _is_block(outline, ordinary, text)]
    best: list[Outline] = []
    for outline in single:
        group = _apart([other for other in single if _alike(outline, other)])
        if _weight(group) > _weight(best):
            best = group
    return best if len(best) > 1 else []


def is_ordinary(shape: Corners, text: Sequence[Quad]) -> bool:
    """Whether a shape has the proportions of a card, and lines enough."""
    top, right, bottom, left = (float(side) for side in sides(shape))
    wide, high = top + bottom, left + right
    ratio = max(wide, high) / min(wide, high)
    return LEAST_RATIO <= ratio <= MOST_RATIO and int(holds(shape, text).sum()) >= LEAST_LINES


def is_block(outline: Outline, cards: Sequence[Outline]) -> bool:
    """Whether it lies around several cards, or across them."""
    if any(outline is card for card in cards):
        return False
    return sum(intersection(outline.corners, card.corners) > 0.2 * area(card.corners) for card in cards) > 1


def expected(cards: list[Outline], found: Sequence[Outline]) -> Iterator[Corners]:
    """Where more cards may lie: around parts of one that were found, and beside each card.

    `cards` may grow meanwhile: a card found as a neighbour has neighbours itself.
    """
    if not cards:
        return
    usual = sorted(cards, key=lambda card: area(card.corners))[len(cards) // 2]
    for part in tuple(found):
        yield from completed(part.corners, usual.corners)
    for card in cards:
        yield from beside(card.corners)


def beside(card: Corners) -> Iterator[Corners]:
    """Where the four neighbours of a card lie if they are of its size, in its perspective."""
    for step in ((BESIDE, 0), (-BESIDE, 0), (0, BESIDE), (0, -BESIDE)):
        yield _moved(card, UNIT + np.asarray(step, np.float32))


def completed(part: Corners, card: Corners) -> Iterator[Corners]:
    """What a shape is a part of if one of its sides is a whole side of a card: of a card of two colours.

    Args:
        part: the shape; nothing comes of one that is as large as a card or has no such side.
        card: one of the size that cards have on this photo.
    """
    top, right, bottom, left = (float(side) for side in sides(part))
    shorter, _, _, longer = (float(side) for side in np.sort(sides(card)))
    for wide, high in ((longer, shorter), (shorter, longer)):
        across, down = 2 * wide / (top + bottom), 2 * high / (left + right)
        if abs(across - 1) < SAME_SIDE < down - 1 < MOST_MISSING:
            yield _moved(part, UNIT * (1, down))
            yield _moved(part, UNIT * (1, down) + (0, 1 - down))
        if abs(down - 1) < SAME_SIDE < across - 1 < MOST_MISSING:
            yield _moved(part, UNIT * (across, 1))
            yield _moved(part, UNIT * (across, 1) + (1 - across, 0))


def _moved(shape: Corners, place: NDArray[np.floating]) -> Corners:
    """The rectangle `place`, in units of a shape's sides, as the shape's perspective shows it."""
    matrix = np.asarray(np.linalg.inv(to_rectangle(shape, 1, 1)), np.float64)
    return mapped(matrix, place)


def _is_block(outline: Outline, ordinary: Sequence[Outline], text: Sequence[Quad]) -> bool:
    """Whether it is filled with cards that are alike: at least two, with most of its text."""
    whole = area(outline.corners)
    inside = [
        other
        for other in ordinary
        if area(other.corners) < 0.6 * whole
        and intersection(outline.corners, other.corners) > 0.9 * area(other.corners)
    ]
    held = holds(outline.corners, text)
    for first in inside:
        cards = _apart([other for other in inside if _alike(first, other)])
        covered = np.any([holds(card.corners, text) for card in cards], axis=0)
        if len(cards) > 1 and (covered & held).sum() >= 0.6 * held.sum():
            return True
    return False


def _alike(one: Outline, other: Outline) -> bool:
    small, large = sorted((area(one.corners), area(other.corners)))
    return small >= ALIKE * large


def _apart(group: Sequence[Outline]) -> list[Outline]:
    """Those that do not overlap, the best supported first."""
    kept: list[Outline] = []
    for outline in sorted(group, key=lambda outline: -outline.support):
        size = area(outline.corners)
        if all(intersection(outline.corners, card.corners) < 0.1 * size for card in kept):
            kept.append(outline)
    return kept


def _weight(group: Sequence[Outline]) -> float:
    """Many and large: a panel on each of several cards must not outweigh the cards."""
    return float(sum(outline.support * math.sqrt(area(outline.corners)) for outline in group))
