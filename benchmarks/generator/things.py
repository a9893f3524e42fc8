"""What else lies on a desk: drawn flat in millimetres, with alpha, and laid like a card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from benchmarks.generator.fonts import font
from benchmarks.generator.sheet import Colour

FINE = 8
"""Pixels in a millimetre: half as many as on cards."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A picture with alpha, `FINE` px a millimetre. What is `flat` may lie below cards, what is
    `thin` also upon them; the rest lies beside."""

    image: Image.Image
    flat: bool = False
    thin: bool = False


def _blank(width: float, height: float) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGBA", (round(width * FINE), round(height * FINE)), (0, 0, 0, 0))
    return image, ImageDraw.Draw(image)


def _mm(*values: float) -> tuple[float, ...]:
    return tuple(value * FINE for value in values)


def _at(x: float, y: float) -> tuple[float, float]:
    return x * FINE, y * FINE


def keyboard(rng: Random) -> Thing:
    """Rows of keys with letters on them."""
    image, draw = _blank(290, 112)
    dark = rng.random() < 0.6
    body, key, ink = ((44, 45, 48), (30, 31, 33), (190, 190, 190)) if dark else (
        (206, 208, 210), (240, 240, 240), (70, 70, 74))  # fmt: skip
    draw.rounded_rectangle(_mm(0, 0, 290, 112), 6 * FINE, body)
    face = font("sans", "regular", round(3.6 * FINE))
    for row, letters in enumerate(("1234567890-=", "QWERTYUIOP[]", "ASDFGHJKL;'#", "ZXCVBNM,./  ")):
        for column in range(14):
            x, y = 6 + row * 4.5 + column * 19.0, 8 + row * 19.5
            if x + 17 > 285:
                continue
            draw.rounded_rectangle(_mm(x, y, x + 16.6, y + 16.6), 2 * FINE, key)
            if 0 < column <= len(letters):
                draw.text(_at(x + 4, y + 3), letters[column - 1], font=face, fill=ink)
    draw.rounded_rectangle(_mm(80, 88, 180, 104), 2 * FINE, key)
    return Thing(image)


def pen(rng: Random) -> Thing:
    """A ballpoint pen; light runs along it."""
    image, _ = _blank(142, 11)
    height, width = image.height, image.width
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    across = (y - height / 2) / (height / 2)
    along = x / width
    reach = np.where(along < 0.1, 0.15 + along * 8.0, np.where(along > 0.97, 0.8, 0.92))
    body = np.abs(across) < reach
    clip = (np.abs(across + 0.55) < 0.16) & (along > 0.68) & (along < 0.97)
    colour = np.array(rng.choice(((24, 26, 30), (28, 52, 120), (150, 30, 36), (210, 212, 214))), np.float32)
    gloss = 0.62 + 0.5 * np.exp(-(((across + 0.35) / 0.25) ** 2)) - 0.35 * np.maximum(across, 0)
    paint = colour[None, None] * gloss[..., None] + 40 * (gloss[..., None] > 1)
    metal = np.array((176, 176, 180), np.float32) * gloss[..., None]
    paint = np.where((clip | (along < 0.09) | (np.abs(along - 0.55) < 0.012))[..., None], metal, paint)
    alpha = (body * 255).astype(np.uint8)
    return Thing(_with_alpha(paint, cv2.GaussianBlur(alpha, (0, 0), 1.2)), thin=True)


def cup(rng: Random) -> Thing:
    """Coffee, from above, on a saucer."""
    image, draw = _blank(150, 150)
    glaze = rng.choice(((238, 236, 230), (60, 84, 100), (176, 90, 62), (40, 40, 42)))
    draw.ellipse(_mm(4, 4, 146, 146), _darker(glaze, 0.94))
    draw.ellipse(_mm(30, 30, 120, 120), _darker(glaze, 0.86))
    draw.rounded_rectangle(_mm(108, 68, 140, 80), 6 * FINE, _darker(glaze, 0.98))
    draw.ellipse(_mm(33, 33, 117, 117), glaze)
    draw.ellipse(_mm(38, 38, 112, 112), (52, 30, 18))
    draw.ellipse(_mm(42, 44, 108, 108), (74, 44, 26))
    draw.arc(_mm(46, 46, 104, 104), 200, 260, (190, 160, 130), round(2.2 * FINE))
    soft = cv2.GaussianBlur(np.asarray(image), (0, 0), 1.1 * FINE)
    return Thing(Image.fromarray(np.asarray(soft, np.uint8), "RGBA"))


def cable(rng: Random) -> Thing:
    """A charging cable in loose loops."""
    image, draw = _blank(260, 150)
    t = np.linspace(0, 1, 160)
    phase = [rng.uniform(0, 6.28) for _ in range(3)]
    x = 12 + 236 * t + 18 * np.sin(7 * t + phase[0])
    y = 75 + 36 * np.sin(5 * t + phase[1]) + 22 * np.sin(9 * t + phase[2])
    points = [(float(a) * FINE, float(b) * FINE) for a, b in zip(x, y, strict=True)]
    colour: Colour = rng.choice(((236, 236, 234), (30, 30, 32), (150, 150, 152)))
    for width, shade in ((4.0, 0.72), (3.2, 0.95), (1.2, 1.12)):
        draw.line(points, _darker(colour, shade), round(width * FINE), "curve")
    return Thing(image, thin=True)


def notebook(rng: Random) -> Thing:
    """Ruled, with a page of hurried handwriting."""
    image, draw = _blank(148, 210)
    draw.rounded_rectangle(_mm(0, 0, 148, 210), 4 * FINE, (244, 240, 228))
    for y in range(22, 204, 8):
        draw.line(_mm(4, y, 144, y), (176, 192, 210), 2)
    ink: Colour = rng.choice(((30, 44, 110), (34, 34, 36), (120, 36, 40)))
    for y in range(22, 22 + 8 * rng.randint(6, 20), 8):
        _scribble(draw, (10, y - 1.6), rng.uniform(60, 126), ink, rng)
    return Thing(image, flat=True)


def sticky(rng: Random) -> Thing:
    """A small coloured note with a few words."""
    image, draw = _blank(76, 76)
    draw.rectangle(_mm(0, 0, 76, 76), rng.choice(((250, 232, 120), (250, 180, 190), (180, 226, 170))))
    for y in range(18, 18 + 12 * rng.randint(2, 4), 12):
        _scribble(draw, (8, y), rng.uniform(30, 58), (36, 36, 60), rng, 2.6)
    return Thing(image, flat=True)


def printout(rng: Random) -> Thing:
    """A sheet of A4 with a heading and paragraphs."""
    image, draw = _blank(210, 297)
    draw.rectangle(_mm(0, 0, 210, 297), (250, 250, 248))
    text_block(draw, (22, 24, 188, 276), rng, 3.6)
    return Thing(image, flat=True)


def telephone(rng: Random) -> Thing:
    """A phone lying on its back, its screen dark but for the time."""
    image, draw = _blank(74, 152)
    draw.rounded_rectangle(_mm(0, 0, 74, 152), 10 * FINE, (58, 58, 60))
    draw.rounded_rectangle(_mm(1.5, 1.5, 72.5, 150.5), 9 * FINE, (14, 15, 18))
    if rng.random() < 0.5:
        clock = f"{rng.randint(8, 21)}:{rng.randint(10, 59)}"
        draw.text(_at(18, 28), clock, font=font("sans", "regular", 15 * FINE), fill=(225, 225, 230))
    return Thing(image)


THINGS: tuple[Callable[[Random], Thing], ...] = (
    keyboard,
    pen,
    cup,
    cable,
    notebook,
    sticky,
    printout,
    telephone,
)


def text_block(
    draw: ImageDraw.ImageDraw, box: tuple[float, float, float, float], rng: Random, size: float
) -> None:
    """Fill a box (mm) with lines of prose, a heading on top; `size` of the letters in mm."""
    left, top, right, bottom = box
    draw.text(
        _at(left, top),
        _prose(rng, 4).capitalize(),
        font=font("sans", "bold", round(size * 1.7 * FINE)),
        fill=(20, 20, 22),
    )
    face = font("serif", "regular", round(size * FINE))
    y = top + size * 4
    while y < bottom:
        line = _prose(rng, 24)
        while line and face.getlength(line) > (right - left) * FINE:
            line = line.rpartition(" ")[0]
        if rng.random() < 0.12:
            line = line[: len(line) // 2].rstrip() + "."
            y += size * 0.8
        draw.text(_at(left, y), line, font=face, fill=(34, 34, 36))
        y += size * 1.5


PROSE = """the of and to in a is that for it was on are as with they be at one have this from by but some what
harbour winter ledger window orchard letter minutes quarter delivery station summer garden report machine
question answer morning river account paper measure weight signal market engine building service number"""
WORDS = tuple(PROSE.split())


def _prose(rng: Random, words: int) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(words))


def _scribble(
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    length: float,
    ink: Colour,
    rng: Random,
    height: float = 1.9,
) -> None:
    """Loops that run on like handwriting, with gaps between words."""
    x, y = at
    end = x + length
    while x < end:
        word = min(rng.uniform(6, 20), end - x)
        steps = max(8, int(word * 9))
        t = np.linspace(0, word, steps)
        tall = np.interp(t, np.linspace(0, word, 9), [rng.choice((0.7, 0.8, 1.0, 2.1)) for _ in range(9)])
        xs = x + t + 0.7 * np.sin(t * 3.4 + 1.2)
        ys = y - height * 0.5 * tall * (1 + np.sin(t * 3.4)) + 0.3 * np.sin(t * 0.7)
        draw.line([(float(a) * FINE, float(b) * FINE) for a, b in zip(xs, ys, strict=True)], ink, 4, "curve")
        x += word + rng.uniform(2, 4)


def _darker(colour: Colour, share: float) -> Colour:
    red, green, blue = (min(255, round(value * share)) for value in colour)
    return red, green, blue


def _with_alpha(paint: np.ndarray[tuple[int, ...], np.dtype[np.float32]], alpha: object) -> Image.Image:
    rgb = np.clip(paint, 0, 255).astype(np.uint8)
    return Image.fromarray(np.dstack([rgb, np.asarray(alpha, np.uint8)]), "RGBA")
