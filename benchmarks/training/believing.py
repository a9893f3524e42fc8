"""How far values may be believed: regressions on cards that were read, and from where on to be sure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # no types
from sklearn.model_selection import GroupKFold  # type: ignore[import-untyped]  # no types
from sklearn.preprocessing import StandardScaler  # type: ignore[import-untyped]  # no types

from afterhello.cardreader.labelling import beliefs, card
from afterhello.cardreader.labelling.parts import rows
from benchmarks.scoring import plain, same
from benchmarks.training.readings import Read

Numbers = NDArray[np.float64]
RIGHT_WHEN_SURE = 0.99
"""A little above what is promised (.98): the readings it is fitted on are not those it will meet."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim of a card that was read: its numbers, and whether it is what is printed."""

    kind: beliefs.Kind
    value: str
    numbers: Numbers
    right: bool
    place: str
    """Country and layout."""


def judged(reads: Iterable[Read]) -> list[Judged]:
    """Every claim that the labeller makes of those cards."""
    found = []
    for one in reads:
        read = card.patterns(rows(one.lines, one.height), one.locale)
        around = beliefs.setting(read.rows, read.country)
        for claims in card.claimed(read):
            for claim in claims.all_of_them():
                right = any(_is_right(claim, value) for value in one.every(claim.kind))
                numbers = beliefs.row(claim, around)
                found.append(Judged(claim.kind, claim.value, numbers, right, f"{one.locale} {one.layout}"))
    return found


def _is_right(claim: beliefs.Claim, true: str) -> bool:
    """Letter for letter where scoring forgives a letter: who is sure of a name spells it as printed."""
    if claim.kind == "name":
        return plain(claim.value) == plain(true)
    return same(claim.kind, claim.value, true)


def fitted(found: Sequence[Judged]) -> dict[str, Numbers]:
    """For every kind, the coefficients and the intercept; and from which belief on it is sure."""
    arrays: dict[str, Numbers] = {}
    expected: dict[str, tuple[Numbers, NDArray[np.bool_]]] = {}
    for kind in beliefs.SPECIAL:
        ours = [one for one in found if one.kind == kind]
        numbers, right = np.stack([one.numbers for one in ours]), np.array([one.right for one in ours])
        arrays[f"belief_{kind}"] = _fit(numbers, right)
        expected[kind] = _foretold(numbers, right, [one.place for one in ours]), right
    usual = _edge(
        np.concatenate([p for p, _ in expected.values()]), np.concatenate([r for _, r in expected.values()])
    )
    for name, (foretold, right) in expected.items():
        arrays[f"sure_{name}"] = np.array(max(usual, _edge(foretold, right, RIGHT_WHEN_SURE - 0.006)))
    return arrays


def _fit(numbers: Numbers, right: NDArray[np.bool_]) -> Numbers:
    scale = StandardScaler().fit(numbers)
    model: Any = LogisticRegression(C=0.2, max_iter=500).fit(scale.transform(numbers), right)
    spread = np.where(scale.scale_ > 0, scale.scale_, 1.0)
    slopes = model.coef_[0] / spread
    return np.append(slopes, model.intercept_[0] - float(slopes @ scale.mean_))


def _foretold(numbers: Numbers, right: NDArray[np.bool_], places: Sequence[str]) -> Numbers:
    """The probability of each by a fit without its like: the same layout in the same country."""
    told = np.zeros(len(right))
    for learnt, held in GroupKFold(8).split(numbers, right, places):
        fit = _fit(numbers[learnt], right[learnt])
        told[held] = 1 / (1 + np.exp(-(numbers[held] @ fit[:-1] + fit[-1])))
    return told


def _edge(foretold: Numbers, right: NDArray[np.bool_], wanted: float = RIGHT_WHEN_SURE) -> float:
    """The lowest belief from which on so many are right, and from any higher one too."""
    order = np.argsort(-foretold)
    shares = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(shares >= wanted)
    return float(foretold[order[enough[-1]]]) if len(enough) else 1.0
