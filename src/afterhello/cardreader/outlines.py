"""Outlines of cards: four-sided shapes whose sides are edges in the picture.

Many ways of looking find each card at least once (edges of lightness and of
colour, at several strengths); each shape found is then judged the same way, by
how much of its four sides lies on a real edge, and moved onto that edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.geometry import Corners, area, clockwise, sides
from afterhello.cardreader.slope import Plane, Slope
from afterhello.engines import Image

LEAST_SHARE, MOST_SHARE = 0.004, 0.97
"""Of the picture's area that a card may take: from twelve cards on a wide desk to edge to edge."""
LONGEST = 2.6
"""Longer side to shorter, at most. Cards are 1.4 (Japan, US) to 2.1 (slim), perspective adds."""
EDGE_STRENGTHS = ((8, 24), (20, 60), (50, 150))
FRAME_PX = 8
MOST_CUT_OFF = 2
"""Sides of a card that may lie on the frame; with three it is the desk that is seen."""
CUT_OFF_SUPPORT = 0.8
"""A frame is always a perfect edge, so the other sides must make up for it."""
REACH_PX = 5
LEAST_SUPPORT = 0.55
LEAST_SIDE_SUPPORT = 0.25


@dataclass(frozen=True, slots=True)
class Outline:
    """A shape and how much of its border lies on an edge, 0 … 1. Px of the picture searched."""

    corners: Corners
    support: float


class Search:
    """The outlines of a photo, looked for on a smaller copy of it.

    `lab` and `slope` are of that copy, `scale` leads to it; outlines are px of the photo handed in.
    """

    def __init__(self, pixels: Image, side_px: int) -> None:
        self.scale = min(1.0, side_px / max(pixels.shape[:2]))
        small = cv2.resize(pixels, None, fx=self.scale, fy=self.scale, interpolation=cv2.INTER_AREA)
        lab = cv2.cvtColor(_framed(np.asarray(small, np.uint8)), cv2.COLOR_BGR2LAB)
        self._framed = np.asarray(lab, np.uint8)
        self._slope = Slope(self._framed)
        self.lab = np.ascontiguousarray(self._framed[FRAME_PX:-FRAME_PX, FRAME_PX:-FRAME_PX])
        self.slope = self._slope.within(FRAME_PX)
        self._limits = np.asarray(small.shape[1::-1], np.float32)

    def outlines(self) -> list[Outline]:
        """Every card-like outline of the picture, the best supported first, near-copies dropped."""
        soft = np.asarray(cv2.medianBlur(self._framed, 5), np.uint8)
        moved = (settled(self._slope, shape, REACH_PX) for shape in _shapes(soft))
        found = sorted(filter(None, moved), key=lambda outline: -outline.support)
        return [placed for outline in _without_copies(found) if (placed := self._placed(outline))]

    def _placed(self, outline: Outline) -> Outline | None:
        """The outline in px of the photo, within it; None if too many sides of it lie on the frame."""
        corners = np.clip(outline.corners - FRAME_PX, 0, self._limits)
        if not _is_believed(outline, _sides_cut_off(corners, self._limits)):
            return None
        return Outline(np.asarray(corners / np.float32(self.scale), np.float32), outline.support)


def settled(slope: Slope, shape: Corners, reach_px: int) -> Outline | None:
    """The shape moved onto the edges beside its sides, or None where there are too few."""
    lines = []
    for here in range(4):
        line = _line(slope, shape[here], shape[(here + 1) % 4], reach_px)
        if line is None:
            return None
        lines.append(line)
    moved = _corners_of(lines)
    if moved is None or not card_like(moved) or np.abs(moved - shape).max() > 4 * reach_px:
        moved = shape
    support = slope.support(moved)
    if min(support) < LEAST_SIDE_SUPPORT or float(np.mean(support)) < LEAST_SUPPORT:
        return None
    return Outline(moved, float(np.mean(support)))


def _line(slope: Slope, start: Plane, end: Plane, reach_px: int) -> tuple[Plane, Plane] | None:
    """A point and direction of the edge beside a side; None if there is hardly any."""
    change = slope.across(start, end, reach_px)
    best = change.argmax(axis=1)
    strong = change.max(axis=1) > slope.noise
    if strong.mean() < LEAST_SIDE_SUPPORT:
        return None
    points = slope.beside(start, end, (best - reach_px).astype(np.float32))
    vx, vy, x, y = cv2.fitLine(points[strong], cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
    return np.array([x, y], np.float32), np.array([vx, vy], np.float32)


def _framed(image: Image) -> Image:
    """The picture with a border unlike its own: a card that is cut off has an edge there too."""
    rim = np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]])
    far = 0 if float(rim.mean()) > 127 else 255
    px = FRAME_PX
    framed = cv2.copyMakeBorder(image, px, px, px, px, cv2.BORDER_CONSTANT, value=(far, far, far))
    return np.asarray(framed, np.uint8)


