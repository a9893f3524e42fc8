"""Small print, pages and menus: what is searched closer, and what is no card."""

from __future__ import annotations

import cv2
import numpy as np

from afterhello.cardreader.finder import find
from afterhello.cardreader.geometry import Corners, overlap
from afterhello.cardreader.shapes import Quad
from afterhello.engines import Image
from cardreader.blind import Blind

LEAST_PX = 6.0
"""A line of print that is less high is not seen."""
DESK, PAPER, INK = (66, 78, 92), (238, 240, 242), (40, 40, 44)


class Bars(Blind):
    """An engine to which every dark bar is a line of print, if it is high enough where it is searched."""

    def find_text(self, image: Image, *, longest_side_px: int) -> list[Quad]:
        scale = min(1.0, longest_side_px / max(image.shape[:2]))
        dark = (image.max(axis=2) < 50).astype(np.uint8)
        _, _, boxes, _ = cv2.connectedComponentsWithStats(dark)
        seen = []
        for x, y, wide, high, _ in boxes[1:]:
            left, top, right, bottom = (float(edge) for edge in (x, y, x + wide, y + high))
            if high * scale >= LEAST_PX:
                seen.append(((left, top), (right, top), (right, bottom), (left, bottom)))
        return seen


def paper(photo: Image, left: int, top: int, wide: int, high: int, bars: int, bar_px: int) -> Corners:
    """A sheet with so many bars below one another."""
    cv2.rectangle(photo, (left, top), (left + wide - 1, top + high - 1), PAPER, -1)
    step = (high - 2 * bar_px) / (bars + 1)
    for row in range(bars):
        start = int(top + bar_px + (row + 0.5) * step)
        length = int(wide * (0.55 + 0.25 * (row % 2)))
        cv2.rectangle(
            photo, (left + wide // 10, start), (left + wide // 10 + length, start + bar_px), INK, -1
        )
    right, bottom = left + wide, top + high
    return np.asarray([(left, top), (right, top), (right, bottom), (left, bottom)], np.float32)


def desk(width: int, height: int) -> Image:
    return np.full((height, width, 3), DESK, np.uint8)


def test_many_small_cards_are_found_by_looking_closer() -> None:
    photo = desk(3600, 2700)
    cards = [
        paper(photo, 120 + 580 * column, 140 + 430 * row, 340, 215, 2 + (row + column) % 2, 10 + row)
        for column in range(6)
        for row in range(6)
    ]

    found = [one.corners for one in find(photo, Bars())]

    assert len(found) == len(cards)
    assert min(max(overlap(card, one) for one in found) for card in cards) > 0.85


def test_a_page_of_text_is_no_card() -> None:
    photo = desk(1600, 1200)
    paper(photo, 380, 60, 760, 1080, 42, 12)

    assert find(photo, Bars()) == []


def test_a_card_beside_a_page_is_found_alone() -> None:
    photo = desk(1600, 1200)
    paper(photo, 60, 60, 760, 1080, 42, 12)
    card = paper(photo, 980, 380, 480, 300, 5, 20)

    (found,) = find(photo, Bars())

    assert overlap(card, found.corners) > 0.9


def test_a_menu_beside_a_card_is_no_card() -> None:
    photo = desk(1600, 1200)
    card = paper(photo, 500, 400, 560, 350, 5, 24)
    cv2.rectangle(photo, (0, 0), (1599, 90), (206, 208, 210), -1)
    for word in range(4):
        cv2.rectangle(photo, (60 + 190 * word, 34), (150 + 190 * word, 58), INK, -1)

    (found,) = find(photo, Bars())

    assert overlap(card, found.corners) > 0.9
