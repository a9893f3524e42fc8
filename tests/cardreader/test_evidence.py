"""What speaks for a quadrilateral being a card, and what the judge makes of it."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterhello.cardreader.blocks import Print
from afterhello.cardreader.choice import owned, with_known
from afterhello.cardreader.evidence import FEATURES, Scene, evidence, scene_of
from afterhello.cardreader.geometry import Corners
from afterhello.cardreader.judge import trees
from afterhello.cardreader.slope import Slope
from afterhello.engines import Image

CARD = np.asarray([(300, 200), (640, 200), (640, 420), (300, 420)], np.float32)
UPPER = np.asarray([(520, 330), (860, 330), (860, 550), (520, 550)], np.float32)


def lines_on(card: Corners) -> list[object]:
    x, y = card[0]
    tops = (y + 30, y + 60, y + 90)
    return [((x + 30, t), (x + 170, t), (x + 170, t + 16), (x + 30, t + 16)) for t in tops]


def scene(*cards: Corners) -> Scene:
    photo: Image = np.full((800, 1200, 3), 60, np.uint8)
    for number, card in enumerate(cards):
        cv2.fillConvexPoly(photo, np.rint(card).astype(np.int32), (235, 235, 240 - 30 * number))
    lab = np.asarray(cv2.cvtColor(photo, cv2.COLOR_BGR2LAB), np.uint8)
    text = Print([quad for card in cards for quad in lines_on(card)])  # type: ignore[misc]  # four points each
    return scene_of(lab, Slope(lab), text)


def figures(quad: Corners, seen: Scene) -> dict[str, float]:
    return dict(zip(FEATURES, evidence(quad[None], seen)[0].tolist(), strict=True))


def test_a_card_has_edges_all_round_that_end_at_its_corners() -> None:
    told = figures(CARD, scene(CARD))

    assert told["support_least"] > 0.95
    assert told["corners_firm"] == 4
    assert told["beyond_mean"] < 0.25
    assert told["aligned"] == 1


def test_what_lies_under_a_known_card_does_not_speak_against_it() -> None:
    bare = scene(CARD, UPPER)
    known = with_known(bare, UPPER)

    before, after = figures(CARD, bare), figures(CARD, known)

    assert before["support_mean"] < after["support_mean"]
    assert after["support_mean"] > 0.95
    assert after["hidden_mean"] > 0.1
    assert after["corners_hidden"] == 1


def test_print_belongs_to_the_card_that_is_known_first() -> None:
    seen = scene(CARD, UPPER)

    known = with_known(seen, UPPER)

    assert owned(UPPER, seen).tolist() == [False] * 3 + [True] * 3
    assert not owned(UPPER, known).any()
    assert owned(CARD, known).tolist() == [True] * 3 + [False] * 3
    assert known.usual == pytest.approx((340, 220))


def test_a_card_is_believed_and_a_shape_beside_it_is_not() -> None:
    seen = scene(CARD)
    off = CARD + np.asarray((60, 40), np.float32)

    card, beside = trees().belief(evidence(np.stack([CARD, off]), seen))

    assert card > 0.8
    assert beside < 0.2


@settings(max_examples=30, deadline=None)
@given(
    moves=st.lists(st.floats(-400, 400), min_size=8, max_size=8),
    known=st.booleans(),
)
def test_every_figure_of_every_shape_is_a_number_or_absent(moves: list[float], known: bool) -> None:
    seen = with_known(scene(CARD, UPPER), UPPER) if known else scene(CARD)
    quads = (CARD + np.asarray(moves, np.float32).reshape(4, 2))[None]

    told = evidence(quads, seen)

    assert not np.isinf(told).any()
    assert 0 <= trees().belief(told)[0] <= 1


def test_nothing_is_judged_where_nothing_is_there() -> None:
    empty = replace(scene(CARD), claimed=np.ones(3, np.bool_))

    assert evidence(np.zeros((0, 4, 2), np.float32), empty).shape == (0, len(FEATURES))
    assert trees().belief(np.zeros((0, len(FEATURES)), np.float32)).shape == (0,)
