"""Which of two cards lies upon the other: the upper one's edge runs on where they overlap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.evidence import inside
from afterhello.cardreader.slope import Slope

Floats = NDArray[np.float32]

ALONG = 64
EDGE_PX = 2
DEEP_PX = 5.0
"""From the border inwards: cards that only touch share an edge and do not overlap."""
LEAST_SAMPLES = 5
CLEAR = 0.25
"""By so much more of its border must be edge for a card to be the upper one; else neither is called so."""


def upon(cards: Sequence[Floats], slope: Slope) -> list[list[int]]:
    """For each card (4 × 2, px of the picture searched) which of the others lie upon it."""
    above: list[list[int]] = [[] for _ in cards]
    for one in range(len(cards)):
        for other in range(one):
            leading = _shown(cards[one], cards[other], slope) - _shown(cards[other], cards[one], slope)
            if leading > CLEAR:
                above[other].append(one)
            elif leading < -CLEAR:
                above[one].append(other)
    return above


def _shown(card: Floats, other: Floats, slope: Slope) -> float:
    """Share of edge on the part of a card's border that lies on another card; 0 where hardly any does."""
    ahead = np.roll(card, -1, axis=0) - card
    unit = ahead / np.maximum(1e-6, np.linalg.norm(ahead, axis=1, keepdims=True))
    normals = np.stack([-unit[:, 1], unit[:, 0]], axis=1).astype(np.float32)
    at = np.linspace(0.01, 0.99, ALONG, dtype=np.float32)
    points = np.asarray(card[:, None] + at[None, :, None] * ahead[:, None], np.float32)
    within = inside(other[None], points.reshape(-1, 2), -DEEP_PX)[0].reshape(points.shape[:2])
    if within.sum() < LEAST_SAMPLES:
        return 0.0
    return float(slope.on_edge(points, normals[:, None], EDGE_PX)[within].mean())
