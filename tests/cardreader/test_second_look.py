"""Cards that cover one another are found whole, where the ones on top tell what they hide."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from afterhello.cardreader.candidates import Candidates
from afterhello.cardreader.choice import Card
from afterhello.cardreader.finder import find
from afterhello.cardreader.geometry import Corners, clockwise, overlap
from afterhello.cardreader.judge import trees
from afterhello.cardreader.second_look import looked_at_again
from afterhello.cardreader.shapes import Quad
from afterhello.engines import OCR, Image
from cardreader.blind import Blind

SIZE = (340.0, 216.0)
PAPERS = ((236, 238, 240), (210, 226, 232), (238, 230, 222), (222, 236, 226))


class TextAt(Blind):
    """An engine that knows where print is, and reads nothing."""

    def __init__(self, quads: Sequence[Quad]) -> None:
        self.quads = list(quads)

    def find_text(self, image: Image, *, longest_side_px: int) -> list[Quad]:
        return self.quads


def card(x: float, y: float, degrees: float) -> Corners:
    return clockwise(cv2.boxPoints(((x, y), SIZE, degrees)))


def print_on(x: float, y: float, degrees: float, left: float, right: float) -> list[Quad]:
    """Four lines between two shares of the card's width."""
    u, v = (
        np.asarray(way) for way in (
            (np.cos(np.radians(degrees)), np.sin(np.radians(degrees))),
            (-np.sin(np.radians(degrees)), np.cos(np.radians(degrees))),
        )
    )  # fmt: skip
    start, end = (left - 0.5) * SIZE[0], (right - 0.5) * SIZE[0]
    lines = []
    for top in (-70.0, -34.0, 2.0, 38.0):
        corners = [(start, top), (end, top), (end, top + 17), (start, top + 17)]
        points = [np.asarray((x, y)) + a * u + b * v for a, b in corners]
        lines.append(tuple((float(px), float(py)) for px, py in points))
    return lines  # type: ignore[return-value]  # four points each


def laid(places: Sequence[tuple[float, float, float]]) -> Image:
    """The last lies uppermost."""
    photo: Image = np.full((900, 1200, 3), (62, 74, 88), np.uint8)
    for paper, place in zip(PAPERS, places, strict=False):
        corners = np.rint(card(*place) * 16).astype(np.int32)
        cv2.fillConvexPoly(photo, corners, paper, cv2.LINE_AA, 4)
        cv2.polylines(photo, [corners], True, tuple(int(0.8 * tone) for tone in paper), 1, cv2.LINE_AA, 4)
    return np.asarray(cv2.GaussianBlur(photo, (0, 0), 0.8), np.uint8)


def found(photo: Image, text: Sequence[Quad]) -> list[Corners]:
    engine: OCR = TextAt(text)
    return [one.corners for one in find(photo, engine)]


@pytest.mark.parametrize("turn", [4.0, 11.0])
def test_a_fan_is_found_card_by_card(turn: float) -> None:
    places = [(250 + 240 * n, 400 + 14 * n * n, turn * (n - 1)) for n in range(4)]
    text = [line for place in places[:3] for line in print_on(*place, 0.08, 0.6)]
    text += print_on(*places[3], 0.3, 0.9)

    cards = found(laid(places), text)

    assert len(cards) == 4
    for place in places:
        assert max(overlap(card(*place), one) for one in cards) > 0.85


def test_a_card_half_covered_from_above_is_found_as_far_as_it_reaches() -> None:
    places = [(300, 300, 0.0), (330, 430, 3.0), (900, 600, 20.0)]
    lines = print_on(*places[0], 0.1, 0.8)[:2]

    cards = found(laid(places), [*lines, *print_on(*places[1], 0.1, 0.8), *print_on(*places[2], 0.1, 0.8)])

    assert len(cards) == 3
    for place in places:
        assert max(overlap(card(*place), one) for one in cards) > 0.85


def test_a_part_taken_for_a_card_becomes_the_whole_when_the_others_are_known() -> None:
    places = [(300, 300, 0.0), (300, 440, 3.0), (900, 600, 20.0)]
    text = [
        *print_on(*places[0], 0.1, 0.8)[:2],
        *print_on(*places[1], 0.1, 0.8),
        *print_on(*places[2], 0.1, 0.8),
    ]
    whole, upper, apart = (card(*place) for place in places)
    part = whole.copy()
    part[part[:, 1] > 300, 1] = 333

    seen = [Card(part, (0, 1)), Card(upper, (2, 3, 4, 5)), Card(apart, (6, 7, 8, 9))]
    again = looked_at_again(seen, Candidates(laid(places), text), trees().belief)

    assert overlap(whole, part) < 0.7
    assert overlap(whole, again[0].corners) > 0.9
    assert [one.lines for one in again] == [one.lines for one in seen]
