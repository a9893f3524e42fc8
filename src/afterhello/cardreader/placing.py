"""From the px of an upright card to those of the photo that it lies on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import cv2
import numpy as np

from afterhello.cardreader.geometry import Corners, as_quad, sides
from afterhello.cardreader.shapes import Field, Fields, Line, Quad
from afterhello.cardreader.straightener import Flat

F = TypeVar("F", bound=Field)

NEAR = 0.04
"""Of a card's shorter side: print that ends so near what lies upon the card may go on below it."""


def lines_on_the_photo(lines: Sequence[Line], flat: Flat, scale: float) -> tuple[Line, ...]:
    """The lines of a card with their quads in px of the full-size photo.

    Args:
        scale: px of the full-size photo to one of the pixels that the card was cut from.
    """
    return tuple(replace(line, quad=_outwards(line.quad, flat, scale)) for line in lines)


def fields_on_the_photo(fields: Fields, flat: Flat, scale: float, upon: Sequence[Corners] = ()) -> Fields:
    """The fields of a card with their quads in px of the full-size photo; `scale` as above.

    A value that may go on below a card that lies upon this one is not sure.

    Args:
        upon: corners of what lies upon the card, in the pixels that it was cut from.
    """
    near_px = NEAR * float(sides(flat.corners).min())

    def placed(field: F) -> F:
        if field.quad is None:
            return field
        here = flat.outwards(np.asarray(field.quad, np.float32))
        whole = not any(_reaches(here, other, near_px) for other in upon)
        return replace(field, quad=as_quad(here, scale), sure=field.sure and whole)

    return Fields(
        name=fields.name and placed(fields.name),
        title=fields.title and placed(fields.title),
        organisation=fields.organisation and placed(fields.organisation),
        phones=tuple(map(placed, fields.phones)),
        emails=tuple(map(placed, fields.emails)),
        urls=tuple(map(placed, fields.urls)),
        address=fields.address and placed(fields.address),
        social=tuple(map(placed, fields.social)),
    )


def _reaches(quad: Corners, other: Corners, near_px: float) -> bool:
    """Whether a corner of `quad`, or the middle of a side, lies in another quadrilateral or near it."""
    points = np.concatenate([quad, (quad + np.roll(quad, -1, axis=0)) / 2])
    inside = [cv2.pointPolygonTest(other, (float(x), float(y)), True) for x, y in points]
    return max(inside) > -near_px


def _outwards(quad: Quad, flat: Flat, scale: float) -> Quad:
    return as_quad(flat.outwards(np.asarray(quad, np.float32)), scale)
