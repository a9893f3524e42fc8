"""Sentences put together to a note of at most about sixty words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from afterhello.notereader.days import day_phrase
from afterhello.notereader.language import Language, Saying
from afterhello.notereader.spans import Span
from afterhello.notereader.turning import Turned

MAX_WORDS = 60
MAX_TOLD = 3
MAX_SUBJECT = 48
_FIELD = re.compile(r"\{(\w+)\}")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_MEETINGS = frozenset({"met", "met_briefly"})


@dataclass(frozen=True, slots=True)
class Setting:
    """Who is written to, and where and when one met. Empty is unknown."""

    name: str
    place: str
    met_on: date | None
    today: date


class _Note:
    """The text as it grows, and where its quotes are."""

    def __init__(self) -> None:
        self.text = ""
        self.quoted: list[Span] = []

    def say(self, template: str, fields: dict[str, str], told: Turned | None = None) -> None:
        """Add a sentence; its {x} is quoted from what was `told`."""
        self.text += " " if self.text else ""
        for fixed, field in _pieces(template):
            self.text += fixed
            start = len(self.text)
            self.text += fields.get(field, "")
            if told and field in {"x", "thing"}:
                source = told.start if field == "x" else told.thing_start
                self.quoted.append(Span(start, len(self.text), source, told.end))

    @property
    def words(self) -> int:
        """How many words it has so far."""
        return len(self.text.split())


def _pieces(template: str) -> list[tuple[str, str]]:
    """A sentence as pairs of fixed words and the name of the field after them, or ""."""
    parts = [*_FIELD.split(template), ""]
    return list(zip(parts[::2], parts[1::2], strict=True))


def _filled(template: str, fields: dict[str, str]) -> str:
    return "".join(fixed + fields.get(field, "") for fixed, field in _pieces(template))


class Composer:
    """Chooses sentences by `seed`, so that a line always gives the same note."""

    def __init__(self, language: Language, setting: Setting, seed: int) -> None:
        self.language = language
        self.setting = setting
        self._seed = seed

    def note(self, told: Sequence[Turned]) -> tuple[str, tuple[Span, ...], list[Turned]]:
        """The text, its quotes, and which of `told` are in it."""
        note = _Note()
        name = self.setting.name
        note.say(self.language.words["greeting" if name else "greeting_nameless"], {"name": name})
        met = next((one for one in told if one.kind in _MEETINGS), None)
        rest = self._in_order([one for one in told if one.kind not in _MEETINGS])
        words = self.language.words
        if met:
            key = "opening_briefly" if met.kind == "met_briefly" else "opening"
            note.say(self._one_of(words["met"][key]), self._fields(met), met)
        if not rest:
            sentences = words["met"]["alone"] if met else words["neutral"]["sentences"]
            note.say(self._one_of(sentences, note.text), self._fields())
        used = [met] if met else []
        used += self._tell(note, rest, opened=met is not None)
        return note.text, tuple(note.quoted), used

    def _tell(self, note: _Note, rest: list[Turned], *, opened: bool) -> list[Turned]:
        """Say the first in full and what else fits in passing."""
        used: list[Turned] = []
        for one in rest[:MAX_TOLD]:
            saying = self._saying(one)
            if not used:
                self._begin(note, one, opened=opened)
                used.append(one)
                continue
            template = self._one_of(saying.further, note.text)
            fits = note.words + len(template.split()) + len(one.text.split()) <= MAX_WORDS
            if fits and not any(other.kind == one.kind for other in used):
                note.say(template, self._fields(one), one)
                used.append(one)
        return used

    def _begin(self, note: _Note, one: Turned, *, opened: bool) -> None:
        """The first thing said, with an opening before it or inside it."""
        saying = self._saying(one)
        if not opened and self._one_of(("", *["open"] * bool(saying.open))):
            note.say(self._one_of(saying.open), self._fields(one), one)
            return
        template = self._one_of(saying.alone, note.text)
        if not opened:
            openings = self.language.words["opening"]["sentences"]
            note.say(self._one_of(openings, template), self._fields())
        note.say(template, self._fields(one), one)

    def subject(self, told: Sequence[Turned]) -> str:
        """At most 48 characters, without a full stop."""
        fields = self._fields()
        for one in self._in_order([it for it in told if it.kind not in _MEETINGS])[:1]:
            for template in self._usable_subjects(one):
                proposed = _filled(template, {**fields, **self._parts_of(one)}).strip()
                if len(proposed) <= MAX_SUBJECT:
                    return proposed
        return _filled(self._one_of(self.language.words["neutral"]["subjects"]), fields).strip()

    def _usable_subjects(self, one: Turned) -> list[str]:
        """Those that need no quote where the quote cannot stand alone."""
        unfit = re.match(self.language.words["clauses"]["no_subject"], one.thing, re.IGNORECASE)
        return [it for it in self._saying(one).subject if not (unfit and "{Object}" in it)]

    def _parts_of(self, one: Turned) -> dict[str, str]:
        """What a subject may be made of, without the time at its end."""
        when = re.compile(self.language.words["clauses"]["when"] + "$", re.IGNORECASE)
        thing = when.sub("", one.thing)
        return {"x": when.sub("", one.text), "Object": thing[:1].upper() + thing[1:]}

    def _in_order(self, told: Sequence[Turned]) -> list[Turned]:
        return sorted(told, key=lambda one: self._saying(one).rank)

    def _saying(self, one: Turned) -> Saying:
        return self.language.sayings[one.kind]

    def _fields(self, one: Turned | None = None) -> dict[str, str]:
        day = day_phrase(self.setting.met_on, self.setting.today, self.language)
        fields = {"day": day, "where": self._where()}
        if one:
            fields |= {"x": one.text, "thing": one.thing, "one": self._found(one.text)}
        return fields

    def _where(self) -> str:
        days, place = self.language.words["days"], self.setting.place
        if not place:
            return ""
        if re.fullmatch(days["placed"], place, re.IGNORECASE):
            return f" {place[0].lower()}{place[1:]}"
        return str(days["place"]).replace("{place}", place)

    def _found(self, thing: str) -> str:
        table: dict[str, Any] = self.language.words["found"]
        for pattern, word in table["patterns"]:
            if re.match(pattern, thing, re.IGNORECASE):
                return str(word)
        return str(table["otherwise"])

    def _one_of(self, sentences: Sequence[str], beside: str = "") -> str:
        """A sentence by the seed, of those that repeat the fewest words of `beside`."""
        spoken = _telling_words(beside)
        repeats = [len(spoken & _telling_words(sentence)) for sentence in sentences]
        fresh = [it for it, count in zip(sentences, repeats, strict=True) if count == min(repeats)]
        self._seed, index = divmod(self._seed, len(fresh))
        return fresh[index]


def _telling_words(text: str) -> set[str]:
    """The words that one would hear twice."""
    return {word for word in _LONG_WORD.findall(text.lower()) if word not in {"where", "with"}}
