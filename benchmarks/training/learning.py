"""From examples to weights: what texts sound like, then what each part of a card is.

The sounds are learnt three times more with a third of all words kept back, and the judge of roles is
taught with those: so it learns how far a sound may be believed when half the words are new.
"""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]  # scipy has no types
from sklearn.ensemble import HistGradientBoostingClassifier  # type: ignore[import-untyped]  # no types
from sklearn.exceptions import ConvergenceWarning  # type: ignore[import-untyped]  # no types
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # no types
from sklearn.pipeline import make_pipeline  # type: ignore[import-untyped]  # no types
from sklearn.preprocessing import StandardScaler  # type: ignore[import-untyped]  # no types

from afterhello.cardreader.labelling import blocks, features, senses
from afterhello.cardreader.labelling.clues import Clues
from afterhello.cardreader.labelling.trained import ROLES
from benchmarks.training.examples import Example

FOLDS = 3
HEARINGS = 9
"""Of so many cards one is heard as if its language were unknown."""
Numbers = NDArray[np.float64]
Saying = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sounds:
    """The table of `senses`: buckets × senses, and the offset."""

    table: Numbers
    offset: Numbers

    def heard(self, texts: Sequence[str]) -> Numbers:
        """As `senses.heard`, by this table."""
        if not texts:
            return np.zeros((0, len(senses.SENSES)))
        return senses.softmax(_pieces(texts, kept_back=None) @ self.table + self.offset)


def hearings(folds: Sequence[Sounds]) -> list[Sounds]:
    """The sounds with a third of the words kept back in turn, and once with all of them."""
    deaf = Sounds(np.zeros_like(folds[0].table), folds[0].offset)
    return [*(folds[number % len(folds)] for number in range(HEARINGS - 1)), deaf]


def learn_sounds(sayings: Sequence[Saying], kept_back: int | None = None) -> Sounds:
    """What texts sound like; words of the fold kept back are not heard."""
    rows = _pieces([text for text, _ in sayings], kept_back)
    truth = np.array([senses.SENSES.index(role) for _, role in sayings])
    model = LogisticRegression(C=3.0, max_iter=60)
    with warnings.catch_warnings():
        # Stopping early keeps the weights small; more steps brought nothing on words kept back.
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(rows, truth)
    return Sounds(np.asarray(model.coef_.T, np.float64), np.asarray(model.intercept_, np.float64))


def _pieces(texts: Sequence[str], kept_back: int | None) -> Any:
    """Texts × buckets, each row of length 1."""
    held: list[int] = []
    ends = [0]
    shares: list[float] = []
    for text in texts:
        found = senses.buckets(text) if kept_back is None else _without(text, kept_back)
        held += found
        shares += [1 / max(len(found), 1) ** 0.5] * len(found)
        ends.append(len(held))
    return csr_matrix((shares, held, ends), shape=(len(texts), senses.BUCKETS))


def _without(text: str, fold: int) -> list[int]:
    kept = [word for word in senses.words_heard(text) if _fold(word) != fold]
    return sorted({bucket for word in kept for bucket in senses.buckets_of_word(word)})


def _fold(word: str) -> int:
    return zlib.crc32(f"fold {word}".encode()) % FOLDS


@dataclass(frozen=True, slots=True)
class Lesson:
    """Rows of numbers and the truth of each: an index of `ROLES`, or 0 and 1."""

    rows: Numbers
    truth: NDArray[np.int64]


def of_roles(examples: Sequence[Example], sounds: Sequence[Sounds]) -> Lesson:
    """What each part is, each card heard by one of the sounds."""
    rows, truth = [], []
    for number, one in enumerate(examples):
        hears = sounds[number % len(sounds)]
        strange = not hears.table.any()
        seen = [_of_a_strange_tongue(clue) for clue in one.clues] if strange else one.clues
        with hearing(hears):
            rows.append(features.table(one.parts, seen))
        truth += [ROLES.index(role) for role in one.roles]
    return Lesson(np.vstack(rows), np.array(truth))


