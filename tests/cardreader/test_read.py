"""The reader as a whole: a photo in, cards out."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from afterhello.cardreader import Progress, Reading, read, read_again
from afterhello.cardreader.geometry import overlap
from cardreader.drawn import AMINA, JAN, PRIYA, Corners, as_bytes, drawn_card, laid

pytestmark = pytest.mark.ocr

PEOPLE = (PRIYA, AMINA, JAN)


def stack(size: tuple[int, int] = (2400, 1800)) -> tuple[Image.Image, list[Corners]]:
    """Three cards on a dark desk, one of them upside down, one on its side."""
    desk = Image.new("RGB", size, "#3a3430")
    places = (((640, 500), 12.0), ((1750, 560), 188.0), ((1000, 1300), 265.0))
    return desk, [
        laid(desk, drawn_card(person), middle, turn)
        for person, (middle, turn) in zip(PEOPLE, places, strict=True)
    ]


@pytest.fixture(scope="module")
def evening() -> tuple[Reading, list[Progress], list[Corners]]:
    desk, truth = stack()
    heard: list[Progress] = []
    return read(as_bytes(desk, quality=90), country="GB", progress=heard.append), heard, truth


Evening = tuple[Reading, list[Progress], list[Corners]]


def test_every_card_is_read_in_order(evening: Evening) -> None:
    reading, _, _ = evening

    assert [card.lines[0].text for card in reading.cards] == [person[0] for person in PEOPLE]
    assert [len(card.lines) for card in reading.cards] == [4, 4, 4]


def test_a_card_begins_at_its_own_top_left(evening: Evening) -> None:
    reading, _, truth = evening

    for card, true in zip(reading.cards, truth, strict=True):
        assert np.abs(np.asarray(card.quad) - true).max() < 6


def test_lines_lie_on_the_photo_where_they_were_printed(evening: Evening) -> None:
    reading, _, truth = evening

    for card, true in zip(reading.cards, truth, strict=True):
        across, down = true[1] - true[0], true[3] - true[0]
        # The name is printed at 70, 80 of 850 × 550 px, about 56 px high.
        expected = true[0] + across * 70 / 850 + down * (80 + 30) / 550
        first = np.asarray(card.lines[0].quad)
        assert np.linalg.norm((first[0] + first[3]) / 2 - expected) < 25


def test_the_crop_is_upright_and_can_be_read_again(evening: Evening) -> None:
    reading, _, _ = evening

    (again,) = read_again(reading.cards[1].upright_jpeg)

    assert again.lines[0].text == AMINA[0]


def test_fields_are_labelled(evening: Evening) -> None:
    reading, _, _ = evening

    assert [card.fields.name.value for card in reading.cards if card.fields.name] == [p[0] for p in PEOPLE]
    assert [card.fields.emails[0].value for card in reading.cards] == [p[3] for p in PEOPLE]


def test_progress_counts_every_card(evening: Evening) -> None:
    _, heard, _ = evening

    assert [(step.done, step.total) for step in heard] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert heard[0].found is None
    assert all(step.found is not None for step in heard[1:])


def test_a_photo_kept_reduced_has_corners_of_its_full_size() -> None:
    desk = Image.new("RGB", (7000, 5000), "#3a3430")
    truth = laid(desk, drawn_card(PRIYA), (3600, 2600), 8, width=3000)

    reading = read(as_bytes(desk, quality=85))

    (card,) = reading.cards
    assert (reading.width, reading.height) == (7000, 5000)
    assert overlap(np.asarray(card.quad, np.float32), truth) > 0.97
    assert card.lines[0].text == PRIYA[0]


def test_a_photo_turned_by_its_exif_is_read_as_one_sees_it() -> None:
    desk, _ = stack()
    exif = Image.Exif()
    exif[0x0112] = 8
    sideways = desk.transpose(Image.Transpose.ROTATE_270)

    reading = read(as_bytes(sideways, exif=exif, quality=90))

    assert (reading.width, reading.height) == (2400, 1800)
    assert [card.lines[0].text for card in reading.cards] == [person[0] for person in PEOPLE]


def test_a_photo_without_cards_is_an_empty_reading() -> None:
    heard: list[Progress] = []

    reading = read(as_bytes(Image.new("RGB", (640, 480), "#3a3430")), progress=heard.append)

    assert reading == Reading(640, 480, ())
    assert heard == [Progress(0, 0, None)]
