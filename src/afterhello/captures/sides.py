"""Two sides of one card: what they say together, and which card is likely the other side of which."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Fields = dict[str, Any]
"""The labelled fields of a card, as `cards read --json` prints them."""
Value = dict[str, Any]

ONE_OF = ("name", "title", "organisation")
WAYS = {"emails": "email", "phones": "phone", "urls": "url", "social": "social", "address": "address"}
"""What the reading calls ways to reach somebody, and their kind."""


def values_of(fields: Fields, key: str) -> list[Value]:
    """What was read of one kind: several, one or none."""
    found = fields.get(key) or []
    return [found] if isinstance(found, dict) else list(found)


def meant(key: str, value: Value) -> set[str]:
    """What two spellings of a value share at least one of.

    >>> meant("urls", {"value": "https://www.example.org/"})
    {'example.org'}
    >>> sorted(meant("phones", {"value": "020 5555 0134", "e164": "+442055550134"}))
    ['+442055550134', '02055550134']
    """
    said = unicodedata.normalize("NFKC", str(value["value"])).casefold().strip()
    if key == "phones":
        return {str(value.get("e164") or ""), re.sub(r"\D", "", said)} - {""}
    if key in {"urls", "social"}:
        return {re.sub(r"^(https?://)?(www\.)?", "", said).rstrip("/")}
    return {said if key == "emails" else re.sub(r"\W+", "", said)}


def together(sides: Sequence[tuple[str, Fields]]) -> Fields:
    """The fields of a card with several sides, the front first; each value says of which `side` it is.

    What the front lacks comes from the others. Different ways to reach somebody are
    all kept; of two names, titles or organisations the front's stays, and the
    others are `offers` beside it.
    """
    found: Fields = {}
    for key in ONE_OF:
        several = _different(sides, key)
        found[key] = {**several[0], "offers": [each["value"] for each in several[1:]]} if several else None
    for key in WAYS:
        found[key] = _different(sides, key)
    return found


def _different(sides: Iterable[tuple[str, Fields]], key: str) -> list[Value]:
    """The values of one kind on all sides, each once."""
    found: list[Value] = []
    known: set[str] = set()
    for side, fields in sides:
        for value in values_of(fields, key):
            if known.isdisjoint(meant(key, value)):
                found.append({**value, "side": side})
            known |= meant(key, value)
    return found


def likeness(one: Fields, other: Fields) -> tuple[int, bool, bool]:
    """How likely two cards are sides of one; more is likelier.

    Most says what both have, such as a telephone number or a host; then that one
    of them has no name; then that they are in different scripts.
    """
    shared = len(set(_clues(one)) & set(_clues(other)))
    names = [bool(fields.get("name")) for fields in (one, other)]
    return shared, not all(names), _script(one) != _script(other)


def _clues(fields: Fields) -> Iterator[tuple[str, str]]:
    """What two sides of a card would share: values, and the hosts of pages and addresses."""
    for key in (*ONE_OF, *WAYS):
        for value in values_of(fields, key):
            for said in meant(key, value):
                if key != "title" and said:
                    yield key, said
                if key in {"emails", "urls"}:
                    yield "host", said.rpartition("@")[2].partition("/")[0]


def _script(fields: Fields) -> str:
    """The script of most letters of its names, such as LATIN or CJK; empty where there are none."""
    words = "".join(str(value["value"]) for key in ONE_OF for value in values_of(fields, key))
    scripts = [unicodedata.name(letter, "").partition(" ")[0] for letter in words if letter.isalpha()]
    return max(set(scripts), key=scripts.count) if scripts else ""
