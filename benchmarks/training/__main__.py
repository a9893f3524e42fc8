"""`python -m benchmarks.training`: learn, print how well, write the weights.

About an hour and a half of CPU the first time, most of it to draw photos and to read them. What was
read is kept in the folder of `--kept` and is not read again: remove it after a change of the reader.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import log_loss  # type: ignore[import-untyped]  # no types

from afterhello.cardreader.labelling import beliefs, forest, weights
from benchmarks.figures import Table
from benchmarks.pools import POOLS, Pool
from benchmarks.training import figures, learning
from benchmarks.training.believing import fitted, judged, judged_on
from benchmarks.training.examples import Example, examples
from benchmarks.training.learning import Lesson, Sounds
from benchmarks.training.photos import Photo, photo, shots
from benchmarks.training.readings import all_of

SEEN, HELD_OUT = POOLS
FILE = Path(weights.__file__).with_name(weights.FILE)
CARDS, HELD_CARDS, DRAWN = 8000, 600, 240
ROUNDS, HELD_ROUNDS = 6, 3
"""In each round a photo of every kind."""

Lessons = Callable[[Sequence[Example], Sequence[Sounds]], Lesson]


def main() -> None:
    """Learn everything anew."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training", description=__doc__)
    parser.add_argument("--kept", type=Path, default=Path("build/readings"), help="folder for what was read")
    parser.add_argument("--only", choices=("roles", "beliefs", "figures"), help="one step of it")
    args = parser.parse_args()
    if args.only in (None, "roles"):
        write(learn())
    if args.only in (None, "beliefs"):
        drawn = judged(all_of(range(DRAWN), "training", args.kept / "drawn"))
        write(fitted(list(judged_on(photos(args.kept / "photos", SEEN, ROUNDS))), list(drawn)))
    if args.only in (None, "figures"):
        for table in figures.tables(photos(args.kept / "photos", HELD_OUT, HELD_ROUNDS)):
            say(f"\n{table}")


def learn() -> dict[str, Any]:
    """Sounds, seams, joints and roles."""
    taught, held = examples(range(CARDS)), examples(range(HELD_CARDS), held_out=True)
    sayings = [saying for one in taught for saying in one.sayings]
    folds = [learning.learn_sounds(sayings, fold) for fold in range(learning.FOLDS)]
    whole, heard = learning.learn_sounds(sayings), learning.hearings(folds)
    arrays, rows = learning.rounded(whole), []
    lessons: Mapping[str, Lessons] = {
        "seams": learning.of_seams, "joints": learning.of_joints, "roles": learning.of_roles
    }  # fmt: skip
    for name, of in lessons.items():
        lesson, test = of(taught, heard), of(held, [whole])
        trees, lines = learning.learn_trees(lesson), learning.learn_lines(lesson)
        rows += [_compared(name, how, model, test) for how, model in (("trees", trees), ("lines", lines))]
        arrays.update(learning.as_arrays(name, trees))
    say(str(Table(
        "What was learnt, on cards of layouts and countries kept out",
        ("", "by", "right", "log loss"),
        tuple(rows),
        "Trees: boosted, kept. Lines: logistic regression on the same numbers.",
    )))  # fmt: skip
    return arrays


def _compared(name: str, how: str, model: Any, test: Lesson) -> tuple[str, ...]:
    told = model.predict_proba(test.rows)
    right = float(np.mean(model.classes_[told.argmax(axis=1)] == test.truth))
    return name, how, f"{right:.4f}", f"{log_loss(test.truth, told, labels=model.classes_):.4f}"


def photos(kept: Path, pool: Pool, rounds: int) -> list[Photo]:
    """So many photos of every kind, of those cards, read."""
    return [photo(shot, kept) for shot in shots(pool, rounds)]


def write(learnt: Mapping[str, Any]) -> None:
    """Into the file beside the labeller, what else it holds kept, and have it used from now on."""
    held = dict(np.load(FILE)) if FILE.exists() else {}
    arrays = {**held, **learnt, "version": np.array(weights.VERSION)}
    named: dict[str, Any] = {name: np.asarray(arrays[name]) for name in sorted(arrays)}
    np.savez_compressed(FILE, **named)
    weights.forget()
    forest.forest.cache_clear()
    beliefs.learnt_of.cache_clear()
    say(f"{FILE.name}: {FILE.stat().st_size / 1e6:.2f} MB")


def say(text: str) -> None:
    """Print."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
