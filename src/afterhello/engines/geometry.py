"""Boxes of text: which way they run, in which order they are read, and their pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from afterhello.engines.protocol import Image, Quad


def along_the_line(corners: Sequence[Sequence[float]] | NDArray[np.generic]) -> Quad:
    """The box, clockwise, beginning so that its first side is the longer and runs to the right.

    A line within 45° of upright runs downwards. Clockwise is as one sees it: y points down.

    >>> along_the_line([(0, 40), (0, 0), (9, 0), (9, 40)])
    ((9.0, 0.0), (9.0, 40.0), (0.0, 40.0), (0.0, 0.0))
    """
    points = [(float(x), float(y)) for x, y in corners]
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True))
    if area < 0:
        points.reverse()

    def runs(start: int) -> tuple[bool, float]:
        (ax, ay), (bx, by) = points[start], points[(start + 1) % 4]
        (cx, cy) = points[(start + 2) % 4]
        longer = math.hypot(bx - ax, by - ay) >= math.hypot(cx - bx, cy - by)
        steep = abs(by - ay) > abs(bx - ax)
        return longer, (by - ay) if steep else (bx - ax)

    start = max(range(4), key=runs)
    a, b, c, d = points[start:] + points[:start]
    return (a, b, c, d)


def reading_order(quads: Sequence[Quad]) -> list[Quad]:
    """Boxes of an upright page from top to bottom, those of one row from left to right.

    Two boxes share a row when their middles are less than half a line apart.
    """
    waiting = sorted(quads, key=lambda quad: _middle(quad)[1])
    ordered: list[Quad] = []
    while waiting:
        first = waiting[0]
        reach = _middle(first)[1] + 0.5 * _thickness(first)
        row = [quad for quad in waiting if _middle(quad)[1] <= reach]
        ordered += sorted(row, key=lambda quad: _middle(quad)[0])
        waiting = waiting[len(row) :]
    return ordered


def strip_of(image: Image, quad: Quad) -> Image:
    """The pixels of one box, laid flat, its first side at the top."""
    a, b, c, d = quad
    width = max(1, round(max(math.dist(a, b), math.dist(d, c))))
    height = max(1, round(max(math.dist(a, d), math.dist(b, c))))
    source = np.asarray(quad, np.float32)
    target = np.asarray([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    turn = cv2.getPerspectiveTransform(source, target)
    flat = cv2.warpPerspective(
        image, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(flat, np.uint8)


def _middle(quad: Quad) -> tuple[float, float]:
    return sum(x for x, _ in quad) / 4, sum(y for _, y in quad) / 4


def _thickness(quad: Quad) -> float:
    return math.dist(quad[0], quad[3])
