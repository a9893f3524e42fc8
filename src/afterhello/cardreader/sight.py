"""How a card was seen on its photo: how large, how crookedly, and how much of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from afterhello.cardreader.geometry import Corners, area, as_quad, intersection, mapped, sides
from afterhello.cardreader.shapes import Quad
from afterhello.cardreader.straightener import Flat


@dataclass(frozen=True, slots=True)
class Sight:
    """How a card was seen on its photo.

    `width` and `height` are px of the upright card, `enlarged` how many of them are one of the photo,
    `crooked` the greatest logarithm of the ratio of opposite sides there. `upon` are the corners
    of what lies upon it, px of the upright card; `covered` the share of the card that does not show.
    """

    width: float
    height: float
    enlarged: float = 1.0
    crooked: float = 0.0
    covered: float = 0.0
    upon: tuple[Quad, ...] = ()


def sight_of(flat: Flat, upon: Sequence[Corners] = ()) -> Sight:
    """How a card was seen.

    Args:
        upon: corners of what lies upon it, in the pixels that it was cut from.
    """
    height, width = flat.image.shape[:2]
    top, right, bottom, left = (max(1.0, float(side)) for side in sides(flat.corners))
    hidden = sum(intersection(flat.corners, other) for other in upon) / max(1.0, area(flat.corners))
    matrix = flat.inwards()
    return Sight(
        width,
        height,
        enlarged=width / max(top, bottom),
        crooked=max(abs(math.log(top / bottom)), abs(math.log(left / right))),
        covered=min(1.0, hidden),
        upon=tuple(as_quad(mapped(matrix, other)) for other in upon),
    )
