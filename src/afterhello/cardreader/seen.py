"""A line that was seen on a card, before anybody says what of it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from afterhello.cardreader.shapes import Line, Quad
from afterhello.engines import Image, Words

_HIGH = frozenset("()[]{}@&/\\|#%$€£!?;+=*")
_FIRST_CJK = "⺀"
_SHAPES_OF_CJK = 2.5
"""Most shapes that stand apart in a Chinese or Japanese character, on average over a line."""


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
        return Line(self.words.text, self.words.confidence, self.quad)


def shapes_of(text: str) -> float:
    """How many shapes as high as letters a text has when it is printed, at most.

    >>> shapes_of("(020) 5-5.")
    7.0
    """
    high = [letter for letter in text if letter.isalnum() or letter in _HIGH]
    return float(sum(_SHAPES_OF_CJK if letter >= _FIRST_CJK else 1 for letter in high))
