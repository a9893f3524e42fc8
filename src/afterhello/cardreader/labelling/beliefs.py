"""How far a value may be believed: a probability, fitted on photos of cards that were really read.

What speaks for and against it: how certain the engine was of each of its letters, how easily they are
mistaken for others, who else on the card spells them the same way, how clearly the judge decided, what
was left over around it, and how its card was seen. A logistic regression for each kind of value and
boosted trees for the kinds alike weigh that, and are heard half each.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.labelling import grounds, weights
from afterhello.cardreader.labelling.forest import forest
from afterhello.cardreader.labelling.parts import Part
from afterhello.cardreader.shapes import Quad

Kind = Literal["name", "title", "organisation", "phones", "emails", "urls", "address", "social"]
ALIKE: dict[str, tuple[Kind, ...]] = {
    "spelt": ("name", "title", "organisation", "address"),
    "reach": ("phones", "emails", "urls", "social"),
}
"""Kinds that the same trees judge."""

COMMON = (
    "read", "read_badly", "letters", "small_type", "alike", "alike_pairs", "doubled", "odd_case", "glued",
    "digits_in_words", "accents", "accents_beside", "bare", "capitals", "punctuation", "lines", "scrap",
    "east_asian",
)  # fmt: skip
SPECIAL: dict[Kind, tuple[str, ...]] = {
    "name": ("odds", "ahead", "mail", "mail_exact", "strangers_mail", "given", "heard", "shape", "words",
             "titled", "joined", "decorated", "seam"),
    "title": ("odds", "ahead", "head", "known", "heard", "words", "named", "joined", "seam"),
    "organisation": ("odds", "ahead", "host", "host_exact", "hosted", "legal", "heard", "words", "joined",
                     "size"),
    "phones": ("valid", "possible", "labelled", "plus", "told", "alone", "usual_length", "kin", "grouped"),
    "emails": ("repairs", "name", "name_exact", "role", "host_twice", "near_miss", "firm", "firm_exact",
               "free", "usual_end", "digits", "hyphen"),
    "urls": ("repairs", "host_twice", "near_miss", "firm", "firm_exact", "usual_end", "www", "path",
             "hyphen"),
    "address": ("postcode", "street", "together", "parts", "worst", "nearly", "country", "town"),
    "social": ("repairs", "name", "name_exact", "near_miss", "site", "at", "digits"),
}  # fmt: skip
"""What only values of one kind have."""

_OF_ONE_KIND = tuple(sorted({name for names in SPECIAL.values() for name in names}))
COLUMNS = (*COMMON, *grounds.FIGURES, *_OF_ONE_KIND, *SPECIAL)
"""What each number of a row is; the last ones say the kind."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A value before it is believed: how it was read, and what speaks for it by the names of `SPECIAL`."""

    kind: Kind
    value: str
    confidence: float
    """The engine's, the worst of the lines it stands on."""
    quad: Quad
    evidence: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole card says of how well it was read."""

    lines: int
    accents: float
    """Share of the letters with an accent."""
    scraps: float
    """Share of the lines that the engine read with doubt."""
    accented: bool
    """Whether words are often written with accents in its country."""
    beyond: bool
    """Whether its language has letters that the engine does not know."""
    perhaps_beyond: bool = False
    """Whether the user's language has such letters, so that the card's may have them too."""
    ground: grounds.Ground = field(default_factory=lambda: grounds.ground((), (), None))


ACCENTED = frozenset((
    "AR", "AT", "AZ", "BE", "BR", "CH", "CL", "CO", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "HR", "HU",
    "IE", "IS", "LT", "LV", "MX", "NO", "PE", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "TR",
))  # fmt: skip
_BEYOND = re.compile(r"[\u1ea0-\u1ef9ơưƠƯǎǐǒǔĕŏĭ]")
"""Vietnamese letters, and what PP-OCR reads in their place.

Source:
    PP-OCRv6's own list of characters has 8 of the 52 accented letters of Vietnamese.
