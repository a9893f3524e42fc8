"""What is learnt is what runs: trees in numpy say what scikit-learn says, and other weights are refused."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier  # type: ignore[import-untyped]  # no types

from afterhello.cardreader.labelling import beliefs, forest, weights
from afterhello.cardreader.shapes import Quad
from benchmarks.training.believing import Judged, fitted
from benchmarks.training.examples import example
from benchmarks.training.learning import as_arrays

PLACE: Quad = ((0.0, 0.0), (90.0, 0.0), (90.0, 20.0), (0.0, 20.0))


@pytest.fixture
def learnt(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, np.ndarray]]:
    """Arrays that stand in for the file."""
    arrays: dict[str, np.ndarray] = {}
    monkeypatch.setattr(weights, "array", lambda name: np.asarray(arrays[name], np.float64))
    forest.forest.cache_clear()
    beliefs.learnt_of.cache_clear()
    yield arrays
    forest.forest.cache_clear()
    beliefs.learnt_of.cache_clear()


@pytest.mark.parametrize("classes", [2, 4])
def test_trees_walked_in_numpy_say_what_was_learnt(learnt: dict[str, np.ndarray], classes: int) -> None:
    rng = np.random.default_rng(3)
    rows = rng.normal(size=(400, 6))
    truth = (rows[:, 0] * 2 + rows[:, 1]).round().astype(int) % classes
    model = HistGradientBoostingClassifier(max_iter=12, max_leaf_nodes=9, random_state=0).fit(rows, truth)
    learnt.update(as_arrays("small", model))

    said = forest.forest("small", 6).says(rows)

    expected = model.decision_function(rows).reshape(len(rows), -1)
    assert np.allclose(said, expected, atol=1e-5)


def test_trees_of_other_columns_are_refused(learnt: dict[str, np.ndarray]) -> None:
    rows = np.random.default_rng(3).normal(size=(60, 4))
    model = HistGradientBoostingClassifier(max_iter=2).fit(rows, rows[:, 0] > 0)
    learnt.update(as_arrays("small", model))

    with pytest.raises(ValueError, match="other columns"):
        forest.forest("small", 5)


def test_the_same_seed_teaches_the_same() -> None:
    one, again = example(7), example(7)

    assert one == again
    assert len(one.roles) == len(one.parts) > 0


def test_a_belief_is_high_where_values_were_right_and_sure_only_there(learnt: dict[str, np.ndarray]) -> None:
    rng = np.random.default_rng(5)
    found = []
    for number in range(120):
        for kind in beliefs.SPECIAL:
            right = bool(rng.random() < 0.8)
            claim = beliefs.Claim(kind, "Priya Nair", 0.99 if right else 0.8, PLACE)
            numbers = beliefs.row(claim, AROUND)
            found.append(Judged(kind, claim.value, numbers, False, right, str(number % 9)))
    learnt.update(fitted(found))

    clear, blurred = (beliefs.Claim("name", "Priya Nair", sure, PLACE) for sure in (0.99, 0.8))
    good, bad = beliefs.probability(clear, AROUND), beliefs.probability(blurred, AROUND)

    assert good > 0.95
    assert bad < 0.3
    assert beliefs.is_sure(clear, good, AROUND)
    assert not beliefs.is_sure(blurred, bad, AROUND)


AROUND = beliefs.Setting(lines=9, accents=0.0, scraps=0.0, accented=False, beyond=False)
