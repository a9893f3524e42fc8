"""Known cards tell how the table lies; laid flat on it, the others are rectangles of their true size."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from afterhello.cardreader.geometry import Corners, sides
from afterhello.cardreader.plane import plane_of

WIDTH, HEIGHT = 1200, 900
LONGER, SHORTER = 200.0, 120.0
far = st.floats(-0.2, 0.2)


def card(x: float, y: float, degrees: float) -> Corners:
    """On the table."""
    return np.asarray(cv2.boxPoints(((x, y), (LONGER, SHORTER), degrees)), np.float32)


def camera(across: float, down: float) -> NDArray[np.float64]:
    """From the table to a picture whose right and lower sides are farther away."""
    centred = np.asarray([[1, 0, -WIDTH / 2], [0, 1, -HEIGHT / 2], [0, 0, 1]])
    askew = np.asarray([[1, 0, 0], [0, 1, 0], [across / (WIDTH / 2), down / (WIDTH / 2), 1]])
    return np.asarray(np.linalg.inv(centred) @ askew @ centred)


def taken(table: Corners, view: NDArray[np.float64]) -> Corners:
    return np.asarray(cv2.perspectiveTransform(table[None], view)[0], np.float32)


def crooked(quad: Corners) -> float:
    """Cosine of the angle that is farthest from a right one."""
    ahead = np.roll(quad, -1, axis=0) - quad
    units = ahead / np.linalg.norm(ahead, axis=1, keepdims=True)
    return float(np.abs((units * np.roll(units, 1, axis=0)).sum(axis=1)).max())


@settings(deadline=None)
@given(across=far, down=far, degrees=st.floats(0, 180), other=st.floats(0, 180))
def test_one_known_card_makes_the_others_rectangles_of_its_size(
    across: float, down: float, degrees: float, other: float
) -> None:
    view = camera(across, down)
    plane = plane_of([taken(card(300, 250, degrees), view)], WIDTH, HEIGHT)

    flat = plane.flat(taken(card(850, 600, other), view))

    assert crooked(flat) < 0.12
    longer, shorter = sorted(sides(flat)[:2], reverse=True)
    assert longer / shorter == pytest.approx(LONGER / SHORTER, rel=0.15)


@settings(deadline=None)
@given(across=far, down=far, degrees=st.floats(0, 180))
def test_what_is_laid_flat_is_seen_where_it_was(across: float, down: float, degrees: float) -> None:
    seen = taken(card(300, 250, degrees), camera(across, down))
    plane = plane_of([seen], WIDTH, HEIGHT)

    assert np.abs(plane.seen(plane.flat(seen)) - seen).max() < 0.1


def test_a_bent_card_among_many_does_not_tilt_the_table() -> None:
    straight = [card(x, y, 20) for x in (250, 550, 850) for y in (250, 650)]
    bent = card(1000, 450, 0) + np.asarray([(0, 0), (25, 0), (0, 0), (0, 30)], np.float32)

    plane = plane_of([*straight, bent], WIDTH, HEIGHT)

    assert crooked(plane.flat(straight[0])) < 0.02


def test_nothing_known_is_seen_from_above() -> None:
    assert np.array_equal(plane_of([], WIDTH, HEIGHT).flat(card(300, 250, 30)), card(300, 250, 30))
