"""Spoilt cards as the labeller sees them: its candidates, their features, and what each truly is.

Half the cards are of this package's own people and sheets, half of the generator's; of the
generator only what training may see.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from afterhello.cardreader.labelling import blocks, card
from afterhello.cardreader.labelling.clues import Addresses, Clues
from afterhello.cardreader.labelling.parts import Part, cut, rows
from afterhello.cardreader.shapes import Quad
from benchmarks import generator
from benchmarks.training.noise import Spoilt, spoil
from benchmarks.training.people import LOCALES, Role, invent
from benchmarks.training.sheets import Piece, Set, compose

HEIGHT = 1000.0
HELD_OUT = ("cs_CZ", "en_IN", "it_IT", "sv_SE", "vi_VN")
"""Faker's locales of the countries that the generator holds out: no weight is learnt from them."""
OURS = tuple(name for name in LOCALES if name not in HELD_OUT)
ROLE_OF: dict[str, Role] = {
    "name": "name", "honorific": "name", "degree": "name", "title": "title", "organisation": "organisation",
    "department": "department", "slogan": "slogan", "address": "address", "phone": "contact",
    "fax": "contact", "email": "contact", "url": "contact", "social": "contact",
}  # fmt: skip
"""What a kind of the generator's spans is to the labeller; the rest is `other`."""


@dataclass(frozen=True, slots=True)
class Example:
    """One card: the candidates with their clues and the role of each; seams and joints with the truth."""

    parts: tuple[Part, ...]
    clues: tuple[Clues, ...]
    roles: tuple[str, ...]
    known: Addresses
    seams: tuple[tuple[str, tuple[int, int], bool], ...]
    joints: tuple[tuple[Part, Part, bool], ...]
    sayings: tuple[tuple[str, str], ...]


def example(seed: int, *, held_out: bool = False) -> Example:
    """The same seed gives the same example; held out ones are of the generator."""
    rng = Random(f"example {seed}")
    if held_out or seed % 2:
        lines, country = _generated(rng, seed, held_out=held_out)
    else:
        invented = invent(rng, rng.choice(OURS))
        lines, country = compose(rng, invented), invented.country
    spoilt = spoil(rng, lines, HEIGHT)
    return _example(spoilt, country if rng.random() < 0.8 else "GB")


def _generated(rng: Random, seed: int, *, held_out: bool) -> tuple[tuple[Set, ...], str]:
    locale = rng.choice(generator.HELD_OUT_LOCALES if held_out else generator.TRAINING_LOCALES)
    layout = rng.choice(generator.HELD_OUT_LAYOUTS if held_out else generator.TRAINING_LAYOUTS)
    one = generator.card(10**6 + seed, locale, layout, unusual=rng.random() < 0.25)
    height = one.size[1]
    return tuple(_set(line, height) for line in one.lines if line.text.strip()), locale


def _set(line: generator.PrintedLine, height: float) -> Set:
    left, top, right, bottom = (edge / height for edge in line.box)
    return Set(tuple(_spans(line)), "", left, top, right - left, bottom - top, line.turned)


def _spans(line: generator.PrintedLine) -> Iterator[Piece]:
    position = 0
    for span in line.spans:
        if span.start > position:
            yield Piece(line.text[position : span.start], "other", -1)
        role = ROLE_OF.get(span.kind, "other")
        value = hash_of(role, span.whose) if role in ("name", "title", "organisation") else -2
        yield Piece(line.text[span.start : span.end], role, value)
        position = span.end
    if line.text[position:]:
        yield Piece(line.text[position:], "other", -1)


def hash_of(role: str, whose: int) -> int:
    """One number for each value that may run over several lines."""
    return 10 * ("name", "title", "organisation").index(role) + whose


def _example(spoilt: Sequence[Spoilt], country: str) -> Example:
    """What the labeller makes of it, and the truth of that."""
    read = card.patterns(rows([one.line for one in spoilt], HEIGHT), country)
    by_place: dict[Quad, Spoilt] = {one.line.quad: one for one in spoilt}
    lines = [by_place[row.quad] for row in read.rows]
    known = card.known(read)
    loose = card.loose(read)
    apart = tuple(piece for part in loose for piece in _truly_parted(part, lines))
    joints: list[tuple[Part, Part, bool]] = []

    def goes_on(one: Part, other: Part) -> bool:
        joints.append((one, other, _are_one(one, other, lines)))
        return joints[-1][2]

    seen = card.described(read, blocks.join(apart, goes_on))
    return Example(
        parts=seen.parts,
        clues=seen.clues,
        roles=tuple(_piece(part, lines)[0] for part in seen.parts),
        known=known,
        seams=tuple(seam for part in loose for seam in _seams(part, lines)),
        joints=tuple(joints),
        sayings=tuple(
            (piece.text.strip(), piece.role)
            for one in lines for piece in one.pieces
            if piece.role != "contact" and any(mark.isalpha() for mark in piece.text)
        ),
    )  # fmt: skip


def _piece(part: Part, lines: Sequence[Spoilt]) -> tuple[str, int]:
    """Role and value of most of a part's letters on its first line.

    What a pattern should have taken is `other`.
    """
    shares: dict[tuple[str, int], int] = {}
    position = 0
    for piece in lines[part.row].pieces:
        end = position + len(piece.text)
        share = min(end, part.end) - max(position, part.start)
        if share > 0:
            shares[piece.role, piece.value] = shares.get((piece.role, piece.value), 0) + share
        position = end + len(lines[part.row].glue)
    role, value = max(shares, key=lambda key: shares[key], default=("other", -1))
    return ("other", -1) if role == "contact" else (role, value)


def _seams(part: Part, lines: Sequence[Spoilt]) -> Iterator[tuple[str, tuple[int, int], bool]]:
    """Every mark in a part, and in what is left of it after each true seam."""
    for gap in blocks.seams(part.text):
        yield part.text, gap, _parts_two(part, gap, lines)
    pieces = _truly_parted(part, lines)
    if len(pieces) > 1:
        for piece in pieces:
            for gap in blocks.seams(piece.text):
                yield piece.text, gap, False


def _parts_two(part: Part, gap: tuple[int, int], lines: Sequence[Spoilt]) -> bool:
    left, right = cut(part, 0, gap[0]), cut(part, gap[1], len(part.text))
    tail = (
        replace(left, start=max(left.start, left.end - 4)),
        replace(right, end=min(right.end, right.start + 4)),
    )
    one, other = (_piece(end, lines) for end in tail)
    return one != other and not (one[0] == other[0] and one[0] in ("address", "slogan", "other"))


def _truly_parted(part: Part, lines: Sequence[Spoilt]) -> tuple[Part, ...]:
    for gap in blocks.seams(part.text):
        if _parts_two(part, gap, lines):
            first, second = cut(part, 0, gap[0]), cut(part, gap[1], len(part.text))
            return (*_truly_parted(first, lines), *_truly_parted(second, lines))
    return (part,)


def _are_one(part: Part, other: Part, lines: Sequence[Spoilt]) -> bool:
    one, two = _piece(part, lines), _piece(other, lines)
    return one == two and one[1] >= 0


def examples(seeds: Sequence[int], *, held_out: bool = False) -> list[Example]:
    """Of so many seeds; a card without any candidate teaches nothing."""
    found = (example(seed, held_out=held_out) for seed in seeds)
    return [one for one in found if one.parts]
