"""Printed lines as an engine would hand them over: letters confused, accents lost, lines torn and joined."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from afterhello.cardreader.shapes import Line
from benchmarks.training.sheets import Piece, Set

ALIKE = {
    "l": "1I|i", "I": "l1|", "1": "lI", "O": "0", "0": "O", "o": "0", "rn": "m", "m": "rn", "S": "5",
    "5": "S",
    "B": "8", "Z": "2", "e": "c", "c": "e", "a": "o", "g": "q", "u": "v", "v": "u", "n": "h", "t": "f",
    "i": "l",
    ",": ".", ".": ",", "ii": "ü", "ö": "o", "-": "",
}  # fmt: skip
SCRAPS = (
    "AB",
    "O",
    "lll",
    "V",
    "MN",
    "H",
    "KX",
    "三",
    "@",
    "ee",
    "A A",
    "CO",
    "RM",
    "W",
    "OO",
    "Ω",
    "EST",
    "tt",
)


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A line as read, and the printed pieces that are on it."""

    line: Line
    pieces: tuple[Piece, ...]
    glue: str = ""


def spoil(rng: Random, lines: Sequence[Set], height: float = 1000.0) -> list[Spoilt]:
    """What an engine of middling quality reads of a card; quads in px of a card `height` px high."""
    rate = rng.choice((0.0, 0.0, 0.003, 0.01, 0.025))
    kept = [line for line in _joined(rng, lines) if rng.random() > 0.012]
    found = [_read(rng, line, rate, height) for line in kept]
    if rng.random() < 0.14:
        found.append(_scrap(rng, height))
    return found


def _joined(rng: Random, lines: Sequence[Set]) -> list[Set]:
    """Lines that stand on one level now and then read as one."""
    done: list[Set] = []
    for line in sorted(lines, key=lambda one: (one.top, one.left)):
        other = done[-1] if done else None
        if other and _beside(other, line) and rng.random() < 0.12:
            width = line.left + line.width - other.left
            between = Piece(" ", "other", -1)
            done[-1] = replace(
                _glued(other), pieces=(*_glued(other).pieces, between, *_glued(line).pieces), width=width
            )
        else:
            done.append(line)
    return done


def _beside(one: Set, other: Set) -> bool:
    gap = other.left - one.left - one.width
    level = abs(one.top - other.top) < 0.25 * other.size
    return level and 0 < gap < 3 * other.size and one.turned == other.turned == 0


def _glued(line: Set) -> Set:
    """The same line with what stands between its pieces as pieces."""
    pieces = [piece for one in line.pieces for piece in (Piece(line.glue, "other", -1), one)]
    return replace(line, pieces=tuple(pieces[1:]), glue="")


def _read(rng: Random, line: Set, rate: float, height: float) -> Spoilt:
    pieces = tuple(replace(piece, text=letters(rng, piece.text, rate)) for piece in line.pieces)
    text = line.glue.join(piece.text for piece in pieces)
    jitter = [rng.gauss(0, 0.06 * line.size) for _ in range(4)]
    left, top = line.left + jitter[0], line.top + jitter[1]
    right, bottom = (
        line.left + line.width + jitter[2],
        line.top + line.size * rng.uniform(0.9, 1.2) + jitter[3],
    )
    box = [value * height for value in (left, top, right, bottom)]
    corners = ((box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3]))
    first = {0: 0, 90: 1, 270: 3}[line.turned]
    quad = (corners[first], corners[(first + 1) % 4], corners[(first + 2) % 4], corners[(first + 3) % 4])
    confidence = min(0.999, max(0.5, 0.99 - abs(rng.gauss(0, 0.02)) - rate * 4 * rng.random()))
    return Spoilt(Line(text, confidence, quad), pieces, line.glue)


def letters(rng: Random, text: str, rate: float) -> str:
    """The text with letters confused, accents and spaces lost at that rate."""
    if rate and rng.random() < 12 * rate:
        text = _without_accents(text)
    if rng.random() < 0.03 + 6 * rate:
        text = text.replace(" ", "", 1)
    if not rate:
        return text
    found = []
    for mark in text:
        other = rng.choice((rng.choice(ALIKE.get(mark, mark) or "."), "", mark + mark))
        found.append(other if rng.random() < rate else mark)
    return "".join(found) or text


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(m for m in decomposed if not unicodedata.combining(m)))


def _scrap(rng: Random, height: float) -> Spoilt:
    """A logo read as letters."""
    size = rng.uniform(0.03, 0.25)
    text = rng.choice(SCRAPS)
    line = Set(
        (Piece(text, "other", -1),),
        "",
        rng.uniform(0, 1.3),
        rng.uniform(0, 0.8),
        len(text) * 0.6 * size,
        size,
    )
    spoilt = _read(rng, line, 0.0, height)
    return replace(spoilt, line=replace(spoilt.line, confidence=rng.uniform(0.5, 0.99)))
