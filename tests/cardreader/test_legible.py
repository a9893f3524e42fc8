"""What lies beside cards and cannot be read is none of them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from afterhello.cardreader.legible import without_scribbles
from afterhello.cardreader.shapes import QR, Card, Field, Fields, Line, Quad, Unread

PLACE: Quad = ((0, 0), (90, 0), (90, 50), (0, 50))


def card(*lines: tuple[str, float]) -> Card:
    return Card(PLACE, Fields(), None, tuple(Line(text, sure, PLACE) for text, sure in lines), b"")


READ = card(("Amina Diallo", 0.99), ("amina@example.org", 0.98))
NOTE = card(("lulle", 0.87), ("lee be", 0.67))
KEYS = card(("M", 0.99), ("N", 0.98))


def test_a_note_by_hand_and_a_key_beside_a_card_are_no_cards() -> None:
    assert without_scribbles([NOTE, READ, KEYS]) == [READ]


def test_a_photo_of_nothing_but_notes_has_no_card() -> None:
    assert without_scribbles([NOTE, KEYS]) == []


def test_a_piece_of_a_page_is_no_card() -> None:
    piece = card(("they market be", 1.0), ("ce window", 1.0), ("ummer have a", 0.99), ("Letter", 0.99))

    assert without_scribbles([piece, READ]) == [READ]


def test_the_back_of_a_card_with_its_firm_alone_stays() -> None:
    back = card(("nexdroum", 0.99), ("Bright minds. Bold moves.", 0.99))
    slogan = card(("simply good tea", 0.99), ("Quince & Sons", 0.99))

    assert without_scribbles([back, slogan]) == [back, slogan]


def test_whoever_is_named_in_small_letters_stays() -> None:
    small = replace(
        card(("amina diallo", 0.99), ("photographs of people", 0.99)),
        fields=Fields(name=Field("amina diallo", 0.9, False, PLACE)),
    )

    assert without_scribbles([small]) == [small]


def test_a_code_or_another_script_is_reason_to_stay() -> None:
    coded = replace(NOTE, qr=QR("url", "https://example.org"))
    foreign = replace(NOTE, unread=(Unread("Cyrillic", 3),))

    assert without_scribbles([READ, coded, foreign]) == [READ, coded, foreign]


@given(st.lists(st.sampled_from([READ, NOTE, KEYS]), max_size=6))
def test_no_card_that_was_read_is_lost(cards: list[Card]) -> None:
    left = without_scribbles(cards)

    assert left == [card for card in cards if card is READ]
