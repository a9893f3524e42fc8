"""One card read again from its own picture, with and without its place on a photo."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from afterhello.cardreader import Quad, read, read_again
from afterhello.errors import Unreadable
from cardreader.drawn import AMINA, PRIYA, as_bytes, drawn_card, laid

pytestmark = pytest.mark.ocr

CROP = as_bytes(drawn_card(PRIYA), quality=90)


def apart(one: Quad, other: Quad) -> float:
    """How far two quads' middles are from one another, px."""
    return float(np.linalg.norm(np.mean(one, axis=0) - np.mean(other, axis=0)))


def test_a_crop_is_read_in_its_own_pixels() -> None:
    (card,) = read_again(CROP)

    assert [line.text for line in card.lines] == list(PRIYA)
    assert card.fields.name is not None
    assert card.fields.name.value == PRIYA[0]
    assert np.allclose(card.quad, [(0, 0), (850, 0), (850, 550), (0, 550)])
    # The name is printed at 70, 80, about 56 px high.
    x, y = card.lines[0].quad[0]
    assert abs(x - 70) < 15
    assert abs(y - 85) < 15


def test_a_crop_with_its_place_speaks_of_the_photo() -> None:
    desk = Image.new("RGB", (1600, 1200), "#3a3430")
    laid(desk, drawn_card(AMINA), (800, 600), 200)
    (first,) = read(as_bytes(desk, quality=92)).cards

    (again,) = read_again(first.upright_jpeg, first.quad)

    assert np.allclose(again.quad, first.quad, atol=0.01)
    assert [line.text for line in again.lines] == [line.text for line in first.lines]
    for old, new in zip(first.lines, again.lines, strict=True):
        assert apart(old.quad, new.quad) < 5
    assert first.fields.emails[0].quad is not None
    assert apart(first.fields.emails[0].quad, first.lines[3].quad) < 5


def test_a_turned_crop_is_read_as_it_stands() -> None:
    on_its_head = drawn_card(PRIYA).rotate(180)

    assert PRIYA[0] not in [line.text for card in read_again(as_bytes(on_its_head)) for line in card.lines]


def test_an_empty_crop_gives_no_card() -> None:
    assert read_again(as_bytes(Image.new("RGB", (850, 550), "white"))) == ()


def test_a_damaged_crop_is_refused() -> None:
    with pytest.raises(Unreadable, match="damaged"):
        read_again(CROP[:3000])
