"""The person's pronouns as "you" and "your", where it is sure that they are the person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from afterhello.notereader.language import Language

_WORD = re.compile(r"[\w'’]+")


def second_person(thing: str, said: str, language: Language, *, dative: bool) -> str | None:
    """`thing` with the person's pronouns turned; None when one of them may mean another.

    Args:
        thing: what follows the verb.
        said: the whole line: in "she collects his records" the two are two people.
        dative: whether an object ("send her the slides") is the person, as in what the
            user promised; elsewhere ("loves her") it is somebody else.
    """
    turn = language.words["turn"]
    genders: dict[str, str] = turn["genders"]
    words = _WORD.findall(thing)
    if not any(word.lower() in genders for word in words):
        return thing
    spoken_of = {genders[word] for word in _WORD.findall(said.lower()) if word in genders}
    if len(spoken_of) > 1:
        return None
    pieces, at, subject = [], 0, False
    phrase = _Phrase([word.lower() for word in words], turn, dative)
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

    def verb(self, index: int) -> str | None:
        """The verb after "she" as it follows "you"; None for one that we do not know."""
        known: dict[str, str] = self.turn["after_subject"]
        return known.get(self.words[index])

    def pronoun(self, index: int, written: str) -> str | None:
        """A word as it stands in a sentence to the person; None when that is not sure."""
        word, turn = self.words[index], self.turn
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
