"""Which card lies upon which, and whose print is read."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from afterhello.cardreader.geometry import Corners
from afterhello.cardreader.layers import upon
from afterhello.cardreader.placing import fields_on_the_photo
from afterhello.cardreader.shapes import Field, Fields, Quad
from afterhello.cardreader.slope import Slope
from afterhello.cardreader.straightener import straighten
from afterhello.engines import Image

BELOW = np.asarray([(200, 200), (600, 200), (600, 460), (200, 460)], np.float32)
ABOVE = np.asarray([(480, 330), (860, 290), (880, 540), (500, 580)], np.float32)
APART = np.asarray([(900, 60), (1160, 60), (1160, 230), (900, 230)], np.float32)


def laid(*cards: Corners) -> Slope:
    photo: Image = np.full((800, 1200, 3), 60, np.uint8)
    for card in cards:
        cv2.fillConvexPoly(photo, np.rint(card).astype(np.int32), (235, 235, 235))
        cv2.polylines(photo, [np.rint(card).astype(np.int32)], True, (190, 190, 190), 2)
    return Slope(cv2.cvtColor(photo, cv2.COLOR_BGR2LAB))


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_the_card_laid_last_lies_upon_the_other(turn: int) -> None:
    below, above = np.roll(BELOW, turn, axis=0), np.roll(ABOVE, turn, axis=0)

    assert upon([below, above, APART], laid(below, APART, above)) == [[1], [], []]
    assert upon([below, above, APART], laid(above, APART, below)) == [[], [0], []]


def test_cards_that_touch_do_not_lie_upon_each_other() -> None:
    beside = BELOW + np.asarray((402, 0), np.float32)

    assert upon([BELOW, beside], laid(BELOW, beside)) == [[], []]


def test_a_value_that_ends_at_the_card_above_is_not_sure() -> None:
    flat = straighten(np.full((800, 1200, 3), 235, np.uint8), BELOW, (ABOVE,))
    height, width = flat.image.shape[:2]

    def line(left: float, right: float, top: float) -> Quad:
        x0, x1, y0, y1 = left * width, right * width, top * height, (top + 0.08) * height
        return (x0, y0), (x1, y0), (x1, y1), (x0, y1)

    whole, cut = line(0.1, 0.5, 0.1), line(0.1, 0.69, 0.7)
    read = Fields(name=Field("Ada Lovell", 0.99, True, whole), emails=(Field("ada@quin", 0.99, True, cut),))

    told = fields_on_the_photo(read, flat, 1.0, (ABOVE,))

    assert told.name is not None
    assert (told.name.sure, told.emails[0].sure) == (True, False)
