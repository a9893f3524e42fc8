"""Which candidates are taken, where the judge and the border of a card do not agree."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.candidates import Candidates
from afterhello.cardreader.choice import chosen
from afterhello.cardreader.evidence import FEATURES
from afterhello.cardreader.geometry import Corners, overlap
from afterhello.cardreader.shapes import Quad
from afterhello.engines import Image

Floats = NDArray[np.float32]


def card(left: float, top: float, width: float, height: float) -> Corners:
    right, bottom = left + width, top + height
    return np.asarray([(left, top), (right, top), (right, bottom), (left, bottom)], np.float32)


def print_on(place: Corners) -> list[Quad]:
    """Three lines of print in the middle of a card."""
    (left, top), (right, bottom) = place.min(axis=0) + 30, place.max(axis=0) - 30
    tops = np.linspace(top + 20, bottom - 40, 3)
    return [
        ((float(left), float(y)), (float(right), float(y)),
         (float(right), float(y) + 14), (float(left), float(y) + 14))
        for y in tops
    ]  # fmt: skip


def of_the_usual_size(figures: Floats) -> Floats:
    """A judge that believes in what is as large as the others, whatever its border."""
    told = {name: figures[:, place] for place, name in enumerate(FEATURES)}
    away = np.abs(told["longer_against_usual"]) + np.abs(told["shorter_against_usual"])
    alike = np.where(np.isnan(away), (told["ratio"] > 1.45) & (told["support_least"] > 0.9), away < 0.1)
    return np.where(alike & (told["unclaimed"] > 0.9), 0.9, 0.05).astype(np.float32)


def test_a_square_card_among_ordinary_ones_keeps_its_own_border() -> None:
    ordinary = [card(60, 60, 300, 194), card(480, 60, 300, 194), card(60, 420, 300, 194)]
    square = card(560, 420, 200, 200)
    photo: Image = np.full((800, 1000, 3), 70, np.uint8)
    for place in (*ordinary, square):
        cv2.fillConvexPoly(photo, place.astype(np.int32), (240, 240, 240))
    text = [line for place in (*ordinary, square) for line in print_on(place)]

    cards = [one.corners for one in chosen(Candidates(photo, text), of_the_usual_size)[0]]

    assert len(cards) == 4
    assert all(max(overlap(place, one) for one in cards) > 0.95 for place in (*ordinary, square))


def with_a_border(figures: Floats) -> Floats:
    """A judge that believes in whatever has a border all round."""
    return np.where(figures[:, FEATURES.index("support_least")] > 0.9, 0.9, 0.05).astype(np.float32)


def test_a_sheet_with_more_lines_than_a_card_holds_is_a_page() -> None:
    photo: Image = np.full((800, 1000, 3), 70, np.uint8)
    places = [card(60, 60, 520, 680), card(660, 300, 300, 194)]
    for place in places:
        cv2.fillConvexPoly(photo, place.astype(np.int32), (240, 240, 240))
    page: list[Quad] = [((100, y), (540, y), (540, y + 9), (100, y + 9)) for y in range(90, 720, 16)]

    found, on_the_page = chosen(Candidates(photo, [*page, *print_on(places[1])]), with_a_border)
    cards = [one.corners for one in found]

    assert len(on_the_page) == len(page) > 32
    assert len(cards) == 1
    assert overlap(places[1], cards[0]) > 0.95
