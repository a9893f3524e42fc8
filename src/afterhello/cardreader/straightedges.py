"""Straight edges of a photo: segments of lightness and of colour, joined into lines across gaps.

A finger, another card or a weak patch of light breaks the edge of a card into pieces. The pieces
lie on one line, and a line knows along its whole length where there is an edge and where none.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.slope import Slope
from afterhello.engines import Image

Floats = NDArray[np.float32]

LEAST_PX = 18.0
"""Shorter pieces are letters."""
COLOUR_GAIN = 2.0
"""The axes of colour span less than that of lightness: they are stretched before segments are sought."""
APART_PX = 2.5
"""Pieces of one edge lie so close to their common line."""
STEP_PX = 4.0
MOST_ON_PRINT = 0.5
MOST_LINES = 600
COARSE = 0.4
"""A second look at so small a copy, stretched in contrast, shows edges too weak or too soft for the first."""


class Lines:
    """Straight lines on a picture, each endless, with the share of edge along any part of it.

    `points` and `ways` are n × 2: a point of each and its unit direction; px of the picture searched.
    """

    def __init__(self, points: Floats, ways: Floats, slope: Slope) -> None:
        self.points, self.ways = points, ways
        height, width = slope.x.shape
        self._reach = int(np.ceil(np.hypot(height, width) / STEP_PX))
        self._sum = self._edges(slope)

    def __len__(self) -> int:
        return len(self.points)

    def support(self, which: NDArray[np.intp], start: Floats, end: Floats) -> Floats:
        """Share of edge, 0 … 1, on each line `which` between two distances (px) from its point."""
        low, high = np.minimum(start, end), np.maximum(start, end)
        top = 2 * self._reach
        first = np.clip(np.rint(low / STEP_PX).astype(int) + self._reach, 0, top)
        last = np.clip(np.rint(high / STEP_PX).astype(int) + self._reach, 0, top)
        count = np.maximum(1, last - first)
        return np.asarray((self._sum[which, last] - self._sum[which, first]) / count, np.float32)

    def _edges(self, slope: Slope) -> Floats:
        """Running count of edge points along each line, from one end of the picture to the other."""
        at = np.arange(-self._reach, self._reach, dtype=np.float32) * np.float32(STEP_PX)
        normals = np.stack([-self.ways[:, 1], self.ways[:, 0]], axis=1)
        total = np.zeros((len(self), 2 * self._reach + 1), np.float32)
        for here in range(len(self)):
            on = self.points[here] + at[:, None] * self.ways[here]
            total[here, 1:] = np.cumsum(slope.on_edge(on, normals[here], reach_px=2))
        return total


def straight_lines(lab: Image, slope: Slope, text: Floats) -> Lines:
    """The lines that long segments of edge lie on, those with the longest segments first.

    Args:
        text: n × 4 × 2, where print is: what lies within are letters and underlines.
    """
    segments = _without_letters(_segments(lab), text, lab.shape[:2])
    points: list[Floats] = []
    ways: list[Floats] = []
    for segment in segments:
        start, end = segment[:2], segment[2:]
        length = float(np.linalg.norm(end - start))
        if points:
            p, v = np.asarray(points), np.asarray(ways)
            off_start = np.abs((start - p)[:, 0] * v[:, 1] - (start - p)[:, 1] * v[:, 0])
            off_end = np.abs((end - p)[:, 0] * v[:, 1] - (end - p)[:, 1] * v[:, 0])
            if (np.maximum(off_start, off_end) < APART_PX).any():
                continue
        if len(points) == MOST_LINES:
            break
        points.append((start + end) / 2)
        ways.append((end - start) / np.float32(length))
    shape = (-1, 2)
    return Lines(
        np.asarray(points, np.float32).reshape(shape), np.asarray(ways, np.float32).reshape(shape), slope
    )


def _segments(lab: Image) -> Floats:
    """Segments as n × 4 (x, y, x, y), the longest first."""
    found = [_of_plane(plane, 1.0) for plane in _planes(lab)]
    small = cv2.resize(lab, None, fx=COARSE, fy=COARSE, interpolation=cv2.INTER_AREA)
    stretched = cv2.createCLAHE(3.0, (6, 6)).apply(np.ascontiguousarray(small[:, :, 0]))
    found.append(_of_plane(np.asarray(stretched, np.uint8), COARSE))
    together = np.concatenate(found)
    lengths = np.linalg.norm(together[:, 2:] - together[:, :2], axis=1)
    order = np.argsort(-lengths)
    return np.asarray(together[order][lengths[order] >= LEAST_PX], np.float32)


def _without_letters(segments: Floats, text: Floats, shape: tuple[int, ...]) -> Floats:
    printed = np.zeros(shape[:2], np.uint8)
    for quad in text:
        cv2.fillConvexPoly(printed, np.rint(quad).astype(np.int32), 1)
    printed = np.asarray(cv2.dilate(printed, np.ones((3, 3), np.uint8)), np.uint8)
    share = np.zeros(len(segments), np.float32)
    steps = (0.05, 0.275, 0.5, 0.725, 0.95)
    for step in steps:
        at = segments[:, :2] * np.float32(1 - step) + segments[:, 2:] * np.float32(step)
        columns = np.clip(np.rint(at[:, 0]).astype(int), 0, shape[1] - 1)
        rows = np.clip(np.rint(at[:, 1]).astype(int), 0, shape[0] - 1)
        share += printed[rows, columns] / len(steps)
    return segments[share < MOST_ON_PRINT]


def _planes(lab: Image) -> list[Image]:
    light = np.ascontiguousarray(lab[:, :, 0])
    colours = [
        np.asarray(
            cv2.convertScaleAbs(lab[:, :, axis], alpha=COLOUR_GAIN, beta=128 * (1 - COLOUR_GAIN)), np.uint8
        )
        for axis in (1, 2)
    ]
    return [light, *colours]


def _of_plane(plane: NDArray[np.uint8], scale: float) -> Floats:
    smooth = cv2.GaussianBlur(plane, (0, 0), 1.0)
    detector = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD, 0.8, 0.6, 2.0)
    # OpenCV says None where there is nothing, which its types do not know.
    segments: Floats | None = detector.detect(smooth)[0]  # type: ignore[assignment]  # see above
    found = np.zeros((0, 4), np.float32) if segments is None else segments.reshape(-1, 4)
    return np.asarray(found / np.float32(scale), np.float32)
