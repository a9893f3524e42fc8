"""A photo of cards on a desk: placed, seen at an angle, lit, and taken by a phone."""

from __future__ import annotations

import io
from dataclasses import dataclass
from math import atan2, ceil, cos, radians, sin, sqrt
from random import Random
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.generator.cards import LAYOUTS, Layout, RenderedCard, card
from benchmarks.generator.desks import Desk, Pixels, desk
from benchmarks.generator.people import LOCALES, Locale, Truth

Difficulty = Literal["easy", "normal", "hard"]
DIFFICULTIES: tuple[Difficulty, ...] = ("easy", "normal", "hard")

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TrueCard:
    """One card of a photo: its corners, clockwise from its own top left (px), and what it says."""

    quad: Quad
    fields: Truth
    locale: Locale
    layout: Layout
    qr: str | None


@dataclass(frozen=True, slots=True)
class Stack:
    """A photo, as JPEG, and the truth of it."""

    image: bytes
    truth: tuple[TrueCard, ...]
    width: int
    height: int
    desk: Desk


@dataclass(frozen=True, slots=True)
class Conditions:
    """How a photo is taken.

    Lengths are fractions of the photo's longer edge: `tilt` (how far a corner of the scene may
    move), `blur` (standard deviation). `noise` is the standard deviation in grey levels of 255;
    `shade` the part of the light that may be missing at one edge; `dim` the light of the room
    (1 is plenty); `quality` JPEG's.
    """

    desks: tuple[Desk, ...]
    tilt: float
    shade: float
    blur: float
    noise: float
    quality: int
    dim: float = 1.0


CONDITIONS: dict[Difficulty, Conditions] = {
    "easy": Conditions(("wood", "oak", "dark", "cloth"), 0.015, 0.10, 0.0, 1.5, 92),
    "normal": Conditions(("wood", "oak", "dark", "cloth", "white"), 0.05, 0.25, 0.00012, 3.5, 87),
    "hard": Conditions(("wood", "cloth", "white", "white"), 0.10, 0.45, 0.00028, 7.0, 72, 0.8),
}


def stack(
    seed: int,
    cards: int = 8,
    size: tuple[int, int] = (4000, 3000),
    difficulty: Difficulty = "normal",
    locales: tuple[Locale, ...] = LOCALES,
    *,
    unusual: bool = False,
    rows: bool = False,
) -> Stack:
    """A photo of invented cards, `size` = (width, height) px; same arguments, same bytes.

    `unusual` people have names, titles and organisations that no list of words holds. In `rows`
    the cards lie side by side, touching or all but, instead of anyhow.
    """
    rng = Random(f"stack {seed} {cards} {size} {difficulty} {locales}")
    drawn = [
        card(rng.randrange(2**31), rng.choice(locales), rng.choice(LAYOUTS), unusual=unusual)
        for _ in range(cards)
    ]
    if rows:
        lain = in_rows([one.image.size for one in drawn], size, rng)
    else:
        angles = [angle(rng, difficulty) for _ in drawn]
        lain = places([one.image.size for one in drawn], angles, size, rng)
    return photograph(drawn, lain, size, CONDITIONS[difficulty], rng)


def angle(rng: Random, difficulty: Difficulty) -> float:
    """How far a card is turned, degrees clockwise: about straight, tossed down, or anyhow."""
    if difficulty == "easy":
        return rng.gauss(0, 4)
    if difficulty == "normal":
        return rng.choice((0, 0, 0, 90, 180, 270)) + rng.gauss(0, 12)
    return rng.uniform(0, 360)


def photograph(
    drawn: list[RenderedCard],
    lain: list[Matrix],
    size: tuple[int, int],
    conditions: Conditions,
    rng: Random,
) -> Stack:
    """Put each card where its matrix lays it on a desk, and take the photo."""
    noise = np.random.default_rng(rng.randrange(2**63))
    ground = rng.choice(conditions.desks)
    scene = desk(ground, size, noise)
    camera = _camera(size, conditions.tilt, rng)
    light = radians(rng.uniform(0, 360))
    truth = []
    for shown, place in zip(drawn, lain, strict=True):
        quad = lay(scene, shown.image, camera @ place, light)
        truth.append(TrueCard(quad, shown.fields, shown.locale, shown.layout, shown.qr))
    taken = expose(scene, conditions, light, noise)
    return Stack(as_jpeg(taken, conditions.quality), tuple(truth), *size, ground)


