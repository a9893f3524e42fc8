"""Quadrilaterals: areas, overlaps, mappings.

Arrays are 4 × 2, clockwise as one sees them (y points down).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.shapes import Quad

Corners = NDArray[np.float32]
Matrix = NDArray[np.float64]


def corners(quad: Quad) -> Corners:
    """The quadrilateral as an array."""
    return np.asarray(quad, np.float32)


def as_quad(points: NDArray[np.generic], scale: float = 1.0) -> Quad:
    """The array as a quadrilateral, every coordinate times `scale`."""
    a, b, c, d = ((float(x) * scale, float(y) * scale) for x, y in points)
    return (a, b, c, d)


def clockwise(points: NDArray[np.generic]) -> Corners:
    """The four points in clockwise order, beginning anywhere."""
    array = np.asarray(points, np.float32).reshape(4, 2)
    around = array - array.mean(axis=0)
    order = np.argsort(np.arctan2(around[:, 1], around[:, 0]))
    return array[order]


def area(points: Corners) -> float:
    """Area in square px."""
    return float(cv2.contourArea(points))


def sides(points: Corners) -> NDArray[np.float32]:
    """Lengths of the four sides in px, in order."""
    return np.asarray(np.linalg.norm(np.roll(points, -1, axis=0) - points, axis=1), np.float32)


def intersection(one: Corners, other: Corners) -> float:
    """Area that two convex quadrilaterals share, in square px."""
    shared, _ = cv2.intersectConvexConvex(one, other)
    return float(shared)


def overlap(one: Corners, other: Corners) -> float:
    """Intersection over union, 0 … 1."""
    shared = intersection(one, other)
    union = area(one) + area(other) - shared
    return shared / union if union > 0 else 0.0


def holds(points: Corners, quads: Sequence[Quad], slack_px: float = 0) -> NDArray[np.bool_]:
    """For each of the small quadrilaterals, whether its middle lies inside."""
    middles = [(sum(x for x, _ in quad) / 4, sum(y for _, y in quad) / 4) for quad in quads]
    inside = [cv2.pointPolygonTest(points, middle, True) >= -slack_px for middle in middles]
    return np.asarray(inside, np.bool_)


def to_rectangle(points: Corners, width: float, height: float) -> Matrix:
    """The perspective that lays a quadrilateral flat as a width × height rectangle."""
    target = np.asarray([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(points, target), np.float64)


def mapped(matrix: Matrix, points: NDArray[np.generic]) -> Corners:
    """Points led through a perspective."""
    array = np.asarray(points, np.float64).reshape(-1, 1, 2)
    return np.asarray(cv2.perspectiveTransform(array, matrix).reshape(-1, 2), np.float32)


def direction(quad: Quad) -> float:
    """Which way the first side runs, in radians, 0 … π (a line has no forwards here)."""
    (ax, ay), (bx, by) = quad[:2]
    return math.atan2(by - ay, bx - ax) % math.pi
