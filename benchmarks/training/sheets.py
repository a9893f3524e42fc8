"""An invented card set somewhere, as lines with boxes: no pixel is drawn.

Endless layouts: blocks in any order and column, type of any size, lines that wrap, share a line or
stand beside one another. Lengths are in units of the card's height.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.training.people import Invented, Role, Text


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line: its text and what it is. Pieces of one value over two lines share `value`."""

    text: str
    role: Role
    value: int


@dataclass(frozen=True, slots=True)
class Set:
    """One printed line: its pieces with what stands between them, its box in card heights."""

    pieces: tuple[Piece, ...]
    glue: str
    left: float
    top: float
    width: float
    size: float
    turned: int = 0
    """Degrees clockwise: 0, 90 or 270."""

    @property
    def text(self) -> str:
        """All of it."""
        return self.glue.join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Row:
    """What a block is made of before it has a place: texts on one line, and the height of the type."""

    texts: tuple[Text, ...]
    glue: str
    size: float


_WRAPS: dict[Role, float] = {
    "name": 0.2, "title": 0.6, "organisation": 0.6, "department": 0.6, "slogan": 0.7, "address": 0.4,
    "other": 0.3, "contact": 0.0,
}  # fmt: skip
"""How often a text that has no room goes on below rather than being set smaller."""


_BREAKS: dict[Role, float] = {"name": 0.12, "organisation": 0.15, "title": 0.05, "slogan": 0.1}
"""How often a text is broken though there is room: lettering in two lines."""


@dataclass
class Setter:
    """The state of a sheet being filled."""

    rng: Random
    lines: list[Set]
    values: int = 0

    def column(self, rows: Sequence[Row], left: float, top: float, room: float, align: str) -> float:
        """Set rows one under another; returns where the next may begin."""
        leading = self.rng.uniform(1.12, 1.75)
        for row in rows:
            size = row.size
            natural = _width(row.glue.join(t.text for t in row.texts), size)
            role = row.texts[0].role
            wraps = natural > room and len(row.texts) == 1 and self.rng.random() < _WRAPS[role]
            broken = len(row.texts) == 1 and self.rng.random() < _BREAKS.get(role, 0.0)
            width = natural * self.rng.uniform(0.55, 0.75) if broken else room
            lines = self._wrapped(row, min(width, room)) if wraps or broken else [self._pieces(row)]
            later = self.rng.choice((1.0, 1.0, 0.6, 0.8)) if role == "organisation" else 1.0
            for number, line in enumerate(lines):
                text = row.glue.join(piece.text for piece in line)
                fits = size if wraps else min(size, size * room / max(_width(text, size), 1e-6))
                fits *= later if number else 1.0
                width = _width(text, fits)
                x = left + {"left": 0.0, "centre": (room - width) / 2, "right": room - width}[align]
                self.lines.append(Set(tuple(line), row.glue, x, top, width, fits))
                top += fits * leading
        return top

    def _pieces(self, row: Row) -> list[Piece]:
        found = []
        for text in row.texts:
            self.values += 1
            found.append(Piece(text.text, text.role, self.values))
        return found

    def _wrapped(self, row: Row, room: float) -> list[list[Piece]]:
        (text,) = row.texts
        self.values += 1
        lines, line = [], ""
        for word in text.text.split():
            longer = f"{line} {word}".strip()
            if line and _width(longer, row.size) > room:
                lines.append(line)
                longer = word
            line = longer
        return [[Piece(part, text.role, self.values)] for part in (*lines, line)]


def _width(text: str, size: float) -> float:
    wide = sum(
        1.0 if unicodedata.east_asian_width(mark) in "WF" else 0.62 if mark.isupper() else 0.5
        for mark in text
    )
    return max(0.2, wide) * size


