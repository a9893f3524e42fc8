"""Where the cards of a photo lie: apart, in rows, touching, fanned, upon one another.

A place is the matrix from px of a flat card to px of the photo, before the camera tilts. One scale
holds for all cards of a photo, as it does for a phone held above a desk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import atan2, ceil, cos, radians, sin, sqrt
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
Matrix = NDArray[np.float64]
Shape = NDArray[np.float32]
Size = tuple[int, int]

MM = 16
"""Pixels of a flat card in a millimetre (`sheet.PX_PER_MM`)."""
TRIES = 240

Arrangement = Callable[[list[Size], Size, Random], list[Matrix]]


# ── apart ──


def anyhow(cards: list[Size], size: Size, rng: Random) -> list[Matrix]:
    """Apart from one another, each turned by any angle."""
    return places(cards, [rng.uniform(0, 360) for _ in cards], size, rng)


def about_straight(cards: list[Size], size: Size, rng: Random) -> list[Matrix]:
    """Apart, each turned by quarters and a little."""
    return places(cards, [rng.choice((0, 0, 0, 90, 180, 270)) + rng.gauss(0, 12) for _ in cards], size, rng)


def places(cards: list[Size], angles: list[float], size: Size, rng: Random) -> list[Matrix]:
    """Apart, each card (px of its flat image) turned clockwise by its angle in degrees."""
    across, down = _grid(len(cards), size)
    cell = (size[0] / across, size[1] / down)
    boxes = [_bounds(card_size, turn) for card_size, turn in zip(cards, angles, strict=True)]
    scale = min(min(cell[0] / wide, cell[1] / tall) for wide, tall in boxes) * 0.95
    slots = rng.sample([(x, y) for y in range(down) for x in range(across)], len(cards))
    matrices = []
    for card_size, turn, box, (column, row) in zip(cards, angles, boxes, slots, strict=True):
        slack = (cell[0] * 0.97 - box[0] * scale, cell[1] * 0.97 - box[1] * scale)
        x = (column + 0.5) * cell[0] + rng.uniform(-0.5, 0.5) * slack[0]
        y = (row + 0.5) * cell[1] + rng.uniform(-0.5, 0.5) * slack[1]
        matrices.append(placing(card_size, (x, y), turn, scale))
    return matrices


def in_rows(cards: list[Size], size: Size, rng: Random) -> list[Matrix]:
    """Side by side in tidy rows, edges touching or all but."""
    across, down = _grid(len(cards), size)
    turns = [0.0 if width > height else 90.0 for width, height in cards]
    boxes = [_bounds(one, turn) for one, turn in zip(cards, turns, strict=True)]
    gap = rng.uniform(1.002, 1.02)
    wide, tall = (max(box[i] for box in boxes) * gap for i in (0, 1))
    scale = min(size[0] / across / wide, size[1] / down / tall) * 0.92
    matrices = []
    for number, (one, turn) in enumerate(zip(cards, turns, strict=True)):
        row, column = divmod(number, across)
        x = size[0] / 2 + (column - (across - 1) / 2) * wide * scale
        y = size[1] / 2 + (row - (down - 1) / 2) * tall * scale
        matrices.append(placing(one, (x, y), turn + rng.gauss(0, 0.25), scale))
    return matrices


# ── touching and upon one another: laid one by one in millimetres, then fitted to the photo ──


def touching(cards: list[Size], size: Size, rng: Random) -> list[Matrix]:
    """Each with an edge against an edge of another, the whole turned anyhow."""
    base = rng.uniform(0, 360)
    laid: list[Shape] = []
    for card in cards:
        beside = (_beside(card, laid, base, rng) for _ in range(TRIES))
        free = [shape for shape in beside if max(shares(shape, laid), default=0.0) < 0.004]
        laid.append(_most_central(free[:8], size) if laid else shape_of(card, (0, 0), base))
    return fitted(cards, laid, size, rng)


def overlapping(cards: list[Size], size: Size, rng: Random) -> list[Matrix]:
    """Upon one another at any angle: a card is covered by at most .35, and all cover another."""
    return _heap(cards, size, rng, least=0.05, most=rng.uniform(0.2, 0.35))


def tossed(cards: list[Size], size: Size, rng: Random) -> list[Matrix]:
    """As they fell: any angle, some a little upon another, some apart."""
    return _heap(cards, size, rng, least=0.0, most=0.12)


def fanned(cards: list[Size], size: Size, rng: Random) -> list[Matrix]:
    """Spread like a hand of playing cards, each upon the one before."""
    width = max(max(card) for card in cards) / MM
    step = rng.uniform(0.68, 0.8) * width
    radius = rng.uniform(3, 9) * width
    way = rng.choice((-1, 1))
    half = way * float(np.degrees(step * len(cards) / radius)) / 2
    start = _along(size) - half + rng.choice((0, 180)) + rng.gauss(0, 12)
    laid = []
    for number, card in enumerate(cards):
        turn = way * np.degrees(step * number / radius)
        x, y = radius * sin(radians(turn)), -radius * cos(radians(turn))
        upright = turn if card[0] > card[1] else turn + 90
        laid.append(_about(shape_of(card, (x, y), upright + rng.gauss(0, 1.5)), start))
    return fitted(cards, laid, size, rng)


def stairs(cards: list[Size], size: Size, rng: Random) -> list[Matrix]:
    """One below the other, each upon the foot of the one before, none quite straight."""
    step = rng.uniform(0.68, 0.85) * max(min(card) for card in cards) / MM
    start = rng.choice((0, 0, 90, 180, 270)) + rng.gauss(0, 6)
    laid = []
    for number, card in enumerate(cards):
        column, row = divmod(number, 5)
        x, y = column * 1.1 * max(card) / MM + rng.gauss(0, 2), row * step + rng.gauss(0, 1)
        laid.append(_about(shape_of(card, (x, y), (0 if card[0] > card[1] else 90) + rng.gauss(0, 2)), start))
    return fitted(cards, laid, size, rng)


def _heap(cards: list[Size], size: Size, rng: Random, least: float, most: float) -> list[Matrix]:
    laid: list[Shape] = []
    covered: list[float] = []
    for card in cards:
        tried = [_near(card, laid, rng) for _ in range(TRIES)]
        fits = [
            shape
            for shape in tried
            if max(new := shares(shape, laid), default=least) >= least
            and all(before + more <= most for before, more in zip(covered, new, strict=True))
        ]
        shape = _most_central(fits[:4] or tried[:1], size)
        covered = [before + more for before, more in zip(covered, shares(shape, laid), strict=True)]
        laid.append(shape)
        covered.append(0.0)
    return fitted(cards, laid, size, rng)


def _near(card: Size, laid: Sequence[Shape], rng: Random) -> Shape:
    """Somewhere about one of the cards that lie."""
    turn = rng.uniform(0, 360)
    if not laid:
        return shape_of(card, (0, 0), turn)
    x, y = rng.choice(laid).mean(axis=0)
    way, far = rng.uniform(0, 360), rng.uniform(30, 115)
    return shape_of(card, (x + far * cos(radians(way)), y + far * sin(radians(way))), turn)


def _beside(card: Size, laid: Sequence[Shape], base: float, rng: Random) -> Shape:
    """Edge to edge with one of the cards that lie, at most half a millimetre away."""
    if not laid:
        return shape_of(card, (0, 0), base)
    other = rng.choice(laid)
    turn = base + rng.choice((0, 0, 90, 180, 270)) + rng.gauss(0, 0.4)
    flat = shape_of(card, (0, 0), turn)
    side = rng.randrange(4)
    edge = other[(side + 1) % 4] - other[side]
    outwards = np.array((edge[1], -edge[0])) / np.linalg.norm(edge)
    middle = (other[side] + other[(side + 1) % 4]) / 2 + edge * rng.uniform(-0.5, 0.5)
    depth = float(-(flat @ outwards).min())
    return np.asarray(flat + middle + outwards * (depth + rng.uniform(0.1, 0.6)), np.float32)


def _most_central(shapes: Sequence[Shape], size: Size) -> Shape:
    """The one that keeps the heap of the photo's proportions."""
    return min(shapes, key=lambda one: float(np.hypot(*(one.mean(axis=0) / size))))


