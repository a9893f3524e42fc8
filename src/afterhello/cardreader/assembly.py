"""Quadrilaterals put together from straight edges around a block of print.

A card lies square to what is printed on it. So each block asks for lines that run along it and
across it on its four sides, and every choice of four that has the proportions of a card is one
answer. Edges may be in pieces, and one side may be missing where the size of cards is known.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.blocks import Block
from afterhello.cardreader.evidence import inside
from afterhello.cardreader.plane import Plane
from afterhello.cardreader.straightedges import Lines

Floats = NDArray[np.float32]
Indices = NDArray[np.intp]
Size = tuple[float, float]

SKEW = math.radians(14)
"""How far a side may run from the direction of the print: perspective, and print set at a slight angle."""
FARTHEST = 75.0
"""Longest side of a card in heights of its print; large cards with small print have about 60."""
SIDES_TRIED = 10
WINDOW = 0.25
APART_PX = 3.0
LEAST_RATIO, MOST_RATIO = 1.2, 2.3
LEAST_OPPOSITE = 0.66
WITHIN = 0.8
"""Share of a block's half size that a side must keep away from its middle."""
LEAST_SIDE_PX = 20
LEAST_MEAN = 0.38
KEPT = 40
LEAST_OF_TWO = 0.3
KEPT_OF_TWO = 4
LEAST_OF_THREE = 0.5
KEPT_OF_THREE = 6
UNUSUAL = 0.45
"""How far (logarithm) a side may be from the usual one for a card to be completed by the other."""
STEP_PX = 20.0


def assembled(block: Block, height: float, lines: Lines, usual: Size | None) -> Floats:
    """Quadrilaterals around a block with an edge on each side, n × 4 × 2, clockwise.

    Args:
        height: of a line of print, px.
        usual: longer and shorter side of the cards on this photo, px, if they are known.
    """
    far = _farthest(height, usual)
    top, right, bottom, left = _around(block, lines, far)
    a, b, c, d = (side.ravel() for side in np.meshgrid(top, right, bottom, left, indexing="ij"))
    corners = np.stack([_meeting(lines, *pair) for pair in ((d, a), (a, b), (b, c), (c, d))], axis=1)
    index = np.nonzero(_is_card_like(corners, far))[0]
    corners = corners[index]
    support = [
        _supported(lines, line[index], corners[:, here], corners[:, (here + 1) % 4])
        for here, line in enumerate((a, b, c, d))
    ]
    return _best(corners, np.mean(support, axis=0) if len(index) else np.zeros(0), LEAST_MEAN)


def completed(block: Block, height: float, lines: Lines, usual: Size, plane: Plane) -> Floats:
    """Quadrilaterals of the usual size on the table around a block, of which one corner is two edges."""
    far = _farthest(height, usual)
    sides = _around(block, lines, far)
    longer, shorter = usual
    found = []
    for here in range(4):
        one, other = _pairs(sides[here - 1], sides[here])
        corner = _meeting(lines, one, other)
        # From the corner along side `here`, and back along the side before it.
        flat = plane.flat(corner)
        ahead = _step(plane, corner, _towards(lines.ways[other], block, here))
        back = _step(plane, corner, _towards(lines.ways[one], block, here + 1))
        for wide, high in ((longer, shorter), (shorter, longer)):
            far_end, near_end = flat + np.float32(wide) * ahead, flat + np.float32(high) * back
            quads = plane.seen(np.stack([flat, far_end, far_end + near_end - flat, near_end], axis=1))
            support = _supported(lines, other, corner, quads[:, 1]) * wide
            support = (support + _supported(lines, one, corner, quads[:, 3]) * high) / (wide + high)
            fits = inside(quads, block.middle[None])[:, 0]
            found.append(_best(np.roll(quads[fits], here, axis=1), support[fits], LEAST_OF_TWO)[:KEPT_OF_TWO])
    return np.concatenate(found)


def lengthened(block: Block, height: float, lines: Lines, usual: Size, plane: Plane) -> Floats:
    """Quadrilaterals around a block that three edges make, the fourth a usual length away on the table.

    A card whose end lies under another shows such a part. Its size may be its own: what is seen across
    it tells whether it is the longer side that is covered or the shorter one.
    """
    far = _farthest(height, usual)
    sides = _around(block, lines, far)
    found = []
    for here in range(4):
        # Side `here` is an end that is seen, the ones before and after it run away from it.
        one, end, other = (
            side.ravel()
            for side in np.meshgrid(sides[here - 1], sides[here], sides[(here + 1) % 4], indexing="ij")
        )
        first, second = _meeting(lines, one, end), _meeting(lines, end, other)
        near, further = plane.flat(first), plane.flat(second)
        length, unlike = _remaining(np.linalg.norm(further - near, axis=1), usual)
        ahead = _step(plane, second, _towards(lines.ways[other], block, here + 1))
        back = _step(plane, first, _towards(lines.ways[one], block, here + 1))
        quads = plane.seen(np.stack([near, further, further + length * ahead, near + length * back], axis=1))
        shares = (
            _supported(lines, end, first, second),
            _supported(lines, other, second, quads[:, 2]),
            _supported(lines, one, first, quads[:, 3]),
        )
        likely = (unlike < UNUSUAL) & inside(quads, block.middle[None])[:, 0]
        support = np.where(likely, np.mean(shares, axis=0), 0)
        found.append(_best(np.roll(quads, here, axis=1), support, LEAST_OF_THREE)[:KEPT_OF_THREE])
    return np.concatenate(found)


