"""The right way up, decided by evidence: first which way the lines run, then which end is up.

A line's direction is known but for half a turn. The line classifier is asked about
the longest lines; where they disagree, a few are read both ways and the better
reading decides. A card seen in a mirror reads as nonsense either way, and well
when it is mirrored once more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np

from afterhello.cardreader.geometry import mapped
from afterhello.cardreader.seen import Seen
from afterhello.cardreader.shapes import Quad
from afterhello.cardreader.straightener import Flat
from afterhello.engines import OCR, Image, Words
from afterhello.engines.geometry import along_the_line, strip_of

ASKED = 6
READ = 3
CERTAIN = 0.9
"""Share of certainty, 0 … 1, above which the classifier is believed."""

DOWN, ACROSS = 0, 1
AXES = (ACROSS, DOWN)
"""Which way the mirror stands is not known: which end is up was decided on mirrored lines."""
LEAST_SHAPES = 8
NONSENSE, MADE_SENSE = 0.5, 0.75
"""Letters read, times confidence squared, to letters that stand there. Upright cards have about 1,
mirrored ones about 0.2."""


def upright(flat: Flat, text: Sequence[Quad], engine: OCR) -> Flat:
    """The card the right way up; as it was where there is no text to tell.

    Args:
        text: its lines, in the pixels that the card was cut from.
    """
    matrix = flat.inwards()
    lines = [along_the_line(mapped(matrix, np.asarray(quad))) for quad in text]
    if runs_down(lines):
        flat = flat.turned(1)
        width = flat.image.shape[1]
        lines = [along_the_line([(width - y, x) for x, y in line]) for line in lines]
    lines = sorted(_across(lines), key=lambda line: -math.dist(line[0], line[1]))
    strips = [strip_of(flat.image, line) for line in lines[:ASKED]]
    return flat.turned(2) if on_its_head(strips, engine) else flat


def unmirrored(flat: Flat, seen: Sequence[Seen], engine: OCR) -> Flat:
    """The card as it is printed, where a camera took it as a mirror shows it.

    Its corners then run anticlockwise on the photo. A card that reads well costs nothing.

    Args:
        seen: its lines as they read now.
    """
    shapes = sum(one.shapes for one in seen)
    if shapes < LEAST_SHAPES or _sense([one.words for one in seen]) >= NONSENSE * shapes:
        return flat
    few = sorted(seen, key=lambda one: -one.strip.shape[1])[:READ]
    there = sum(one.shapes for one in few)
    senses = [
        _sense(engine.read_strips([flipped(one.strip, axis) for one in few])) / max(1, there) for axis in AXES
    ]
    if max(senses) < MADE_SENSE:
        return flat
    axis = AXES[int(np.argmax(senses))]
    return Flat(flipped(flat.image, axis), flat.corners[[1, 0, 3, 2] if axis == ACROSS else [3, 2, 1, 0]])


def flipped(image: Image, axis: int) -> Image:
    """The picture as a mirror beside it (`ACROSS`) or below it (`DOWN`) shows it."""
    return np.ascontiguousarray(np.flip(image, axis))


def runs_down(lines: Sequence[Quad]) -> bool:
    """Whether most of the print, by its length, runs down or up rather than across."""
    across = down = 0.0
    for (ax, ay), (bx, by), _, (dx, dy) in lines:
        # Nearly square boxes (initials, icons) have no direction worth hearing.
        weight = math.hypot(bx - ax, by - ay) - math.hypot(dx - ax, dy - ay)
        if abs(by - ay) > abs(bx - ax):
            down += weight
        else:
            across += weight
    return down > across


def on_its_head(strips: Sequence[Image], engine: OCR) -> bool:
    """Whether strips, each holding a line that runs across, stand on their heads."""
    if not strips:
        return False
    lengths = np.asarray([strip.shape[1] for strip in strips], np.float64)
    share = float(np.average(engine.upside_down(strips), weights=lengths))
    if max(share, 1 - share) >= CERTAIN:
        return share > 0.5
    few = list(strips[:READ])
    turned = [np.asarray(cv2.rotate(strip, cv2.ROTATE_180), np.uint8) for strip in few]
    read = engine.read_strips(few + turned)
    return _sense(read[len(few) :]) > _sense(read[: len(few)])


def _sense(read: Sequence[Words]) -> float:
    """How much was read how well: letters and digits times confidence."""
    return sum(one.confidence**2 * sum(letter.isalnum() for letter in one.text) for one in read)


def _across(lines: Sequence[Quad]) -> list[Quad]:
    return [line for line in lines if abs(line[1][0] - line[0][0]) > abs(line[1][1] - line[0][1])]
