"""Train the judge of quadrilaterals: which of a photo's candidates are cards.

    python -m benchmarks.training.cards_on_photos draw FOLDER --first 0 --last 4
    python -m benchmarks.training.cards_on_photos fit FOLDER

`draw` takes photos of every kind that the generator knows, looks for candidates as the program does,
and keeps each one's figures with whether it lies on a card. A photo is judged several times: with no
card known, with some of its cards known (those that lie uppermost), and with print left out and the
letters another size, for cards are set in more ways than the generator knows. `fit` learns boosted
trees from them and writes `judge.json`, which the program reads without any of this.
"""

from __future__ import annotations

import argparse
import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier  # type: ignore[import-untyped]  # no types
from sklearn.metrics import average_precision_score  # type: ignore[import-untyped]  # no types

from afterhello import engines
from afterhello.cardreader import choice
from afterhello.cardreader.blocks import Print
from afterhello.cardreader.candidates import Candidates
from afterhello.cardreader.evidence import FEATURES, Scene, evidence, inside
from afterhello.cardreader.finder import TEXT_SIDE_PX
from afterhello.cardreader.geometry import clockwise, overlap
from benchmarks.generator.decks import SEEN
from benchmarks.generator.oddities import ODDITIES
from benchmarks.generator.scenes import KINDS, scene
from benchmarks.generator.stacks import Stack

Floats = NDArray[np.float32]
Look = tuple[Floats, NDArray[np.int8]]
"""Figures of candidates, and their answers: 1 a card, 0 none."""

TARGET = Path(choice.__file__).with_name("judge.json")
SAME, OTHER = 0.88, 0.75
"""Overlap from which a candidate is a card, and below which it is none; between them it teaches nothing."""
MOST_NEGATIVE, MOST_POSITIVE = 200, 80
"""Candidates of one kind kept from one look at a photo."""
TREES, LEAVES, RATE = 200, 14, 0.1
GROWS = {"support_mean", "support_least", "support_second", "edges_mean", "aligned", "unclaimed",
         "corners_firm", "contrast_mean"}  # fmt: skip
FALLS = {"crossing", "strange_most", "strange_mean"}
"""What can only speak for a card, or only against one, whatever the photos drawn happen to say."""
LETTERS = 0.6
"""Standard deviation of the logarithm of how much larger or smaller print may be than it was drawn."""
SIZES = 0.2
"""The same of how much longer or shorter a side of the usual card may be: cards come in many formats."""
DESIGN = ("contrast_mean", "contrast_least", "paper_spread", "ratio", "size_in_lines", "spread_along",
          "spread_across", "close_outside", "long_lines", "clutter")  # fmt: skip
LOOSE = 0.35
"""Share of the figures that tell of a design which are taken from other candidates in a second copy of
each photo: cards are designed in more ways than ours, so no such figure may decide alone."""


def looks(made: Stack, name: str) -> Iterator[Look]:
    """What can be learnt from one photo, look by look."""
    pixels = np.asarray(cv2.imdecode(np.frombuffer(made.image, np.uint8), cv2.IMREAD_COLOR), np.uint8)
    text = engines.ocr().find_text(pixels, longest_side_px=TEXT_SIDE_PX)
    cards = [np.asarray(one.quad, np.float32) for one in made.truth]
    others = [np.asarray(one.quad, np.float32) for one in made.beside]
    yield from looks_at(Candidates(pixels, text), cards, others, Random(f"look {name}"))


def looks_at(found: Candidates, cards: list[Floats], others: list[Floats], rng: Random) -> Iterator[Look]:
    """The candidates of a photo judged with nothing known, and with some of its cards known."""
    scale = np.float32(found.scale)
    cards, others = [clockwise(one * scale) for one in cards], [clockwise(one * scale) for one in others]
    first, bare = found.first, found.scene
    depths = [None, *dict.fromkeys((1, rng.randint(1, len(cards) - 1)))] if len(cards) > 1 else [None]
    for depth in depths:
        known = [] if depth is None else cards[depth:]
        full = _with(bare, known, rng)
        quads = first
        if full.usual is not None:
            quads = np.concatenate([first, found.of_size(full.usual, full.plane, ~full.claimed)])
        thinned = _with(_thinned(bare, cards, rng), known, rng)
        for seen in (full, thinned, *([] if full.usual is None else [_of_another_size(full, rng)])):
            answers = _answers(quads, seen, cards, [*others, *known])
            kept = _kept(answers, rng)
            yield evidence(quads[kept], seen), answers[kept]


