"""A photo of business cards becomes cards, lines and labelled fields.

    photo ─ photo.py ─→ pixels ─ finder.py ─→ Found ─ straightener.py ─→ Flat
          ─ turner.py ─→ upright ─ reader.py, qr.py ─→ Lines, QR ─ labelling ─→ Fields

Each part is a function of what the part before it made, may be replaced alone,
and is measured by itself in `benchmarks/`. Nothing here knows of a database.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from afterhello.cardreader.shapes import (
    QR,
    Card,
    Field,
    Fields,
    Line,
    Phone,
    Point,
    Progress,
    Quad,
    Reading,
    Unread,
)

if TYPE_CHECKING:
    from afterhello.engines import OCR

__all__ = [
    "QR",
    "Card",
    "Field",
    "Fields",
    "Line",
    "Phone",
    "Point",
    "Progress",
    "Quad",
    "Reading",
    "Unread",
    "read",
    "read_again",
]


def read(
    photo: bytes,
    *,
    country: str | None = None,
    progress: Callable[[Progress], None] | None = None,
    engine: OCR | None = None,
) -> Reading:
    """Everything on a photo: its cards in reading order, each with fields, code and lines.

    Args:
        photo: the file's bytes; JPEG, PNG or WebP.
        country: two letters (GB), where numbers without a country code are taken to be from.
        progress: told before the first card and after each.
        engine: another OCR than the one of this process.

    Returns:
        A Reading without cards when nothing is printed on the photo.

    Raises:
        Unreadable: the photo cannot be opened.
        Unreachable: a model file is missing or altered.
    """
    from afterhello.cardreader.pipeline import run

    return run(photo, country, progress or (lambda _: None), engine)


def read_again(
    crop: bytes,
    quad: Quad | None = None,
    *,
    country: str | None = None,
    engine: OCR | None = None,
) -> tuple[Card, ...]:
    """One card read from its own picture, straightened and upright as `Card.upright_jpeg` is.

    Nothing is looked for and nothing is turned: it is read as it stands.

    Args:
        crop: the picture's bytes; JPEG, PNG or WebP.
        quad: where the picture's corners lie on its photo, clockwise from the picture's top left.
            Every quad of the answer is then px of that photo, else px of the picture.
        country, engine: as for `read`.

    Returns:
        A Card for each person on it, as `read` gives them; none where nothing is printed.

    Raises:
        Unreadable: the picture cannot be opened.
        Unreachable: a model file is missing or altered.
    """
    from afterhello.cardreader.pipeline import run_again

    return run_again(crop, quad, country, engine)
