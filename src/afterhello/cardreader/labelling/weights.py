"""What was learnt: the arrays that `python -m benchmarks.training` writes, checked when read."""

from __future__ import annotations

from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

VERSION = 1
"""Raised whenever a feature changes its meaning: weights of another version are refused."""
FILE = "weights.npz"


def array(name: str) -> NDArray[np.float64]:
    """One of the arrays."""
    return _arrays()[name]


def forget() -> None:
    """Read the file anew when next asked: it was written anew."""
    _arrays.cache_clear()


@cache
def _arrays() -> dict[str, NDArray[np.float64]]:
    with resources.files(__package__).joinpath(FILE).open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        told = {name: np.asarray(stored[name]) for name in stored.files}
    version = int(told.pop("version", np.array(0)))
    if version != VERSION:
        raise ValueError(f"{FILE} is of version {version}, this program needs {VERSION}")
    return {name: np.asarray(values, np.float64) for name, values in told.items()}
