"""What is no photo of a few cards: each is read as far as it goes, or refused, and never worse."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from afterhello.cardreader import Card, Fields, read, read_again
from cardreader.drawn import AMINA, JAN, PRIYA, as_bytes, drawn_card, laid

pytestmark = pytest.mark.ocr

GREETINGS = (
    "Good morning", "Guten Morgen", "Buenos días", "Bom dia", "Dzień dobry", "Günaydın", "Jó reggelt",
    "Доброе утро", "Добрый день, друзья", "Καλημέρα σας", "Dobré ráno", "Labas rytas",
)  # fmt: skip


def sure(fields: Fields) -> list[str]:
    """The values that nobody would be asked to check."""
    one = (fields.name, fields.title, fields.organisation, fields.address)
    several = (*fields.phones, *fields.emails, *fields.urls, *fields.social)
    return [field.value for field in (*one, *several) if field is not None and field.sure]


def texts(card: Card) -> list[str]:
    return [line.text for line in card.lines]


def test_the_same_card_twice_is_two_cards() -> None:
    desk = Image.new("RGB", (1600, 1200), "#3a3430")
    laid(desk, drawn_card(PRIYA), (420, 350), 4, width=700)
    laid(desk, drawn_card(PRIYA), (1150, 850), 174, width=700)

    assert [texts(card) for card in read(as_bytes(desk)).cards] == [list(PRIYA)] * 2


def test_a_page_of_text_makes_nothing_sure() -> None:
    page = Image.new("RGB", (1240, 1754), "white")
    pen, font = ImageDraw.Draw(page), ImageFont.truetype("DejaVuSans.ttf", 24)
    for row in range(46):
        pen.text((90, 70 + 35 * row), "The warehouse near the river was let again in March, as we had hoped.",
                 "black", font)  # fmt: skip

    for card in read(as_bytes(page)).cards:
        assert sure(card.fields) == []


def test_a_screenshot_is_read_without_harm() -> None:
    screen = Image.new("RGB", (1170, 2532), "#f4f4f6")
    pen, font = ImageDraw.Draw(screen), ImageFont.truetype("DejaVuSans.ttf", 44)
    for row, words in enumerate(
        ("09:41", "Messages", "Jan Novak", "See you at eight?", "Amina Diallo", "Thanks!")
    ):
        pen.rounded_rectangle((40, 100 + 180 * row, 1130, 240 + 180 * row), 30, fill="white")
        pen.text((90, 140 + 180 * row), words, "#202020", font)

    reading = read(as_bytes(screen, "PNG"))

    assert (reading.width, reading.height) == (1170, 2532)
    read_lines = {text for card in reading.cards for text in texts(card)}
    assert {"Jan Novak", "See you at eight?", "Amina Diallo"} <= read_lines


def test_a_photo_upside_down_is_read_as_well() -> None:
    desk = Image.new("RGB", (1600, 1200), "#3a3430")
    laid(desk, drawn_card(AMINA), (420, 350), 0, width=700)
    laid(desk, drawn_card(JAN), (1150, 850), 0, width=700)

    cards = read(as_bytes(desk.rotate(180))).cards

    assert [texts(card) for card in cards] == [list(JAN), list(AMINA)]


def test_twelve_languages_on_one_card_are_read_as_far_as_it_goes() -> None:
    card = Image.new("RGB", (1000, 900), "white")
    pen, font = ImageDraw.Draw(card), ImageFont.truetype("DejaVuSans.ttf", 34)
    for row, words in enumerate(GREETINGS):
        pen.text((60, 30 + 70 * row), words, "black", font)

    read_card, *_ = read_again(as_bytes(card, quality=92))

    latin = [words for words in GREETINGS if words[0] < "Ā"]
    assert [words for words in latin if words not in texts(read_card)] == []
    assert "Добрый день, друзья" in texts(read_card)


def test_a_card_in_many_tiny_lines_keeps_its_order() -> None:
    card = Image.new("RGB", (1700, 1100), "#102030")
    pen, font = ImageDraw.Draw(card), ImageFont.truetype("DejaVuSans.ttf", 22)
    printed = [f"Branch {row:02}: 020 5555 01{row:02}" for row in range(20)]
    for row, words in enumerate(printed):
        pen.text((80, 60 + 48 * row), words, "white", font)

    (read_card,) = read_again(as_bytes(card, quality=90))

    assert texts(read_card) == printed


def test_the_crop_of_a_photo_that_holds_no_letters_is_no_card() -> None:
    out = io.BytesIO()
    Image.effect_noise((900, 600), 60).convert("RGB").save(out, "JPEG")

    assert read(out.getvalue()).cards == ()
