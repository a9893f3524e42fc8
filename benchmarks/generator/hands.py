"""Fingers and hands: limbs of round section in one skin tone, lit from one side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.generator.desks import Pixels, clouds
from benchmarks.generator.places import Point, Size

TONES = ((238, 198, 172), (224, 172, 138), (198, 142, 106), (160, 106, 74), (112, 72, 50), (74, 48, 36))
COARSE = 4
"""Skin is soft: it is drawn at a quarter of the size."""

Grid = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Limb:
    """A stretch of finger or arm from one point to another (px), with its half width at each."""

    begin: Point
    end: Point
    thick: float
    thick_end: float
    nail: bool = False


def draw_limbs(
    scene: Pixels, limbs: Sequence[Limb], tone: int, light: float, rng: np.random.Generator
) -> Pixels:
    """Draw limbs, one skin, and their shadow into the scene. Returns where they are, 0 … 255."""
    size = (scene.shape[1], scene.shape[0])
    small = (size[0] // COARSE, size[1] // COARSE)
    height, nails = _relief(limbs, small)
    thick = max(limb.thick for limb in limbs) / COARSE
    smooth = cv2.GaussianBlur(height, (0, 0), max(1.0, thick * 0.10))
    gy, gx = np.gradient(smooth)
    facing = -(gx * cos(light + np.pi) + gy * sin(light + np.pi))
    lit = np.clip(0.84 + 0.42 * np.tanh(facing) - 0.18 * np.tanh(np.hypot(gx, gy) * 0.8), 0.25, 1.2)
    lit = lit * (
        1 + 0.05 * clouds(small, (small[0] / 5, small[1] / 5), rng) + 0.05 * clouds(small, (9, 9), rng)
    )
    skin = np.array(TONES[tone], np.float32)
    blush = np.array((1.0, 0.86, 0.84), np.float32) ** (1.15 - lit)[..., None]
    paint = skin * lit[..., None] * blush
    pink = skin * 0.5 + np.array((232, 190, 184), np.float32) * 0.55
    paint = paint * (1 - nails[..., None]) + pink * (0.9 * lit + 0.12)[..., None] * nails[..., None]
    cover = np.asarray(
        cv2.resize((height > 0).astype(np.float32), size, interpolation=cv2.INTER_LINEAR), np.float32
    )
    cover = np.asarray(cv2.GaussianBlur(cover, (0, 0), max(1.0, size[0] / 2600)), np.float32)
    _shade(scene, cover, thick * COARSE, light)
    full = cv2.resize(paint.astype(np.float32), size, interpolation=cv2.INTER_LINEAR)
    scene[:] = np.clip(scene * (1 - cover[..., None]) + full * cover[..., None], 0, 255).astype(np.uint8)
    return (cover * 255).astype(np.uint8)


def _relief(limbs: Sequence[Limb], small: Size) -> tuple[Grid, Grid]:
    """Height of the skin (px) and share of nail at every point."""
    y, x = np.mgrid[0 : small[1], 0 : small[0]].astype(np.float32)
    height = np.zeros((small[1], small[0]), np.float32)
    nails = np.zeros_like(height)
    for limb in limbs:
        (ax, ay), (bx, by) = ((v[0] / COARSE, v[1] / COARSE) for v in (limb.begin, limb.end))
        length = max(1.0, float(np.hypot(bx - ax, by - ay)))
        ux, uy = (bx - ax) / length, (by - ay) / length
        along = np.clip((x - ax) * ux + (y - ay) * uy, 0, length)
        thick = (limb.thick + (limb.thick_end - limb.thick) * along / length) / COARSE
        distance = np.hypot(x - ax - along * ux, y - ay - along * uy)
        height = np.maximum(height, np.sqrt(np.maximum(thick**2 - distance**2, 0)))
        if limb.nail:
            r = limb.thick_end / COARSE
            forth = (x - bx - 0.05 * r * ux) * ux + (y - by - 0.05 * r * uy) * uy
            beside = -(x - bx) * uy + (y - by) * ux
            inside = (forth / (0.85 * r)) ** 4 + (beside / (0.58 * r)) ** 4
            nails = np.maximum(nails, np.clip((1 - inside) * 6, 0, 1))
    return height, nails


def _shade(scene: Pixels, cover: Grid, thick: float, light: float) -> None:
    """The limb's soft shadow, away from the light."""
    soft = cv2.GaussianBlur(cv2.resize(cover, None, fx=0.25, fy=0.25), (0, 0), max(1.0, thick * 0.09))
    move = np.array([[1, 0, cos(light) * thick * 0.06], [0, 1, sin(light) * thick * 0.06]], np.float64)
    soft = cv2.warpAffine(soft, move, (soft.shape[1], soft.shape[0]))
    dark = cv2.resize(soft, (scene.shape[1], scene.shape[0]), interpolation=cv2.INTER_LINEAR)
    scene[:] = (scene * (1 - 0.45 * dark[..., None])).astype(np.uint8)