def _is_believed(outline: Outline, cut_off: int) -> bool:
    return cut_off == 0 or (cut_off <= MOST_CUT_OFF and outline.support >= CUT_OFF_SUPPORT)


def _sides_cut_off(shape: Corners, limits: Plane) -> int:
    """How many sides lie along the frame of the picture."""
    first, second = shape, np.roll(shape, -1, axis=0)
    low = (first < FRAME_PX) & (second < FRAME_PX)
    high = (first > limits - FRAME_PX) & (second > limits - FRAME_PX)
    return int((low | high).any(axis=1).sum())


def card_like(shape: Corners) -> bool:
    """Convex, about as long as cards are, opposite sides alike and no corner far from square."""
    if not cv2.isContourConvex(shape):
        return False
    top, right, bottom, left = (float(side) for side in sides(shape))
    if min(top, right, bottom, left) < 20:
        return False
    if min(top, bottom) < 0.7 * max(top, bottom) or min(left, right) < 0.7 * max(left, right):
        return False
    wide, high = top + bottom, left + right
    if max(wide, high) > LONGEST * min(wide, high):
        return False
    ways = np.roll(shape, -1, axis=0) - shape
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    return bool(np.abs((ways * np.roll(ways, 1, axis=0)).sum(axis=1)).max() < 0.4)


def _shapes(lab: Image) -> Iterator[Corners]:
    """Four-cornered shapes of the picture, seen in each of its planes at several strengths."""
    whole = lab.shape[0] * lab.shape[1]
    for plane in _views(lab):
        for contour in cv2.findContours(plane, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)[0]:
            if len(contour) < 4:
                continue
            hull = np.asarray(cv2.convexHull(contour), np.int32)
            size = cv2.contourArea(hull)
            if LEAST_SHARE * whole <= size <= MOST_SHARE * whole:
                shape = four_corners(hull)
                if shape is not None and size > 0.9 * area(shape) and card_like(shape):
                    yield shape


def _views(lab: Image) -> Iterator[NDArray[np.uint8]]:
    rim = FRAME_PX + 3
    cross = cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3))
    for channel in range(3):
        plane = np.ascontiguousarray(lab[:, :, channel])
        for low, high in EDGE_STRENGTHS:
            edges = np.asarray(cv2.Canny(plane, low, high, L2gradient=True), np.uint8)
            yield np.asarray(cv2.dilate(edges, cross), np.uint8)
            # The frame closes a card that is cut off, and ties one that only touches it to the desk.
            inner = np.zeros_like(edges)
            inner[rim:-rim, rim:-rim] = edges[rim:-rim, rim:-rim]
            yield np.asarray(cv2.dilate(inner, cross), np.uint8)
        _, parted = cv2.threshold(plane, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        yield np.asarray(parted, np.uint8)


def four_corners(hull: NDArray[np.int32]) -> Corners | None:
    """The hull simplified until four corners are left; its smallest rectangle if it never is."""
    around = cv2.arcLength(hull, True)
    for share in (0.01, 0.02, 0.03, 0.05, 0.08):
        simple = cv2.approxPolyDP(hull, share * around, True)
        if len(simple) == 4:
            return clockwise(simple)
        if len(simple) < 4:
            break
    return clockwise(cv2.boxPoints(cv2.minAreaRect(hull)))


def _corners_of(lines: Sequence[tuple[Plane, Plane]]) -> Corners | None:
    """Where each line meets the one before it."""
    points = []
    for here in range(4):
        (p, v), (q, w) = lines[here - 1], lines[here]
        cross = float(v[0] * w[1] - v[1] * w[0])
        if abs(cross) < 0.2:
            return None
        step = float((q[0] - p[0]) * w[1] - (q[1] - p[1]) * w[0]) / cross
        points.append(p + step * v)
    return np.asarray(points, np.float32)


def _without_copies(found: Sequence[Outline]) -> list[Outline]:
    kept: list[Outline] = []
    for outline in found:
        if all(not _near(outline.corners, other.corners) for other in kept):
            kept.append(outline)
    return kept


def _near(one: Corners, other: Corners) -> bool:
    """Whether two shapes differ by less than a fiftieth of their size at every corner."""
    reach = 0.02 * float(sides(one).max())
    apart = np.linalg.norm(one[:, None, :] - other[None, :, :], axis=2)
    return bool(apart.min(axis=1).max() < reach)
