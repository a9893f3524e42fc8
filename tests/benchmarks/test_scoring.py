import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterhello.cardreader import Card, Field, Fields, Phone, Quad
from benchmarks.generator import TrueCard, card
from benchmarks.scoring import (
    Said,
    Score,
    digits,
    overlap,
    pair,
    right_way_up,
    said_values,
    same,
    true_values,
)

SQUARE: Quad = ((0, 0), (10, 0), (10, 10), (0, 10))
FAR: Quad = ((50, 50), (60, 50), (60, 60), (50, 60))


def true_card(quad: Quad) -> TrueCard:
    drawn = card(1, "GB", "left")
    return TrueCard(quad, drawn.fields, drawn.locale, drawn.layout, drawn.qr)


def read_card(quad: Quad, fields: Fields | None = None) -> Card:
    return Card(quad, fields or Fields(), None, (), b"")


@given(st.integers(-5, 25), st.integers(-5, 25))
def test_overlap_is_the_same_from_either_side_and_never_more_than_one(x: int, y: int) -> None:
    moved: Quad = ((x, y), (x + 10, y), (x + 10, y + 10), (x, y + 10))

    assert 0 <= overlap(SQUARE, moved) <= 1
    assert overlap(SQUARE, moved) == pytest.approx(overlap(moved, SQUARE))


def test_a_card_overlaps_itself_wholly_however_it_is_turned() -> None:
    turned: Quad = (SQUARE[2], SQUARE[3], SQUARE[0], SQUARE[1])

    assert overlap(SQUARE, turned) == pytest.approx(1)
    assert right_way_up(SQUARE, SQUARE)
    assert not right_way_up(SQUARE, turned)


def test_a_card_read_where_none_lies_is_false() -> None:
    pairing = pair([true_card(SQUARE)], [read_card(FAR), read_card(SQUARE)])

    assert [read.quad for _, read, _ in pairing.found if read] == [SQUARE]
    assert [read.quad for read in pairing.false] == [FAR]


def test_the_second_person_on_one_card_is_no_second_find() -> None:
    pairing = pair([true_card(SQUARE)], [read_card(SQUARE), read_card(SQUARE)])

    assert len(pairing.found) == 1
    assert len(pairing.false) == 1


@pytest.mark.parametrize(
    ("kind", "read", "printed"),
    [
        ("phones", "+44 20 7946-0134", "+44 (0)20 7946 0134"),
        ("urls", "HTTPS://quince.example.org/", "quince.example.org"),
        ("emails", "Leila@Quince.example.org", "leila@quince.example.org"),
        ("social", "www.linkedin.com/in/leila", "linkedin.com/in/leila"),
        ("organisation", "QUINCE & COMPANY", "Quince & Company"),
        ("address", "Wharf Road Leeds LS1 4XX", "Wharf Road, Leeds LS1 4XX"),
    ],
)
def test_what_differs_only_in_looks_is_the_same(kind: str, read: str, printed: str) -> None:
    assert same(kind, read, printed)


@pytest.mark.parametrize(
    ("kind", "read", "printed"),
    [
        ("phones", "020 7946 0135", "020 7946 0134"),
        ("emails", "leila@quince.example.com", "leila@quince.example.org"),
        ("name", "Leila", "Leila Haddad"),
    ],
)
def test_what_would_reach_somebody_else_is_not(kind: str, read: str, printed: str) -> None:
    assert not same(kind, read, printed)


def test_digits_keep_no_zero_in_brackets() -> None:
    assert digits("+49 (0)30 23125-123") == "493023125123"


def test_a_perfect_reading_scores_one() -> None:
    truth = true_values(card(7, "DE", "band").fields)
    score = Score()

    score.add(truth, {kind: [Said(value, True) for value in truth[kind]] for kind in truth})

    assert score.f1() == 1
    assert score.losses == []
    assert score.sure_right == score.true


def test_a_value_read_twice_counts_as_right_once() -> None:
    score = Score()

    score.add({"emails": ["a@b.example.org"]}, {"emails": [Said("a@b.example.org", False)] * 2})

    assert (score.true["emails"], score.said["emails"], score.right["emails"]) == (1, 2, 1)
    assert score.f1() == pytest.approx(2 / 3)


def test_the_fields_of_a_card_are_taken_as_values() -> None:
    fields = Fields(name=Field("Leila Haddad", 0.9, True), phones=(Phone("0113 496 0178", 0.5, False),))

    values = said_values(fields)

    assert values["name"] == [Said("Leila Haddad", True)]
    assert values["phones"] == [Said("0113 496 0178", False)]
    assert values["emails"] == []


def test_a_field_that_is_on_no_card_has_no_score() -> None:
    assert Score().f1(["social"]) is None