"""


def setting(
    card: Sequence[Part], country: str | None, ground: grounds.Ground | None = None, *, told: bool = True
) -> Setting:
    """Of the rows of a card, the country that it is from, and what its values stand on.

    Args:
        told: whether the card itself says its country; else it is the user's.
    """
    letters = "".join(row.text for row in card)
    return Setting(
        len(card),
        _accents(letters),
        sum(row.confidence < 0.9 for row in card) / max(len(card), 1),
        accented=country in ACCENTED,
        beyond=(told and country == "VN") or _BEYOND.search(letters) is not None,
        perhaps_beyond=country == "VN",
        ground=ground or grounds.ground(card, (), None),
    )


def row(claim: Claim, around: Setting) -> NDArray[np.float64]:
    """The numbers by which a claim is believed, in the order of `COLUMNS`."""
    special = [float(claim.evidence.get(name, 0.0)) for name in _OF_ONE_KIND]
    standing = grounds.figures(claim.quad, claim.confidence, around.ground)
    kinds = [float(claim.kind == kind) for kind in SPECIAL]
    return np.array([*_common(claim, around), *standing, *special, *kinds], np.float64)


def probability(claim: Claim, around: Setting) -> float:
    """That the value is what is printed, and rightly labelled; 0.02 … 0.995."""
    return probabilities([claim], around)[0]


def probabilities(claims: Sequence[Claim], around: Setting) -> list[float]:
    """The probability of each. Asking for all at once is faster."""
    told = [0.0] * len(claims)
    for alike, kinds in ALIKE.items():
        ours = [at for at, claim in enumerate(claims) if claim.kind in kinds]
        if not ours:
            continue
        numbers = np.stack([row(claims[at], around) for at in ours])
        trees = forest(f"belief_{alike}", len(COLUMNS)).says(numbers)[:, 0]
        for at, one, said in zip(ours, numbers, trees, strict=True):
            learnt = learnt_of(claims[at].kind)
            odds = (float(one @ learnt[:-1] + learnt[-1]) + float(said)) / 2
            told[at] = round(1 / (1 + math.exp(-max(-3.9, min(5.3, odds)))), 3)
    return told


@cache
def learnt_of(kind: Kind) -> NDArray[np.float64]:
    """The coefficients of a kind, its intercept last.

    Raises:
        ValueError: they were learnt from other columns.
    """
    learnt = weights.array(f"belief_{kind}")
    if len(learnt) != len(COLUMNS) + 1:
        raise ValueError(f"belief_{kind}: the weights were learnt from other columns")
    return learnt


def is_sure(claim: Claim, belief: float, around: Setting) -> bool:
    """Whether so many values of this belief are right that nobody need check them."""
    return not is_asked(claim, around) and belief >= float(weights.array(f"sure_{claim.kind}"))


def is_asked(claim: Claim, around: Setting) -> bool:
    """Whether a person is asked whatever the belief: what was mended, spelt with letters not known, cut
    within a bracket, or a number that nothing announces amid other words.
    """
    if claim.evidence.get("repairs", 0) or claim.value.count("(") != claim.value.count(")"):
        return True
    if claim.kind in ALIKE["spelt"]:
        return around.beyond or (around.perhaps_beyond and not claim.value.isascii())
    announced = any(claim.evidence.get(name, 1) for name in ("labelled", "plus", "alone"))
    if claim.kind == "phones":
        return not announced
    return claim.kind != "social" and _MIXED.search(claim.value) is not None


_MIXED = re.compile(r"[a-z][A-Z][a-z]")
"""A capital within a word of an address of the net: rather a letter misread."""
_ALIKE = re.compile(r"[Il1|O0oSs5B8Zz2]|[.,]")
_PAIRS = re.compile(r"rn|m|vv|w|cl|d|nn|ri|ii|ll|li|il|fi|tt|ti")
_ACCENT = unicodedata.combining


def _common(claim: Claim, around: Setting) -> list[float]:
    text, sure = claim.value, min(max(claim.confidence, 0.0), 1.0)
    length = max(len(text), 1)
    words: list[str] = re.findall(r"\w+", text)
    accents = _accents(text)
    return [
        -math.log(1.004 - sure),
        max(0.0, 0.95 - sure),
        math.log(length),
        1 / max(_height(claim.quad), 6.0),
        len(_ALIKE.findall(text)) / length,
        len(_PAIRS.findall(text.lower())) / length,
        len(re.findall(r"(\w)\1", text)) / length,
        float(bool(re.search(r"[A-Z][a-z][A-Z]{2}|[A-Z]{2}[a-z][A-Z]|[a-z][A-Z](?:[a-z]|$)", text))),
        float(any(len(word) > 14 and claim.kind not in ("emails", "urls", "social") for word in words)),
        sum(bool(re.search(r"[^\W\d]\d|\d[^\W\d]", word)) for word in words) / max(len(words), 1),
        accents,
        max(0.0, around.accents - accents),
        float(around.accented and not accents),
        sum(mark.isupper() for mark in text) / length,
        sum(not mark.isalnum() and not mark.isspace() for mark in text) / length,
        around.lines / 10,
        around.scraps,
        float(bool(re.search(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", text))),
    ]


def _height(quad: Quad) -> float:
    """Of the type, px; 20 where a corner is no number."""
    sides = (math.dist(quad[0], quad[3]), math.dist(quad[0], quad[1]))
    height = min(sides)
    return height if math.isfinite(height) else 20.0


def _accents(text: str) -> float:
    letters = [mark for mark in text if mark.isalpha()]
    return sum(not mark.isascii() for mark in letters) / max(len(letters), 1)
