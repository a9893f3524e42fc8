"""The printed lines of a card that is the right way up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from rapidfuzz.distance import Levenshtein

from afterhello.cardreader.ink import letters_apart
from afterhello.cardreader.scripts import in_other_scripts
from afterhello.cardreader.seen import Seen
from afterhello.cardreader.shapes import Line, Quad, Unread
from afterhello.cardreader.vietnamese import marked
from afterhello.engines import OCR, Image, Scripts, Words
from afterhello.engines.geometry import reading_order, strip_of

SEARCHED_PX = 960
"""The longer side of the card while lines are looked for. At 1,280 px no more lines of 70 drawn cards
were found, at a tenth more time."""
LEAST_CONFIDENCE = 0.5
"""Below it PP-OCR's lines are mostly not words but logos (rapidocr's own default)."""
READ_TWICE, LETTER_DOUBTED = 0.97, 0.95
"""Lines of less confidence, or with a letter of less, are read again from a strip with more air around.
Of lines that two looks read differently .92 have such a letter, of all lines .23."""
MORE_AIR = 0.12
"""Of the line's height, on every side: the letters come to stand elsewhere in the network's columns. Of 145
doubtful values on photos 132 were right at first, 133 then, and .99 of those that both looks agree on; with
the light evened out instead 125 were, and .93."""


def lines_on(image: Image, engine: OCR, scripts: Scripts) -> tuple[list[Line], tuple[Unread, ...]]:
    """The lines from top to bottom, left to right, quads in px of this image; and what was left unread."""
    return kept_of(seen_on(image, engine), scripts)


def seen_on(image: Image, engine: OCR) -> list[Seen]:
    """Every line that is found, whatever was read on it."""
    quads = reading_order(engine.find_text(image, longest_side_px=SEARCHED_PX))
    strips = [strip_of(image, quad) for quad in quads]
    words = engine.read_strips(strips)
    seen = [
        _other_way(Seen(quad, strip, said, letters_apart(strip)), image, engine)
        for quad, strip, said in zip(quads, strips, words, strict=True)
    ]
    return [part for one in _read_twice(seen, image, engine) for part in one.parted()]


def kept_of(seen: Sequence[Seen], scripts: Scripts) -> tuple[list[Line], tuple[Unread, ...]]:
    """The lines that can be believed, and what was left unread."""
    vietnamese = marked(seen, scripts)
    kept, unread = (vietnamese, ()) if vietnamese else in_other_scripts(seen, scripts)
    lines = [one.line() for one in kept]
    return [line for line in lines if line.text and line.confidence >= LEAST_CONFIDENCE], unread


def _read_twice(seen: Sequence[Seen], image: Image, engine: OCR) -> list[Seen]:
    """The lines, the doubtful ones as the second look has them if it is surer."""
    doubtful = {at: one for at, one in enumerate(seen) if _is_doubtful(one.words)}
    strips = [strip_of(image, _with_more_air(one.quad)) for one in doubtful.values()]
    again = dict(zip(doubtful, engine.read_strips(strips), strict=True))
    return [
        replace(one, words=of_both(one.words, _without_the_air(again[at], one.aspect)))
        if at in again
        else one
        for at, one in enumerate(seen)
    ]


def _is_doubtful(words: Words) -> bool:
    if words.confidence < LEAST_CONFIDENCE:
        return False
    letters = (sure for sure, mark in zip(words.letters, words.text, strict=False) if not mark.isspace())
    return words.confidence < READ_TWICE or min(letters, default=1.0) < LETTER_DOUBTED


def of_both(one: Words, other: Words) -> Words:
    """The surer of two readings of a line. No letter is surer than in the less sure reading of it, and
    one that the other has not, or beside which it has another, is not sure at all.
    """
    best, second = (one, other) if one.confidence >= other.confidence else (other, one)
    if not best.text or any(len(words.letters) != len(words.text) for words in (best, second)):
        return best
    letters, doubted = list(best.letters), set[int]()
    for said in Levenshtein.opcodes(best.text, second.text):
        here, there = slice(said.src_start, said.src_end), slice(said.dest_start, said.dest_end)
        if said.tag == "equal":
            pairs = zip(best.letters[here], second.letters[there], strict=True)
            letters[here] = [min(pair) for pair in pairs]
        elif not (best.text[here] + second.text[there]).isspace():
            doubted |= set(range(here.start, max(here.stop, here.start + 1)))
    for at in doubted:
        letters[min(at, len(letters) - 1)] = 0.0
    return replace(best, letters=tuple(letters))


def _with_more_air(quad: Quad) -> Quad:
    a, b, c, d = (np.asarray(point) for point in quad)
    along, down = (b - a) / max(math.dist(a, b), 1.0), (d - a) / max(math.dist(a, d), 1.0)
    air = MORE_AIR * (math.dist(a, d) + math.dist(b, c)) / 2
    ends = (a - (along + down) * air, b + (along - down) * air)
    lower = (c + (along + down) * air, d + (down - along) * air)
    p, q, r, s = ((float(x), float(y)) for x, y in (*ends, *lower))
    return p, q, r, s


def _without_the_air(words: Words, aspect: float) -> Words:
    """What was read on the wider strip, the letters' places along the line as it was found."""
    air = MORE_AIR / aspect
    places = (at * (1 + 2 * air) - air for at in words.middles)
    return replace(words, middles=tuple(min(1.0, max(0.0, at)) for at in places))


def _other_way(one: Seen, image: Image, engine: OCR) -> Seen:
    """The line, or the same one read from its other end where it runs up or down the card."""
    (x0, y0), (x1, y1) = one.quad[:2]
    if abs(y1 - y0) < abs(x1 - x0):
        return one
    turned: Quad = (one.quad[2], one.quad[3], one.quad[0], one.quad[1])
    strip = strip_of(image, turned)
    (words,) = engine.read_strips([strip])
    return Seen(turned, strip, words, one.shapes) if words.confidence > one.words.confidence else one
