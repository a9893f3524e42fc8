"""Black out parts of a photo, for good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from afterhello.cardreader.shapes import Point


def blacken(photo: bytes, quads: Iterable[Sequence[Point]], size: tuple[int, int] | None = None) -> bytes:
    """The photo as a JPEG, turned by its EXIF, without metadata, and with each of `quads` filled black.

    It is decoded in a child process with limits, as every picture from outside,
    and reduced to 25 megapixels where it has more.

    Args:
        quads: corners in px of a photo of `size`.
        size: width and height in px that the quads were measured in, after the
            EXIF turn; those of `photo` where it is None. A photo that was
            reduced since has fewer.

    Raises:
        Unreadable: the photo cannot be opened.
    """
    # Only whoever erases somebody waits for numpy and Pillow.
    from PIL import Image, ImageDraw

    from afterhello.cardreader.photo import open_photo

    opened = open_photo(photo)
    picture = Image.fromarray(opened.pixels[:, :, ::-1].copy())
    width, height = size or (opened.width, opened.height)
    across, down = picture.width / width, picture.height / height
    draw = ImageDraw.Draw(picture)
    for quad in quads:
        draw.polygon([(x * across, y * down) for x, y in quad], fill="black")
    out = BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()
