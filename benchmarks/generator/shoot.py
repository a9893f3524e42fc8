"""Taking one photo: the desk, what lies on it, the cards, a hand, the light, the shutter."""

from __future__ import annotations

from collections.abc import Sequence
from math import degrees, radians
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from benchmarks.generator.cards import RenderedCard
from benchmarks.generator.desks import Pixels, desk
from benchmarks.generator.hands import TONES, draw_limbs, finger
from benchmarks.generator.lens import Conditions, as_jpeg, expose, reflection
from benchmarks.generator.paper import Bend, Sheet3D, View, put
from benchmarks.generator.places import MM, Matrix, Shape, Size, placing, shares
from benchmarks.generator.things import FINE, THINGS, Thing
from benchmarks.generator.visible import Seen

DOGEAR = (0.07, 0.16)
"""Of a card's shorter side, the legs of a folded corner."""


class Shoot:
    """A photo in the making. Call what lies below first."""

    def __init__(self, size: Size, conditions: Conditions, rng: Random) -> None:
        self.size, self.conditions, self.rng = size, conditions, rng
        self.noise = np.random.default_rng(rng.randrange(2**63))
        self.ground = rng.choice(conditions.desks)
        self.pixels: Pixels = desk(self.ground, size, self.noise)
        self.view = View(camera(size, conditions, rng), size)
        self.light = radians(rng.uniform(0, 360))
        self.seen = Seen(size)

    def clutter(self, cards: Sequence[RenderedCard], lain: Sequence[Matrix]) -> None:
        """Put things where they can lie: flat ones below the cards, others beside them."""
        taken = [_shape(card.size, place) for card, place in zip(cards, lain, strict=True)]
        scale = float(np.hypot(lain[0][0, 0], lain[0][1, 0])) * MM if lain else max(self.size) / 420
        for make in self.rng.choices(THINGS, k=self.conditions.things):
            thing = make(self.rng)
            for _ in range(30):
                place = self._anywhere(thing, scale / FINE)
                shape = _shape(thing.image.size, place)
                if thing.flat or max(shares(shape, taken), default=0.0) < 0.002:
                    put(
                        self.pixels,
                        thing.image,
                        Sheet3D(thing.image.size, place, self.view, None),
                        self.light,
                    )
                    taken += [] if thing.flat else [shape]
                    break

    def _anywhere(self, thing: Thing, scale: float) -> Matrix:
        centre = tuple(self.rng.uniform(-0.05, 1.05) * side for side in self.size)
        turn = self.rng.uniform(0, 360) if thing.thin else self.rng.choice((0, 0, 90)) + self.rng.gauss(0, 14)
        return placing(thing.image.size, (centre[0], centre[1]), turn, scale)

    def card(self, shown: RenderedCard, place: Matrix) -> None:
        """Lay the next card."""
        bend = None
        if self.conditions.curl:
            rise = self.rng.uniform(-1, 1) * self.conditions.curl
            bend = Bend(rise, self.rng.choice((0, 0, 90)) + self.rng.gauss(0, 6))
        paper = Sheet3D(shown.size, place, self.view, bend)
        put(
            self.pixels,
            worn(shown, self.conditions, self.rng),
            paper,
            self.light,
            self.conditions.shadow,
        )
        self.seen.lay(paper)

    def fingers(self) -> None:
        """Let fingers in from the frame, each with its tip on the edge of a card."""
        tone = self.rng.randrange(len(TONES))
        for paper in self.rng.sample(self.seen.papers, min(len(self.seen.papers), self.conditions.fingers)):
            quad = np.array(paper.quad())
            middle = quad.mean(axis=0)
            corner = quad[self.rng.randrange(4)]
            out = corner - np.array(self.size) / 2
            way = degrees(float(np.arctan2(out[1], out[0]))) + self.rng.gauss(0, 12)
            tip = corner + (middle - corner) * self.rng.uniform(0.06, 0.22)
            limbs = finger((float(tip[0]), float(tip[1])), way, paper.scale * MM, self.rng)
            self.seen.cover(draw_limbs(self.pixels, limbs, tone, self.light, self.noise))

    def glare(self) -> NDArray[np.float32] | None:
        """What a lamp throws back from some of the cards, 0 … 1; what it whitens is not seen."""
        if not self.conditions.glare:
            return None
        white = np.zeros((self.size[1], self.size[0]), np.float32)
        some = self.rng.sample(self.seen.papers, max(1, round(len(self.seen.papers) * 0.5)))
        for paper in some:
            edge = paper.outline()
            low = np.maximum(edge.min(axis=0).astype(int), 0)
            high = np.minimum(edge.max(axis=0).astype(int) + 1, self.size)
            region = (int(high[0] - low[0]), int(high[1] - low[1]))
            if min(region) < 8:
                continue
            strength = self.conditions.glare * self.rng.uniform(0.4, 1)
            spot = reflection(region, strength, self.noise)
            mask = np.zeros((region[1], region[0]), np.uint8)
            cv2.fillPoly(mask, [np.round((edge - low) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
            part = white[low[1] : high[1], low[0] : high[0]]
            part += spot * (mask.astype(np.float32) / 255)
        self.seen.cover(((white > 0.55) * 255).astype(np.uint8))
        return white

    def taken(self) -> Pixels:
        """The photo."""
        return expose(self.pixels, self.conditions, self.light, self.noise, self.glare())

    def jpeg(self) -> bytes:
        """The photo as a phone saves it."""
        return as_jpeg(self.taken(), self.conditions.quality)


def worn(card: RenderedCard, conditions: Conditions, rng: Random) -> Image.Image:
    """The picture of a card with its round corners, or with one folded over."""
    folded = rng.random() < conditions.folded
    if not (card.rounding or folded):
        return card.image
    image = card.image.convert("RGBA")
    width, height = image.size
    alpha = Image.new("L", image.size, 0)
    ImageDraw.Draw(alpha).rounded_rectangle((0, 0, width - 1, height - 1), card.rounding, 255)
    if folded:
        right, low = rng.random() < 0.5, rng.random() < 0.5
        legs = [rng.uniform(*DOGEAR) * min(image.size) for _ in range(2)]
        _fold(
            image,
            alpha,
            (width * right, height * low),
            ((-1 if right else 1) * legs[0], (-1 if low else 1) * legs[1]),
        )
    image.putalpha(alpha)
    return image


def _fold(
    image: Image.Image, alpha: Image.Image, corner: tuple[float, float], legs: tuple[float, float]
) -> None:
    """Turn a corner in: the paper's back lies upon the print, in its own shade."""
    x, y = corner
    a, b = np.array((x + legs[0], y)), np.array((x, y + legs[1]))
    along = (b - a) / np.linalg.norm(b - a)
    foot = a + along * float((np.array(corner) - a) @ along)
    tip = 2 * foot - np.array(corner)
    ImageDraw.Draw(alpha).polygon([(x, y), tuple(a), tuple(b)], 0)
    over = Image.new("RGBA", image.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(over)
    shadow = tip + (tip - foot) * 0.25
    draw.polygon([tuple(a), tuple(b), tuple(shadow)], (0, 0, 0, 70))
    draw.polygon([tuple(a), tuple(b), tuple(tip)], (226, 224, 218, 255))
    draw.line([tuple(a), tuple(b)], (160, 158, 152, 255), 3)
    image.alpha_composite(over)


def camera(size: Size, conditions: Conditions, rng: Random) -> Matrix:
    """A view at an angle: every corner of the scene moves inwards by up to `tilt`, the two of one
    side by `steep`, and the whole comes nearer."""
    width, height = size
    reach = conditions.tilt * max(size)
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    inwards = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)], np.float32)
    moves = np.array([(rng.uniform(0, reach), rng.uniform(0, reach)) for _ in range(4)], np.float32)
    if conditions.steep:
        side = rng.randrange(4)
        steep = conditions.steep * rng.uniform(0.6, 1)
        for corner in (side, (side + 1) % 4):
            moves[corner] += np.array(size) * steep * ((0.5, 1) if side % 2 == 0 else (1, 0.5))
    to = corners + inwards * moves
    middle = to.mean(axis=0)
    nearer = 1 + 0.8 * conditions.steep
    to = np.asarray((to - middle) * nearer + np.array(size) / 2, np.float32) if conditions.steep else to
    return np.asarray(cv2.getPerspectiveTransform(corners, to), np.float64)


def _shape(size: Size, place: Matrix) -> Shape:
    width, height = size
    flat = np.array([[(0, 0), (width, 0), (width, height), (0, height)]], np.float64)
    return np.asarray(cv2.perspectiveTransform(flat, place)[0], np.float32)
