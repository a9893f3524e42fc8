"""How far values may be believed: trees learnt on cards that were read, and from where on to be sure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier  # type: ignore[import-untyped]  # no types
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # no types
from sklearn.model_selection import GroupKFold  # type: ignore[import-untyped]  # no types
from sklearn.preprocessing import StandardScaler  # type: ignore[import-untyped]  # no types

from afterhello.cardreader.labelling import beliefs, card
from afterhello.cardreader.labelling.parts import rows
from afterhello.cardreader.shapes import Card, Field, Fields
from afterhello.cardreader.sight import Sight
from benchmarks.pairing import pair
from benchmarks.scoring import FIELDS, Score, plain, said_values, same
from benchmarks.training.learning import as_arrays
from benchmarks.training.photos import Photo
from benchmarks.training.readings import Read

Numbers = NDArray[np.float64]
RIGHT_WHEN_SURE = 0.985
"""A little above what is promised (.98): the cards it is fitted on are not those it will meet."""
LEAST_OF_A_KIND = 0.98
"""So many of each kind of value must be right, where it is sure of them."""
FEW = 40
TREES, LEAVES, RATE, FOLDS = 140, 8, 0.06, 8
GROWS = {"weakest", "second", "mean", "card_read", "odds", "ahead"}
FALLS = {"doubts", "unlike", "card_doubts", "card_unlike", "strays", "torn", "repairs"}
"""What can only speak for a value, or only against it, whatever the cards drawn happen to say."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim of a card that was read: its numbers, and whether it is what is printed."""

    kind: beliefs.Kind
    value: str
    numbers: Numbers
    asked: bool
    """Whether a person is asked whatever the belief."""
    right: bool
    place: str
    """Those of one place are learnt from together or not at all, where it is asked how well."""


def judged(reads: Iterable[Read]) -> Iterator[Judged]:
    """Every claim that the labeller makes of those cards."""
    for one in reads:
        read = card.patterns(rows(one.lines, one.height), one.locale)
        told = card.claimed(read)
        around = card.surroundings(read, told, Sight(one.width, one.height, one.enlarged))
        for claim in (claim for claims in told for claim in claims.all_of_them()):
            right = any(is_right(claim, value) for value in one.every(claim.kind))
            yield _judged(claim, around, right=right, place=f"{one.locale} {one.layout}")


def judged_on(photos: Iterable[Photo]) -> Iterator[Judged]:
    """Every claim that the labeller makes on those photos, right or not as the end-to-end measure says."""
    for photo in photos:
        claims: list[tuple[beliefs.Claim, beliefs.Setting]] = []
        people = list(_people(photo, claims))
        score, stack = Score(), photo.stack
        pairing = pair(stack.truth, people, stack.beside, (stack.width, stack.height))
        for one in pairing.pairs:
            score.add_card(one.true, [said_values(person.fields) for person in one.read])
        for false in pairing.false:
            score.add_card((), [said_values(person.fields) for person in false])
        names = [one.fields["name"] or "" for one in stack.truth]
        for number, right in score.beliefs:
            claim, around = claims[int(number)]
            spelt = claim.kind != "name" or any(is_right(claim, name) for name in names)
            yield _judged(claim, around, right=right and spelt, place=str(photo.shot))


def _judged(claim: beliefs.Claim, around: beliefs.Setting, *, right: bool, place: str) -> Judged:
    numbers, asked = beliefs.row(claim, around), beliefs.is_asked(claim, around)
    return Judged(claim.kind, claim.value, numbers, asked, right, place)


def _people(photo: Photo, claims: list[tuple[beliefs.Claim, beliefs.Setting]]) -> Iterator[Card]:
    """The people told on a photo, each value's number in `claims`, which grows by it, as its confidence."""
    for one in photo.cards:
        read = card.patterns(rows(one.lines, one.height), photo.shot.country)
        told = card.claimed(read)
        around = card.surroundings(read, told, one.sight)
        for person in told:
            values: dict[str, list[Field]] = {kind: [] for kind in FIELDS}
            for claim in person.all_of_them():
                values[claim.kind].append(Field(claim.value, len(claims), sure=False))
                claims.append((claim, around))
            yield Card(photo.quad(one), _fields(values), None, (), b"")


def _fields(values: dict[str, list[Field]]) -> Fields:
    told: dict[str, Any] = {kind: tuple(values[kind]) for kind in beliefs.ALIKE["reach"]}
    for kind in beliefs.ALIKE["spelt"]:
        told[kind] = next(iter(values[kind]), None)
    return Fields(**told)


