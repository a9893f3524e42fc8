"""Cards side by side: a block of them is no card, and each tells where the next one lies."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from afterhello.cardreader.geometry import Corners, clockwise, mapped, overlap, to_rectangle
from afterhello.cardreader.neighbours import beside, company, completed, is_block, is_ordinary
from afterhello.cardreader.outlines import Outline
from afterhello.cardreader.shapes import Quad

WIDE, HIGH = 850.0, 550.0


def box(x: float, y: float, wide: float = WIDE, high: float = HIGH) -> Corners:
    return np.asarray([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)], np.float32)


def lines(x: float, y: float) -> list[Quad]:
    """Three lines of print on the card that begins at x, y; the first stands in its upper third."""
    tops = (y + 60, y + 260, y + 420)
    return [((x + 50, t), (x + 450, t), (x + 450, t + 40), (x + 50, t + 40)) for t in tops]


def rows(across: int, down: int) -> tuple[list[Corners], list[Quad]]:
    """Cards that touch one another, and all their lines."""
    places = [(column * WIDE, row * HIGH) for row in range(down) for column in range(across)]
    return [box(x, y) for x, y in places], [quad for x, y in places for quad in lines(x, y)]


def test_a_block_of_four_cards_is_no_card_though_it_has_the_proportions_of_one() -> None:
    cards, text = rows(2, 2)
    found = [Outline(shape, 0.9) for shape in cards]
    block = Outline(box(0, 0, 2 * WIDE, 2 * HIGH), 1.0)

    together = company([block, *found], text)

    assert len(together) == 4
    assert is_block(block, together)
    assert not any(is_block(one, together) for one in found)


def test_a_shape_across_two_cards_is_a_block() -> None:
    cards, _ = rows(2, 1)
    found = [Outline(shape, 0.9) for shape in cards]

    assert is_block(Outline(box(400, 0), 1.0), found)
    assert not is_block(Outline(box(0, 170, WIDE, 380), 1.0), found)


def test_the_halves_of_a_card_of_two_colours_have_not_its_proportions() -> None:
    text = lines(0, 0)

    assert is_ordinary(box(0, 0), text)
    assert not is_ordinary(box(0, 170, WIDE, 380), text)
    assert not is_ordinary(box(0, 0, 230, HIGH), text)


def test_one_card_alone_has_no_company() -> None:
    assert company([Outline(box(0, 0), 0.9)], lines(0, 0)) == []


def test_panels_on_each_of_several_cards_do_not_outweigh_the_cards() -> None:
    cards, text = rows(3, 1)
    whole = [Outline(shape, 0.8) for shape in cards]
    panels = [Outline(box(column * WIDE + 30, 30, 600, 400), 0.9) for column in range(3)]

    together = company([*panels, *whole], text)

    assert {id(one) for one in together} == {id(one) for one in whole}


@given(
    turn=st.floats(0, 6.28),
    moves=st.lists(st.floats(-0.08, 0.08), min_size=8, max_size=8),
    step=st.sampled_from([(1.012, 0.0), (-1.012, 0.0), (0.0, 1.012), (0.0, -1.012)]),
)
def test_a_card_in_perspective_tells_where_its_neighbours_lie(
    turn: float, moves: list[float], step: tuple[float, float]
) -> None:
    spin = np.asarray([(np.cos(turn), np.sin(turn)), (-np.sin(turn), np.cos(turn))])
    desk = box(0, 0, 6000, 4000) + np.asarray(moves).reshape(4, 2).astype(np.float32) * 4000
    seen = np.linalg.inv(to_rectangle(np.asarray(desk @ spin, np.float32), 6000, 4000))
    card, other = box(2500, 1700), box(2500 + step[0] * WIDE, 1700 + step[1] * HIGH)

    places = beside(mapped(np.asarray(seen, np.float64), card))

    true = clockwise(mapped(np.asarray(seen, np.float64), other))
    assert min(float(np.abs(clockwise(place) - true).max()) for place in places) < 3


def test_the_part_of_a_card_below_its_colour_is_completed_to_the_card() -> None:
    part = box(0, 170, WIDE, 380)

    places = list(completed(part, box(2000, 2000)))

    assert max(overlap(place, box(0, 0)) for place in places) > 0.98
    assert list(completed(box(0, 0), box(2000, 2000))) == []
