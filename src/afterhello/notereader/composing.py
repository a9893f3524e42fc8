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


@dataclass(frozen=True, slots=True)
class Setting:
    """Who is written to, by whom, and where and when they met. Empty is unknown."""

    name: str
    place: str
    sender: str
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
            if told and field == "x":
                self.quoted.append(Span(start, len(self.text), told.start, told.end))

    def sign(self, sender: str) -> None:
        """Close with a name on a line of its own."""
        self.text += f"\n\n{sender}"

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


def _parts_of(one: Turned) -> dict[str, str]:
    """What a subject may be made of: the quote, and its thing with a capital."""
    return {"x": one.text, "Object": one.thing[:1].upper() + one.thing[1:]}


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
        met = next((one for one in told if one.kind in {"met", "met_briefly"}), None)
        rest = self._in_order([one for one in told if one.kind not in {"met", "met_briefly"}])
        used = [met] if met else []
        if met:
            table = self.language.words["met"]
            key = "opening_briefly" if met.kind == "met_briefly" else "opening"
            note.say(self._one_of(table[key]), self._fields(met), met)
        if not rest:
            source = self.language.words["met" if met else "neutral"]
            note.say(self._one_of(source["alone" if met else "sentences"]), self._fields())
        else:
            if not met:
                note.say(self._one_of(self.language.words["opening"]["sentences"]), self._fields())
            used += self._tell(note, rest)
        if self.setting.sender:
            note.sign(self.setting.sender)
        return note.text, tuple(note.quoted), used

    def _tell(self, note: _Note, rest: list[Turned]) -> list[Turned]:
        """Say the first in full and what else fits in passing."""
        used: list[Turned] = []
        for one in rest[:MAX_TOLD]:
            saying = self._saying(one)
            template = self._one_of(saying.further if used else saying.alone)
            if used and note.words + len(template.split()) + len(one.text.split()) > MAX_WORDS:
                continue
            if any(other.kind == one.kind for other in used):
                continue
            note.say(template, self._fields(one), one)
            used.append(one)
        return used

    def subject(self, told: Sequence[Turned]) -> str:
        """At most 48 characters, without a full stop."""
        fields = self._fields()
        for one in self._in_order([it for it in told if it.kind not in {"met", "met_briefly"}])[:1]:
            for template in self._saying(one).subject:
                proposed = _filled(template, {**fields, **_parts_of(one)}).strip()
                if len(proposed) <= MAX_SUBJECT:
                    return proposed
        return _filled(self._one_of(self.language.words["neutral"]["subjects"]), fields).strip()

    def _in_order(self, told: Sequence[Turned]) -> list[Turned]:
        return sorted(told, key=lambda one: self._saying(one).rank)

    def _saying(self, one: Turned) -> Saying:
        return self.language.sayings[one.kind]

    def _fields(self, one: Turned | None = None) -> dict[str, str]:
        day = day_phrase(self.setting.met_on, self.setting.today, self.language)
        fields = {"day": day, "where": self._where()}
        return {**fields, "x": one.text, "one": self._found(one.text)} if one else fields

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

    def _one_of(self, sentences: Sequence[str]) -> str:
        """A sentence by the seed; every choice uses up a part of it."""
        self._seed, index = divmod(self._seed, len(sentences))
        return sentences[index]
