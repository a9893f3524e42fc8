"""Text that knows what each part of it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "name", "honorific", "degree", "pronouns", "title", "organisation", "department", "slogan",
    "phone", "fax", "email", "url", "social", "address", "number", "hours", "label", "logo", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """The characters `start` to `end` (exclusive) of a line are of one kind, and of one person.

    Spans of a line never overlap and stand in order. What no span covers separates.
    `whose` counts the people of a card from 0; what belongs to the firm is 0 as well.
    """

    start: int
    end: int
    kind: Kind
    whose: int = 0


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and what its parts are.

    >>> said("Anna Berg", "name") + ", " + said("Geigenbau", "title")
    Marked(text='Anna Berg, Geigenbau', spans=(Span(start=0, end=9, kind='name', whose=0), \
Span(start=11, end=20, kind='title', whose=0)))
    """

    text: str
    spans: tuple[Span, ...] = ()

    def __add__(self, other: Marked | str) -> Marked:
        if isinstance(other, str):
            return Marked(self.text + other, self.spans)
        by = len(self.text)
        moved = tuple(Span(one.start + by, one.end + by, one.kind, one.whose) for one in other.spans)
        return Marked(self.text + other.text, self.spans + moved)

    def __bool__(self) -> bool:
        return bool(self.text)

    def upper(self) -> Marked:
        """In capitals, where these can be read back as what they were; else as it is.

        >>> said("Weiß", "name").upper().text
        'Weiß'
        """
        return Marked(capitals(self.text), self.spans)

    def cut(self, start: int, end: int) -> Marked:
        """The part between two places."""
        kept = tuple(
            Span(max(one.start, start) - start, min(one.end, end) - start, one.kind, one.whose)
            for one in self.spans
            if one.start < end and one.end > start
        )
        return Marked(self.text[start:end], kept)

    def only(self, *kinds: Kind) -> str:
        """From the first of these kinds to the last, as printed; empty where there is none."""
        found = [one for one in self.spans if one.kind in kinds]
        return self.text[found[0].start : found[-1].end] if found else ""


def said(text: str, kind: Kind, whose: int = 0) -> Marked:
    """A text that is one kind throughout."""
    return Marked(text, (Span(0, len(text), kind, whose),)) if text else Marked("")


def joined(parts: list[Marked], between: str) -> Marked:
    """The parts that are not empty, one after the other."""
    whole = Marked("")
    for part in parts:
        if part:
            whole = whole + between + part if whole else part
    return whole


def capitals(text: str) -> str:
    """The text in capitals, where these fold back to it; else unchanged."""
    upper = text.upper()
    return upper if len(upper) == len(text) and upper.casefold() == text.casefold() else text
