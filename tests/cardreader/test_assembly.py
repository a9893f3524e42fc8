"""Quadrilaterals put together from edges that are in pieces, around print that tells the direction."""

from __future__ import annotations

import math

import cv2
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from afterhello.cardreader.assembly import assembled, completed, lengthened
from afterhello.cardreader.blocks import Print, blocks
from afterhello.cardreader.geometry import Corners, clockwise, overlap
from afterhello.cardreader.plane import Plane
from afterhello.cardreader.shapes import Quad
from afterhello.cardreader.slope import Slope
from afterhello.cardreader.straightedges import Lines, straight_lines
from afterhello.engines import Image

LONGER, SHORTER = 340.0, 220.0
MIDDLE = np.asarray((500, 400), np.float32)
FROM_ABOVE = Plane((500.0, 400.0), 500.0)


def turned(points: object, degrees: float) -> Corners:
    turn = math.radians(degrees)
    spin = np.asarray([(math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))], np.float32)
    return np.asarray(np.asarray(points, np.float32) @ spin + MIDDLE, np.float32)


def card(degrees: float) -> Corners:
    wide, high = LONGER / 2, SHORTER / 2
    return turned([(-wide, -high), (wide, -high), (wide, high), (-wide, high)], degrees)


def print_of(degrees: float) -> list[Quad]:
    """Three lines of print in the middle of the card."""
    quads = []
    for top in (-40, -14, 12):
        corners = turned([(-110, top), (70, top), (70, top + 16), (-110, top + 16)], degrees)
        quads.append(tuple((float(x), float(y)) for x, y in corners))
    return quads  # type: ignore[return-value]  # four points each


def looked_at(photo: Image, text: Print) -> Lines:
    lab = np.asarray(cv2.cvtColor(photo, cv2.COLOR_BGR2LAB), np.uint8)
    return straight_lines(lab, Slope(lab), text.quads)


def photo_of(degrees: float) -> Image:
    photo: Image = np.full((800, 1000, 3), 70, np.uint8)
    cv2.fillConvexPoly(photo, np.rint(card(degrees) * 16).astype(np.int32), (240, 240, 240), cv2.LINE_AA, 4)
    return photo


@settings(max_examples=25, deadline=None)
@given(degrees=st.floats(0, 360))
def test_a_card_turned_any_way_is_put_together_from_its_edges(degrees: float) -> None:
    text = Print(print_of(degrees))
    (block,) = blocks(text)

    quads = assembled(block, 16, looked_at(photo_of(degrees), text), None)

    assert max(overlap(clockwise(card(degrees)), clockwise(quad)) for quad in quads) > 0.95


@settings(max_examples=15, deadline=None)
@given(degrees=st.floats(0, 360), at=st.sampled_from([0, 1, 2, 3]))
def test_fingers_over_a_side_break_its_edge_but_not_the_card(degrees: float, at: int) -> None:
    photo, shape, text = photo_of(degrees), card(degrees), Print(print_of(degrees))
    side = (shape[at] + shape[(at + 1) % 4]) / 2
    cv2.circle(photo, (int(side[0]), int(side[1])), 34, (110, 150, 200), -1)
    (block,) = blocks(text)

    quads = assembled(block, 16, looked_at(photo, text), None)

    assert max(overlap(clockwise(shape), clockwise(quad)) for quad in quads) > 0.95


@settings(max_examples=15, deadline=None)
@given(degrees=st.floats(0, 360), at=st.sampled_from([0, 1, 2, 3]))
def test_one_visible_corner_is_enough_where_the_size_of_cards_is_known(degrees: float, at: int) -> None:
    photo, shape, text = photo_of(degrees), card(degrees), Print(print_of(degrees))
    # Everything but the half around one corner is hidden.
    across = shape[(at + 1) % 4] - shape[(at + 3) % 4]
    far = (shape[(at + 2) % 4] - shape[at]) * 1.2
    first, second = shape[(at + 3) % 4] + far * 0.05 - across, shape[(at + 1) % 4] + far * 0.05 + across
    hidden = np.asarray([first, second, second + far, first + far])
    cv2.fillConvexPoly(photo, np.rint(hidden).astype(np.int32), (70, 70, 70))
    (block,) = blocks(text)

    quads = completed(block, 16, looked_at(photo, text), (LONGER, SHORTER), FROM_ABOVE)

    assert max(overlap(clockwise(shape), clockwise(quad)) for quad in quads) > 0.9


@settings(max_examples=15, deadline=None)
@given(degrees=st.floats(0, 360), short_end=st.booleans(), longer=st.floats(0.9, 1.1))
def test_a_card_of_which_an_end_is_covered_has_the_length_of_its_companions(
    degrees: float, short_end: bool, longer: float
) -> None:
    photo, text = photo_of(degrees), Print(print_of(degrees))
    beyond = [(75, -300), (300, -300), (300, 300), (75, 300)] if short_end else [
        (-300, 45), (300, 45), (300, 300), (-300, 300)
    ]  # fmt: skip
    cv2.fillConvexPoly(photo, np.rint(turned(beyond, degrees)).astype(np.int32), (130, 120, 110))
    (block,) = blocks(text)

    usual = (LONGER * longer, SHORTER * longer)
    quads = lengthened(block, 16, looked_at(photo, text), usual, FROM_ABOVE)

    assert max(overlap(clockwise(card(degrees)), clockwise(quad)) for quad in quads) > 0.85


def test_print_in_two_directions_is_two_blocks() -> None:
    there = [tuple((x + 60, y + 60) for x, y in quad) for quad in print_of(40)]

    assert len(blocks(Print([*print_of(0), *there]))) == 2  # type: ignore[list-item]  # four points each


def test_a_photo_without_edges_has_no_quadrilaterals() -> None:
    text = Print(print_of(0))
    (block,) = blocks(text)
    nothing: Image = np.full((800, 1000, 3), 70, np.uint8)

    assert len(assembled(block, 16, looked_at(nothing, text), None)) == 0
    assert len(completed(block, 16, looked_at(nothing, text), (LONGER, SHORTER), FROM_ABOVE)) == 0
    assert len(lengthened(block, 16, looked_at(nothing, text), (LONGER, SHORTER), FROM_ABOVE)) == 0