# ── where they lie ──


def places(
    cards: list[tuple[int, int]], angles: list[float], size: tuple[int, int], rng: Random
) -> list[Matrix]:
    """For each card (px of its flat image) the matrix that puts it on the photo, none upon another.

    One scale holds for the whole photo, as it does for a phone held above a desk.
    """
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


def in_rows(cards: list[tuple[int, int]], size: tuple[int, int], rng: Random) -> list[Matrix]:
    """As `places`, but side by side in tidy rows, edges touching or all but."""
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


def _grid(count: int, size: tuple[int, int]) -> tuple[int, int]:
    """Columns and rows for so many cards."""
    across = min(count, max(1, round(sqrt(count * size[0] / size[1]))))
    return across, ceil(count / across)


def _bounds(card_size: tuple[int, int], turn: float) -> tuple[float, float]:
    width, height = card_size
    c, s = abs(cos(radians(turn))), abs(sin(radians(turn)))
    return width * c + height * s, width * s + height * c


def placing(card_size: tuple[int, int], centre: Point, turn: float, scale: float) -> Matrix:
    """The matrix that puts a flat card's middle at `centre`, turned clockwise by degrees."""
    c, s = scale * cos(radians(turn)), scale * sin(radians(turn))
    half = (card_size[0] / 2, card_size[1] / 2)
    x = centre[0] - c * half[0] + s * half[1]
    y = centre[1] - s * half[0] - c * half[1]
    return np.array([[c, -s, x], [s, c, y], [0, 0, 1]], np.float64)


def _camera(size: tuple[int, int], tilt: float, rng: Random) -> Matrix:
    """A view at an angle: every corner of the scene moves inwards by up to `tilt`."""
    width, height = size
    reach = tilt * max(size)
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    inwards = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)], np.float32)
    moves = np.array([(rng.uniform(0, reach), rng.uniform(0, reach)) for _ in range(4)], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(corners, corners + inwards * moves), np.float64)


# ── how they look ──


def lay(scene: Pixels, image: Image.Image, matrix: Matrix, light: float) -> Quad:
    """Draw a card and its shadow into the scene. Returns its corners, px of the photo."""
    flat = np.asarray(image)
    width = flat.shape[1]
    where = corners(image.size, matrix)
    quad = np.array(where)
    span = float(np.linalg.norm(quad[1] - quad[0]))
    flat, matrix = _shrunk(flat, matrix, span / width)
    margin = round(span * 0.05) + 4
    x0, y0 = (max(0, int(v) - margin) for v in quad.min(axis=0))
    x1 = min(scene.shape[1], int(quad[:, 0].max()) + margin)
    y1 = min(scene.shape[0], int(quad[:, 1].max()) + margin)
    shift = np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1]], np.float64) @ matrix
    region = (x1 - x0, y1 - y0)
    full = np.full(flat.shape[:2], 255, np.uint8)
    cover = np.asarray(cv2.warpPerspective(full, shift, region), np.uint8)
    paint = cv2.warpPerspective(flat, shift, region, borderMode=cv2.BORDER_REPLICATE)
    alpha = (cover.astype(np.float32) / 255)[..., None]
    below = scene[y0:y1, x0:x1].astype(np.float32) * (1 - _shadow(cover, span, light))
    mixed = below * (1 - alpha) + np.asarray(paint, np.float32) * alpha
    scene[y0:y1, x0:x1] = np.clip(mixed, 0, 255).astype(np.uint8)
    return where


