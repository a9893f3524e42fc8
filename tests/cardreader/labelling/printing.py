"""Cards set line by line, as the engine would hand them over."""

from __future__ import annotations

from afterhello.cardreader.labelling import label
from afterhello.cardreader.shapes import Field, Fields, Line

WIDTH, HEIGHT = 1050.0, 600.0

Printed = tuple[str, int] | str
"""A text, or a text and the height of its type in px (else 24)."""


def line(text: str, left: float, top: float, size: float = 24, confidence: float = 0.99) -> Line:
    right, bottom = left + 0.5 * size * len(text), top + size
    return Line(text, confidence, ((left, top), (right, top), (right, bottom), (left, bottom)))


def column(*printed: Printed, left: float = 60, top: float = 30) -> list[Line]:
    """Lines one under another."""
    lines: list[Line] = []
    for item in printed:
        text, size = (item, 24) if isinstance(item, str) else item
        lines.append(line(text, left, top, size))
        top += 1.4 * size
    return lines


def read(*printed: Printed, country: str | None = "GB") -> Fields:
    """The fields of a card with one person on it."""
    people = label(column(*printed), WIDTH, HEIGHT, country, None)
    assert len(people) == 1
    return people[0]


def value(field: Field | None) -> str | None:
    return None if field is None else field.value


def who(fields: Fields) -> tuple[str | None, str | None, str | None]:
    """Name, title and organisation."""
    return value(fields.name), value(fields.title), value(fields.organisation)
