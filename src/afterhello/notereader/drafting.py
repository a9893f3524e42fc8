"""The draft of a quick note, from a line that the user lets it use."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from afterhello.notereader.clauses import Clause, Guards, clauses
from afterhello.notereader.composing import Composer, Setting
from afterhello.notereader.days import still_true
from afterhello.notereader.language import Language, language_named
from afterhello.notereader.pronouns import Telling
from afterhello.notereader.spans import Span
from afterhello.notereader.turning import Turned, turned

READ_CHARACTERS = 2000
"""More of a line than this is not read for a note of sixty words; it stands beside."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A note, ready to be looked over.

    `quoted` says which parts of `text` come from which part of the line; `beside` are the
    parts of the line that the text takes up in no way, in their order.
    """

    text: str
    quoted: tuple[Span, ...] = ()
    beside: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask the user instead, when nothing was noted."""

    text: str


def draft(
    said: str,
    *,
    greeting: str,
    met_on: date | None,
    today: date,
    place_or_event: str | None,
    language: str = "en",
    more_was_noted: bool = False,
) -> Draft | Question:
    """A short note to the person about what they said; a question when the line is empty.

    The same line gives the same note; different lines are worded differently. There is no
    signature: that is the user's, who knows how to close.

    Args:
        said: what the user noted and lets a note use. Nothing else is read.
        greeting: the name one greets the person by, as in "Hello Priya".
        met_on: the day of the encounter; None leaves the day out.
        place_or_event: "Leeds Food Fair", or with its preposition: "in Leeds".
        language: of line and note, such as "en" or "en-GB"; English when we do not have it.
        more_was_noted: the user noted something that no note may use: then an empty line gives a
            kind note that says nothing of it, instead of a question.
    """
    words = language_named(language)
    name = _one_line(greeting)
    if not more_was_noted and not any(letter.isalnum() for letter in said):
        key = "question" if name else "question_nameless"
        return Question(words.words[key].format(name=name))
    parts, made = _read(said, name, words, met_on, today)
    setting = Setting(name, _one_line(place_or_event or ""), met_on, today)
    composer = Composer(words, setting, _seed(said, name))
    text, quoted, used = composer.note([one for one in made if one])
    said_in_it = [one is not None and one in used for one in made]
    return Draft(text, quoted, _beside(parts, said_in_it))


def subject(
    said: str,
    *,
    met_on: date | None,
    today: date,
    place_or_event: str | None = None,
    greeting: str = "",
    language: str = "en",
) -> str:
    """A short subject for that note, as a person would write it: "Your move to Lyon"."""
    words = language_named(language)
    name = _one_line(greeting)
    _, made = _read(said, name, words, met_on, today)
    setting = Setting(name, _one_line(place_or_event or ""), met_on, today)
    return Composer(words, setting, _seed(said, name)).subject([one for one in made if one])


def _read(
    said: str, name: str, language: Language, met_on: date | None, today: date
) -> tuple[list[Clause], list[Turned | None]]:
    """The clauses of a line, and what was made of each."""
    parts = clauses(said[:READ_CHARACTERS], language)
    if len(said) > READ_CHARACTERS:
        parts = [*parts[:-1], Clause(parts[-1].start if parts else 0, len(said), -1, True, False)]
    head = said[:READ_CHARACTERS]
    guards = Guards.of(head, parts, language)
    made = [
        one if one and still_true(one.text, met_on, today, language) else None
        for one in turned(parts, guards, Telling.of(head, name, language))
    ]
    return parts, made


def _seed(said: str, name: str) -> int:
    """A number that is the same for the same line on every machine."""
    digest = hashlib.blake2s(f"{name}\n{said[:READ_CHARACTERS]}".encode("utf-8", "replace"))
    return int.from_bytes(digest.digest()[:8], "big")


def _one_line(text: str) -> str:
    """A name or place as it stands in a sentence; empty when there is no word in it."""
    line = " ".join(text.split())[:200].rstrip()
    return line if any(letter.isalnum() for letter in line) else ""


def _beside(parts: Sequence[Clause], said_in_it: Sequence[bool]) -> tuple[Span, ...]:
    """What is left; clauses that follow one another are one part."""
    joined: list[tuple[int, int]] = []
    follows = False
    for part, is_in in zip(parts, said_in_it, strict=True):
        if not is_in:
            start = joined.pop()[0] if follows else part.start
            joined.append((start, part.end))
        follows = not is_in
    return tuple(Span.of_line(start, end) for start, end in joined)
