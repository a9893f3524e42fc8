"""The light of the room, the lens and the sensor: what they do to a scene."""

from __future__ import annotations

import io
from dataclasses import dataclass
from math import cos, radians, sin

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.generator.desks import Desk, Pixels

GREY = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Conditions:
    """How a photo is taken, and what of.

    Lengths are fractions of the photo's longer edge: `tilt` (how far a corner of the scene may
    move), `blur` (standard deviation), `motion` (of the smear). `noise` is the standard deviation in
    grey levels of 255; `shade` the part of the light that may be missing at one edge; `dim` the
    light of the room (1 is plenty); `quality` JPEG's; `shadow` how dark the cards' own are (1 is
    usual); `cast` how far a channel may be off, as a part of it; `glare` the strongest reflection
    (1 is white). `curl` is how far a card bends at most, as a part of its length; `folded` the
    chance of a dog-ear; `things` how many other things lie about,
    `fingers` how many reach in and lie on a card's edge; `steep` how much of the desk's far side is
    lost to the view from low above it.
    """

    desks: tuple[Desk, ...]
    tilt: float
    shade: float
    blur: float
    noise: float
    quality: int
    dim: float = 1.0
    shadow: float = 1.0
    motion: float = 0.0
    cast: float = 0.0
    glare: float = 0.0
    curl: float = 0.0
    folded: float = 0.0
    things: int = 0
    fingers: int = 0
    steep: float = 0.0


def expose(
    scene: Pixels,
    conditions: Conditions,
    light: float,
    rng: np.random.Generator,
    glare: GREY | None = None,
) -> Pixels:
    """The photo of a scene. `glare`, as large, is light that cards throw back, 0 … 1."""
    height, width = scene.shape[:2]
    lit = scene.astype(np.float32) * _lamp((width, height), conditions, light, rng)[..., None]
    if glare is not None:
        lit += glare[..., None] * (np.array((255, 253, 246), np.float32) * 1.15)
    lit *= 1 + rng.uniform(-1, 1, 3).astype(np.float32) * conditions.cast
    photo = lit.clip(0, 255).astype(np.uint8)
    photo = _smeared(photo, conditions, rng)
    grain = rng.normal(0, conditions.noise, (height // 2 + 1, width // 2 + 1, 1)).astype(np.float32)
    fine = rng.normal(0, conditions.noise, (256, 256, 3)).astype(np.float32)
    tiled = np.tile(fine, (height // 256 + 1, width // 256 + 1, 1))[:height, :width]
    coarse = cv2.resize(grain, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.clip(photo + tiled + 0.6 * coarse[..., None], 0, 255).astype(np.uint8)


def _smeared(photo: Pixels, conditions: Conditions, rng: np.random.Generator) -> Pixels:
    """Out of focus, and moved while the shutter was open."""
    longer = max(photo.shape)
    if conditions.blur:
        photo = np.asarray(cv2.GaussianBlur(photo, (0, 0), conditions.blur * longer), np.uint8)
    length = conditions.motion * longer
    if length >= 2:
        reach = int(length) // 2 + 2
        kernel = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
        way = rng.uniform(0, np.pi)
        by = np.array((cos(way), sin(way))) * length / 2
        ends = [tuple(int(v) for v in (np.array((reach, reach)) + sign * by) * 16) for sign in (-1, 1)]
        cv2.line(kernel, ends[0], ends[1], 1.0, 1, cv2.LINE_AA, 4)
        photo = np.asarray(cv2.filter2D(photo, -1, kernel / kernel.sum()), np.uint8)
    return photo


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


def reflection(size: tuple[int, int], strength: float, rng: np.random.Generator) -> GREY:
    """A lamp or a window mirrored by coated card, 0 … `strength`: a soft spot or band."""
    y, x = np.mgrid[0:192, 0:256].astype(np.float32)
    cx, cy = rng.uniform(64, 192), rng.uniform(48, 144)
    way = rng.uniform(0, np.pi)
    along = (x - cx) * cos(way) + (y - cy) * sin(way)
    beside = -(x - cx) * sin(way) + (y - cy) * cos(way)
    long, wide = rng.choice((18.0, 28.0, 160.0)), rng.uniform(7, 16)
    spot = strength * np.exp(-((along / long) ** 2) - (beside / wide) ** 2)
    return np.asarray(cv2.resize(spot.astype(np.float32), size, interpolation=cv2.INTER_CUBIC), np.float32)


def moire(photo: Pixels, rng: np.random.Generator) -> Pixels:
    """The photo of a screen: its dots beat against the sensor's in coloured bands."""
    height, width = photo.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    out = photo.astype(np.float32)
    turn = radians(float(rng.uniform(-4, 4)))
    pitch = float(rng.uniform(2.05, 2.6)) * max(1.0, width / 3000)
    u, v = x * cos(turn) + y * sin(turn), -x * sin(turn) + y * cos(turn)
    for channel in range(3):
        beat = np.sin(u * 2 * np.pi / pitch + channel * 2.1) * np.sin(v * 2 * np.pi / pitch)
        slow = np.sin((u * 0.021 + v * 0.009) * 3000 / width + channel * 2.1)
        out[..., channel] *= 1 - 0.10 * (beat + 1) / 2 - 0.05 * (slow + 1) / 2
    return np.clip(out, 0, 255).astype(np.uint8)


def as_jpeg(photo: Pixels, quality: int) -> bytes:
    """The photo as a phone would save it."""
    out = io.BytesIO()
    Image.fromarray(photo).save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def light_of(rng: np.random.Generator) -> float:
    """Where the lamp stands, radians."""
    return radians(float(rng.uniform(0, 360)))
