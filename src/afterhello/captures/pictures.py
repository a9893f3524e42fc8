"""The picture of a card: turned by quarters, and cut into the strips that its fields were read from."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

Quad = Sequence[Sequence[float]]
"""Four corners in px of a photo, clockwise from the top left of what is inside."""
Perspective = tuple[float, float, float, float, float, float, float, float, float]
"""A matrix of 3 × 3, row by row."""
Box = tuple[int, int, int, int]

QUALITY = 92
MARGIN = 0.45
"""Of the height of the print, on each side: enough to see where its letters end."""
LEAST_WIDE = 6.5
"""A strip is at least so many times as wide as high, so that strips of one page look alike."""


def turned(picture: bytes, quarters: int) -> bytes:
    """The picture turned clockwise by so many quarters, as a JPEG; negative ones turn it back."""
    from PIL import Image  # only whoever turns a card waits for it

    ways = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
    out = BytesIO()
    with Image.open(BytesIO(picture)) as opened:
        way = ways[quarters % 4]
        (opened.transpose(way) if way is not None else opened).save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def turned_quad(quad: Quad, quarters: int) -> list[Sequence[float]]:
    """The same corners, beginning at the new top left of what was turned clockwise by so many quarters.

    >>> turned_quad([(0, 0), (9, 0), (9, 5), (0, 5)], 1)
    [(0, 5), (0, 0), (9, 0), (9, 5)]
    """
    corners = list(quad)
    return [corners[(number - quarters) % 4] for number in range(4)]


def strip(picture: bytes, corners: Quad, place: Quad | None) -> bytes:
    """The piece of a card's picture around `place`, as a JPEG; all of it where no place is known.

    Args:
        corners: where the corners of the picture lie on its photo.
        place: what was read, on the same photo.
    """
    from PIL import Image

    out = BytesIO()
    with Image.open(BytesIO(picture)) as opened:
        box = around(place, corners, opened.size) if place else (0, 0, *opened.size)
        opened.crop(box).save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def around(place: Quad, corners: Quad, size: tuple[int, int]) -> Box:
    """Left, top, right, bottom in px of a picture of `size` whose corners lie at `corners` of the photo."""
    width, height = size
    inwards = inverse(onto(corners))
    points = [led(inwards, x, y) for x, y in place]
    across, down = [u * width for u, _ in points], [v * height for _, v in points]
    margin = MARGIN * max(max(down) - min(down), 8)
    top, bottom = max(0, min(down) - margin), min(height, max(down) + margin)
    left, right = min(across) - margin, max(across) + margin
    missing = max(0, LEAST_WIDE * (bottom - top) - (right - left))
    # What is missing goes to the right, where a line goes on, and to the left when that is full.
    right = min(width, right + missing)
    left = max(0, min(left, right - LEAST_WIDE * (bottom - top)))
    return (int(left), int(top), max(int(left) + 1, round(right)), max(int(top) + 1, round(bottom)))


def onto(quad: Quad) -> Perspective:
    """The perspective that lays the unit square onto a quadrilateral.

    Source:
        P. Heckbert, "Fundamentals of Texture Mapping and Image Warping", master's thesis,
        University of California, Berkeley, 1989: the mapping from a square to a quadrilateral.
    """
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = quad
    sx, sy = x0 - x1 + x2 - x3, y0 - y1 + y2 - y3
    dx1, dy1, dx2, dy2 = x1 - x2, y1 - y2, x3 - x2, y3 - y2
    whole = (dx1 * dy2 - dx2 * dy1) or 1e-9  # no area: a reading that went wrong
    g, h = (sx * dy2 - dx2 * sy) / whole, (dx1 * sy - sx * dy1) / whole
    return (x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1)


def inverse(m: Perspective) -> Perspective:
    """The way back, up to a factor, which a perspective does not notice."""
    a, b, c, d, e, f, g, h, i = m
    first = (e * i - f * h, c * h - b * i, b * f - c * e)
    second = (f * g - d * i, a * i - c * g, c * d - a * f)
    return (*first, *second, d * h - e * g, b * g - a * h, a * e - b * d)


def led(m: Perspective, x: float, y: float) -> tuple[float, float]:
    """A point led through a perspective."""
    w = (m[6] * x + m[7] * y + m[8]) or 1e-9
    return (m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w
