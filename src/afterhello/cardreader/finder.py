"""Which cards lie on a photo, and where.

Lines of print and straight edges are found on the whole photo. Print tells where cards may be and
which way they are turned (`blocks.py`); edges around it, whole or in pieces, are put together into
quadrilaterals (`outlines.py`, `assembly.py`, both called by `candidates.py`); each is judged by what
speaks for it (`evidence.py`, `judge.py`), and the surest are taken first, since each card that is
known says something of the others (`choice.py`), of the table that all lie on too (`plane.py`); when
all are known, those that touch others are judged once more (`second_look.py`). Print that is left over
is gathered into cards whose edges cannot be seen (`clusters.py`). Where cards prove to be small, all of
that is done again with print that was looked for part by part.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from afterhello.cardreader.candidates import Candidates
from afterhello.cardreader.choice import chosen
from afterhello.cardreader.clusters import gathered
from afterhello.cardreader.geometry import Corners, as_quad, corners, holds, sides
from afterhello.cardreader.judge import trees
from afterhello.cardreader.layers import upon
from afterhello.cardreader.second_look import looked_at_again
from afterhello.cardreader.shapes import Quad
from afterhello.engines import OCR, Image

TEXT_SIDE_PX = 1600
"""At 1,600 px a card of twelve is 350 px wide: its larger lines are found, which is enough here."""
LARGEST_PRINT = 0.4
"""Of the photo's shorter side: a blank white sheet is sometimes taken for one large letter."""
EDGE_TO_EDGE_LONGEST = 3.0
SMALL = 0.16
"""Cards whose longer side is a smaller part of the photo's have print that is lost at 1,600 px."""
PARTS, SHARED = 2, 0.1
"""So many parts across and down are then searched apiece; each goes on into the next by this share."""
LEAST_GAIN = 1.25


@dataclass(frozen=True, slots=True)
class Found:
    """A card on the photo. `corners` are clockwise but begin anywhere; `text` are its lines; `upon`
    are the corners of cards that lie upon it.

    All in px of the pixels searched, which may be fewer than the photo's.
    """

    corners: Corners
    text: tuple[Quad, ...]
    upon: tuple[Corners, ...] = ()


def find(pixels: Image, engine: OCR) -> list[Found]:
    """The cards of a photo in reading order; empty when nothing is printed on it."""
    height, width = pixels.shape[:2]
    cards = _found(pixels, _print_of(pixels, engine))
    if _small(cards) < SMALL * max(width, height) and max(width, height) > LEAST_GAIN * TEXT_SIDE_PX:
        cards = _found(pixels, _print_of_parts(pixels, engine))
    return _in_order(cards)


def _small(cards: Sequence[Found]) -> float:
    """The longer side of the median card, px; of none, no length is too small."""
    return float(np.median([sides(card.corners).max() for card in cards])) if cards else math.inf


def _print_of(pixels: Image, engine: OCR) -> list[Quad]:
    height, width = pixels.shape[:2]
    return [
        quad
        for quad in engine.find_text(pixels, longest_side_px=TEXT_SIDE_PX)
        if math.dist(quad[0], quad[3]) < LARGEST_PRINT * min(width, height)
    ]


def _print_of_parts(pixels: Image, engine: OCR) -> list[Quad]:
    """As `_print_of`, looking closer: part by part. What reaches over a seam is taken once, whole."""
    rows, columns = (
        [
            (max(0, int((n - SHARED) * side / PARTS)), int((n + 1 + SHARED) * side / PARTS))
            for n in range(PARTS)
        ]
        for side in pixels.shape[:2]
    )
    seen = []
    for (top, bottom), (left, right) in product(rows, columns):
        part = np.ascontiguousarray(pixels[top:bottom, left:right])
        start = np.asarray((left, top), np.float32)
        seen += [as_quad(corners(quad) + start) for quad in _print_of(part, engine)]
    seen.sort(key=lambda quad: -math.dist(quad[0], quad[1]))
    kept: list[Quad] = []
    for quad in seen:
        if not any(holds(corners(other), [quad])[0] for other in kept):
            kept.append(quad)
    return kept


