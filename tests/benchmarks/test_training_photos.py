"""A photo is drawn and read once, and what is claimed of its cards is judged as the measure judges it."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.pools import POOLS
from benchmarks.readings import Shot
from benchmarks.scoring import FIELDS
from benchmarks.training.believing import judged_on
from benchmarks.training.figures import scores
from benchmarks.training.photos import KINDS, photo, shots

pytestmark = pytest.mark.ocr
SMALL_ONE = Shot("one", POOLS[0], 103)


def test_a_photo_is_kept_and_its_values_are_judged(tmp_path: Path) -> None:
    first = photo(SMALL_ONE, tmp_path)
    drawn = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*.*")}
    again = photo(SMALL_ONE, tmp_path)
    found = list(judged_on([again]))
    (score,) = scores(again).values()

    assert {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*.*")} == drawn
    assert [one.lines for one in again.cards] == [one.lines for one in first.cards]
    assert again.stack.truth == first.stack.truth
    assert all(len(line.letters) == len(line.text) for line in again.cards[0].lines)
    assert sum(one.right for one in found) > len(found) / 2
    assert sum(score.right[kind] for kind in FIELDS) >= sum(one.right for one in found)


def test_every_kind_is_taken_at_every_size_and_of_one_country_and_of_all() -> None:
    taken = list(shots(POOLS[0], 4))

    for kind in KINDS:
        seeds = [shot.seed for shot in taken if shot.kind == kind]
        assert {seed % 4 for seed in seeds} == {0, 1, 2, 3}
        assert {seed % 2 for seed in seeds} == {0, 1}