def is_right(claim: beliefs.Claim, true: str) -> bool:
    """Letter for letter where scoring forgives a letter: who is sure of a name spells it as printed."""
    if claim.kind == "name":
        return sorted(plain(claim.value).split()) == sorted(plain(true).split())
    return same(claim.kind, claim.value, true)


def fitted(photos: Sequence[Judged], drawn: Sequence[Judged] = ()) -> dict[str, NDArray[Any]]:
    """What is learnt of all, and from which belief on each kind is sure: that photos alone decide."""
    arrays: dict[str, NDArray[Any]] = {}
    for name, model in learnt([*photos, *drawn]).items():
        arrays.update({name: model} if isinstance(model, np.ndarray) else as_arrays(name, model))
    told, right = foretold([*photos, *drawn])[: len(photos)], np.array([one.right for one in photos])
    may = ~np.array([one.asked for one in photos])
    usual = edge(told[may], right[may], RIGHT_WHEN_SURE)
    for kind in beliefs.SPECIAL:
        ours = may & np.array([one.kind == kind for one in photos])
        arrays[f"sure_{kind}"] = np.array(max(usual, edge(told[ours], right[ours], LEAST_OF_A_KIND, FEW)))
    return arrays


def learnt(found: Sequence[Judged]) -> dict[str, Any]:
    """Coefficients for every kind, trees for those alike, by their names in the file."""
    models: dict[str, Any] = {}
    for kind in beliefs.SPECIAL:
        models[f"belief_{kind}"] = _lines(*_table([one for one in found if one.kind == kind]))
    for name, kinds in beliefs.ALIKE.items():
        models[f"belief_{name}"] = _trees(*_table([one for one in found if one.kind in kinds]))
    return models


def foretold(found: Sequence[Judged]) -> Numbers:
    """The probability of each by a fit without its like."""
    told, places = np.zeros(len(found)), [one.place for one in found]
    for taught, held in GroupKFold(FOLDS).split(told, groups=places):
        told[held] = believed(learnt([found[at] for at in taught]), [found[at] for at in held])
    return told


def believed(models: dict[str, Any], found: Sequence[Judged]) -> Numbers:
    """The probability of each, as `beliefs.probability` has it."""
    numbers, kinds = np.stack([one.numbers for one in found]), np.array([one.kind for one in found])
    odds = np.zeros(len(found))
    for name, alike in beliefs.ALIKE.items():
        ours = np.isin(kinds, alike)
        if ours.any():
            odds[ours] += models[f"belief_{name}"].decision_function(numbers[ours]) / 2
    for kind in beliefs.SPECIAL:
        ours, fit = kinds == kind, models[f"belief_{kind}"]
        odds[ours] += (numbers[ours] @ fit[:-1] + fit[-1]) / 2
    return np.asarray(1 / (1 + np.exp(-odds)), np.float64)


def _table(found: Sequence[Judged]) -> tuple[Numbers, NDArray[np.bool_]]:
    return np.stack([one.numbers for one in found]), np.array([one.right for one in found])


def _lines(numbers: Numbers, right: NDArray[np.bool_]) -> Numbers:
    """Logistic regression: coefficients, the intercept last."""
    scale = StandardScaler().fit(numbers)
    model: Any = LogisticRegression(C=0.03, max_iter=500).fit(scale.transform(numbers), right)
    slopes = model.coef_[0] / np.where(scale.scale_ > 0, scale.scale_, 1.0)
    return np.append(slopes, model.intercept_[0] - float(slopes @ scale.mean_))


def _trees(numbers: Numbers, right: NDArray[np.bool_]) -> Any:
    ways = [1 if name in GROWS else -1 if name in FALLS else 0 for name in beliefs.COLUMNS]
    model = HistGradientBoostingClassifier(
        max_iter=TREES, learning_rate=RATE, max_leaf_nodes=LEAVES, min_samples_leaf=20, l2_regularization=5.0,
        max_features=0.4, early_stopping=False, monotonic_cst=ways, random_state=1,
    )  # fmt: skip
    return model.fit(numbers, right)


def edge(foretold: Numbers, right: NDArray[np.bool_], wanted: float, known: int = 0) -> float:
    """The lowest belief from which on so many are right; 1 if there is none.

    Args:
        known: values besides, of which as many are right as is wanted of all: few say little.
    """
    order = np.argsort(-foretold)
    shares = (np.cumsum(right[order]) + known * RIGHT_WHEN_SURE) / (np.arange(1, len(order) + 1) + known)
    enough = np.flatnonzero(shares >= wanted)
    return float(foretold[order[enough[-1]]]) if len(enough) else 1.0
