"""The parts of a name, and the name one greets somebody by: proposed, never assumed.

Western order alone is taken apart. Where a name may be written family first, or
in doubt for another reason, nothing is guessed: one greets by the full name,
and the user says it better.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nameparser import HumanName
from nameparser.config import Constants

from afterhello.people.folding import folded

_WESTERN = ("LATIN", "GREEK")
_COUPLE = {"&", "+", "and", "und", "et", "y", "e", "en", "og", "och"}


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a name as it is written; empty where there is none, or no telling."""

    prefix: str = ""
    given: str = ""
    additional: str = ""
    family: str = ""
    suffix: str = ""


def parts(full_name: str) -> Parts:
    """The parts of a name in Western order; all empty in doubt.

    >>> parts("Dr. Anna Berg").family
    'Berg'
    >>> parts("Nguyễn Văn An")
    Parts(prefix='', given='', additional='', family='', suffix='')
    """
    words = full_name.split()
    if not _western(words):
        return Parts()
    name = HumanName(_given_first(words), constants=_known())
    if not name.first:  # "Dr. Berg": a family name, and nothing to greet by
        return Parts(prefix=name.title, family=_cased(name.last))
    if name.first[0].islower() and name.last:  # "van der Berg": a particle taken for a first name
        return Parts()
    return Parts(
        prefix=name.title,
        given=_cased(name.first),
        additional=_cased(name.middle),
        family=_cased(name.last),
        suffix=name.suffix,
    )


def proposed(full_name: str) -> str:
    """The name one would greet them by: the given name, or the full name in doubt.

    >>> proposed("Dr. Anna Berg"), proposed("J. R. Smith"), proposed("Kim Min-jun")
    ('Anna', 'J. R. Smith', 'Kim Min-jun')
    """
    given = parts(full_name).given
    initial = given.endswith(".") or len(given) == 1
    return given if given and not initial else " ".join(full_name.split())


@cache
def _words(table: str) -> frozenset[str]:
    lists = tomllib.loads(Path(__file__).with_name("family_first.toml").read_text("utf-8"))
    return frozenset(lists[table].split())


@cache
def _family_first() -> frozenset[str]:
    return _words("chinese") | _words("korean") | _words("vietnamese") | _words("hungarian")


@cache
def _known() -> Constants:
    constants = Constants()
    constants.titles.add(*_words("titles"))
    return constants


def _western(words: list[str]) -> bool:
    """Whether this is one person in Latin or Greek letters, and no family-first name."""
    letters = [sign for word in words for sign in word if sign.isalpha()]
    first = folded(words[0]) if words else ""
    return (
        bool(letters)
        and all(unicodedata.name(sign, "").startswith(_WESTERN) for sign in letters)
        and not any(sign.isdigit() or sign in "@/|_" for word in words for sign in word)
        and not _COUPLE & {word.casefold() for word in words}
        and first not in _family_first() | _words("opening")
    )


def _given_first(words: list[str]) -> str:
    """BERG Anna, as it is written on the Continent, turned to Anna BERG."""
    loud = [_loud(word) for word in words]
    if loud[0] and not any(loud[1:]) and len(words) > 1 and "." not in words[0]:
        return " ".join([*words[1:], words[0]])
    return " ".join(words)


def _loud(word: str) -> bool:
    return len(word) > 2 and word.isupper() and folded(word) not in _known().titles


def _cased(word: str) -> str:
    """ANNA printed in capitals is called Anna; a pair of initials stays."""
    loud = word.isupper() and len(folded(word)) > 2
    return word.title() if loud and "." not in word else word
