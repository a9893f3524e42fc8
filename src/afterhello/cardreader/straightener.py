"""A card cut out of the photo and laid flat, from all the pixels there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from afterhello.cardreader.geometry import Corners, Matrix, mapped, sides, to_rectangle
from afterhello.engines import Image

LEAST_SIDE_PX, MOST_SIDE_PX = 960, 1800
"""The longer side. Small prints are enlarged, at most twice, to what the reader looks at; above
the upper one (540 dpi on a card of 85 mm) letters get no clearer."""
MOST_ENLARGED = 2.0
SHADOW = 0.012
"""Of the longer side: how wide the shadow of a card is on the one below, about 1 mm."""
AROUND = 5
FAR_PX = 20_000
"""OpenCV draws with fixed-point numbers, which overflow far outside the image."""


@dataclass(frozen=True, slots=True)
class Flat:
    """A straightened card. `corners` are where the image's corners (clockwise from its top left)
    lie in the pixels that it was cut from.
    """

    image: Image
    corners: Corners

    def turned(self, quarters: int) -> Flat:
        """The same card turned clockwise by so many quarters; no pixel is computed anew."""
        image = np.ascontiguousarray(np.rot90(self.image, -quarters))
        return Flat(image, np.roll(self.corners, quarters, axis=0))

    def inwards(self) -> Matrix:
        """The perspective from the pixels it was cut from to this image."""
        height, width = self.image.shape[:2]
        return to_rectangle(self.corners, width, height)

    def outwards(self, points: Corners) -> Corners:
        """Points of this image, in the pixels that it was cut from."""
        return mapped(np.asarray(np.linalg.inv(self.inwards()), np.float64), points)


def straighten(pixels: Image, corners: Corners, upon: Sequence[Corners] = ()) -> Flat:
    """The card between four corners (clockwise), laid flat; its first corner at the top left.

    Args:
        upon: corners of what lies upon it. That is painted over, so that nobody else's print is read.
    """
    top, right, bottom, left = (float(side) for side in sides(corners))
    wide, high = max(top, bottom, 1.0), max(left, right, 1.0)
    longest = max(wide, high)
    scale = min(MOST_ENLARGED, max(1.0, LEAST_SIDE_PX / longest), MOST_SIDE_PX / longest)
    width, height = max(8, round(wide * scale)), max(8, round(high * scale))
    matrix = to_rectangle(corners, width, height)
    # Shrinking needs area sampling, enlarging a curve; cubic alone would alias fine print.
    how = cv2.INTER_CUBIC if scale >= 1 else cv2.INTER_AREA
    image = cv2.warpPerspective(pixels, matrix, (width, height), flags=how, borderMode=cv2.BORDER_REPLICATE)
    flat = np.asarray(image, np.uint8)
    for other in upon:
        _paint_over(flat, mapped(matrix, other))
    return Flat(flat, corners)


def _paint_over(flat: Image, shape: Corners) -> None:
    """Fill a shape, and the shadow along it, with the colour that is around it."""
    height, width = flat.shape[:2]
    reach = max(1, round(SHADOW * max(width, height)))
    inner, outer = np.zeros((height, width), np.uint8), np.zeros((height, width), np.uint8)
    points = np.rint(np.clip(shape, -FAR_PX, FAR_PX)).astype(np.int32)
    cv2.fillConvexPoly(inner, points, 255)
    cv2.polylines(inner, [points], True, 255, reach)
    cv2.polylines(outer, [points], True, 255, AROUND * reach)
    around = flat[(outer > 0) & (inner == 0)]
    if len(around):
        flat[inner > 0] = np.median(around, axis=0).astype(np.uint8)