def shape_of(card: Size, centre: Point, turn: float) -> Shape:
    """Corners (mm) of a card whose middle lies at `centre`, turned clockwise by degrees."""
    half = np.array(card, np.float64) / MM / 2
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half
    c, s = cos(radians(turn)), sin(radians(turn))
    return np.asarray(corners @ np.array([[c, s], [-s, c]]) + centre, np.float32)


def shares(upper: Shape, lower: Sequence[Shape]) -> list[float]:
    """How much of each of the lower ones the upper one covers, 0 … 1."""
    return [cv2.intersectConvexConvex(upper, one)[0] / cv2.contourArea(one) for one in lower]


def fitted(
    cards: Sequence[Size], laid: Sequence[Shape], size: Size, rng: Random, fill: float = 0.94
) -> list[Matrix]:
    """Shapes in mm brought onto the photo, filling `fill` of it at most; beyond 1 the frame cuts."""
    points = np.concatenate(laid)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = float(min(np.array(size) * fill / (high - low)))
    slack = np.maximum(np.array(size) - (high - low) * scale, 0) * 0.96
    shift = np.array(size) / 2 + slack * (rng.uniform(-0.5, 0.5), rng.uniform(-0.5, 0.5))
    matrices = []
    for card, shape in zip(cards, laid, strict=True):
        x, y = (shape.mean(axis=0) - (low + high) / 2) * scale + shift
        along = shape[1] - shape[0]
        turn = float(np.degrees(atan2(along[1], along[0])))
        matrices.append(placing(card, (float(x), float(y)), turn, scale / MM))
    return matrices


