"""A first look at a photo: its size and header, before anybody waits for it."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, UnidentifiedImageError

from afterhello.cardreader.photo import MAX_BYTES, MAX_PIXELS, SENTENCES, check_kind, is_heic
from afterhello.errors import Unreadable


def glance(photo: bytes) -> None:
    """Return if the photo may be readable; nothing of it is decoded but its header.

    Raises:
        Unreadable: empty, above 25 MB or 250 megapixels, or no JPEG, PNG or WebP; nor HEIC,
            where the extra for it is installed.
    """
    if not photo:
        raise Unreadable(SENTENCES["empty"])
    if len(photo) > MAX_BYTES:
        raise Unreadable(SENTENCES["heavy"])
    check_kind(photo)
    if is_heic(photo):
        return  # what its header promises is read in the child process that decodes it, and nowhere else
    try:
        Image.MAX_IMAGE_PIXELS = None  # Pillow's own limit is lower; ours is checked below
        with Image.open(BytesIO(photo), formats=("JPEG", "PNG", "WEBP")) as image:
            width, height = image.size
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as problem:
        raise Unreadable(SENTENCES["unknown"]) from problem
    if width * height > MAX_PIXELS:
        raise Unreadable(SENTENCES["large"])