def _with(bare: Scene, known: list[Floats], rng: Random) -> Scene:
    """The scene with cards known, as crookedly as the program would know them."""
    seen = bare
    for card in known:
        seen = choice.with_known(seen, card + np.float32(rng.gauss(0, 1)))
    return seen


def _thinned(bare: Scene, cards: list[Floats], rng: Random) -> Scene:
    """The scene with less print on each card, and with letters of another height."""
    kept = np.ones(len(bare.text), np.bool_)
    for card in cards:
        lines = [int(line) for line in np.nonzero(inside(card[None], bare.text.middles)[0])[0]]
        kept[rng.sample(lines, rng.randrange(len(lines)) if lines else 0)] = False
    text: Print = copy.copy(bare.text)
    for name in ("quads", "middles", "ways", "lengths", "heights", "is_long"):
        setattr(text, name, getattr(text, name)[kept])
    text.heights = text.heights * np.float32(np.exp(rng.gauss(0, LETTERS)))
    return replace(bare, text=text, paper=bare.paper[kept], claimed=bare.claimed[kept])


def _of_another_size(seen: Scene, rng: Random) -> Scene:
    """The scene as if the cards that are known were of another format than those that are not."""
    assert seen.usual is not None
    longer, shorter = (side * float(np.exp(rng.gauss(0, SIZES))) for side in seen.usual)
    return replace(seen, usual=(max(longer, shorter), min(longer, shorter)))


def _answers(quads: Floats, seen: Scene, cards: list[Floats], others: list[Floats]) -> NDArray[np.int8]:
    """1 for a card, 0 for none, -1 for what teaches nothing."""
    answers = np.zeros(len(quads), np.int8)
    printed = np.asarray(inside(quads, seen.text.middles).any(axis=1), np.bool_)
    for here, quad in enumerate(quads):
        best = max((overlap(card, quad) for card in cards), default=0.0)
        other = max((overlap(card, quad) for card in others), default=0.0)
        if (
            other > max(best, 0.3)
            or other > SAME
            or OTHER < best <= SAME
            or (best > SAME and not printed[here])
        ):
            answers[here] = -1
        elif best > SAME:
            answers[here] = 1
    return answers


def _kept(answers: NDArray[np.int8], rng: Random) -> NDArray[np.intp]:
    kept: list[int] = []
    for answer, most in ((0, MOST_NEGATIVE), (1, MOST_POSITIVE)):
        of_it = [int(here) for here in np.nonzero(answers == answer)[0]]
        kept += rng.sample(of_it, min(most, len(of_it)))
    return np.asarray(sorted(kept), np.intp)


