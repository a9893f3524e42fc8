"""A card drawn into a photo: where its paper lies, how it bends, what shadow it throws."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from math import cos, radians, sin

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.generator.desks import Pixels
from benchmarks.generator.places import Matrix, Quad, Size

Grid = NDArray[np.float32]

HEIGHT = 1.15
"""Of the lens above the desk, in longer sides of the photo: a phone's angle of view."""
STEPS = 256
COARSE = 4
"""Where a bent card shows what is computed at every fourth pixel, and smoothly between."""


@dataclass(frozen=True, slots=True)
class Bend:
    """A card bent to a cylinder: `rise` of its middle (above 0) or of its ends (below 0).

    As a part of the card's length along the bend, which runs `across` degrees clockwise from the
    card's own x axis.
    """

    rise: float
    across: float = 0.0


@dataclass(frozen=True, slots=True)
class View:
    """The camera: a tilt of the desk plane, and the middle and size of the photo (px)."""

    tilt: Matrix
    size: Size

    @property
    def height(self) -> float:
        """Of the lens above the desk, px."""
        return HEIGHT * max(self.size)


class Sheet3D:
    """A card in space: from px of the flat card to px of the photo, and back."""

    def __init__(self, card: Size, place: Matrix, view: View, bend: Bend | None) -> None:
        self.card, self.view = card, view
        self.place = place
        self.matrix = view.tilt @ place
        self.scale = float(np.hypot(place[0, 0], place[1, 0]))
        self.middle = np.array(card, np.float64) / 2
        self.rise = bend.rise if bend else 0.0
        way = radians(bend.across if bend else 0.0)
        self.way = np.array((cos(way), sin(way)))
        reach = abs(self.way) @ self.middle
        t = np.linspace(-1.3 * reach, 1.3 * reach, STEPS)
        self.along = t
        self.up = self.rise * 2 * reach * (1 - (t / reach) ** 2 if self.rise > 0 else -((t / reach) ** 2))
        self.slope = np.gradient(self.up, t)
        length = np.concatenate([[0], np.cumsum(np.sqrt(np.diff(t) ** 2 + np.diff(self.up) ** 2))])
        self.arc = length - length[STEPS // 2]
        self.up -= min(0.0, float(self.up.min())) if self.rise < 0 else 0.0

    def outwards(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Points of the flat card, px of the photo."""
        s = (points - self.middle) @ self.way
        t = np.interp(s, self.arc, self.along)
        lain = points + (t - s)[:, None] * self.way
        z = np.interp(t, self.along, self.up) * self.scale
        desk = lain @ self.place[:2, :2].T + self.place[:2, 2]
        centre = np.array(self.view.size) / 2
        seen = centre + (desk - centre) * (self.view.height / (self.view.height - z))[:, None]
        return np.asarray(cv2.perspectiveTransform(seen[None], self.view.tilt)[0], np.float64)

    def outline(self) -> NDArray[np.float64]:
        """The edge of the card, px of the photo, many points a side."""
        width, height = self.card
        ends = [(0, 0), (width, 0), (width, height), (0, height), (0, 0)]
        sides = [np.linspace(a, b, 24, endpoint=False) for a, b in itertools.pairwise(ends)]
        return self.outwards(np.concatenate(sides).astype(np.float64))

    def quad(self) -> Quad:
        """The four corners, px of the photo."""
        width, height = self.card
        flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64)
        a, b, c, d = ((float(x), float(y)) for x, y in self.outwards(flat))
        return a, b, c, d

    def inwards(self, points: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Points of the photo, px of the flat card; and the slope of the paper there."""
        desk = cv2.perspectiveTransform(points[None], np.linalg.inv(self.view.tilt))[0]
        centre = np.array(self.view.size) / 2
        back = np.linalg.inv(self.place)
        z = np.zeros(len(points))
        for _ in range(5):
            lain = centre + (desk - centre) * ((self.view.height - z) / self.view.height)[:, None]
            card = lain @ back[:2, :2].T + back[:2, 2]
            t = (card - self.middle) @ self.way
            z = np.interp(t, self.along, self.up) * self.scale
        s = np.interp(t, self.along, self.arc)
        return card + (s - t)[:, None] * self.way, np.interp(t, self.along, self.slope)


def lay(scene: Pixels, image: Image.Image, matrix: Matrix, light: float, shadow: float = 1.0) -> Quad:
    """Draw a flat card and its shadow into the scene. Returns its corners, px of the photo."""
    size = (scene.shape[1], scene.shape[0])
    return put(scene, image, Sheet3D(image.size, matrix, View(np.eye(3), size), None), light, shadow)


def put(scene: Pixels, image: Image.Image, paper: Sheet3D, light: float, shadow: float = 1.0) -> Quad:
    """Draw a card, flat or bent, and its shadow into the scene; where its alpha is 0 it is not."""
    quad = np.array(paper.quad())
    span = float(np.linalg.norm(quad[1] - quad[0]))
    edge = paper.outline()
    margin = round(span * 0.06) + 4
    low = np.maximum(edge.min(axis=0).astype(int) - margin, 0)
    high = np.minimum(edge.max(axis=0).astype(int) + margin, paper.view.size)
    if (high <= low).any():
        return paper.quad()
    flat = np.asarray(image.convert("RGBA"))
    paint, shade = _painted(flat, paper, low, high)
    cover = paint[..., 3]
    alpha = (cover.astype(np.float32) / 255)[..., None]
    x0, y0 = low
    x1, y1 = high
    dark = _shadow(cover, span * (1 + 6 * abs(paper.rise)), light) * shadow
    below = scene[y0:y1, x0:x1].astype(np.float32) * (1 - dark)
    mixed = below * (1 - alpha) + paint[..., :3].astype(np.float32) * shade * alpha
    scene[y0:y1, x0:x1] = np.clip(mixed, 0, 255).astype(np.uint8)
    return paper.quad()


def _painted(
    flat: Pixels, paper: Sheet3D, low: NDArray[np.int_], high: NDArray[np.int_]
) -> tuple[Pixels, Grid | float]:
    """The card as it looks in a part of the photo (RGBA), and how its slope lights it."""
    region = (int(high[0] - low[0]), int(high[1] - low[1]))
    if not paper.rise:
        span = np.linalg.norm(np.subtract(paper.quad()[1], paper.quad()[0])) / paper.card[0]
        flat, matrix = _shrunk(flat, paper.matrix, float(span))
        shift = np.array([[1, 0, -low[0]], [0, 1, -low[1]], [0, 0, 1]], np.float64) @ matrix
        return _warped(flat, shift, region), 1.0
    smaller, _ = _shrunk(flat, paper.matrix, paper.scale)
    columns, rows = (np.arange(0, side + COARSE, COARSE) for side in region)
    grid = np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2) + low
    card, slope = paper.inwards(grid.astype(np.float64))
    fit = np.array([smaller.shape[1], smaller.shape[0]]) / paper.card
    where = _finer((card * fit - 0.5).reshape(len(rows), len(columns), 2), region)
    lit = _finer((1 - 0.55 * slope).reshape(len(rows), len(columns)), region)[..., None]
    x, y = cv2.split(where)
    paint = cv2.remap(smaller, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    paint[..., 3] = np.minimum(paint[..., 3], _inside(paper.outline() - low, region))
    return np.asarray(paint, np.uint8), lit


def _warped(flat: Pixels, matrix: Matrix, region: Size) -> Pixels:
    """The card by its perspective; its paper goes on beyond the edge so that none bleeds in."""
    paint = cv2.warpPerspective(flat, matrix, region, borderMode=cv2.BORDER_REPLICATE)
    cover = cv2.warpPerspective(np.ascontiguousarray(flat[..., 3]), matrix, region)
    paint[..., 3] = cover
    return np.asarray(paint, np.uint8)


def _finer(coarse: NDArray[np.float64], region: Size) -> Grid:
    """A grid at every fourth pixel as one at every pixel."""
    rule = [np.arange(side, dtype=np.float32) / COARSE for side in region]
    x, y = np.meshgrid(*rule)
    return np.asarray(cv2.remap(coarse.astype(np.float32), x, y, cv2.INTER_LINEAR), np.float32)


def _inside(outline: NDArray[np.float64], region: Size) -> Pixels:
    """255 within an outline, smooth at its edge."""
    mask = np.zeros((region[1], region[0]), np.uint8)
    cv2.fillPoly(mask, [np.round(outline * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    return mask


def _shrunk(flat: Pixels, matrix: Matrix, scale: float) -> tuple[Pixels, Matrix]:
    """The card averaged down to about the size it will have, so that small type does not alias."""
    if scale > 0.9:
        return flat, matrix
    height, width = flat.shape[:2]
    smaller = (round(width * scale), round(height * scale))
    back = np.diag([width / smaller[0], height / smaller[1], 1.0])
    return np.asarray(cv2.resize(flat, smaller, interpolation=cv2.INTER_AREA), np.uint8), matrix @ back


def _shadow(cover: Pixels, span: float, light: float) -> Grid:
    """Two shadows: a narrow one where the paper touches, a soft one away from the light."""
    wide = cv2.GaussianBlur(cover, (0, 0), span * 0.014)
    move = np.array([[1, 0, cos(light) * span * 0.012], [0, 1, sin(light) * span * 0.012]], np.float64)
    wide = cv2.warpAffine(wide, move, (cover.shape[1], cover.shape[0]))
    close = cv2.GaussianBlur(cover, (0, 0), max(1.0, span * 0.003))
    dark = 0.34 * wide.astype(np.float32) / 255 + 0.22 * close.astype(np.float32) / 255
    return np.asarray(dark[..., None], np.float32)
