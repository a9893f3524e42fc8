"""How likely a quadrilateral with certain figures is a card: boosted trees, learnt on drawn photos.

`judge.json` is written by `benchmarks/training/cards_on_photos.py`. All trees are walked at once, one
step of every quadrilateral in every tree at a time.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.evidence import FEATURES

Floats = NDArray[np.float32]
AT_ONCE = 4000
"""Quadrilaterals judged in one go: bounds memory, not results."""


class Trees:
    """Trees as tables: tree × node. A leaf leads to itself."""

    def __init__(self, told: dict[str, object]) -> None:
        if tuple(told["figures"]) != FEATURES:  # type: ignore[arg-type]  # JSON of our own
            raise ValueError("judge.json was learnt from other figures")
        trees: list[dict[str, list[float]]] = told["trees"]  # type: ignore[assignment]  # JSON of our own
        size = max(len(tree["value"]) for tree in trees)
        self._start = float(told["start"])  # type: ignore[arg-type]  # JSON of our own
        figure = _table(trees, "figure", size).astype(np.intp)
        itself = np.broadcast_to(np.arange(size), figure.shape)
        leaf = figure < 0
        self._figure = np.where(leaf, 0, figure)
        self._bound = _table(trees, "bound", size).astype(np.float32)
        self._low = np.where(leaf, itself, _table(trees, "low", size).astype(np.intp))
        self._high = np.where(leaf, itself, _table(trees, "high", size).astype(np.intp))
        self._absent_low = _table(trees, "absent_low", size).astype(np.bool_)
        self._value = _table(trees, "value", size)
        self._leaf = leaf

    def belief(self, figures: Floats) -> Floats:
        """For each row of figures the belief that it is a card, 0 … 1."""
        parts = [self._belief(figures[here : here + AT_ONCE]) for here in range(0, len(figures), AT_ONCE)]
        return np.concatenate([np.zeros(0, np.float32), *parts])

    def _belief(self, figures: Floats) -> Floats:
        trees = np.arange(len(self._value))[None, :]
        rows = np.arange(len(figures))[:, None]
        node = np.zeros((len(figures), len(self._value)), np.intp)
        while not self._leaf[trees, node].all():
            value = figures[rows, self._figure[trees, node]]
            low = np.where(np.isnan(value), self._absent_low[trees, node], value <= self._bound[trees, node])
            node = np.where(low, self._low[trees, node], self._high[trees, node])
        total = self._start + self._value[trees, node].sum(axis=1)
        return np.asarray(1 / (1 + np.exp(-total)), np.float32)


@cache
def trees() -> Trees:
    """The trees that the program ships with."""
    return Trees(
        json.loads(resources.files("afterhello.cardreader").joinpath("judge.json").read_text("utf-8"))
    )


def _table(trees: list[dict[str, list[float]]], key: str, size: int) -> NDArray[np.float64]:
    return np.asarray(
        [tree[key] + [-1.0 if key == "figure" else 0.0] * (size - len(tree[key])) for tree in trees]
    )
