"""What the cards lie on: textures made of noise, no photographs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

Desk = Literal["wood", "white", "dark", "cloth", "oak", "tablecloth", "marble", "grid", "leather", "floral"]
Pixels = NDArray[np.uint8]
Field2D = NDArray[np.float32]


def desk(kind: Desk, size: tuple[int, int], rng: np.random.Generator) -> Pixels:
    """A desk seen from above, RGB, `size` = (width, height) px."""
    return TEXTURES[kind](size, rng)


def clouds(size: tuple[int, int], cells: tuple[float, float], rng: np.random.Generator) -> Field2D:
    """Smooth noise with about `cells` = (across, down) lumps, -1 … 1."""
    grid = rng.uniform(-1, 1, (max(2, round(cells[1])), max(2, round(cells[0])))).astype(np.float32)
    return np.asarray(cv2.resize(grid, size, interpolation=cv2.INTER_CUBIC), np.float32)


def tint(light: Field2D, low: tuple[int, int, int], high: tuple[int, int, int]) -> Pixels:
    """Mix two colours by `light` (0 = low, 1 = high)."""
    share = np.clip(light, 0, 1)[..., None]
    mixed = np.array(low, np.float32) * (1 - share) + np.array(high, np.float32) * share
    return np.clip(mixed, 0, 255).astype(np.uint8)


def _planks(size: tuple[int, int], rng: np.random.Generator) -> Field2D:
    width, height = size
    grain = 0.30 * clouds(size, (3, height / 60), rng) + 0.16 * clouds(size, (8, height / 9), rng)
    grain += 0.07 * clouds(size, (width / 45, height / 3), rng)
    board = height / int(rng.integers(4, 7))
    rows = np.arange(height, dtype=np.float32)
    shade = rng.uniform(-0.10, 0.10, 12).astype(np.float32)[(rows / board).astype(int)]
    seam = np.where(rows % board < max(2.0, height / 900), -0.45, 0.0).astype(np.float32)
    return np.asarray(0.55 + grain + (shade + seam)[:, None], np.float32)


def _wood(size: tuple[int, int], rng: np.random.Generator) -> Pixels:
    return tint(_planks(size, rng), (84, 52, 30), (158, 108, 66))


def _oak(size: tuple[int, int], rng: np.random.Generator) -> Pixels:
    return tint(_planks(size, rng), (150, 112, 74), (206, 168, 124))


def _white(size: tuple[int, int], rng: np.random.Generator) -> Pixels:
    light = 0.6 + 0.25 * clouds(size, (3, 3), rng) + 0.05 * clouds(size, (size[0] / 12, size[1] / 12), rng)
    return tint(light, (206, 205, 201), (234, 234, 231))


def _dark(size: tuple[int, int], rng: np.random.Generator) -> Pixels:
    specks = clouds(size, (size[0] / 5, size[1] / 5), rng)
    light = 0.35 + 0.2 * clouds(size, (4, 4), rng) + 0.25 * np.maximum(specks - 0.3, 0)
    return tint(np.asarray(light, np.float32), (28, 28, 32), (74, 74, 80))


def _cloth(size: tuple[int, int], rng: np.random.Generator) -> Pixels:
    width, height = size
    thread = max(5.0, width / 420)
    across = np.sin(np.arange(width, dtype=np.float32) * (2 * np.pi / thread))
    down = np.sin(np.arange(height, dtype=np.float32) * (2 * np.pi / thread))
    weave = 0.16 * across[None, :] * down[:, None]
    light = (
        0.5 + weave + 0.22 * clouds(size, (5, 4), rng) + 0.12 * clouds(size, (width / 4, height / 30), rng)
    )
    colours = (
        ((52, 70, 84), (98, 118, 130)),
        ((110, 46, 40), (160, 84, 72)),
        ((60, 78, 56), (110, 128, 98)),
    )
    low, high = colours[int(rng.integers(len(colours)))]
    return tint(np.asarray(light, np.float32), low, high)


def _tablecloth(size: tuple[int, int], rng: np.random.Generator) -> Pixels:
    """Woven checks or stripes of one colour on white."""
    width, height = size
    colour = COLOURS[int(rng.integers(len(COLOURS)))]
    width_of_check = max(size) / float(rng.uniform(14, 46))
    lines = [(np.arange(side, dtype=np.float32) / width_of_check % 1 < 0.5) for side in size]
    down = 0.0 if rng.random() < 0.35 else 0.5
    checks = (1 - down) * lines[0][None, :] + down * lines[1][:, None]
    thread = 0.06 * clouds(size, (width / 3, height / 40), rng) + 0.06 * clouds(
        size, (width / 40, height / 3), rng
    )
    folds = 0.10 * clouds(size, (3, 2), rng)
    light = np.asarray(1 - 0.8 * checks + thread + folds, np.float32)
    return tint(light, colour, (236, 234, 228))


def _floral(size: tuple[int, int], rng: np.random.Generator) -> Pixels:
    """Printed dots and leaves, again and again."""
    side = max(64, max(size) // int(rng.integers(6, 14)))
    ground, *inks = (COLOURS[int(i)] for i in rng.permutation(len(COLOURS))[:4])
    pale = tuple(int(190 + v * 0.22) for v in ground)
    tile = np.full((side, side, 3), pale, np.uint8)
    for _ in range(9):
        x, y = (int(v) for v in rng.uniform(0.12, 0.88, 2) * side)
        axes = (int(side * rng.uniform(0.02, 0.10)), int(side * rng.uniform(0.01, 0.05)))
        ink = inks[int(rng.integers(len(inks)))]
        cv2.ellipse(tile, (x, y), axes, float(rng.uniform(0, 360)), 0, 360, ink, -1, cv2.LINE_AA)
    across, down = (-(-length // side) for length in size)
    cloth = np.tile(tile, (down, across, 1))[: size[1], : size[0]].astype(np.float32)
    woven = 1 + 0.05 * clouds(size, (size[0] / 4, size[1] / 4), rng) + 0.07 * clouds(size, (3, 2), rng)
    return np.clip(cloth * woven[..., None], 0, 255).astype(np.uint8)


def _marble(size: tuple[int, int], rng: np.random.Generator) -> Pixels:
    bent = clouds(size, (3, 3), rng) + 0.5 * clouds(size, (8, 6), rng) + 0.2 * clouds(size, (26, 20), rng)
    vein = np.exp(-((bent * float(rng.uniform(3, 6))) ** 2) * 6)
    light = 0.92 - 0.5 * vein * (0.6 + 0.4 * clouds(size, (5, 5), rng)) + 0.05 * clouds(size, (9, 9), rng)
    if rng.random() < 0.3:
        return tint(np.asarray(1 - light, np.float32), (26, 28, 30), (190, 190, 186))
    return tint(np.asarray(light, np.float32), (120, 122, 126), (240, 239, 236))


def _grid(size: tuple[int, int], rng: np.random.Generator) -> Pixels:
    """Squared paper."""
    pitch = max(size) / float(rng.uniform(45, 75))
    thick = max(1.0, max(size) / 1800)
    lines = [(np.arange(side, dtype=np.float32) % pitch < thick) for side in size]
    ink = np.maximum(lines[0][None, :], lines[1][:, None]).astype(np.float32)
    light = 0.9 - 0.45 * ink + 0.08 * clouds(size, (3, 3), rng)
    return tint(np.asarray(light, np.float32), (120, 150, 190), (240, 240, 236))


def _leather(size: tuple[int, int], rng: np.random.Generator) -> Pixels:
    grain = clouds(size, (size[0] / 14, size[1] / 14), rng)
    pores = clouds(size, (size[0] / 6, size[1] / 6), rng)
    light = 0.42 + 0.18 * clouds(size, (4, 3), rng) + 0.16 * np.abs(grain) - 0.12 * np.maximum(pores - 0.4, 0)
    tones = (((22, 20, 20), (72, 66, 62)), ((46, 26, 16), (104, 66, 44)), ((22, 30, 40), (66, 80, 96)))
    low, high = tones[int(rng.integers(len(tones)))]
    return tint(np.asarray(light, np.float32), low, high)


COLOURS = ((176, 40, 42), (36, 70, 130), (44, 104, 74), (190, 140, 40), (96, 60, 110), (60, 62, 66))

TEXTURES: dict[Desk, Callable[[tuple[int, int], np.random.Generator], Pixels]] = {
    "wood": _wood,
    "white": _white,
    "dark": _dark,
    "cloth": _cloth,
    "oak": _oak,
    "tablecloth": _tablecloth,
    "marble": _marble,
    "grid": _grid,
    "leather": _leather,
    "floral": _floral,
}
