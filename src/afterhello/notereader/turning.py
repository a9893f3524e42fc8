"""One clause turned to the second person, where a rule is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from afterhello.notereader.clauses import Clause, Guards, speaks_of_others
from afterhello.notereader.language import Language, Rule
from afterhello.notereader.pronouns import Telling, second_person

MAX_WORDS = 14
MAX_CHARACTERS = 100
_WORD = re.compile(r"[\w'’]+")
_PLAIN = re.compile(r"[\w\s'’&/.,%£€$+#:-]+")
_ADDRESS = re.compile(r"https?:|www\.|\w@\w")


@dataclass(frozen=True, slots=True)
class Turned:
    """A clause that a rule turned.

    `text` is what is quoted, in the second person, from `start` to `end` of the line;
    `thing` is the same from `thing_start`, without the verb that begins it.
    """

    kind: str
    text: str
    thing: str
    start: int
    thing_start: int
    end: int


def turned(parts: list[Clause], guards: Guards, telling: Telling) -> Iterator[Turned | None]:
    """For each clause what a rule made of it, or None.

    Once other people came up, only a clause that begins with the person's name is sure
    to be about them again; once the user spoke as "I", only one whose verb says "she does".
    """
    others = own = False
    sentence = -1
    for part in parts:
        if part.sentence != sentence:
            sentence, own = part.sentence, False
        text = telling.masked[part.start : part.end]
        subject = _Subject.of(text, telling)
        others = others and not subject.named
        own = own or subject.by == "us"
        found = None
        if not guards.everything and sentence not in guards.sentences and not part.asked:
            found = _turn(part, subject, telling)
        if found and others and found.kind not in {"promise", "promise_to"}:
            found = None
        if found and own and subject.by == "nobody" and not _says_does(text, subject):
            found = None
        others = others or _others_after(text, subject, found, telling)
        yield found


def _says_does(text: str, subject: _Subject) -> bool:
    """Whether the verb has the form that "I" never has: loves, is, looks."""
    word = _WORD.match(text, subject.end)
    return bool(word and word[0].lower().endswith("s")) or text[subject.end :].startswith("prom")


def _others_after(text: str, subject: _Subject, found: Turned | None, telling: Telling) -> bool:
    if speaks_of_others(text, telling.language):
        return True
    return found is None and subject.by == "nobody" and subject.stranger


@dataclass(frozen=True, slots=True)
class _Subject:
    """Who a clause says it of: "them", "us" or "nobody", and where its verb begins."""

    by: str
    named: bool
    stranger: bool
    end: int

    @classmethod
    def of(cls, text: str, telling: Telling, at: int = 0) -> _Subject:
        found = telling.language.subject.match(text, at)
        if found is None:
            return cls("nobody", False, False, at)
        by = "them" if found["them"] or found["name"] else "us" if found["us"] else "nobody"
        rest = text[found.end() :]
        stranger = bool(re.match(r"[A-Z]\w+\s+(?:[A-Z]\w+\s+)?\w+s\b|[A-Z]\w+['’]s\s", rest))
        return cls(by, bool(found["name"]), stranger, found.end())


def _turn(part: Clause, subject: _Subject, telling: Telling) -> Turned | None:
    text = telling.masked[part.start : part.end]
    guards = telling.language.guards
    while True:
        for rule in telling.language.rules:
            found = _matched(rule, text, subject)
            if found is None or (rule.lone and not _may_stand_alone(rule, part, subject)):
                continue
            if subject.by == "nobody" and _is_plain(found[0], telling.language):
                return None
            rest = text[found.end() :]
            if guards["negation"].search(rest) or guards["hypothetical"].search(rest):
                return None
            return _quoted(rule, part, found, telling)
        reported = re.compile(telling.language.words["clauses"]["reports"], re.IGNORECASE).match(
            text, subject.end
        )
        if subject.by == "us" or reported is None:
            return None
        subject = _Subject.of(text, telling, reported.end())


def _is_plain(trigger: str, language: Language) -> bool:
    """Whether the verb has the form that the user or a request has: "need a van"."""
    return trigger.split(None, 1)[0].lower() in language.words["clauses"]["plain"].split()


def _may_stand_alone(rule: Rule, part: Clause, subject: _Subject) -> bool:
    return part.opens or not rule.kind.endswith("_alone") or subject.by == "them"


def _matched(rule: Rule, text: str, subject: _Subject) -> re.Match[str] | None:
    if subject.by not in rule.by:
        return None
    found = rule.when.match(text, subject.end)
    return found if found and rule.then.match(text, found.end()) else None


def _quoted(rule: Rule, part: Clause, found: re.Match[str], telling: Telling) -> Turned | None:
    """What is quoted of the clause, in the second person; None when that is not sure."""
    text, language = telling.said[part.start : part.end], telling.language
    begins = found.start("x") if "x" in found.re.groupindex else found.end()
    thing = _tail(language).sub("", text[found.end() :]).rstrip(" \t,:-–—'’.")
    end = found.end() + len(thing)
    verb = text[begins : found.end()]
    if not _can_be_quoted(thing, rule, telling):
        return None
    second = second_person(thing, telling, dative=rule.dative)
    if second is None:
        return None
    second = _first(second, language)
    kind = rule.kind.removesuffix("_alone").removesuffix("_contracted")
    if rule.kind.endswith("_contracted"):
        verb = f"{language.words['turn']['verbs']['is']} {verb}"
    if rule.kind == "met" and found["briefly"]:
        kind = "met_briefly"
    spoken = " ".join(f"{_verb(verb, language)}{second}".split())
    starts = (part.start + begins, part.start + found.end())
    return Turned(kind, spoken, " ".join(second.split()), *starts, part.start + end)


def _verb(verb: str, language: Language) -> str:
    """The verb that begins a quote in the form that "you" has: restores → restore."""
    word, space, rest = verb.partition(" ")
    known: dict[str, str] = language.words["turn"]["verbs"]
    return known.get(word.lower(), word) + space + rest


def _first(thing: str, language: Language) -> str:
    """ "Can't find anyone" is a search for someone."""
    word, space, rest = thing.partition(" ")
    known: dict[str, str] = language.words["turn"]["first"]
    return known.get(word.lower(), word) + space + rest


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _tail(language: Language) -> re.Pattern[str]:
    return _compiled(language.words["clauses"]["tail"] + "$")


def _can_be_quoted(thing: str, rule: Rule, telling: Telling) -> bool:
    """Short, plain, one thing, and not about somebody else."""
    words = _WORD.findall(thing)
    if not 0 < len(words) <= MAX_WORDS or len(thing) > MAX_CHARACTERS:
        return False
    if not _PLAIN.fullmatch(thing) or _ADDRESS.search(thing):
        return False
    if telling.language.guards["you"].search(thing) or _runs_on(thing, telling.language):
        return False
    return rule.others or not (
        re.search(r"[A-Z]\w*['’]s\b", thing) or telling.language.guards["others"].search(thing)
    )


def _runs_on(thing: str, language: Language) -> bool:
    """Whether a second statement follows without a comma ("climbing has two children")."""
    verbs = _run_on_verbs(language.words["clauses"]["verbs"])
    turn = language.words["turn"]
    before_verb = {*turn["relative"].split(), *turn["subject"], *turn["determiners"].split()}
    before_verb |= {*turn["possessive"], *turn["both"]}
    words = [word.lower() for word in _WORD.findall(thing)]
    if words[0] in language.words["clauses"]["auxiliaries"].split():
        return True
    return any(word in verbs and before not in before_verb for before, word in pairwise(words))


@cache
def _run_on_verbs(verbs: str) -> frozenset[str]:
    """Verbs that are hardly ever nouns."""
    nouns = "bakes brews builds buys can carves could feels finds hopes left likes lives looks made"
    nouns += " made makes met might must need needs plans plays promised reads rides runs said saw"
    nouns += " sails seems sells sends started starts studies takes thinks took trains travels tries"
    nouns += " used visits wants will works would writes wrote repairs paints designs dances offers"
    nouns += " opened offered owes keeps knits cooks cycles speaks"
    return frozenset(verbs.split()) - frozenset(nouns.split()) | {"lives", "wants", "needs"}
