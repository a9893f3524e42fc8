"""The rules, word lists and sentences of one language, from its two TOML files."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

FALLBACK = "en"
NAME_MARK = "\ue000"
"""Stands for every letter of the person's name while patterns look at a line."""

_NAME = rf"{NAME_MARK}+(?:[\s'’-]+{NAME_MARK}+)*"
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_FOLDER = files(__package__) / "languages"


@dataclass(frozen=True, slots=True)
class Rule:
    """One sure way to turn a clause; the comments of `languages/en.toml` say what each part is."""

    kind: str
    by: frozenset[str]
    when: re.Pattern[str]
    then: re.Pattern[str]
    dative: bool = False
    others: bool = False
    lone: bool = False


@dataclass(frozen=True, slots=True)
class Saying:
    """The sentences for one kind of thing said."""

    rank: int
    alone: tuple[str, ...]
    open: tuple[str, ...]
    further: tuple[str, ...]
    subject: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """All that is particular to a language.

    Patterns ignore case; in them the person's name is a run of `NAME_MARK`, so that
    they are compiled once and not for everybody anew.
    """

    words: dict[str, Any]
    rules: tuple[Rule, ...]
    sayings: dict[str, Saying]
    days: dict[str, str]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    time_words: dict[str, re.Pattern[str]]
    guards: dict[str, re.Pattern[str]]
    subject: re.Pattern[str]
    sensitive: re.Pattern[str]


@cache
def language_named(code: str) -> Language:
    """The language of a code such as "en-GB"; English when we do not have it."""
    for name in (code.replace("_", "-").lower(), code[:2].lower(), FALLBACK):
        if _CODE.fullmatch(name) and (_FOLDER / f"{name}.toml").is_file():
            return _language(name)
    return _language(FALLBACK)


@cache
def _language(name: str) -> Language:
    words = tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
    sensitive = tomllib.loads((_FOLDER / f"{name}-sensitive.toml").read_text("utf-8"))
    days = words["days"]
    near = ("same_day", "same_week", "same_month", "same_year")
    return Language(
        words=words,
        rules=tuple(_rule(table, words["macros"]) for table in words["rule"]),
        sayings={kind: _saying(table) for kind, table in words["say"].items()},
        days={key: value for key, value in days.items() if isinstance(value, str)},
        weekdays=tuple(days["weekdays"]),
        months=tuple(days["months"]),
        time_words={key: whole_words(days[key]) for key in near},
        guards={key: whole_words(said.replace("{name}", _NAME)) for key, said in words["guards"].items()},
        subject=_subject(words),
        sensitive=re.compile(
            "|".join(_stem(word) for text in sensitive.values() for word in text.split()),
            re.IGNORECASE,
        ),
    )


def _rule(table: dict[str, Any], macros: dict[str, str]) -> Rule:
    patterns: dict[str, re.Pattern[str]] = {}
    for key in ("when", "then"):
        pattern = table[key]
        for macro, meaning in macros.items():
            pattern = pattern.replace("{" + macro + "}", meaning)
        patterns[key] = re.compile(pattern.replace("{name}", _NAME), re.IGNORECASE)
    return Rule(**{**table, **patterns, "by": frozenset(table["by"])})


def _subject(words: dict[str, Any]) -> re.Pattern[str]:
    """Who a clause says it of, up to its verb: `them`, `us`, the `name`, or nobody."""
    them, us = words["subjects"]["them"], words["subjects"]["us"]
    name = rf"(?P<name>{_NAME})(?:\s+(?-i:[A-Z])[\w'’-]*(?<!['’]s))?"
    who = rf"(?:(?P<them>{them})|(?P<us>{us})|{name})(?:\s+|(?=['’]))"
    lead, adverb = words["clauses"]["lead"], words["macros"]["adverb"]
    return re.compile(rf"\s*{lead}(?:{who})?{adverb}", re.IGNORECASE)


def _saying(table: dict[str, Any]) -> Saying:
    return Saying(
        rank=table["rank"],
        alone=tuple(table["alone"]),
        open=tuple(table.get("open", ())),
        further=tuple(table["further"]),
        subject=tuple(table["subject"]),
    )


def whole_words(pattern: str) -> re.Pattern[str]:
    """A pattern of alternatives that counts only between the edges of words."""
    return re.compile(rf"(?<![\w'’])(?:{pattern})(?![\w])", re.IGNORECASE)


def _stem(word: str) -> str:
    """`=knee` is that word, `depress` all that begin so; a dash may be a space."""
    end = r"\b" if word.startswith("=") else r"\w*"
    return rf"\b{word.lstrip('=').replace('-', '[ -]')}{end}"
