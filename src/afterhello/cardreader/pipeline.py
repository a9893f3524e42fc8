"""The parts of the reader, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import cv2

from afterhello import engines
from afterhello.cardreader.finder import Found, find
from afterhello.cardreader.geometry import Corners, as_quad, corners
from afterhello.cardreader.legible import without_scribbles
from afterhello.cardreader.photo import open_photo
from afterhello.cardreader.placing import fields_on_the_photo, lines_on_the_photo
from afterhello.cardreader.qr import code_on
from afterhello.cardreader.reader import kept_of, seen_on
from afterhello.cardreader.seen import Seen
from afterhello.cardreader.shapes import Card, Fields, Progress, Quad, Reading
from afterhello.cardreader.sight import sight_of
from afterhello.cardreader.straightener import Flat, straighten
from afterhello.cardreader.turner import unmirrored, upright
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
    return Reading(opened.width, opened.height, tuple(without_scribbles(cards)))


def run_again(crop: bytes, quad: Quad | None, country: str | None, engine: OCR | None) -> tuple[Card, ...]:
    """See `afterhello.cardreader.read_again`."""
    cv2.setNumThreads(1)
    opened = open_photo(crop)
    width, height = opened.width, opened.height
    whole: Quad = ((0, 0), (width, 0), (width, height), (0, height))
    flat = Flat(opened.pixels, corners(quad or whole))
    return tuple(read_flat(flat, seen_on(flat.image, engine or engines.ocr()), country))


def read_card(pixels: Image, found: Found, engine: OCR, country: str | None, scale: float) -> list[Card]:
    """A card for each person on it; none if no line could be read.

    Args:
        scale: px of the full-size photo to one of `pixels`.
    """
    flat = upright(straighten(pixels, found.corners, found.upon), found.text, engine)
    seen = seen_on(flat.image, engine)
    printed = unmirrored(flat, seen, engine)
    seen = seen if printed is flat else seen_on(printed.image, engine)
    return read_flat(printed, seen, country, scale, found.upon)


def read_flat(
    flat: Flat,
    seen: Sequence[Seen],
    country: str | None,
    scale: float = 1.0,
    upon: Sequence[Corners] = (),
) -> list[Card]:
    """As `read_card`, of a card that was laid flat and stands the right way up, by the lines seen on it."""
    lines, unread = kept_of(seen, engines.scripts())
    if not lines and not unread:
        return []
    from afterhello.cardreader.labelling import label

    height, width = flat.image.shape[:2]
    code = code_on(flat.image)
    people = label(lines, width, height, country, code, sight=sight_of(flat, upon))
    quad = as_quad(flat.corners, scale)
    placed = lines_on_the_photo(lines, flat, scale)
    jpeg = _jpeg(flat.image)
    told = [fields_on_the_photo(one, flat, scale, upon) for one in people]
    return [Card(quad, one, code, placed, jpeg, unread) for one in told]


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


def _jpeg(image: Image) -> bytes:
    _, encoded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return encoded.tobytes()
