"""A line taken apart into clauses, and which of them may be turned at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from afterhello.notereader.language import Language

_SEPARATOR = r"""
      (?P<stop>[.!…]+(?=\s|$)|[\r\n]+|\.{2,})   # a sentence ends; "." inside "3.5" does not end one
    | (?P<ask>\?+)
    | [;()\[\]{}|•]+
    | ,(?=\s|$)
    | \s[-–—]+(?=\s|$) | ^\s*[-–—*]+\s | —
"""


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that is said, `start` to `end` of the line.

    `sentence` counts from 0; `opens` says that it is the first of its sentence,
    `asked` that a question mark follows it.
    """

    start: int
    end: int
    sentence: int
    opens: bool
    asked: bool


def clauses(said: str, language: Language) -> list[Clause]:
    """The clauses of a line in their order. Every letter of it is in one of them."""
    found: list[Clause] = []
    start = sentence = 0
    opens = True
    for mark in _separators(language).finditer(said):
        if mark["stop"] and _abbreviated(said, mark.start(), mark["stop"], language):
            continue
        if mark[0].strip().isalpha() and not any(map(str.isalnum, said[start : mark.start()])):
            continue
        if _add(found, said, (start, mark.start()), (sentence, opens, bool(mark["ask"]))):
            opens = False
        start = mark.end()
        if mark["stop"] or mark["ask"]:
            sentence, opens = sentence + 1, True
    _add(found, said, (start, len(said)), (sentence, opens, False))
    return found


def _add(found: list[Clause], said: str, reach: tuple[int, int], where: tuple[int, bool, bool]) -> bool:
    """Append the clause without the space around it; False when there is no word in it."""
    text = said[reach[0] : reach[1]]
    if not any(letter.isalnum() for letter in text):
        return False
    start = reach[0] + len(text) - len(text.lstrip())
    found.append(Clause(start, start + len(text.strip()), *where))
    return True


@cache
def _pattern(breaks: str, verbs: str) -> re.Pattern[str]:
    begins = "|".join(map(re.escape, verbs.split()))
    return re.compile(
        rf"{_SEPARATOR}"
        rf"| \s(?={_spaced(breaks)}\s)"
        rf"| \s(?:and|or)(?=\s+(?:(?:also|then|just|really|still)\s+)*(?:{begins})\b(?!['’-]\w{{3}}))",
        re.IGNORECASE | re.VERBOSE | re.MULTILINE,
    )


def _spaced(words: str) -> str:
    return "(?:" + words.replace(" ", r"\s") + ")"


def _separators(language: Language) -> re.Pattern[str]:
    table = language.words["clauses"]
    return _pattern(table["breaks"], table["verbs"])


def _abbreviated(said: str, at: int, stop: str, language: Language) -> bool:
    """Whether the dot at `at` belongs to "St." or to an initial, rather than ends a sentence."""
    if stop != ".":
        return False
    word = re.search(r"[\w.]*$", said[max(0, at - 12) : at])
    before = word[0].lower() if word else ""
    known = language.words["clauses"]["abbreviations"].split()
    return before in known or (len(before) == 1 and before.isalpha() and before != "i")


@dataclass(frozen=True, slots=True)
class Guards:
    """What forbids turning, found once for a line."""

    everything: bool
    sentences: frozenset[int]

    @classmethod
    def of(cls, said: str, parts: list[Clause], language: Language) -> Guards:
        """Whole line: something private. A sentence: something sensitive, a joke, a solved thing."""
        guards = language.guards
        closed: set[int] = set()
        for part in parts:
            text = said[part.start : part.end]
            if language.sensitive.search(text):
                closed |= {part.sentence - 1, part.sentence, part.sentence + 1}
            if guards["condition"].search(text):
                closed.add(part.sentence)
            if guards["joke"].search(text) or guards["solved"].search(text):
                closed |= {part.sentence, part.sentence - 1}
            if not part.opens and guards["denial"].match(text):
                closed.add(part.sentence)
        return cls(bool(guards["private"].search(said)), frozenset(closed))


def speaks_of_others(text: str, language: Language) -> bool:
    """Whether other people come up, so that "she" or nobody at all is no longer surely the person."""
    guards = language.guards
    return bool(guards["others"].search(text) or guards["named_other"].search(text))
