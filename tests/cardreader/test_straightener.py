from __future__ import annotations

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from afterhello.cardreader.straightener import LEAST_SIDE_PX, MOST_SIDE_PX, Flat, straighten
from cardreader.drawn import Corners, as_pixels, drawn_card, laid

DESK = np.full((600, 800, 3), 90, np.uint8)


def corners(turn: float, lean: float) -> Corners:
    points = []
    for u, v in ((-200, -120), (200, -120), (200, 120), (-200, 120)):
        shrink = 1 + lean * u / 2000
        points.append(
            (
                400 + shrink * (u * math.cos(turn) - v * math.sin(turn)),
                300 + shrink * (u * math.sin(turn) + v * math.cos(turn)),
            )
        )
    return np.asarray(points, np.float32)


@settings(max_examples=40, deadline=None)
@given(st.floats(-math.pi, math.pi), st.floats(-1, 1), st.integers(0, 3))
def test_a_point_of_the_flat_card_lies_where_it_was_cut_from(turn: float, lean: float, quarters: int) -> None:
    where = corners(turn, lean)
    flat = straighten(DESK, where).turned(quarters)
    height, width = flat.image.shape[:2]

    back = flat.outwards(np.asarray([(0, 0), (width, 0), (width, height), (0, height)], np.float32))

    assert np.abs(back - np.roll(where, quarters, axis=0)).max() < 0.05


@given(st.integers(0, 3), st.integers(0, 3))
def test_turns_add_up(first: int, second: int) -> None:
    flat = Flat(np.arange(6 * 4 * 3, dtype=np.uint8).reshape(6, 4, 3), corners(0.3, 0))

    once, twice = flat.turned((first + second) % 4), flat.turned(first).turned(second)

    assert np.array_equal(once.image, twice.image)
    assert np.array_equal(once.corners, twice.corners)


def test_the_flat_card_shows_the_card() -> None:
    desk = Image.new("RGB", (1600, 1200), "#333333")
    card = drawn_card(["Priya Raman"], paper="#ffffff")
    card.paste("#cc0000", (0, 0, 850, 60))
    where = laid(desk, card, (800, 600), 35)

    image = straighten(as_pixels(desk), where).image

    assert abs(image.shape[1] / image.shape[0] - 850 / 550) < 0.01
    assert image[10:50, 50:-50, 2].mean() > 190
    assert image[10:50, 50:-50, 0].mean() < 20
    assert image[-40:-10, 50:-50].mean() > 245


def test_small_cards_are_enlarged_and_large_ones_reduced() -> None:
    small = straighten(DESK, corners(0, 0)).image
    large = straighten(DESK, corners(0, 0) * 10).image

    assert small.shape[1] == min(LEAST_SIDE_PX, 800)
    assert large.shape[1] == MOST_SIDE_PX


def test_what_lies_upon_a_card_is_painted_over() -> None:
    desk = np.full((600, 800, 3), 90, np.uint8)
    desk[150:450, 150:650] = 240
    desk[300:600, 450:800] = (40, 60, 200)
    card = np.asarray([(150, 150), (650, 150), (650, 450), (150, 450)], np.float32)
    other = np.asarray([(450, 300), (800, 300), (800, 600), (450, 600)], np.float32)

    plain, painted = straighten(desk, card).image, straighten(desk, card, [other]).image

    assert (plain[-40:, -40:] != 240).any()
    assert (painted[40:-40, 40:-40] == 240).all()
