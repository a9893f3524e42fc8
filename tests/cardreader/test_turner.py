from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageOps

from afterhello import engines
from afterhello.cardreader import read, read_again
from afterhello.cardreader.geometry import as_quad
from afterhello.cardreader.reader import lines_on, seen_on
from afterhello.cardreader.shapes import Quad
from afterhello.cardreader.straightener import Flat, straighten
from afterhello.cardreader.turner import on_its_head, runs_down, unmirrored, upright
from afterhello.engines import OCR, Words
from afterhello.engines import Image as Image_
from afterhello.engines.geometry import strip_of
from afterhello.engines.rapid import Rapid
from cardreader.drawn import AMINA, JAN, PRIYA, as_bytes, as_pixels, drawn_card, laid

pytestmark = pytest.mark.ocr

WHOLE = np.asarray([(0, 0), (850, 0), (850, 550), (0, 550)], np.float32)


def seen(card: Image_, quarters: int) -> tuple[Image_, Flat]:
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
        def upside_down(self, strips: Sequence[Image_]) -> list[float]:
            return [0.5] * len(strips)

    card = as_pixels(drawn_card(PRIYA))
    strips = [strip_of(card, quad) for quad in ocr.find_text(card, longest_side_px=960)]
    turned = [np.ascontiguousarray(np.rot90(strip, 2)) for strip in strips]

    assert not on_its_head(strips, Doubting())
    assert on_its_head(turned, Doubting())


@pytest.mark.parametrize(("person", "quarters"), [(PRIYA, 0), (AMINA, 1), (JAN, 2)])
def test_a_mirrored_card_is_read_as_it_is_printed(person: tuple[str, ...], quarters: int) -> None:
    desk = Image.new("RGB", (1600, 1200), "#3a3430")
    corners = laid(desk, drawn_card(person), (800, 600), 90 * quarters + 8)

    (card,) = read(as_bytes(ImageOps.mirror(desk), quality=92)).cards

    assert [line.text for line in card.lines] == list(person)
    # A point at x lies at 1600 - x now; the card still begins at its own top left.
    assert np.abs(np.asarray(card.quad) - np.abs(corners - (1600, 0))).max() < 8
    with Image.open(io.BytesIO(card.upright_jpeg)) as crop:
        again = read_again(as_bytes(crop))
    assert [line.text for line in again[0].lines] == list(person)


def test_a_card_that_reads_well_is_not_mirrored_and_costs_nothing(ocr: OCR) -> None:
    class Unasked(Rapid):
        def read_strips(self, strips: Sequence[Image_]) -> list[Words]:
            raise AssertionError

    _, flat = seen(as_pixels(drawn_card(PRIYA)), 0)

    assert unmirrored(flat, seen_on(flat.image, ocr), Unasked()) is flat


@pytest.mark.parametrize(
    "lines",
    [("Priya Raman",), ("020 5555 0134", "07700 900123"), ("AB",)],
    ids=["one line", "digits", "short"],
)
@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("colours", [("white", "#222222"), ("#101820", "#f0f0f0")], ids=["light", "dark"])
def test_a_card_with_little_on_it_ends_the_right_way_up(
    ocr: OCR, lines: tuple[str, ...], quarters: int, colours: tuple[str, str]
) -> None:
    photo, flat = seen(as_pixels(drawn_card(lines, paper=colours[0], ink=colours[1])), quarters)

    turned = upright(flat, ocr.find_text(photo, longest_side_px=960), ocr)

    assert [line.text for line in lines_on(turned.image, ocr, engines.scripts())[0]] == list(lines)
