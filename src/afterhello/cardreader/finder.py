"""Which cards lie on a photo, and where.

Two witnesses are heard: outlines (four edges that meet like a card's) and lines of
text, both found on the whole photo. An outline without text is no card; an outline
inside another that holds all its text is a panel of that card; text that no outline
covers is gathered into cards of its own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from afterhello.cardreader.clusters import gathered
from afterhello.cardreader.geometry import Corners, area, holds, intersection, overlap, sides
from afterhello.cardreader.neighbours import company, expected, is_block, is_ordinary
from afterhello.cardreader.outlines import Outline, Search
from afterhello.cardreader.shapes import Quad
from afterhello.engines import OCR, Image

OUTLINE_SIDE_PX = 1200
TEXT_SIDE_PX = 1600
"""At 1,600 px a card of twelve is 350 px wide: its larger lines are found, which is enough here."""


LARGEST_PRINT = 0.4
"""Of the photo's shorter side: a blank white sheet is sometimes taken for one large letter."""
MOST_LINE_HEIGHTS = 50
"""Across a card's shorter side. Usual are 15 to 25; letters of 1 mm on a card of 55 mm make 40."""
MOST_COMPANY = 48
"""Twelve cards and, for each, what its neighbours' sizes make of it: beyond that nothing new is found."""
EDGE_TO_EDGE_LONGEST = 3.0
SHEET = 0.4
"""A shape that has all its text within so small a part of it is what the card lies on."""


@dataclass(frozen=True, slots=True)
class Found:
    """A card on the photo. `corners` are clockwise but begin anywhere; `text` are its lines.

    Both in px of the pixels searched, which may be fewer than the photo's.
    """

    corners: Corners
    text: tuple[Quad, ...]


def find(pixels: Image, engine: OCR) -> list[Found]:
    """The cards of a photo in reading order; empty when nothing is printed on it."""
    height, width = pixels.shape[:2]
    text = [
        quad
        for quad in engine.find_text(pixels, longest_side_px=TEXT_SIDE_PX)
        if math.dist(quad[0], quad[3]) < LARGEST_PRINT * min(width, height)
    ]
    if not text:
        return []
    shapes = chosen(_outlines_of(pixels, text), text)
    if edge_to_edge(shapes, text, width, height):
        return [Found(_whole(width, height), tuple(text))]
    shapes += gathered(_uncovered(shapes, text), shapes, width, height)
    return _in_order([Found(shape, _held(shape, text)) for shape in shapes])


def chosen(found: Sequence[Outline], text: Sequence[Quad]) -> list[Corners]:
    """The outlines that are cards: with text, no tray of cards, no panel of one, none twice."""
    printed = [outline for outline in found if _is_printed(outline, text)]
    cards_alike = company(printed, text)
    single = [
        outline
        for outline in printed
        if not is_block(outline, cards_alike) and not _is_tray(outline, printed, text)
    ]
    cards: list[Outline] = []
    taken = np.zeros(len(text), np.bool_)
    for outline in sorted(single, key=lambda outline: -_worth(outline, text)):
        held = holds(outline.corners, text)
        if (held & ~taken).any() and all(
            intersection(outline.corners, card.corners) < 0.15 * _smaller(outline, card) for card in cards
        ):
            cards.append(outline)
            taken |= held
    return [_best_copy(card, single).corners for card in cards]


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
    large = thickness > 0.028 * min(width, height)
    far = spread.max() > 0.55 and spread.min() > 0.4
    return bool(outside_any and large and far and straight > 0.7)


def _outlines_of(pixels: Image, text: Sequence[Quad]) -> list[Outline]:
    """The outlines of the photo, and those where cards are expected because of others."""
    search = Search(pixels, OUTLINE_SIDE_PX)
    found = search.outlines()
    cards = company(found, text)
    for place in expected(cards, found):
        if len(cards) < MOST_COMPANY and is_ordinary(place, text) and not _known(place, found):
            looked = search.near(place)
            if looked and is_ordinary(looked.corners, text) and not _known(looked.corners, found):
                found.append(looked)
                cards.append(looked)
    return found


def _known(shape: Corners, found: Sequence[Outline]) -> bool:
    return any(overlap(shape, other.corners) > 0.92 for other in found)


def _worth(outline: Outline, text: Sequence[Quad]) -> float:
    """Larger shapes with more text first, unless their border is much less of an edge."""
    held = float(holds(outline.corners, text).sum())
    return float(outline.support**2 * held**0.5 * area(outline.corners) ** 0.25)


def _best_copy(card: Outline, found: Sequence[Outline]) -> Outline:
    """The best supported of those that are nearly the same shape (a shadow draws another)."""
    same = [other for other in found if overlap(card.corners, other.corners) > 0.88]
    return max(same, key=lambda outline: outline.support)


def _is_printed(outline: Outline, text: Sequence[Quad]) -> bool:
    """Whether it holds text, and of the size that is printed on cards rather than lies on desks."""
    lines = [quad for quad, inside in zip(text, holds(outline.corners, text), strict=True) if inside]
    if not lines:
        return False
    thickness = float(np.median([math.dist(quad[0], quad[3]) for quad in lines]))
    return float(sides(outline.corners).min()) < MOST_LINE_HEIGHTS * thickness


def _is_tray(outline: Outline, found: Sequence[Outline], text: Sequence[Quad]) -> bool:
    """Whether it is what cards lie on: a sheet with one small card, or with several.

    Several must lie apart from each other, be alike in size and not fill it: panels would.
    """
    whole = area(outline.corners)
    held = holds(outline.corners, text)
    inside: list[Outline] = []
    for other in sorted(found, key=lambda other: -area(other.corners)):
        size = area(other.corners)
        if (
            size < 0.6 * whole
            and intersection(outline.corners, other.corners) > 0.9 * size
            and (not inside or size > 0.4 * area(inside[0].corners))
            and all(intersection(other.corners, card.corners) < 0.1 * size for card in inside)
        ):
            inside.append(other)
    if len(inside) == 1:
        alone = holds(inside[0].corners, text)
        return area(inside[0].corners) < SHEET * whole and bool((alone >= held).all())
    if not inside:
        return False
    covered = np.zeros(len(text), np.bool_)
    for card in inside:
        covered |= holds(card.corners, text)
    shares = sum(area(card.corners) for card in inside) / whole
    return shares < 0.9 and bool((covered & held).sum() >= 0.9 * held.sum())


def _uncovered(shapes: Sequence[Corners], text: Sequence[Quad]) -> list[Quad]:
    covered = np.zeros(len(text), np.bool_)
    for shape in shapes:
        covered |= holds(shape, text, slack_px=0.03 * float(sides(shape).max()))
    return [quad for quad, hidden in zip(text, covered, strict=True) if not hidden]


def _held(shape: Corners, text: Sequence[Quad]) -> tuple[Quad, ...]:
    return tuple(quad for quad, inside in zip(text, holds(shape, text), strict=True) if inside)


def _smaller(one: Outline, other: Outline) -> float:
    return min(area(one.corners), area(other.corners))


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
