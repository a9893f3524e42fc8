"""The right way up, decided by evidence: first which way the lines run, then which end is up.

A line's direction is known but for half a turn. The line classifier is asked about
the longest lines; where they disagree, a few are read both ways and the better
reading decides.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np

from afterhello.cardreader.geometry import mapped
from afterhello.cardreader.shapes import Quad
from afterhello.cardreader.straightener import Flat
from afterhello.engines import OCR, Image, Words
from afterhello.engines.geometry import along_the_line, strip_of

ASKED = 6
READ = 3
CERTAIN = 0.9
"""Share of certainty, 0 … 1, above which the classifier is believed."""


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
