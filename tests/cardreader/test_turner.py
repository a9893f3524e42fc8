from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from afterhello import engines
from afterhello.cardreader.geometry import as_quad
from afterhello.cardreader.reader import lines_on
from afterhello.cardreader.shapes import Quad
from afterhello.cardreader.straightener import Flat, straighten
from afterhello.cardreader.turner import on_its_head, runs_down, upright
from afterhello.engines import OCR, Image
from afterhello.engines.geometry import strip_of
from afterhello.engines.rapid import Rapid
from cardreader.drawn import AMINA, JAN, PRIYA, as_pixels, drawn_card

pytestmark = pytest.mark.ocr

WHOLE = np.asarray([(0, 0), (850, 0), (850, 550), (0, 550)], np.float32)


def seen(card: Image, quarters: int) -> tuple[Image, Flat]:
    """The card on a photo that was taken so many quarters turned, straightened as it lies there."""
    photo = np.ascontiguousarray(np.rot90(card, -quarters))
    height, width = photo.shape[:2]
    whole = np.asarray([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    return photo, straighten(photo, whole)


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("person", [PRIYA, AMINA, JAN], ids=["Priya", "Amina", "Jan"])
def test_every_card_ends_the_right_way_up(ocr: OCR, person: tuple[str, ...], quarters: int) -> None:
    photo, flat = seen(as_pixels(drawn_card(person)), quarters)

    turned = upright(flat, ocr.find_text(photo, longest_side_px=960), ocr)

    (lines, _) = lines_on(turned.image, ocr, engines.scripts())
    assert lines[0].text == person[0]
    # The photo's corner that the card's top left was turned to.
    assert np.allclose(turned.corners[0], np.roll(flat.corners, -quarters, axis=0)[0])


def test_a_card_without_lines_stays_as_it_was(ocr: OCR) -> None:
    flat = straighten(np.full((550, 850, 3), 255, np.uint8), WHOLE)

    assert upright(flat, [], ocr) is flat
    assert not on_its_head([], ocr)


def test_long_lines_outvote_square_ones() -> None:
    across: Quad = as_quad(np.asarray([(0, 0), (300, 0), (300, 20), (0, 20)]))
    square: Quad = as_quad(np.asarray([(0, 0), (0, 52), (-50, 52), (-50, 0)]))

    assert not runs_down([across, square, square])
    assert runs_down([square])


def test_lines_that_the_classifier_doubts_are_read_both_ways(ocr: OCR) -> None:
    class Doubting(Rapid):
        def upside_down(self, strips: Sequence[Image]) -> list[float]:
            return [0.5] * len(strips)

    card = as_pixels(drawn_card(PRIYA))
    strips = [strip_of(card, quad) for quad in ocr.find_text(card, longest_side_px=960)]
    turned = [np.ascontiguousarray(np.rot90(strip, 2)) for strip in strips]

    assert not on_its_head(strips, Doubting())
    assert on_its_head(turned, Doubting())
