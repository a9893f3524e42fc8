"""The generator's cards drawn, worn, and read by the real engine: what beliefs are fitted on.

A reading costs a second or two of CPU, so it is kept in a folder and never made twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from afterhello import engines
from afterhello.cardreader.reader import lines_on
from afterhello.cardreader.shapes import Line
from benchmarks.generator import (
    HELD_OUT_LAYOUTS,
    HELD_OUT_LOCALES,
    TRAINING_LAYOUTS,
    TRAINING_LOCALES,
    card,
    held_out_fonts,
    training_fonts,
)
from benchmarks.scoring import FIELDS, true_values

Pixels = NDArray[np.uint8]
Deck = Literal["training", "held-out"]
"""Which locales, layouts and typefaces: those that something is fitted on, or those that nothing is."""


@dataclass(frozen=True, slots=True)
class Read:
    """A card that was read: lines in px of its picture, the true values of each person by field."""

    locale: str
    layout: str
    width: float
    height: float
    enlarged: float
    """Px of the picture to one of the small one that it was enlarged from."""
    lines: tuple[Line, ...]
    truth: tuple[dict[str, list[str]], ...]

    def every(self, kind: str) -> list[str]:
        """The true values of everybody on the card."""
        return [value for person in self.truth for value in person[kind]]


def read(seed: int, deck: Deck, kept: Path) -> Read:
    """The reading of one card, from `kept` if it is there."""
    file = kept / f"{deck}-{seed}.json"
    if not file.exists():
        kept.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(_read(seed, deck)), "utf-8")
    told = json.loads(file.read_text("utf-8"))
    lines = tuple(
        Line(text, sure, _quad(corners), tuple(letters)) for text, sure, corners, letters in told["lines"]
    )
    size = told["width"], told["height"], told["enlarged"]
    return Read(told["locale"], told["layout"], *size, lines, tuple(told["truth"]))


def _quad(corners: list[list[float]]) -> Any:
    return tuple((x, y) for x, y in corners)


def _read(seed: int, deck: Deck) -> dict[str, object]:
    rng = Random(f"read {seed}")
    held = deck == "held-out"
    locale = rng.choice(HELD_OUT_LOCALES if held else TRAINING_LOCALES)
    layout = rng.choice(HELD_OUT_LAYOUTS if held else TRAINING_LAYOUTS)
    faces = held_out_fonts() if held else training_fonts()
    drawn = card(seed, locale, layout, unusual=rng.random() < 0.2, fonts=faces)
    picture, enlarged = worn(rng, np.asarray(drawn.image.convert("RGB"))[:, :, ::-1].copy())
    lines, _ = lines_on(picture, engines.ocr(), engines.scripts())
    people = [true_values(truth) for truth in (drawn.fields, *drawn.others)]
    return {
        "locale": locale, "layout": layout, "width": picture.shape[1], "height": picture.shape[0],
        "enlarged": enlarged,
        "truth": [{kind: values[kind] for kind in FIELDS} for values in people],
        "lines": [(line.text, line.confidence, [[float(x), float(y)] for x, y in line.quad], line.letters)
                  for line in lines],
    }  # fmt: skip


def worn(rng: Random, picture: Pixels) -> tuple[Pixels, float]:
    """The card as straightening leaves it of a photo: few pixels, soft, unevenly lit, compressed; and
    how many times it was enlarged.
    """
    height, width = picture.shape[:2]
    longest = rng.choice((420, 560, 700, 900, 1200))
    scale = longest / max(height, width)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    blurred = cv2.GaussianBlur(small, (0, 0), rng.choice((0.3, 0.4, 0.6, 0.9)))
    shade = np.linspace(rng.uniform(0.7, 1.0), rng.uniform(0.7, 1.0), blurred.shape[1])[None, :, None]
    grain = np.random.default_rng(rng.getrandbits(32)).normal(0, rng.choice((1, 3, 6)), blurred.shape)
    noisy = np.clip(blurred * shade + grain, 0, 255).astype(np.uint8)
    _, jpeg = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, rng.choice((70, 82, 92))])
    plain = np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR), np.uint8)
    grown = max(1.0, min(2.0, 960 / longest))
    whole = cv2.resize(plain, None, fx=grown, fy=grown, interpolation=cv2.INTER_CUBIC)
    return np.asarray(whole, np.uint8), grown


def all_of(seeds: Iterable[int], deck: Deck, kept: Path) -> list[Read]:
    """The readings of those seeds."""
    return [read(seed, deck, kept) for seed in seeds]