def _found(pixels: Image, text: Sequence[Quad]) -> list[Found]:
    """The cards with that print, in any order."""
    height, width = pixels.shape[:2]
    if not text:
        return []
    cards, pages = _by_their_edges(Candidates(pixels, text), text)
    shapes = [card.corners for card in cards]
    if edge_to_edge(shapes, text, width, height):
        return [Found(_whole(width, height), tuple(text))]
    left = [quad for quad in _uncovered(shapes, text) if quad not in pages]
    return cards + [Found(shape, _held(shape, left)) for shape in gathered(left, shapes, width, height)]


def _by_their_edges(candidates: Candidates, text: Sequence[Quad]) -> tuple[list[Found], frozenset[Quad]]:
    """Cards of which enough of the border shows; and the lines that stand on pages."""
    judge = trees().belief
    cards, pages = chosen(candidates, judge)
    cards = looked_at_again(cards, candidates, judge, pages)
    above = upon([card.corners for card in cards], candidates.search.slope)
    shapes = [np.asarray(card.corners / np.float32(candidates.scale), np.float32) for card in cards]
    found = [
        Found(shape, tuple(text[line] for line in card.lines), tuple(shapes[other] for other in others))
        for card, shape, others in zip(cards, shapes, above, strict=True)
    ]
    return found, frozenset(text[line] for line in pages)


def edge_to_edge(shapes: Sequence[Corners], text: Sequence[Quad], width: int, height: int) -> bool:
    """Whether the picture is one card with nothing around it: a scan, or a card already cut out.

    Its print is then large against the picture, runs along its sides, reaches far
    across it, and no outline holds most of it.
    """
    if max(width, height) > EDGE_TO_EDGE_LONGEST * min(width, height):
        return False
    covered = np.zeros(len(text), np.bool_)
    for shape in shapes:
        covered |= holds(shape, text)
    points = np.asarray(text, np.float32)
    spread = np.ptp(points.reshape(-1, 2), axis=0) / (width, height)
    thickness = np.median(np.linalg.norm(points[:, 3] - points[:, 0], axis=1))
    ways = np.abs(points[:, 1] - points[:, 0])
    straight = (ways.min(axis=1) < 0.08 * ways.max(axis=1)).mean()
    outside_any = covered.mean() < 0.85
    large = thickness > 0.035 * min(width, height)
    far = spread.max() > 0.55 and spread.min() > 0.4
    return bool(outside_any and large and far and straight > 0.7)


def _uncovered(shapes: Sequence[Corners], text: Sequence[Quad]) -> list[Quad]:
    covered = np.zeros(len(text), np.bool_)
    for shape in shapes:
        covered |= holds(shape, text, slack_px=0.03 * float(sides(shape).max()))
    return [quad for quad, hidden in zip(text, covered, strict=True) if not hidden]


def _held(shape: Corners, text: Sequence[Quad]) -> tuple[Quad, ...]:
    return tuple(quad for quad, inside in zip(text, holds(shape, text), strict=True) if inside)


def _whole(width: int, height: int) -> Corners:
    return np.asarray([(0, 0), (width, 0), (width, height), (0, height)], np.float32)


def _in_order(cards: Sequence[Found]) -> list[Found]:
    """Rows from top to bottom, each from left to right; a row is as high as half a card."""
    waiting = sorted(cards, key=lambda card: float(card.corners[:, 1].mean()))
    ordered: list[Found] = []
    while waiting:
        first = waiting[0].corners
        reach = float(first[:, 1].mean()) + 0.5 * float(sides(first).min())
        row = [card for card in waiting if float(card.corners[:, 1].mean()) <= reach]
        ordered += sorted(row, key=lambda card: float(card.corners[:, 0].mean()))
        waiting = waiting[len(row) :]
    return ordered
