"""What the cards lie on: textures made of noise, no photographs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

Desk = Literal["wood", "white", "dark", "cloth", "oak"]
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


TEXTURES: dict[Desk, Callable[[tuple[int, int], np.random.Generator], Pixels]] = {
    "wood": _wood,
    "white": _white,
    "dark": _dark,
    "cloth": _cloth,
    "oak": _oak,
}
