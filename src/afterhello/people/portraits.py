"""A picture of somebody: square, small, and without what a camera wrote into it."""

from __future__ import annotations

from io import BytesIO

EDGE_PX = 512
QUALITY = 86


def square(photo: bytes) -> bytes:
    """The middle of a photo as a square JPEG of at most 512 px; for a portrait, a little above it.

    It is decoded in a child process with limits, as every picture from outside.

    Raises:
        Unreadable: empty, too large, no JPEG, PNG or WebP, or damaged.
    """
    # Only whoever brings a picture waits for numpy and Pillow.
    from PIL import Image

    from afterhello.cardreader.photo import open_photo

    pixels = open_photo(photo).pixels[:, :, ::-1]
    height, width = pixels.shape[:2]
    edge = min(height, width)
    top, left = (height - edge) // 3, (width - edge) // 2
    cut = Image.fromarray(pixels[top : top + edge, left : left + edge].copy())
    cut.thumbnail((EDGE_PX, EDGE_PX))
    answer = BytesIO()
    cut.save(answer, "JPEG", quality=QUALITY)
    return answer.getvalue()
