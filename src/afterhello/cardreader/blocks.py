"""Lines of print that belong together whatever card they are on: near, alike and in one direction.

A block is smaller than a card. It tells which way the card's sides run, and lies within them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.shapes import Quad

Floats = NDArray[np.float32]

NEAR = 1.1
"""Gap between lines of one block, in heights of the smaller. Cards lead by 1.2 to 2.5, so many join."""
LARGER = 2.2
"""Heights of two lines of one block differ by no more."""
TURNED = math.radians(6)
LONG = 2.0
"""Width to height of a line whose direction can be trusted."""


class Print:
    """The lines of print on a photo, as arrays. Px of the picture searched.

    `quads` n × 4 × 2, `middles` n × 2, `heights` and `lengths` n, `turns` n (radians, 0 … π),
    `weights` n: how much a line counts, its length.
    """

    def __init__(self, text: Sequence[Quad], scale: float = 1.0) -> None:
        self.quads: Floats = np.asarray(text, np.float32).reshape(-1, 4, 2) * np.float32(scale)
        self.middles: Floats = self.quads.mean(axis=1)
        along = (self.quads[:, 1] - self.quads[:, 0] + self.quads[:, 2] - self.quads[:, 3]) / 2
        self.ways: Floats = along / np.maximum(1e-6, np.linalg.norm(along, axis=1, keepdims=True))
        self.lengths: Floats = np.linalg.norm(along, axis=1).astype(np.float32)
        down = (self.quads[:, 3] - self.quads[:, 0] + self.quads[:, 2] - self.quads[:, 1]) / 2
        self.heights: Floats = np.maximum(1.0, np.linalg.norm(down, axis=1)).astype(np.float32)
        self.is_long: NDArray[np.bool_] = self.lengths > LONG * self.heights

    def __len__(self) -> int:
        return len(self.quads)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one block: their indices, its middle, its direction and half its size along and across it."""

    lines: NDArray[np.intp]
    middle: Floats
    way: Floats
    half: Floats


def blocks(text: Print) -> list[Block]:
    """The blocks of a photo."""
    parent = list(range(len(text)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for one, other in zip(*np.nonzero(_joined(text)), strict=True):
        parent[root(int(one))] = root(int(other))
    groups: dict[int, list[int]] = {}
    for line in range(len(text)):
        groups.setdefault(root(line), []).append(line)
    return [block_of(text, lines) for lines in groups.values()]


def block_of(text: Print, lines: Sequence[int]) -> Block:
    """The block that some lines make."""
    which = np.asarray(lines, np.intp)
    way = text.ways[which[text.lengths[which].argmax()]]
    across = np.asarray((-way[1], way[0]), np.float32)
    points = text.quads[which].reshape(-1, 2)
    placed = np.stack([points @ way, points @ across], axis=1)
    low, high = placed.min(axis=0), placed.max(axis=0)
    centre = (low + high) / 2
    middle = centre[0] * way + centre[1] * across
    return Block(which, np.asarray(middle, np.float32), way, np.asarray((high - low) / 2, np.float32))


def _joined(text: Print) -> NDArray[np.bool_]:
    """For each pair of lines whether they are of one block (one way round is enough)."""
    across = np.stack([-text.ways[:, 1], text.ways[:, 0]], axis=1)
    points = text.quads.reshape(-1, 2)
    u = (points @ text.ways.T).reshape(len(text), 4, len(text))
    v = (points @ across.T).reshape(len(text), 4, len(text))
    u0, u1, v0, v1 = u.min(axis=1), u.max(axis=1), v.min(axis=1), v.max(axis=1)
    own_u0, own_u1, own_v0, own_v1 = (np.diagonal(array) for array in (u0, u1, v0, v1))
    gap_u = np.maximum(0, np.maximum(u0 - own_u1, own_u0 - u1))
    gap_v = np.maximum(0, np.maximum(v0 - own_v1, own_v0 - v1))
    small = np.minimum(text.heights[:, None], text.heights[None, :])
    large = np.maximum(text.heights[:, None], text.heights[None, :])
    turned = np.abs(text.ways @ across.T)
    both_long = text.is_long[:, None] & text.is_long[None, :]
    near = np.hypot(gap_u, gap_v) < NEAR * small
    return np.asarray(near & (large < LARGER * small) & both_long & (turned < math.sin(TURNED)), np.bool_)
