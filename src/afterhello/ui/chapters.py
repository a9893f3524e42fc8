"""Pages are composed: each app adds its chapter to a page of a noun that lies below it.

A page of a person shows the person's encounters, notes and letters although
`people` knows none of them: those apps register a chapter in their `apps.py`

    chapters.add(
        "person", Chapter("times", _("Times together"), 60, "encounters/times.html", times)
    )

where `times(owner, people)` answers for many people at once, by id, so that the
same chapter can stand in the rows of a list without a query each. A noun that
is missing in the answer has nothing to say, and its chapter is not drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

Context = Mapping[UUID, Mapping[str, Any]]
Gather = Callable[[Any, Any], Context]
"""The owner, and a sequence of nouns of one kind → what is said of each, by id."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a page.

    `place` orders the chapters of a page, smallest first; 0 … 9 stand above the
    page's own words. `beside` is the narrow column of a wide screen. A title of
    "" draws no heading. The template is given `noun`, `chapter` and what
    `gather` said of the noun.
    """

    name: str
    title: Any  # a translatable string
    place: int
    template: str
    gather: Gather
    where: Literal["main", "beside", "actions", "row"] = "main"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chapter and what it says of one noun."""

    chapter: Chapter
    context: Mapping[str, Any]


_pages: dict[str, dict[str, Chapter]] = {}


def add(page: str, chapter: Chapter) -> None:
    """Register a chapter; a second one of the same name replaces the first."""
    _pages.setdefault(page, {})[chapter.name] = chapter


def of(page: str, where: str | None = None) -> list[Chapter]:
    """The chapters of a page in their order."""
    found = [c for c in _pages.get(page, {}).values() if where in {None, c.where}]
    return sorted(found, key=lambda chapter: (chapter.place, chapter.name))


def drawn(page: str, owner: Any, noun: Any, where: str | None = None) -> list[Drawn]:
    """What the chapters of `page` say of one noun; the silent ones are left out."""
    answers = [(chapter, chapter.gather(owner, [noun])) for chapter in of(page, where)]
    return [Drawn(chapter, said[noun.pk]) for chapter, said in answers if noun.pk in said]


def rows(page: str, owner: Any, nouns: Sequence[Any], where: str = "row") -> dict[UUID, list[Drawn]]:
    """What the chapters say of many nouns, by id, with one call a chapter."""
    found: dict[UUID, list[Drawn]] = {noun.pk: [] for noun in nouns}
    for chapter in of(page, where):
        for pk, context in chapter.gather(owner, nouns).items():
            found[pk].append(Drawn(chapter, context))
    return found
