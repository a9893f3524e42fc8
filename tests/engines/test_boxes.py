from __future__ import annotations

import math
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from afterhello.engines.geometry import along_the_line, reading_order
from afterhello.engines.protocol import Quad


def box(x: float, y: float, wide: float, high: float, turn: float = 0) -> Quad:
    c, s = math.cos(turn), math.sin(turn)
    a, b, d, e = [(0, 0), (wide, 0), (wide, high), (0, high)]
    return tuple((x + c * u - s * v, y + s * u + c * v) for u, v in (a, b, d, e))  # type: ignore[return-value]  # four points


@given(
    st.floats(-math.pi, math.pi),
    st.floats(30, 900),
    st.floats(2, 25),
    st.randoms(use_true_random=False),
)
def test_a_box_begins_with_its_longer_side_whatever_its_corners_order(
    turn: float, wide: float, high: float, chance: Random
) -> None:
    corners = list(box(400, 300, wide, high, turn))
    start = chance.randrange(4)
    given_corners = corners[start:] + corners[:start]
    if chance.random() < 0.5:
        given_corners.reverse()

    a, b, c, d = along_the_line(given_corners)

    assert math.isclose(math.dist(a, b), wide, rel_tol=1e-6)
    assert math.isclose(math.dist(b, c), high, rel_tol=1e-6)
    assert (b[0] - a[0]) * (d[1] - a[1]) - (b[1] - a[1]) * (d[0] - a[0]) > 0
    steep = abs(b[1] - a[1]) > abs(b[0] - a[0])
    assert (b[1] > a[1]) if steep else (b[0] > a[0])


@given(st.permutations(range(6)))
def test_lines_are_read_row_by_row_whatever_order_they_were_found_in(order: list[int]) -> None:
    page = [box(300 * (n % 2), 60 * (n // 2) + 5 * (n % 2), 200, 40) for n in range(6)]

    assert reading_order([page[n] for n in order]) == page


def test_nothing_found_is_nothing_to_read() -> None:
    assert reading_order([]) == []
