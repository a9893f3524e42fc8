"""A line that was seen on a card, before anybody says what of it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from afterhello.cardreader.ink import letters_apart
from afterhello.cardreader.shapes import Line, Quad
from afterhello.engines import Image, Words

_HIGH = frozenset("()[]{}@&/\\|#%$€£!?;+=*")
_FIRST_CJK = "⺀"
_SHAPES_OF_CJK = 2.5
"""Most shapes that stand apart in a Chinese or Japanese character, on average over a line."""

WIDE_GAP = 2.5
"""Of the line's height, from one letter's middle to the next one's: between columns, not between words.
None of 580 lines of drawn cards was cut by it."""
WIDEST_TO_USUAL = 4.0
"""Letterspaced words have wide gaps everywhere."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a line stands (px of the upright card), its pixels laid flat, what was read on them,
    and how many shapes as high as letters stand there.
    """

    quad: Quad
    strip: Image
    words: Words
    shapes: int

    @property
    def aspect(self) -> float:
        """Width to height."""
        return float(self.strip.shape[1] / self.strip.shape[0])

    @property
    def share_read(self) -> float:
        """Letters read to letters that stand there; above 1 where some touch."""
        return shapes_of(self.words.text) / max(1, self.shapes)

    @property
    def missing(self) -> int:
        """How many letters stand there that were not read."""
        return max(0, self.shapes - round(shapes_of(self.words.text)))

    def line(self) -> Line:
        """What is kept of it."""
        return Line(self.words.text, self.words.confidence, self.quad, self.words.letters)

    def parted(self) -> Iterator[Seen]:
        """The line, or its parts where the search joined two columns across a wide gap."""
        middles = np.asarray(self.words.middles)
        gaps = np.diff(middles) * self.aspect
        letters = [at for at, letter in enumerate(self.words.text) if not letter.isspace()]
        if len(letters) != len(middles) or not len(gaps) or self.missing > 1:
            # What looks like a gap may hold letters that were not read.
            yield self
            return
        wide = np.flatnonzero(gaps > max(WIDE_GAP, WIDEST_TO_USUAL * float(np.median(gaps))))
        ends = [0.0, *((middles[wide] + middles[wide + 1]) / 2), 1.0]
        cuts = [0, *(letters[at + 1] for at in wide), len(self.words.text)]
        for left, right, start, end in zip(ends, ends[1:], cuts, cuts[1:], strict=False):
            yield self._part(float(left), float(right), start, end)

    def _part(self, left: float, right: float, start: int, end: int) -> Seen:
        """What lies between two shares of its way, 0 … 1: the characters `start` to `end`."""
        if right - left == 1.0:
            return self
        width = self.strip.shape[1]
        strip = np.ascontiguousarray(
            self.strip[:, int(left * width) : max(int(right * width), int(left * width) + 1)]
        )
        inside = tuple((at - left) / (right - left) for at in self.words.middles if left < at < right)
        a, b, c, d = (np.asarray(point) for point in self.quad)
        ends = (a + (b - a) * left, a + (b - a) * right, d + (c - d) * right, d + (c - d) * left)
        p, q, r, s = ((float(x), float(y)) for x, y in ends)
        text = self.words.text[start:end]
        first = start + len(text) - len(text.lstrip())
        letters = self.words.letters[first : first + len(text.strip())]
        words = Words(text.strip(), self.words.confidence, inside, letters)
        return Seen((p, q, r, s), strip, words, letters_apart(strip))


def shapes_of(text: str) -> float:
    """How many shapes as high as letters a text has when it is printed, at most.

    >>> shapes_of("(020) 5-5.")
    7.0
    """
    high = [letter for letter in text if letter.isalnum() or letter in _HIGH]
    return float(sum(_SHAPES_OF_CJK if letter >= _FIRST_CJK else 1 for letter in high))