def draw(folder: Path, seeds: range) -> None:
    """Look at photos of every kind and keep what was seen; what is in the folder is not drawn again."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        for name in (*KINDS, *ODDITIES):
            file = folder / f"{name.replace(' ', '_')}-{seed}.npz"
            if name == "fifty" or file.exists():
                continue
            seen = list(looks(scene(name, seed, deck=SEEN), f"{name} {seed}"))
            figures = np.concatenate([np.zeros((0, len(FEATURES)), np.float32), *(one for one, _ in seen)])
            answers = np.concatenate([np.zeros(0, np.int8), *(one for _, one in seen)])
            np.savez_compressed(file, figures=figures, answers=answers)
            print(f"{name} {seed}: {len(answers)} candidates, {int(answers.sum())} of them cards", flush=True)


def fit(folder: Path) -> None:
    """Learn from what was drawn: first on three photos of four, to print how well; then on all."""
    photos = [
        (one["figures"], one["answers"]) for one in (np.load(file) for file in sorted(folder.glob("*.npz")))
    ]
    photos = [(figures, answers) for figures, answers in photos if len(answers)]
    part = _trees(*_table(_loosened([photo for here, photo in enumerate(photos) if here % 4])))
    figures, answers, _ = _table(photos[::4])
    belief = part.predict_proba(figures)[:, 1]
    print(f"{len(photos)} photos; average precision on a quarter kept out: "
          f"{average_precision_score(answers, belief):.3f}")  # fmt: skip
    for least in (0.5, 0.8):
        said = belief > least
        print(f"above {least}: right {answers[said].mean():.3f}, found {said[answers == 1].mean():.3f}")
    TARGET.write_text(
        json.dumps(_exported(_trees(*_table(_loosened(photos)))), separators=(",", ":")) + "\n", "utf-8"
    )


def _table(photos: list[Look]) -> tuple[Floats, NDArray[np.int8], Floats]:
    """Figures, answers and weights: a photo with many candidates counts for more, but not in proportion."""
    weights = np.concatenate([np.full(len(answers), len(answers) ** -0.5) for _, answers in photos])
    figures = np.concatenate([figures for figures, _ in photos])
    return figures, np.concatenate([answers for _, answers in photos]), weights / weights.mean()


def _loosened(photos: list[Look]) -> list[Look]:
    """The photos, and each once more with figures of its design taken from anywhere."""
    rng = np.random.default_rng(1)
    pool = np.concatenate([figures for figures, _ in photos])
    copies = []
    for figures, answers in photos:
        loose = figures.copy()
        for name in DESIGN:
            if rng.random() < LOOSE:
                column = FEATURES.index(name)
                loose[:, column] = rng.choice(pool[:, column], len(loose))
        copies.append((loose, answers))
    return [*photos, *copies]


def _trees(figures: Floats, answers: NDArray[np.int8], weights: Floats):  # type: ignore[no-untyped-def]  # scikit-learn has no types
    ways = [1 if name in GROWS else -1 if name in FALLS else 0 for name in FEATURES]
    trees = HistGradientBoostingClassifier(
        max_iter=TREES, learning_rate=RATE, max_leaf_nodes=LEAVES, min_samples_leaf=40,
        l2_regularization=5, monotonic_cst=ways, random_state=0,
    )  # fmt: skip
    return trees.fit(figures, answers, sample_weight=weights)


def _exported(trees) -> dict[str, object]:  # type: ignore[no-untyped-def]  # scikit-learn has no types
    """The trees as lists: of each node the figure asked, the bound, where to go, and a leaf's value."""
    told = []
    for (tree,) in trees._predictors:
        nodes = tree.nodes
        leaf = nodes["is_leaf"].astype(bool)
        told.append({
            "figure": np.where(leaf, -1, nodes["feature_idx"].astype(int)).tolist(),
            "bound": [float(f"{value:.5g}") for value in np.where(leaf, 0, nodes["num_threshold"])],
            "low": nodes["left"].astype(int).tolist(),
            "high": nodes["right"].astype(int).tolist(),
            "absent_low": nodes["missing_go_to_left"].astype(int).tolist(),
            "value": [float(f"{value:.4g}") for value in nodes["value"]],
        })  # fmt: skip
    start = float(np.asarray(trees._baseline_prediction).ravel()[0])
    return {"figures": list(FEATURES), "start": start, "trees": told}


def main() -> None:
    """See the module."""
    cv2.setNumThreads(1)
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("what", choices=("draw", "fit"))
    ask.add_argument("folder", type=Path)
    ask.add_argument("--first", type=int, default=0)
    ask.add_argument("--last", type=int, default=4)
    asked = ask.parse_args()
    if asked.what == "draw":
        draw(asked.folder, range(asked.first, asked.last + 1))
    else:
        fit(asked.folder)


if __name__ == "__main__":
    main()
