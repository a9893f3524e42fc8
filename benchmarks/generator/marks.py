"""What is drawn on a card beside its text: logos, rules, papers."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from math import cos, pi, sin
from random import Random

import cv2
import numpy as np
from PIL import Image

from benchmarks.generator.sheet import Box, Colour, Place, Sheet, px


def mark(sheet: Sheet, centre: Place, radius: float, colour: Colour, rng: Random) -> None:
    """A small drawn logo of `radius` mm."""
    shape = rng.choice((_ring, _moon, _bars, _petals, _peak, _waves, _grid, _rays, _leaf))
    shape(sheet, centre, radius, colour)


def _ring(sheet: Sheet, centre: Place, radius: float, colour: Colour) -> None:
    sheet.ellipse(centre, (radius, radius), colour, radius * 0.22)


def _moon(sheet: Sheet, centre: Place, radius: float, colour: Colour) -> None:
    sheet.ellipse(centre, (radius, radius), colour)
    sheet.ellipse((centre[0] + radius * 0.35, centre[1] - radius * 0.15), (radius * 0.72,) * 2, sheet.paper)


def _bars(sheet: Sheet, centre: Place, radius: float, colour: Colour) -> None:
    x, y = centre
    for i in range(4):
        left = x - radius + i * radius * 0.52
        sheet.fill((left, y + radius - (i + 1) * radius * 0.48, left + radius * 0.36, y + radius), colour)


def _petals(sheet: Sheet, centre: Place, radius: float, colour: Colour) -> None:
    for i in range(6):
        away = (centre[0] + cos(i * pi / 3) * radius * 0.58, centre[1] + sin(i * pi / 3) * radius * 0.58)
        sheet.ellipse(away, (radius * 0.36, radius * 0.36), colour)


def _peak(sheet: Sheet, centre: Place, radius: float, colour: Colour) -> None:
    x, y = centre
    sheet.polygon(((x - radius, y + radius), (x, y - radius), (x + radius, y + radius)), colour)


def _waves(sheet: Sheet, centre: Place, radius: float, colour: Colour) -> None:
    x, y = centre
    for i in range(3):
        height = y + (i - 1) * radius * 0.55
        points = [(x - radius + t * radius / 8, height + sin(t * pi / 4) * radius * 0.18) for t in range(17)]
        for start, end in pairwise(points):
            sheet.rule(start, end, colour, radius * 0.14)


def _grid(sheet: Sheet, centre: Place, radius: float, colour: Colour) -> None:
    x, y = centre
    for i in range(9):
        if i % 4 != 1:
            left, top = x - radius + (i % 3) * radius * 0.7, y - radius + (i // 3) * radius * 0.7
            sheet.fill((left, top, left + radius * 0.56, top + radius * 0.56), colour)


def _rays(sheet: Sheet, centre: Place, radius: float, colour: Colour) -> None:
    x, y = centre
    for i in range(12):
        a = i * pi / 6
        inner, outer = (
            (x + cos(a) * radius * 0.4, y + sin(a) * radius * 0.4),
            (x + cos(a) * radius, y + sin(a) * radius),
        )
        sheet.rule(inner, outer, colour, radius * 0.12)


def _leaf(sheet: Sheet, centre: Place, radius: float, colour: Colour) -> None:
    x, y = centre
    curve = [(x + radius * (t / 8 - 1), y - sin(t * pi / 16) * radius * 0.6) for t in range(17)]
    back = [(x + radius * (t / 8 - 1), y + sin(t * pi / 16) * radius * 0.6) for t in range(16, -1, -1)]
    sheet.polygon((*curve, *back), colour)


# ── papers ──


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """A colour between two; `share` of the other."""
    a, b, c = (round(p + (q - p) * share) for p, q in zip(one, other, strict=True))
    return a, b, c


def light(colour: Colour) -> float:
    """How light a colour is, 0 to 255."""
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]


def gradient(sheet: Sheet, box: tuple[float, float, float, float], one: Colour, other: Colour) -> None:
    """From one colour to another, slantwise."""
    sheet.later(partial(_paint_gradient, _box(box), one, other))


def clouds(
    sheet: Sheet, box: tuple[float, float, float, float], one: Colour, other: Colour, seed: int
) -> None:
    """Something like a photo out of focus, in two colours."""
    sheet.later(partial(_paint_clouds, _box(box), one, other, seed))


def grain(sheet: Sheet, amount: float, seed: int) -> None:
    """A rough paper: grey levels that far apart."""
    sheet.later(partial(_paint_grain, amount, seed))


def _box(box: tuple[float, float, float, float]) -> Box:
    left, top, right, bottom = box
    return px(left), px(top), px(right), px(bottom)


def _paint_gradient(box: Box, one: Colour, other: Colour, image: Image.Image) -> None:
    left, top, right, bottom = box
    y, x = np.mgrid[0 : bottom - top, 0 : right - left].astype(np.float32)
    share = (0.7 * x / max(1, right - left) + 0.3 * y / max(1, bottom - top))[..., None]
    _paste(image, box, np.array(one) + (np.array(other) - np.array(one)) * share)


def _paint_clouds(box: Box, one: Colour, other: Colour, seed: int, image: Image.Image) -> None:
    rng = np.random.default_rng(seed)
    size = (box[2] - box[0], box[3] - box[1])
    coarse = rng.random((6, 9)).astype(np.float32)
    fine = rng.random((24, 36)).astype(np.float32)
    share = 0.75 * cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)
    share = np.clip(share + 0.25 * cv2.resize(fine, size, interpolation=cv2.INTER_CUBIC), 0, 1)[..., None]
    _paste(image, box, np.array(one) + (np.array(other) - np.array(one)) * share)


def _paint_grain(amount: float, seed: int, image: Image.Image) -> None:
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, amount, (image.height // 2 + 1, image.width // 2 + 1)).astype(np.float32)
    soft = cv2.resize(noise, image.size, interpolation=cv2.INTER_LINEAR)[..., None]
    _paste(image, (0, 0, *image.size), np.asarray(image, np.float32) + soft)


def _paste(image: Image.Image, box: Box, values: np.ndarray[tuple[int, ...], np.dtype[np.floating]]) -> None:
    image.paste(Image.fromarray(np.clip(values, 0, 255).astype(np.uint8)), box[:2])