def cut_off(arranged: Arrangement, least: float = 0.8) -> Arrangement:
    """The same arrangement, but nearer: the frame cuts off cards of which at least `least` shows."""

    def nearer(cards: list[Size], size: Size, rng: Random) -> list[Matrix]:
        lain = arranged(cards, size, rng)
        frame = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.float32)
        best = lain
        for _ in range(40):
            zoom = rng.uniform(1.02, 1.35)
            shift = [rng.uniform(-0.5, 0.5) * zoom * side * 0.14 for side in size]
            move = [side / 2 * (1 - zoom) + by for side, by in zip(size, shift, strict=True)]
            camera = np.array([[zoom, 0, move[0]], [0, zoom, move[1]], [0, 0, 1]])
            moved = [camera @ place for place in lain]
            seen = [
                shares(frame, [np.array(corners(card, place), np.float32)])[0]
                for card, place in zip(cards, moved, strict=True)
            ]
            if min(seen) < 0.97 and min(seen) >= least:
                best = moved
                break
        return best

    return nearer


def roomy(arranged: Arrangement, share: float = 0.72) -> Arrangement:
    """The same arrangement from further away: the desk around it shows."""

    def further(cards: list[Size], size: Size, rng: Random) -> list[Matrix]:
        zoom = rng.uniform(share - 0.12, share)
        move = [rng.uniform(0.2, 0.8) * side * (1 - zoom) for side in size]
        back = np.array([[zoom, 0, move[0]], [0, zoom, move[1]], [0, 0, 1]])
        return [back @ place for place in arranged(cards, size, rng)]

    return further


# ── matrices ──


def placing(card_size: Size, centre: Point, turn: float, scale: float) -> Matrix:
    """The matrix that puts a flat card's middle at `centre`, turned clockwise by degrees."""
    c, s = scale * cos(radians(turn)), scale * sin(radians(turn))
    half = (card_size[0] / 2, card_size[1] / 2)
    x = centre[0] - c * half[0] + s * half[1]
    y = centre[1] - s * half[0] - c * half[1]
    return np.array([[c, -s, x], [s, c, y], [0, 0, 1]], np.float64)


def corners(card_size: Size, matrix: Matrix) -> Quad:
    """Where the corners of a flat card of that size (px) come to lie."""
    width, height = card_size
    flat = np.array([[(0, 0), (width, 0), (width, height), (0, height)]], np.float64)
    a, b, c, d = ((float(x), float(y)) for x, y in cv2.perspectiveTransform(flat, matrix)[0])
    return a, b, c, d


def turned(quad: Quad) -> float:
    """How far a card lies turned clockwise on the photo, degrees, 0 … 360."""
    (x0, y0), (x1, y1) = quad[0], quad[1]
    return float(np.degrees(atan2(y1 - y0, x1 - x0))) % 360


def _along(size: Size) -> float:
    """The direction of the photo's longer side, degrees."""
    return 0.0 if size[0] > size[1] else 90.0


def _about(shape: Shape, turn: float) -> Shape:
    """Turned about the origin, clockwise by degrees."""
    c, s = cos(radians(turn)), sin(radians(turn))
    return np.asarray(shape @ np.array([[c, s], [-s, c]]), np.float32)


def _grid(count: int, size: Size) -> tuple[int, int]:
    """Columns and rows for so many cards."""
    across = min(count, max(1, round(sqrt(count * size[0] / size[1]))))
    return across, ceil(count / across)


def _bounds(card_size: Size, turn: float) -> tuple[float, float]:
    width, height = card_size
    c, s = abs(cos(radians(turn))), abs(sin(radians(turn)))
    return width * c + height * s, width * s + height * c
