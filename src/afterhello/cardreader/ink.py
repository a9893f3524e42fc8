"""What is printed on a strip, whatever the script: how many letters stand apart."""

from __future__ import annotations

import cv2
import numpy as np

from afterhello.engines import Image

HEIGHT_PX = 48
LEAST_HEIGHT = 0.25
"""Of the strip's: dots and commas are lower."""
LEAST_AREA_PX = 12


def letters_apart(strip: Image) -> int:
    """How many shapes as high as letters stand on a strip that holds one upright line.

    Letters that touch count as one, so that there are rarely more shapes than letters.
    """
    width = max(8, round(strip.shape[1] * HEIGHT_PX / strip.shape[0]))
    small = cv2.resize(strip, (width, HEIGHT_PX), interpolation=cv2.INTER_AREA)
    _, ink = cv2.threshold(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    rim = np.concatenate([ink[0], ink[-1], ink[:, 0], ink[:, -1]])
    if rim.mean() > 0.5:
        ink = 1 - ink
    _, _, found, _ = cv2.connectedComponentsWithStats(np.asarray(ink, np.uint8), connectivity=8)
    shapes = found[1:]
    high = shapes[:, cv2.CC_STAT_HEIGHT] >= LEAST_HEIGHT * HEIGHT_PX
    return int(np.count_nonzero(high & (shapes[:, cv2.CC_STAT_AREA] >= LEAST_AREA_PX)))
