"""Black out a part of a photo, for good."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageOps

from afterhello.cardreader.shapes import Point


def blacken(photo: bytes, quad: Sequence[Point]) -> bytes:
    """The photo as a JPEG, turned by its EXIF, without metadata, and with `quad` filled black.

    Args:
        photo: an image that was read before, so that it is known to open.
        quad: corners in px after the EXIF turn.
    """
    with Image.open(io.BytesIO(photo)) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    ImageDraw.Draw(picture).polygon([(x, y) for x, y in quad], fill="black")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()
