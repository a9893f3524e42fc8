"""Where words stand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text and the part of the user's line that it comes from.

    `start`, `end` count code points of the draft; `source_start`, `source_end` those of the
    line. For what stands beside the draft both pairs are those of the line.
    """

    start: int
    end: int
    source_start: int
    source_end: int

    @classmethod
    def of_line(cls, start: int, end: int) -> Span:
        """A part of the line itself."""
        return cls(start, end, start, end)
