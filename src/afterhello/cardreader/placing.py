"""From the px of an upright card to those of the photo that it lies on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from afterhello.cardreader.geometry import as_quad
from afterhello.cardreader.shapes import Field, Fields, Line, Quad
from afterhello.cardreader.straightener import Flat

F = TypeVar("F", bound=Field)


def lines_on_the_photo(lines: Sequence[Line], flat: Flat, scale: float) -> tuple[Line, ...]:
    """The lines of a card with their quads in px of the full-size photo.

    Args:
        scale: px of the full-size photo to one of the pixels that the card was cut from.
    """
    return tuple(replace(line, quad=_outwards(line.quad, flat, scale)) for line in lines)


def fields_on_the_photo(fields: Fields, flat: Flat, scale: float) -> Fields:
    """The fields of a card with their quads in px of the full-size photo; `scale` as above."""

    def placed(field: F) -> F:
        return field if field.quad is None else replace(field, quad=_outwards(field.quad, flat, scale))

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


def _outwards(quad: Quad, flat: Flat, scale: float) -> Quad:
    return as_quad(flat.outwards(np.asarray(quad, np.float32)), scale)
