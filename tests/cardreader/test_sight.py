"""How a card was seen: its size, its tilt, and what lies upon it, from its corners alone."""

from __future__ import annotations

import numpy as np
import pytest

from afterhello.cardreader.sight import sight_of
from afterhello.cardreader.straightener import Flat


def flat(*corners: tuple[float, float]) -> Flat:
    return Flat(np.zeros((600, 1000, 3), np.uint8), np.asarray(corners, np.float32))


def test_a_card_that_was_enlarged_says_how_many_times() -> None:
    seen = sight_of(flat((100, 100), (600, 100), (600, 400), (100, 400)))

    assert (seen.width, seen.height) == (1000, 600)
    assert seen.enlarged == pytest.approx(2.0)
    assert seen.crooked == pytest.approx(0.0)
    assert (seen.covered, seen.upon) == (0.0, ())


def test_a_card_seen_from_the_side_is_crooked() -> None:
    assert sight_of(flat((0, 0), (500, 100), (500, 200), (0, 300))).crooked > 1.0


def test_what_lies_upon_a_card_is_told_in_px_of_the_card() -> None:
    other = np.asarray([(350, 100), (700, 100), (700, 400), (350, 400)], np.float32)
    seen = sight_of(flat((100, 100), (600, 100), (600, 400), (100, 400)), [other])

    assert seen.covered == pytest.approx(0.5)
    assert seen.upon[0][0] == pytest.approx((500, 0), abs=0.01)
