"""A note as its page shows it: which of its words were noted, and which of the noted are not in it."""

from __future__ import annotations

from dataclasses import dataclass

from afterhello import notereader
from afterhello.followups.models import QuickNote


@dataclass(frozen=True, slots=True)
class Letter:
    """What the page of a note shows beside its words.

    `quoted`: parts of the draft that come from what was noted. `said`: what was
    noted. `unused`: parts of that which no sure rule turned into the draft.
    `question`: asked where nothing was noted; empty otherwise.
    """

    quoted: list[str]
    said: str
    unused: list[str]
    question: str

    @classmethod
    def of(cls, note: QuickNote) -> Letter:
        """The letter of a note; words of the owner's own are nobody's quotes."""
        draft, said = note.draft, note.said
        if isinstance(draft, notereader.Question):
            return cls([], said, [], "" if note.edited_at else draft.text)
        quoted = [draft.text[span.start : span.end] for span in draft.quoted]
        unused = [said[span.start : span.end] for span in draft.beside]
        return cls([] if note.edited_at else quoted, said, unused, "")
