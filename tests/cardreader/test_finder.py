from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from afterhello.cardreader.finder import Found, find
from afterhello.cardreader.geometry import clockwise, overlap
from afterhello.engines import OCR
from cardreader.drawn import AMINA, JAN, PRIYA, Corners, as_pixels, drawn_card, laid

pytestmark = pytest.mark.ocr

PLACES = [((650, 500), 20.0), ((1700, 560), 250.0), ((1000, 1300), 165.0)]


def on(desk: Image.Image, *, paper: str = "white", ink: str = "#222222") -> list[Corners]:
    people = (PRIYA, AMINA, JAN)
    return [
        laid(desk, drawn_card(person, paper=paper, ink=ink), middle, turn)
        for person, (middle, turn) in zip(people, PLACES, strict=True)
    ]


def rough(colour: str, size: tuple[int, int] = (2400, 1800)) -> Image.Image:
    """A desk with some grain."""
    flat = np.asarray(Image.new("RGB", size, colour), np.int16)
    grain = np.random.default_rng(3).integers(-6, 7, (size[1], size[0], 1))
    return Image.fromarray(np.clip(flat + grain, 0, 255).astype(np.uint8))


def matched(found: list[Found], truth: list[Corners]) -> list[float]:
    """For each true card the best overlap with one found."""
    return [max((overlap(clockwise(true), one.corners) for one in found), default=0) for true in truth]


@pytest.mark.parametrize(
    ("desk", "paper", "ink"),
    [
        ("#3a3430", "white", "#222222"),
        ("#e3e0da", "white", "#222222"),
        ("#e3e0da", "#26324a", "#f4f1ea"),
        ("#9a6a3a", "#f6f0dc", "#333333"),
    ],
    ids=["white on dark", "white on light", "dark on light", "cream on wood"],
)
def test_cards_on_a_desk_are_found_where_they_lie(ocr: OCR, desk: str, paper: str, ink: str) -> None:
    photo = rough(desk)
    truth = on(photo, paper=paper, ink=ink)

    found = find(as_pixels(photo), ocr)

    assert len(found) == 3
    assert min(matched(found, truth)) > 0.95


def test_cards_without_any_edge_are_found_by_their_text(ocr: OCR) -> None:
    photo = Image.new("RGB", (2400, 1800), "white")
    truth = on(photo)

    found = find(as_pixels(photo), ocr)

    assert len(found) == 3
    for true in truth:
        assert max(overlap(clockwise(true), one.corners) for one in found) > 0.3


def test_a_card_without_edges_takes_the_size_of_its_neighbours(ocr: OCR) -> None:
    photo = Image.new("RGB", (2400, 1800), "white")
    first = laid(photo, drawn_card(PRIYA, paper="#26324a", ink="white"), (600, 500), 5)
    hidden = laid(photo, drawn_card(AMINA), (1650, 1200), 0)

    found = find(as_pixels(photo), ocr)

    assert len(found) == 2
    assert matched(found, [first])[0] > 0.95
    assert matched(found, [hidden])[0] > 0.5


def test_a_scan_from_edge_to_edge_is_one_card(ocr: OCR) -> None:
    scan = drawn_card(PRIYA, paper="#fdfbf4")
    ImageDraw.Draw(scan).rectangle((500, 330, 830, 530), outline="#aa3333", width=4)

    (found,) = find(as_pixels(scan), ocr)

    assert overlap(found.corners, np.asarray([(0, 0), (850, 0), (850, 550), (0, 550)], np.float32)) > 0.9


def test_a_panel_of_a_card_is_no_card(ocr: OCR) -> None:
    photo = rough("#3a3430")
    card = drawn_card(PRIYA)
    panel = ImageDraw.Draw(card)
    panel.rectangle((0, 330, 850, 550), fill="#205080")
    panel.text((70, 400), "Open on Sundays", "white", font_size=40)
    truth = laid(photo, card, (1200, 900), 12)

    (found,) = find(as_pixels(photo), ocr)

    assert overlap(clockwise(truth), found.corners) > 0.95


def test_the_sheet_that_cards_lie_on_is_no_card(ocr: OCR) -> None:
    photo = rough("#3a3430")
    ImageDraw.Draw(photo).rectangle((150, 150, 2250, 1650), fill="#7d8f86")
    truth = on(photo)

    found = find(as_pixels(photo), ocr)

    assert len(found) == 3
    assert min(matched(found, truth)) > 0.95


def test_a_card_cut_off_by_the_frame_is_found(ocr: OCR) -> None:
    photo = rough("#3a3430")
    laid(photo, drawn_card(PRIYA), (330, 900), 0)

    (found,) = find(as_pixels(photo), ocr)

    assert found.corners[:, 0].min() < 12
    assert abs(found.corners[:, 0].max() - 710) < 12


def two_tone() -> Image.Image:
    """A card with a coloured head that is cut off easily: the rest has four good edges."""
    card = drawn_card(JAN)
    head = ImageDraw.Draw(card)
    head.rectangle((0, 0, 850, 170), fill="#205080")
    head.text((70, 60), JAN[0], "white", font_size=56)
    return card


@pytest.mark.parametrize("gap", [0, 2, 12])
def test_cards_side_by_side_in_rows_are_found_one_by_one(ocr: OCR, gap: int) -> None:
    photo = rough("#3a3430")
    cards = (drawn_card(PRIYA), two_tone(), drawn_card(AMINA, paper="#26324a", ink="white"))
    wide, high = 700 + gap, 700 * 550 / 850 + gap
    truth = [
        laid(photo, cards[(row + column) % 3], (480 + column * wide, 420 + row * high), 0, 700)
        for row in range(3)
        for column in range(3)
        if (row, column) != (2, 2)
    ]

    found = find(as_pixels(photo), ocr)

    assert len(found) == 8
    assert min(matched(found, truth)) > 0.9


def test_a_desk_without_print_has_no_cards(ocr: OCR) -> None:
    photo = rough("#9a6a3a")
    ImageDraw.Draw(photo).rectangle((400, 400, 1200, 900), fill="white")

    assert find(as_pixels(photo), ocr) == []


def test_cards_come_in_reading_order(ocr: OCR) -> None:
    photo = rough("#3a3430")
    for middle in ((600, 1300), (1800, 480), (600, 520), (1800, 1330)):
        laid(photo, drawn_card(PRIYA), middle, 0)

    found = find(as_pixels(photo), ocr)

    middles = [tuple(one.corners.mean(axis=0).round(-2)) for one in found]
    assert middles == [(600, 500), (1800, 500), (600, 1300), (1800, 1300)]
