"""The person's pronouns as "you" and "your", where it is sure that they are the person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from afterhello.notereader.language import NAME_MARK, Language

_WORD = re.compile(r"[\w'’]+")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Telling:
    """Who the line is about, in which language."""

    said: str
    name: str
    language: Language
    masked: str

    @classmethod
    def of(cls, said: str, name: str, language: Language) -> Telling:
        """`masked` is the line with the person's name marked, letter for letter."""
        words = [word for word in _LETTERS.findall(name) if not word.islower() and word != "I"]
        verbs = language.words["clauses"]["verbs"].split()
        known = {*words, *(word.lower() for word in words if word.lower() not in verbs)}
        line = said.replace(NAME_MARK, " ")
        if " " in name:
            line = line.replace(name, _LETTERS.sub(lambda word: NAME_MARK * len(word[0]), name))
        masked = _LETTERS.sub(lambda word: NAME_MARK * len(word[0]) if word[0] in known else word[0], line)
        return cls(said, name, language, masked)

    @property
    def names(self) -> dict[str, bool]:
        """The ways to write the name, and whether that is as an owner ("Xan's")."""
        if not _WORD.fullmatch(self.name):
            return {}
        return {self.name: False, f"{self.name}'s": True, f"{self.name}’s": True}


def second_person(thing: str, telling: Telling, *, dative: bool) -> str | None:
    """`thing` with the person's pronouns and name turned; None when one may mean another.

    The whole line is looked at: in "she collects his records" the two are two people.

    Args:
        thing: what follows the verb.
        dative: whether an object ("send her the slides") is the person, as in what the
            user promised; elsewhere ("loves her") it is somebody else.
    """
    turn = telling.language.words["turn"]
    genders: dict[str, str] = turn["genders"]
    words = _WORD.findall(thing)
    names = telling.names
    if not any(word.lower() in genders or word in names for word in words):
        return thing
    spoken_of = {genders[it] for it in _WORD.findall(telling.said.lower()) if it in genders}
    if len(spoken_of) > 1 and any(word.lower() in genders for word in words):
        return None
    pieces, at, subject = [], 0, False
    phrase = _Phrase([word.lower() for word in words], turn, dative, names)
    for index, found in enumerate(_WORD.finditer(thing)):
        new = phrase.verb(index) if subject else phrase.pronoun(index, words[index])
        if new is None:
            return None
        subject = not subject and phrase.words[index] in turn["subject"]
        pieces += [thing[at : found.start()], new]
        at = found.end()
    return None if subject else "".join([*pieces, thing[at:]])


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The words of a quoted part, in lower case."""

    words: list[str]
    turn: dict[str, Any]
    dative: bool
    names: dict[str, bool]

    def verb(self, index: int) -> str | None:
        """The verb after "she" as it follows "you"; None for one that we do not know."""
        known: dict[str, str] = self.turn["after_subject"]
        return known.get(self.words[index])

    def pronoun(self, index: int, written: str) -> str | None:
        """A word as it stands in a sentence to the person; None when that is not sure."""
        word, turn = self.words[index], self.turn
        if written in self.names:
            return self._name(owning=self.names[written])
        if turn["genders"].get(word) == "n" and self._plural_before(index):
            return None
        if word in turn["subject"]:
            return str(turn["subject_becomes"])
        if word in turn["both"]:
            return self._both(index)
        if word in turn["dative"]:
            return turn["dative"][word] if self.dative else None
        known: dict[str, str] = {**turn["possessive"], **turn["reflexive"]}
        return known.get(word, written)

    def _name(self, *, owning: bool) -> str | None:
        """The person's own name: as an owner "your", as an object "you"."""
        if owning:
            return str(self.turn["name_owning"])
        return str(self.turn["subject_becomes"]) if self.dative else None

    def _plural_before(self, index: int) -> bool:
        """In "radios and their manuals" they are the radios."""
        return any(word.endswith(self.turn["plural"]) and len(word) > 3 for word in self.words[:index])

    def _both(self, index: int) -> str | None:
        """ "Her" is "your" before a noun and "you" elsewhere; after a verb it may be either."""
        possessive, objective = self.turn["both"][self.words[index]]
        following = self.words[index + 1] if index + 1 < len(self.words) else ""
        noun_follows = following not in {"", *self.turn["determiners"].split()}
        if following.endswith(("'s", "’s")):
            noun_follows = False
        if not noun_follows:
            return objective if self.dative else None
        if not self.dative:
            return str(possessive)
        before = self.words[index - 1] if index else ""
        return possessive if before in self.turn["prepositions"].split() else None
