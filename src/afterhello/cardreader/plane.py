"""The table that all cards of a photo lie on, as the known ones show it.

A camera that is held askew makes every card a little narrower at its far end. The cards that are
known are rectangles in truth, so they tell how the table is tilted; laid flat, the others must be
rectangles too, and have the size of their companions wherever on the photo they lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

LOOSE = np.asarray((0.25, 0.25, 0.1, 0.1))
"""How far the two numbers of perspective and the two of stretch usually are from none (standard
deviation; distances in halves of the picture's longer side)."""
CROOKED = 0.02
"""How far an angle (radians) or a pair of opposite sides (logarithm) of a known card is from true."""
OUTLIER = 2.0
"""Residuals beyond so many times `CROOKED` count less: a card may be bent, or none."""
STEPS = 6
NUDGE = 1e-4


@dataclass(frozen=True, slots=True)
class Plane:
    """How points of the picture (px) lie on the table, in px as they are at the picture's middle.

    `bent` is the perspective and the stretch; all 0 where the camera looks straight down.
    """

    middle: tuple[float, float]
    half: float
    bent: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)

    def flat(self, points: Floats) -> Floats:
        """Points of the picture (… × 2) on the table."""
        return self._through(_matrix(self.bent), points)

    def seen(self, points: Floats) -> Floats:
        """Points of the table (… × 2) on the picture."""
        return self._through(np.asarray(np.linalg.inv(_matrix(self.bent)), np.float64), points)

    def _through(self, matrix: Doubles, points: Floats) -> Floats:
        if not any(self.bent):
            return points
        moved = _mapped(matrix, (points - np.asarray(self.middle)) / self.half)
        return np.asarray(moved * self.half + np.asarray(self.middle), np.float32)


def plane_of(known: Sequence[Floats], width: int, height: int) -> Plane:
    """The table under cards (4 × 2 each, px) of a picture so large; seen from above if there are none."""
    middle, half = (width / 2, height / 2), max(width, height) / 2
    if not known:
        return Plane(middle, half)
    quads = (np.asarray(known, np.float64) - np.asarray(middle)) / half
    bent = np.zeros(4)
    for _ in range(STEPS):
        residuals = _residuals(bent, quads)
        slopes = np.stack(
            [(_residuals(bent + nudge, quads) - residuals) / NUDGE for nudge in np.eye(4) * NUDGE], axis=1
        )
        trust = 1 / np.maximum(1, np.abs(residuals) / OUTLIER)
        normal = slopes.T @ (slopes * trust[:, None]) + np.diag(LOOSE**-2)
        bent = bent - np.linalg.solve(normal, slopes.T @ (residuals * trust) + bent / LOOSE**2)
        bent = np.clip(bent, -2 * LOOSE, 2 * LOOSE)
    a, b, c, d = (float(number) for number in bent)
    return Plane(middle, half, (a, b, c, d))


def _residuals(bent: Doubles, quads: Doubles) -> Doubles:
    """How far from rectangles the cards are when they are laid flat so, in units of `CROOKED`."""
    laid = _mapped(_matrix(bent), quads)
    ahead = np.roll(laid, -1, axis=1) - laid
    lengths = np.maximum(1e-9, np.linalg.norm(ahead, axis=2))
    units = ahead / lengths[..., None]
    angles = (units * np.roll(units, 1, axis=1)).sum(axis=2)
    opposite = np.log(lengths[:, :2] / lengths[:, 2:])
    return np.concatenate([angles.ravel(), opposite.ravel()]) / CROOKED


def _matrix(bent: Sequence[float] | Doubles) -> Doubles:
    across, down, wide, slanted = bent
    stretch = np.asarray([[1 + wide, slanted, 0], [slanted, 1 - wide, 0], [0, 0, 1]])
    return np.asarray(stretch @ np.asarray([[1, 0, 0], [0, 1, 0], [across, down, 1]]))


def _mapped(matrix: Doubles, points: NDArray[np.floating]) -> Doubles:
    placed = points @ matrix[:, :2].T + matrix[:, 2]
    beyond = np.maximum(0.05, placed[..., 2:])
    return np.asarray(placed[..., :2] / beyond, np.float64)
