import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterhello.cardreader import Card, Fields, Quad
from benchmarks.generator import TrueCard, card
from benchmarks.pairing import overlap, pair, right_way_up

SQUARE: Quad = ((0, 0), (10, 0), (10, 10), (0, 10))
FAR: Quad = ((50, 50), (60, 50), (60, 60), (50, 60))


def true_card(quad: Quad) -> TrueCard:
    drawn = card(1, "GB", "left")
    return TrueCard(quad, drawn.fields, drawn.locale, drawn.layout, drawn.qr)


def read_card(quad: Quad) -> Card:
    return Card(quad, Fields(), None, (), b"")


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


def test_a_card_in_a_mirror_is_found_and_upright() -> None:
    mirrored: Quad = (SQUARE[1], SQUARE[0], SQUARE[3], SQUARE[2])

    assert overlap(SQUARE, mirrored, (20, 20)) == pytest.approx(1)
    assert not right_way_up(SQUARE, mirrored)
    assert right_way_up(mirrored, mirrored)


def test_what_the_frame_cuts_off_counts_on_neither_side() -> None:
    cut: Quad = ((0, 0), (10, 0), (10, 8), (0, 8))

    assert overlap(SQUARE, cut) == pytest.approx(0.8)
    assert overlap(SQUARE, cut, (20, 8)) == pytest.approx(1)


def test_a_card_wholly_outside_the_frame_overlaps_nothing() -> None:
    assert overlap(FAR, FAR, (20, 20)) == 0


def test_a_card_read_where_none_lies_is_false() -> None:
    pairing = pair([true_card(SQUARE)], [read_card(FAR), read_card(SQUARE)])

    assert [one.read[0].quad for one in pairing.pairs] == [SQUARE]
    assert [people[0].quad for people in pairing.false] == [FAR]


def test_a_sliver_of_a_card_may_be_read_or_left() -> None:
    pairing = pair([true_card(SQUARE)], [read_card(FAR)], beside=[true_card(FAR)])

    assert pairing.false == ()
    assert [one.read for one in pairing.pairs] == [()]


def test_two_people_of_one_card_are_one_find() -> None:
    pairing = pair([true_card(SQUARE)], [read_card(SQUARE), read_card(SQUARE)])

    assert [len(one.read) for one in pairing.pairs] == [2]
    assert pairing.false == ()
