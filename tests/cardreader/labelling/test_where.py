"""Where on the card each value was read."""

from __future__ import annotations

import pytest

from afterhello.cardreader.labelling import label
from afterhello.cardreader.shapes import QR, Field, Quad
from cardreader.labelling.printing import HEIGHT, WIDTH, column, line, read


def box(field: Field | None) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    assert field is not None
    assert field.quad is not None
    return _edges(field.quad)


def _edges(quad: Quad) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    return min(xs), min(ys), max(xs), max(ys)


def test_each_value_tells_the_piece_of_its_line() -> None:
    lines = [
        line("Priya Nair", 60, 30, 44),
        line("Founder", 60, 90),
        line("Tel 020 5555 0134 | priya@example.org", 60, 130, 20),
    ]

    (fields,) = label(lines, WIDTH, HEIGHT, "GB")

    assert fields.phones[0].quad is not None
    assert fields.emails[0].quad is not None
    assert box(fields.name) == (60, 30, 280, 74)
    assert box(fields.phones[0]) == pytest.approx((100, 130, 230, 150))
    assert box(fields.emails[0]) == pytest.approx((260, 130, 430, 150))


def test_an_address_has_the_box_around_its_lines() -> None:
    fields = read(("Priya Nair", 44), "14 Quince Lane", "Leeds LS1 4XX")

    left, top, right, bottom = box(fields.address)

    assert (left, right) == (60, 60 + 0.5 * 24 * 14)
    assert bottom - top > 2 * 24


def test_the_piece_of_a_line_that_runs_upwards_is_cut_along_it() -> None:
    upwards = line("Tel 020 5555 0134 | priya@example.org", 0, 0, 20)
    turned = type(upwards)(upwards.text, 0.99, ((20, 400), (20, 30), (40, 30), (40, 400)))

    (fields,) = label([turned], WIDTH, HEIGHT, "GB")

    assert box(fields.emails[0]) == pytest.approx((20, 30, 40, 200))


def test_what_a_code_says_was_read_nowhere() -> None:
    code = QR("mecard", "MECARD:N:Nair,Priya;EMAIL:priya@example.org;;")

    (fields,) = label(column(("Priya Nair", 44)), WIDTH, HEIGHT, "GB", code)

    assert fields.name is not None
    assert fields.name.quad is None
    assert fields.emails[0].quad is None