def compose(rng: Random, invented: Invented) -> tuple[Set, ...]:
    """A card of somebody in some layout."""
    base = rng.uniform(0.032, 0.062)
    blocks = _blocks(rng, invented, base)
    rng.shuffle(blocks)
    if rng.random() < 0.6:
        blocks.sort(key=lambda block: block[0].texts[0].role in ("contact", "address", "other"))
    width = rng.choice((1.55, 1.6, 1.75, 1.75, 0.6, 1.0))
    setter = Setter(rng, [])
    if width > 1 and rng.random() < 0.4 and len(blocks) > 2:
        cut = rng.randrange(1, len(blocks))
        wide = rng.uniform(0.35, 0.6) * width
        _stack(setter, blocks[:cut], 0.06, wide - 0.1, rng.choice(("left", "left", "centre", "right")))
        _stack(setter, blocks[cut:], wide, width - wide - 0.06, rng.choice(("left", "left", "right")))
    else:
        _stack(setter, blocks, 0.08, width - 0.16, rng.choice(("left", "left", "centre", "right")))
    return tuple(setter.lines)


def _stack(setter: Setter, blocks: Sequence[Sequence[Row]], left: float, room: float, align: str) -> None:
    top = setter.rng.uniform(0.04, 0.3)
    for block in blocks:
        top = setter.column(block, left, top, room, align) + setter.rng.choice((0.0, 0.01, 0.03, 0.06, 0.12))


def _blocks(rng: Random, card: Invented, base: float) -> list[list[Row]]:
    person = _person(rng, card, base)
    firm = [_row(card.organisation, "organisation", base * rng.choice((0.9, 1.1, 1.3, 1.7, 2.2, 3.0)))]
    firm += [_row(card.slogan, "slogan", base * rng.uniform(0.7, 1.3))]
    logo = _row(card.logo, "other", base * rng.choice((1.5, 2.2, 3.0)))
    if rng.random() < 0.3:
        person += [row for row in firm[:1] if row]
        firm = firm[1:]
    between = rng.choice(("  |  ", "   ", " / "))
    colleague: list[Row | None] = []
    if card.colleague:
        size = next((row.size for row in person if row and row.texts[0].role == "name"), base)
        colleague = [_row(card.colleague[0], "name", size), _row(card.colleague[1], "title", base)]
    services = [Row((Text(line, "slogan"),), "", base * rng.uniform(0.8, 1.2)) for line in card.services]
    contact = [
        Row(tuple(Text(way.label + way.value, "contact") for way in line), between, base * 0.9)
        for line in card.contact
    ]
    address = [Row((Text(line, "address"),), "", base * 0.9) for line in card.address]
    other = [Row((Text(line, "other"),), "", base * rng.uniform(0.6, 1.0)) for line in card.other]
    if rng.random() < 0.35:
        contact, address = [*address, *contact] if rng.random() < 0.5 else [*contact, *address], []
    kept = [
        [row for row in block if row]
        for block in (person, firm, contact, address, other, colleague, [logo], services)
    ]
    return [block for block in kept if block]


def _row(text: str | None, role: Role, size: float) -> Row | None:
    return Row((Text(text, role),), "", size) if text else None


def _person(rng: Random, card: Invented, base: float) -> list[Row | None]:
    name = _row(card.name, "name", base * rng.choice((1.0, 1.2, 1.4, 1.7, 2.0, 2.4)))
    title = _row(card.title, "title", base * rng.choice((0.8, 0.9, 1.0, 1.1, 1.2)))
    department = _row(card.department, "department", base * rng.choice((0.8, 0.9, 1.0)))
    if name and title and rng.random() < 0.15:
        glue = rng.choice((", ", ", ", " | ", " – ", " - ", ": ", " / ", "  "))
        return [Row((*name.texts, *title.texts), glue, name.size), department]
    if title and department and rng.random() < 0.25:
        return [name, Row((*title.texts, *department.texts), rng.choice((", ", " - ", " | ")), title.size)]
    rows = [name, _row(card.degrees, "other", base * 0.8), title, department]
    roll = rng.random()
    if roll < 0.08:
        rows = [title, name, department]
    elif roll < 0.16:
        rows = [name, department, title]
    return rows
