"""How steeply a picture changes at each point, and which way."""

from __future__ import annotations

from copy import copy

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]
SAMPLES = 48


class Slope:
    """The steepest change of lightness or colour at each point of a picture, as a vector.

    `noise` is the steepness, in steps of 256 a px, that an edge must exceed.
    """

    def __init__(self, lab: NDArray[np.generic]) -> None:
        smooth = cv2.GaussianBlur(np.asarray(lab, np.float32), (0, 0), 1.2)
        x = np.asarray(cv2.Scharr(smooth, cv2.CV_32F, 1, 0) / 32, np.float32)
        y = np.asarray(cv2.Scharr(smooth, cv2.CV_32F, 0, 1) / 32, np.float32)
        strength = x**2 + y**2
        best = strength.argmax(axis=2)[..., None]
        self.x = np.ascontiguousarray(np.take_along_axis(x, best, axis=2)[..., 0])
        self.y = np.ascontiguousarray(np.take_along_axis(y, best, axis=2)[..., 0])
        self.noise = max(0.6, 2.0 * float(np.median(np.sqrt(strength.max(axis=2)))))

    def within(self, rim_px: int) -> Slope:
        """The same without a rim."""
        inner = copy(self)
        inner.x = np.ascontiguousarray(self.x[rim_px:-rim_px, rim_px:-rim_px])
        inner.y = np.ascontiguousarray(self.y[rim_px:-rim_px, rim_px:-rim_px])
        return inner

    def across(self, start: Plane, end: Plane, reach_px: int) -> Plane:
        """Change across a side: samples along it × offsets from -reach to +reach px."""
        offsets = np.arange(-reach_px, reach_px + 1, dtype=np.float32)
        points = self.beside(start, end, np.broadcast_to(offsets, (SAMPLES, len(offsets))))
        return np.abs(self.at(points, _normal(start, end)))

    def beside(self, start: Plane, end: Plane, offsets: Plane) -> Plane:
        """The sample points of a side, moved by `offsets` px (samples or samples × n) across it."""
        along = np.linspace(0.03, 0.97, SAMPLES, dtype=np.float32).reshape(-1, *(1,) * offsets.ndim)
        return np.asarray(
            start + along * (end - start) + offsets[..., None] * _normal(start, end), np.float32
        )

    def support(self, shape: Plane) -> list[float]:
        """For each side of a shape (4 × 2) the share of it that lies on an edge, 0 … 1."""
        sides = (self.across(shape[here], shape[(here + 1) % 4], 2) for here in range(4))
        return [float((change.max(axis=1) > self.noise).mean()) for change in sides]

    def along(self, points: Plane, normal: Plane, reach_px: int) -> Plane:
        """Change across a line at points on it (… × 2), the steepest within `reach_px` beside each."""
        best = np.zeros(points.shape[:-1], np.float32)
        for offset in range(-reach_px, reach_px + 1):
            best = np.maximum(best, np.abs(self.at(points + np.float32(offset) * normal, normal)))
        return best

    def on_edge(self, points: Plane, normal: Plane, reach_px: int) -> Plane:
        """1 where there is an edge at or beside a point of a line, else 0."""
        return np.asarray(self.along(points, normal, reach_px) > self.noise, np.float32)

    def at(self, points: Plane, normal: Plane) -> Plane:
        """Change in the direction `normal` at each point; 0 outside the picture."""
        height, width = self.x.shape
        columns, rows = np.rint(points[..., 0]).astype(np.intp), np.rint(points[..., 1]).astype(np.intp)
        within = (columns >= 0) & (rows >= 0) & (columns < width) & (rows < height)
        columns, rows = np.clip(columns, 0, width - 1), np.clip(rows, 0, height - 1)
        change = self.x[rows, columns] * normal[..., 0] + self.y[rows, columns] * normal[..., 1]
        return np.asarray(np.where(within, change, 0), np.float32)


def _normal(start: Plane, end: Plane) -> Plane:
    line = end - start
    return np.asarray((-line[1], line[0]), np.float32) / np.float32(max(1e-6, float(np.hypot(*line))))
