"""Boosted trees, walked in plain numpy: what was learnt of roles, of seams and of joints."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.labelling import weights


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees × nodes, flat: the column asked for, the edge, where to go, and what a leaf says.

    A node's place is counted through all trees, so that one index says both; a leaf leads to itself.
    """

    trees: int
    column: NDArray[np.int64]
    edge: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]
    depth: int
    start: NDArray[np.float64]
    """What is said before any tree is asked: one number, or one for each class."""

    def says(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Log odds: rows × classes. All trees take a step at once."""
        line = np.arange(len(rows))[:, None]
        node = np.tile(np.arange(self.trees) * (len(self.column) // self.trees), (len(rows), 1))
        for _ in range(self.depth):
            small = rows[line, self.column[node]] <= self.edge[node]
            node = np.where(small, self.left[node], self.right[node])
        leaves, classes = self.value[node], len(self.start)
        sums = [leaves[:, kind::classes].sum(axis=1) for kind in range(classes)]
        return np.asarray(np.stack(sums, axis=1) + self.start, np.float64)


@cache
def forest(name: str, columns: int) -> Forest:
    """The trees learnt under a name.

    Raises:
        ValueError: they were learnt from another number of columns.
    """
    column = weights.array(f"{name}_column")
    if int(weights.array(f"{name}_columns")) != columns:
        raise ValueError(f"{name}: the weights were learnt from other columns than the {columns} of today")
    first = np.arange(len(column))[:, None] * column.shape[1]
    return Forest(
        trees=len(column),
        column=column.astype(np.int64).reshape(-1),
        edge=weights.array(f"{name}_edge").reshape(-1),
        left=(weights.array(f"{name}_left").astype(np.int64) + first).reshape(-1),
        right=(weights.array(f"{name}_right").astype(np.int64) + first).reshape(-1),
        value=weights.array(f"{name}_value").reshape(-1),
        depth=int(weights.array(f"{name}_depth")),
        start=weights.array(f"{name}_start").reshape(-1),
    )
