"""Whether what was read is what is printed: cards by their corners, values field by field."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
from rapidfuzz import fuzz

from afterhello.cardreader import Card, Fields, Quad
from benchmarks.generator import TrueCard, Truth

FIELDS = ("name", "title", "organisation", "phones", "emails", "urls", "address", "social")
SAME_TEXT = 92
SAME_CARD = 0.75
"""Least overlap (intersection over union) at which a card counts as found."""
THAT_CARD = 0.40
"""Least overlap at which what was read is compared with a card's truth at all."""


@dataclass(frozen=True, slots=True)
class Said:
    """A value read, and whether the program was sure of it."""

    value: str
    sure: bool


def overlap(one: Quad, other: Quad) -> float:
    """Intersection over union of two quadrilaterals, 0 … 1.

    >>> square = ((0, 0), (2, 0), (2, 2), (0, 2))
    >>> round(overlap(square, ((1, 0), (3, 0), (3, 2), (1, 2))), 3)
    0.333
    """
    a, b = np.array(one, np.float32), np.array(other, np.float32)
    common, _ = cv2.intersectConvexConvex(a, b)
    union = cv2.contourArea(a) + cv2.contourArea(b) - common
    return float(common / union) if union > 0 else 0.0


def plain(text: str) -> str:
    """Letters and digits of a text, case-folded, one space between words.

    >>> plain("Brückner & Söhne  GmbH")
    'brückner söhne gmbh'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[^\w]+", " ", folded).split())


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
        return web(read).lstrip("@").removeprefix("www.") == web(true).lstrip("@")
    return fuzz.ratio(plain(read), plain(true)) >= SAME_TEXT


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


def said_values(fields: Fields) -> dict[str, list[Said]]:
    """The values read by field."""
    values: dict[str, list[Said]] = {}
    for kind in FIELDS:
        held = getattr(fields, kind)
        several = held if isinstance(held, tuple) else (held,) if held else ()
        values[kind] = [Said(one.value, one.sure) for one in several]
    return values


@dataclass
class Score:
    """Counts of values by field: printed, read, read rightly; and of those that were sure."""

    true: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    sure: Counter[str] = field(default_factory=Counter)
    sure_right: Counter[str] = field(default_factory=Counter)
    losses: list[Loss] = field(default_factory=list)

    def add(self, true: dict[str, list[str]], said: dict[str, list[Said]], where: str = "") -> None:
        """Count one card; each printed value answers for one value read at most."""
        for kind in FIELDS:
            left = list(true.get(kind, ()))
            self.true[kind] += len(left)
            wrong = []
            for one in said.get(kind, ()):
                found = next((value for value in left if same(kind, one.value, value)), None)
                if found is None:
                    wrong.append(one.value)
                else:
                    left.remove(found)
                self._count(kind, one, right=found is not None)
            self.losses += [Loss(where, kind, value, tuple(wrong)) for value in left]
            if wrong and not left:
                self.losses.append(Loss(where, kind, None, tuple(wrong)))

    def _count(self, kind: str, one: Said, *, right: bool) -> None:
        self.said[kind] += 1
        self.right[kind] += right
        self.sure[kind] += one.sure
        self.sure_right[kind] += one.sure and right

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


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which cards read belong to which printed card, by overlap; `None` where there is none.

    `false` are cards read where none lies.
    """

    found: tuple[tuple[TrueCard, Card | None, float], ...]
    false: tuple[Card, ...]


def pair(true: Sequence[TrueCard], read: Sequence[Card]) -> Pairing:
    """Match cards, the greatest overlap first, each once."""
    ranked = sorted(
        ((overlap(t.quad, r.quad), i, j) for i, t in enumerate(true) for j, r in enumerate(read)),
        reverse=True,
    )
    mine: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for value, i, j in ranked:
        if value >= THAT_CARD and i not in mine and j not in taken:
            mine[i] = (j, value)
            taken.add(j)
    found = tuple(
        (card, read[mine[i][0]], mine[i][1]) if i in mine else (card, None, 0.0)
        for i, card in enumerate(true)
    )
    return Pairing(found, tuple(card for j, card in enumerate(read) if j not in taken))


def right_way_up(true: Quad, read: Quad) -> bool:
    """Whether the card's first corner is the one that is its top left."""
    first = np.array(read[0])
    distances = [float(np.linalg.norm(first - np.array(corner))) for corner in true]
    return int(np.argmin(distances)) == 0