def _of_a_strange_tongue(clue: Clues) -> Clues:
    """The clue without what the word lists say."""
    return replace(
        clue, given=0.0, honorific=0.0, title_head=0.0, title_ending=0.0, title_field=0.0,
        organisation_word=0.0, slogan=0.0, generic=0.0, department=0.0,
    )  # fmt: skip


def of_seams(examples: Sequence[Example], sounds: Sequence[Sounds]) -> Lesson:
    """Whether a mark parts two values."""
    rows, truth = [], []
    for number, one in enumerate(examples):
        with hearing(sounds[number % len(sounds)]):
            rows += [blocks.seam(text, gap, one.known) for text, gap, _ in one.seams]
        truth += [int(apart) for _, _, apart in one.seams]
    return Lesson(np.stack(rows), np.array(truth))


def of_joints(examples: Sequence[Example], sounds: Sequence[Sounds]) -> Lesson:
    """Whether a line goes on below."""
    rows, truth = [], []
    for number, one in enumerate(examples):
        with hearing(sounds[number % len(sounds)]):
            rows += [blocks.joint(part, other, one.known) for part, other, _ in one.joints]
        truth += [int(same) for _, _, same in one.joints]
    return Lesson(np.stack(rows), np.array(truth))


@contextmanager
def hearing(sounds: Sounds) -> Iterator[None]:
    """Within it `senses.heard` hears by these sounds."""
    ours = senses.heard
    senses.heard = sounds.heard
    try:
        yield
    finally:
        senses.heard = ours


def learn_trees(taught: Lesson, rounds: int = 140) -> Any:
    """Boosted trees."""
    model = HistGradientBoostingClassifier(
        max_iter=rounds, learning_rate=0.1, max_leaf_nodes=15, min_samples_leaf=40, l2_regularization=2.0,
        max_features=0.5, early_stopping=False, random_state=1,
    )  # fmt: skip
    return model.fit(taught.rows, taught.truth)


def learn_lines(taught: Lesson) -> Any:
    """Logistic regression on the same features."""
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=300))
    return model.fit(taught.rows, taught.truth)


def as_arrays(name: str, model: Any) -> dict[str, NDArray[Any]]:
    """Boosted trees as the arrays that `labelling.forest` walks; a leaf leads to itself.

    Reads scikit-learn's private `_predictors`: there is no public way to the nodes.
    """
    trees = [tree.nodes for of_round in model._predictors for tree in of_round]
    most = max(len(nodes) for nodes in trees)
    shape = (len(trees), most)
    column, edge, value = np.zeros(shape, np.uint8), np.zeros(shape, np.float64), np.zeros(shape, np.float32)
    left, right = np.zeros(shape, np.uint8), np.zeros(shape, np.uint8)
    for number, nodes in enumerate(trees):
        here = np.arange(len(nodes))
        leaf = nodes["is_leaf"].astype(bool)
        column[number, : len(nodes)] = np.where(leaf, 0, nodes["feature_idx"])
        edge[number, : len(nodes)] = np.where(leaf, 0.0, nodes["num_threshold"])
        value[number, : len(nodes)] = nodes["value"]
        left[number, : len(nodes)] = np.where(leaf, here, nodes["left"])
        right[number, : len(nodes)] = np.where(leaf, here, nodes["right"])
    depth = max(int(nodes["depth"].max()) for nodes in trees)
    start = np.asarray(model._baseline_prediction, np.float64).reshape(-1)
    arrays: dict[str, NDArray[Any]] = {
        "column": column, "edge": edge, "value": value, "left": left, "right": right,
        "depth": np.array(depth), "start": start, "columns": np.array(model.n_features_in_),
    }  # fmt: skip
    return {f"{name}_{key}": array for key, array in arrays.items()}


def rounded(sounds: Sounds) -> dict[str, NDArray[Any]]:
    """The sounds in half the bytes."""
    return {"senses": sounds.table.astype(np.float16), "senses_offset": sounds.offset.astype(np.float32)}