def _remaining(across: Floats, usual: Size) -> tuple[Floats, Floats]:
    """The length that goes with a side of some length (n × 1), and how unlike (logarithm) that one is."""
    unlike = np.abs(np.log(np.maximum(1, across)[:, None] / np.asarray(usual, np.float32)))
    length = np.where(unlike[:, 1] < unlike[:, 0], *usual)
    return np.asarray(length[:, None], np.float32), np.asarray(unlike.min(axis=1), np.float32)


def _pairs(one: Indices, other: Indices) -> tuple[Indices, Indices]:
    first, second = np.meshgrid(one, other, indexing="ij")
    return first.ravel(), second.ravel()


def _step(plane: Plane, points: Floats, ways: Floats) -> Floats:
    """Directions on the picture at some points, as they are on the table; unit vectors."""
    steps = plane.flat(points + np.float32(STEP_PX) * ways) - plane.flat(points)
    return np.asarray(steps / np.maximum(1e-6, np.linalg.norm(steps, axis=1, keepdims=True)), np.float32)


def _farthest(height: float, usual: Size | None) -> float:
    return min(FARTHEST * height, 1.25 * usual[0]) if usual else FARTHEST * height


def _around(block: Block, lines: Lines, far: float) -> tuple[Indices, Indices, Indices, Indices]:
    """The lines above, right of, below and left of a block, as its print is turned."""
    across = np.asarray((-block.way[1], block.way[0]), np.float32)
    wide, high = float(block.half[0]), float(block.half[1])
    return (
        _beside(block, lines, block.way, across, high, far, -1),
        _beside(block, lines, across, -block.way, wide, far, -1),
        _beside(block, lines, block.way, across, high, far, 1),
        _beside(block, lines, across, -block.way, wide, far, 1),
    )


def _towards(ways: Floats, block: Block, side: int) -> Floats:
    """Directions turned so that they run as side `side` of a clockwise quadrilateral does."""
    across = np.asarray((-block.way[1], block.way[0]), np.float32)
    way = (block.way, across, -block.way, -across)[side % 4]
    return np.asarray(ways * np.where(ways @ way < 0, -1, 1)[:, None], np.float32)


def _supported(lines: Lines, which: Indices, start: Floats, end: Floats) -> Floats:
    """Share of edge on lines between points of them."""
    points, ways = lines.points[which], lines.ways[which]
    first = ((start - points) * ways).sum(axis=1).astype(np.float32)
    last = ((end - points) * ways).sum(axis=1).astype(np.float32)
    return lines.support(which, first, last)


def _is_card_like(corners: Floats, far: float) -> NDArray[np.bool_]:
    lengths = np.linalg.norm(np.roll(corners, -1, axis=1) - corners, axis=2)
    wide, high = lengths[:, 0] + lengths[:, 2], lengths[:, 1] + lengths[:, 3]
    ratio = np.maximum(wide, high) / np.maximum(1e-3, np.minimum(wide, high))
    opposite = np.minimum(
        np.minimum(lengths[:, 0], lengths[:, 2]) / np.maximum(1e-3, np.maximum(lengths[:, 0], lengths[:, 2])),
        np.minimum(lengths[:, 1], lengths[:, 3]) / np.maximum(1e-3, np.maximum(lengths[:, 1], lengths[:, 3])),
    )
    fits = (ratio > LEAST_RATIO) & (ratio < MOST_RATIO) & (opposite > LEAST_OPPOSITE)
    return np.asarray(fits & (lengths.max(axis=1) < far) & (lengths.min(axis=1) > LEAST_SIDE_PX), np.bool_)


def _best(corners: Floats, support: NDArray[np.floating], least: float) -> Floats:
    order = np.argsort(-support)
    order = order[support[order] > least]
    return np.asarray(corners[order][:KEPT], np.float32)


def _beside(
    block: Block, lines: Lines, way: Floats, normal: Floats, half: float, far: float, sign: int
) -> Indices:
    """Indices of the lines along `way` on one side of a block, the best supported first."""
    parallel = np.abs(lines.ways @ normal) < math.sin(SKEW)
    # Where each line crosses the normal through the block's middle.
    slant = lines.ways @ way
    offset = (lines.points - block.middle) @ normal - (lines.points - block.middle) @ way * (
        lines.ways @ normal
    ) / np.where(np.abs(slant) < 1e-3, 1e-3, slant)
    right_side = (offset * sign > WITHIN * half) & (np.abs(offset) < far)
    which = np.nonzero(parallel & right_side)[0]
    if len(which) == 0:
        return which
    middle_at = ((block.middle - lines.points[which]) * lines.ways[which]).sum(axis=1).astype(np.float32)
    reach = np.float32(WINDOW * far)
    weight = lines.support(which, middle_at - reach, middle_at + reach)
    chosen: list[int] = []
    for here in np.argsort(-weight):
        if len(chosen) < SIDES_TRIED and all(
            abs(offset[which[here]] - offset[one]) > APART_PX for one in chosen
        ):
            chosen.append(int(which[here]))
    return np.asarray(chosen, np.intp)


def _meeting(lines: Lines, one: Indices, other: Indices) -> Floats:
    """Where pairs of lines meet, n × 2."""
    p, v, q, w = lines.points[one], lines.ways[one], lines.points[other], lines.ways[other]
    cross = v[:, 0] * w[:, 1] - v[:, 1] * w[:, 0]
    safe = np.where(np.abs(cross) < 0.1, 0.1, cross)
    step = ((q - p)[:, 0] * w[:, 1] - (q - p)[:, 1] * w[:, 0]) / safe
    return np.asarray(p + step[:, None] * v, np.float32)