def _step(at: Point, way: float, far: float) -> Point:
    return at[0] + far * cos(radians(way)), at[1] + far * sin(radians(way))


def finger(tip: Point, way: float, mm: float, rng: Random) -> list[Limb]:
    """A hand that reaches in from `way` (degrees), its forefinger's tip at `tip`; `mm` px a millimetre."""
    thick = rng.uniform(7.4, 9.0) * mm
    bend = rng.uniform(-12, 12)
    side = rng.choice((-1, 1))
    first = _step(tip, way, 22 * mm)
    second = _step(first, way + bend, 26 * mm)
    knuckle = _step(second, way + bend * 1.5, 42 * mm)
    limbs = [
        Limb(first, tip, thick, thick * 0.88, nail=True),
        Limb(second, first, thick * 1.12, thick),
        Limb(knuckle, second, thick * 1.35, thick * 1.12),
    ]
    for number in range(1, 4):
        beside = _step(knuckle, way + 90 * side, number * 18.5 * mm)
        curled = _step(beside, way + 180, (22 - 6 * number) * mm)
        limbs.append(Limb(beside, curled, thick * 1.3, thick * 1.1))
    back = _step(_step(knuckle, way, 38 * mm), way + 90 * side, 27 * mm)
    for number in range(4):
        begin = _step(knuckle, way + 90 * side, number * 17 * mm)
        limbs.append(Limb(back, begin, 33 * mm, 12 * mm))
    return [*limbs, Limb(_step(back, way, 300 * mm), _step(back, way, 30 * mm), 31 * mm, 29 * mm)]


def palm(edge: Point, way: float, mm: float, rng: Random) -> list[Limb]:
    """What is behind a card held at `edge`: curled fingers, the palm, and the arm that leads `way`."""
    across = way + 90
    limbs = []
    for number in range(4):
        beside = _step(edge, across, (number - 1.5) * rng.uniform(17, 19) * mm)
        knuckle = _step(beside, way, (6 + 3 * abs(number - 1.3)) * mm)
        thick = rng.uniform(8, 9.2) * mm
        limbs.append(Limb(_step(knuckle, way, 40 * mm), knuckle, thick * 1.05, thick))
    heel = _step(edge, way, 78 * mm)
    limbs.append(Limb(heel, _step(edge, way, 46 * mm), 36 * mm, 34 * mm))
    limbs.append(Limb(_step(heel, way, 260 * mm), heel, 33 * mm, 33 * mm))
    return limbs


def thumb(tip: Point, way: float, mm: float, rng: Random, side: int) -> list[Limb]:
    """A thumb upon a card, its tip at `tip`; it leads `way` to a palm on the `side` (-1, 1)."""
    thick = rng.uniform(9.5, 11.5) * mm
    joint = _step(tip, way + side * rng.uniform(4, 16), 30 * mm)
    root = _step(joint, way + side * rng.uniform(18, 34), 44 * mm)
    return [
        Limb(joint, tip, thick * 1.02, thick * 0.86, nail=True),
        Limb(root, joint, thick * 1.35, thick * 1.02),
    ]