def corners(card_size: tuple[int, int], matrix: Matrix) -> Quad:
    """Where the corners of a flat card of that size (px) come to lie."""
    width, height = card_size
    flat = np.array([[(0, 0), (width, 0), (width, height), (0, height)]], np.float64)
    a, b, c, d = ((float(x), float(y)) for x, y in cv2.perspectiveTransform(flat, matrix)[0])
    return a, b, c, d


def _shrunk(flat: Pixels, matrix: Matrix, scale: float) -> tuple[Pixels, Matrix]:
    """The card averaged down to about the size it will have, so that small type does not alias."""
    if scale > 0.9:
        return flat, matrix
    height, width = flat.shape[:2]
    smaller = (round(width * scale), round(height * scale))
    back = np.diag([width / smaller[0], height / smaller[1], 1.0])
    return np.asarray(cv2.resize(flat, smaller, interpolation=cv2.INTER_AREA), np.uint8), matrix @ back


def _shadow(cover: Pixels, span: float, light: float) -> NDArray[np.float32]:
    """Two shadows: a narrow one where the paper touches, a soft one away from the light."""
    wide = cv2.GaussianBlur(cover, (0, 0), span * 0.014)
    move = np.array([[1, 0, cos(light) * span * 0.012], [0, 1, sin(light) * span * 0.012]], np.float64)
    wide = cv2.warpAffine(wide, move, (cover.shape[1], cover.shape[0]))
    close = cv2.GaussianBlur(cover, (0, 0), max(1.0, span * 0.003))
    dark = 0.34 * wide.astype(np.float32) / 255 + 0.22 * close.astype(np.float32) / 255
    return np.asarray(dark[..., None], np.float32)


def expose(scene: Pixels, conditions: Conditions, light: float, rng: np.random.Generator) -> Pixels:
    """The light of the room, the lens and the sensor."""
    height, width = scene.shape[:2]
    lit = (scene.astype(np.float32) * _lamp((width, height), conditions, light, rng)[..., None]).clip(0, 255)
    photo = lit.astype(np.uint8)
    if conditions.blur:
        photo = np.asarray(cv2.GaussianBlur(photo, (0, 0), conditions.blur * max(width, height)), np.uint8)
    grain = rng.normal(0, conditions.noise, (height // 2 + 1, width // 2 + 1, 1)).astype(np.float32)
    fine = rng.normal(0, conditions.noise, (256, 256, 3)).astype(np.float32)
    tiled = np.tile(fine, (height // 256 + 1, width // 256 + 1, 1))[:height, :width]
    coarse = cv2.resize(grain, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.clip(photo + tiled + 0.6 * coarse[..., None], 0, 255).astype(np.uint8)


def _lamp(
    size: tuple[int, int], conditions: Conditions, light: float, rng: np.random.Generator
) -> NDArray[np.float32]:
    """How much light falls where: less far from the lamp, and the shadow of the phone."""
    y, x = np.mgrid[0:96, 0:128].astype(np.float32)
    along = (x / 127 - 0.5) * cos(light) + (y / 95 - 0.5) * sin(light)
    lamp = 1.0 - conditions.shade * (0.5 + 0.7 * along)
    if conditions.shade > 0.2:
        cx, cy, radius = rng.uniform(0, 128), rng.uniform(0, 96), rng.uniform(25, 55)
        distance = np.sqrt((x - cx) ** 2 + (y - cy) ** 2)
        lamp *= 1.0 - conditions.shade * 0.7 / (1 + np.exp((distance - radius) / 4))
    lamp *= conditions.dim
    return np.asarray(cv2.resize(lamp.astype(np.float32), size, interpolation=cv2.INTER_CUBIC), np.float32)


def as_jpeg(photo: Pixels, quality: int) -> bytes:
    """The photo as a phone would save it."""
    out = io.BytesIO()
    Image.fromarray(photo).save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def turned(quad: Quad) -> float:
    """How far a card lies turned clockwise on the photo, degrees, 0 … 360."""
    (x0, y0), (x1, y1) = quad[0], quad[1]
    return float(np.degrees(atan2(y1 - y0, x1 - x0))) % 360
