"""Whether what was read is what is printed, value by value."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from afterhello.cardreader import Fields
from benchmarks.generator import TrueCard, Truth

FIELDS = ("name", "title", "organisation", "phones", "emails", "urls", "address", "social")
SAME_TEXT = 92
_EASTERN = "\u3040-\u30ff\u3400-\u9fff"


@dataclass(frozen=True, slots=True)
class Said:
    """A value read, whether the program was sure of it, and its belief in it, 0 … 1."""

    value: str
    sure: bool
    confidence: float = 0.0


Values = dict[str, list[Said]]
"""What was read of one person, by field."""


def plain(text: str) -> str:
    """Letters and digits of a text, case-folded, one space between words. Chinese and Japanese are set
    with or without spaces between their words: there are none.

    >>> plain("Brückner & Söhne  GmbH"), plain("山本 太一")
    ('brückner söhne gmbh', '山本太一')
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = " ".join(re.sub(r"[^\w]+", " ", folded).split())
    return re.sub(rf"(?<=[{_EASTERN}]) (?=[{_EASTERN}])", "", words)


def digits(text: str) -> str:
    """The digits of a number without the (0) that nobody dials from abroad.

    >>> digits("+44 (0)20 7946 0134")
    '442079460134'
    """
    return re.sub(r"\D", "", text.replace("(0)", ""))


def web(text: str) -> str:
    """An address of the web or a mailbox, case-folded, without its scheme and last slash."""
    return re.sub(r"^\w+://", "", text.strip().casefold()).rstrip("/")


def same(kind: str, read: str, true: str) -> bool:
    """Whether a value read is the value printed."""
    if kind == "phones":
        return digits(read) == digits(true)
    if kind in {"emails", "urls"}:
        return web(read) == web(true)
    if kind == "social":
        return _handle(read) == _handle(true)
    if kind == "name" and sorted(plain(read).split()) == sorted(plain(true).split()):
        return True  # a code gives the family name first, the print of some countries too
    return fuzz.ratio(plain(read), plain(true)) >= SAME_TEXT


def _handle(text: str) -> str:
    return web(text).removeprefix("www.").lstrip("@")


def true_values(truth: Truth) -> dict[str, list[str]]:
    """The printed values by field."""
    return {
        "name": _one(truth["name"]),
        "title": _one(truth["title"]),
        "organisation": _one(truth["organisation"]),
        "phones": [phone["value"] for phone in truth["phones"]],
        "emails": truth["emails"],
        "urls": truth["urls"],
        "address": _one(truth["address"]),
        "social": truth["social"],
    }


def _one(value: str | None) -> list[str]:
    return [] if value is None else [value]


def said_values(fields: Fields) -> Values:
    """The values read by field."""
    values: Values = {}
    for kind in FIELDS:
        held = getattr(fields, kind)
        several = held if isinstance(held, tuple) else (held,) if held else ()
        values[kind] = [Said(one.value, one.sure, one.confidence) for one in several]
    return values


def _matched(
    wanted: Sequence[dict[str, list[str]]], said: Sequence[Values]
) -> Iterable[tuple[dict[str, list[str]], Values]]:
    """Each person printed with the one read that agrees best; nothing where there is none."""
    left = list(said)
    for values in wanted:
        best = max(left, key=lambda read: _agreement(values, read), default=None)
        if best is not None:
            left.remove(best)
        yield values, best or {}
    for read in left:
        yield {}, read


def _agreement(values: dict[str, list[str]], read: Values) -> int:
    return sum(
        same(kind, one.value, value)
        for kind in FIELDS
        for one in read.get(kind, ())
        for value in values[kind]
    )


@dataclass
class Score:
    """Counts of values by field: printed, read, read rightly; and of those that were sure."""

    true: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    sure: Counter[str] = field(default_factory=Counter)
    sure_right: Counter[str] = field(default_factory=Counter)
    losses: list[Loss] = field(default_factory=list)
    beliefs: list[tuple[float, bool]] = field(default_factory=list)
    """For every value read: the belief in it, and whether it is right."""

    def add(
        self,
        true: dict[str, list[str]],
        said: Values,
        where: str = "",
        doubtful: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Count one person; each printed value answers for one value read at most.

        Reading one of the `doubtful` (field, value), which are half hidden, counts nowhere.
        """
        perhaps = list(doubtful)
        for kind in FIELDS:
            left = list(true.get(kind, ()))
            self.true[kind] += len(left)
            wrong = []
            for one in said.get(kind, ()):
                found = next((value for value in left if same(kind, one.value, value)), None)
                if found is None and any(k == kind and same(k, one.value, v) for k, v in perhaps):
                    continue
                if found is None:
                    wrong.append(one.value)
                else:
                    left.remove(found)
                self._count(kind, one, right=found is not None)
            self.losses += [Loss(where, kind, value, tuple(wrong)) for value in left]
            if wrong and not left:
                self.losses.append(Loss(where, kind, None, tuple(wrong)))

    def add_card(self, true: Sequence[TrueCard], said: Sequence[Values], where: str = "") -> None:
        """Count a card: its people, in whatever order they were read."""
        wanted = [true_values(one.fields) for one in true]
        doubtful = [value for one in true for value in one.doubtful]
        for values, read in _matched(wanted, said):
            self.add(values, read, where, doubtful)

    def join(self, other: Score) -> None:
        """Count what another has counted too."""
        for name in ("true", "said", "right", "sure", "sure_right"):
            getattr(self, name).update(getattr(other, name))
        self.losses += other.losses
        self.beliefs += other.beliefs

    def _count(self, kind: str, one: Said, *, right: bool) -> None:
        self.said[kind] += 1
        self.right[kind] += right
        self.sure[kind] += one.sure
        self.sure_right[kind] += one.sure and right
        self.beliefs.append((one.confidence, right))

    def f1(self, kinds: Iterable[str] = FIELDS) -> float | None:
        """Micro-averaged over those fields, 0 … 1; None where nothing was printed nor read."""
        kinds = tuple(kinds)
        whole = sum(self.true[kind] + self.said[kind] for kind in kinds)
        return 2 * sum(self.right[kind] for kind in kinds) / whole if whole else None


@dataclass(frozen=True, slots=True)
class Loss:
    """A printed value that was not read, or (printed is None) values read that are not printed."""

    where: str
    kind: str
    printed: str | None
    read: tuple[str, ...]
