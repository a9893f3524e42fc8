"""The parts of the reader, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import cv2
import numpy as np

from afterhello import engines
from afterhello.cardreader.finder import Found, find
from afterhello.cardreader.geometry import as_quad
from afterhello.cardreader.photo import open_photo
from afterhello.cardreader.qr import code_on
from afterhello.cardreader.reader import lines_on
from afterhello.cardreader.shapes import Card, Fields, Line, Progress, Quad, Reading
from afterhello.cardreader.straightener import Flat, straighten
from afterhello.cardreader.turner import upright
from afterhello.engines import OCR, Image

JPEG_QUALITY = 88

Kind = Literal["name", "title", "organisation", "phone", "email", "url", "address", "social"]


def run(
    photo: bytes,
    country: str | None,
    progress: Callable[[Progress], None],
    engine: OCR | None,
) -> Reading:
    """See `afterhello.cardreader.read`."""
    cv2.setNumThreads(1)  # a second thread costs more than it brings at these sizes
    engine = engine or engines.ocr()
    opened = open_photo(photo)
    found = find(opened.pixels, engine)
    progress(Progress(0, len(found), None))
    cards: list[Card] = []
    for done, place in enumerate(found, start=1):
        read = read_card(opened.pixels, place, engine, country, opened.scale)
        cards += read
        progress(Progress(done, len(found), found_last(read[-1].fields) if read else None))
    return Reading(opened.width, opened.height, tuple(cards))


def read_card(pixels: Image, found: Found, engine: OCR, country: str | None, scale: float) -> list[Card]:
    """A card for each person on it; none if no line could be read.

    Args:
        scale: px of the full-size photo to one of `pixels`.
    """
    flat = upright(straighten(pixels, found.corners), found.text, engine)
    lines = lines_on(flat.image, engine)
    if not lines:
        return []
    height, width = flat.image.shape[:2]
    code = code_on(flat.image)
    quad = as_quad(flat.corners, scale)
    placed = on_the_photo(lines, flat, scale)
    jpeg = _jpeg(flat.image)
    from afterhello.cardreader.labelling import label

    people = label(lines, width, height, country, code)
    return [Card(quad, fields, code, placed, jpeg) for fields in people]


def on_the_photo(lines: Sequence[Line], flat: Flat, scale: float) -> tuple[Line, ...]:
    """The lines of a card with their quads in px of the full-size photo."""
    return tuple(Line(line.text, line.confidence, _outwards(line.quad, flat, scale)) for line in lines)


def found_last(fields: Fields) -> Kind | None:
    """A kind of field that the card has, the one that says most first; None if it has none."""
    telling: tuple[tuple[Kind, object], ...] = (
        ("name", fields.name),
        ("email", fields.emails),
        ("phone", fields.phones),
        ("organisation", fields.organisation),
        ("url", fields.urls),
        ("social", fields.social),
        ("title", fields.title),
        ("address", fields.address),
    )
    return next((kind for kind, value in telling if value), None)


def _outwards(quad: Quad, flat: Flat, scale: float) -> Quad:
    return as_quad(flat.outwards(np.asarray(quad, np.float32)), scale)


def _jpeg(image: Image) -> bytes:
    _, encoded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return encoded.tobytes()
