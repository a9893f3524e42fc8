"""Every quadrilateral of a photo that may be a card: from contours, and put together around print."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.assembly import Size, assembled, completed, lengthened
from afterhello.cardreader.blocks import Block, Print, block_of, blocks
from afterhello.cardreader.evidence import Scene, scene_of
from afterhello.cardreader.outlines import Search
from afterhello.cardreader.plane import Plane
from afterhello.cardreader.shapes import Quad
from afterhello.cardreader.straightedges import straight_lines
from afterhello.engines import Image

Floats = NDArray[np.float32]

SIDE_PX = 1200
COPY_PX = 3.0
MOST_BLOCKS = 160


class Candidates:
    """What is looked at on one photo; all shapes are px of the smaller picture searched."""

    def __init__(self, pixels: Image, text: Sequence[Quad]) -> None:
        self.search = Search(pixels, SIDE_PX)
        self.scale = self.search.scale
        self.text = Print(text, self.scale)
        self.lines = straight_lines(self.search.lab, self.search.slope, self.text.quads)
        self.blocks = blocks(self.text)[:MOST_BLOCKS]

    @cached_property
    def scene(self) -> Scene:
        """The photo before anything is known of it."""
        return scene_of(self.search.lab, self.search.slope, self.text)

    def without(self, lines: Sequence[int]) -> Candidates:
        """The same, with some print already taken by what is no card."""
        again = copy(self)
        claimed = self.scene.claimed.copy()
        claimed[list(lines)] = True
        again.scene = replace(self.scene, claimed=claimed)
        return again

    @cached_property
    def first(self) -> Floats:
        """Shapes with an edge on every side."""
        contours = [outline.corners * np.float32(self.scale) for outline in self.search.outlines()]
        found = [assembled(block, self._height(block), self.lines, None) for block in self.blocks]
        return without_copies(_together([np.asarray(contours, np.float32).reshape(-1, 4, 2), *found]))

    def of_size(self, usual: Size, plane: Plane, free: NDArray[np.bool_]) -> Floats:
        """Shapes of the usual size, as cards have it on the table, around print that no card holds yet."""
        found = []
        for block in self._free(free):
            height = self._height(block)
            found += [
                assembled(block, height, self.lines, usual),
                completed(block, height, self.lines, usual, plane),
                lengthened(block, height, self.lines, usual, plane),
            ]
        return without_copies(_together(found))

    def _free(self, free: NDArray[np.bool_]) -> list[Block]:
        left = []
        for block in self.blocks:
            lines = block.lines[free[block.lines]]
            if len(lines):
                left.append(block_of(self.text, [int(line) for line in lines]))
        return left

    def _height(self, block: Block) -> float:
        return float(np.median(self.text.heights[block.lines]))


def without_copies(quads: Floats) -> Floats:
    """Those that differ from all before them by a few px at some corner."""
    if len(quads) == 0:
        return quads
    starts = np.argmin(quads.sum(axis=2), axis=1)
    ordered = np.stack([np.roll(quad, -start, axis=0) for quad, start in zip(quads, starts, strict=True)])
    _, first = np.unique(np.rint(ordered / COPY_PX).reshape(len(quads), -1), axis=0, return_index=True)
    return quads[np.sort(first)]


def _together(parts: Sequence[Floats]) -> Floats:
    return np.concatenate([np.zeros((0, 4, 2), np.float32), *parts])
