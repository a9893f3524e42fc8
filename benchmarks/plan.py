"""Which photos are read, and how many of each kind."""

from __future__ import annotations

from benchmarks.generator.oddities import ODDITIES
from benchmarks.pools import POOLS
from benchmarks.readings import Shot

FIRST_SEED = 5000
"""Tuning uses lower seeds, so that these photos are never looked at while tuning."""

FAMILIES: dict[str, dict[str, int]] = {
    "apart": {
        "apart": 4,
        "apart, any angle": 8,
        "hard light": 4,
        "in rows": 3,
        "touching": 3,
        "cut by the frame": 3,
        "white on white": 3,
        "cream on oak": 3,
        "two-tone": 2,
        "busy desk": 4,
        "patterns": 3,
        "curled": 3,
        "glare": 2,
        "out of focus": 2,
        "moved": 2,
        "low light": 3,
        "steep": 3,
        "fingers": 3,
        "in a hand": 4,
        "filling the frame": 2,
        "one": 2,
    },
    "overlapping": {"overlapping": 8, "tossed": 4, "fanned": 3, "stairs": 3},
    "odd": dict.fromkeys(ODDITIES.keys() - {"in a hand", "filling the frame"}, 1)
    | {"fifty": 1, "no card": 3},
}
"""How many photos of each kind are read. The sizes take turns with the seeds: four of them.

Of those apart or overlapping, the pools of cards take turns.
"""


def family(kind: str) -> str:
    """Which family a kind is of."""
    return next(name for name, kinds in FAMILIES.items() if kind in kinds)


def plan(*, quick: bool) -> list[Shot]:
    """Every photo to read. A quick run takes one of each kind that is not odd."""
    shots: list[Shot] = []
    for name, kinds in FAMILIES.items():
        if quick and name == "odd":
            continue
        for kind, count in sorted(kinds.items()):
            shots += [_shot(kind, name, len(shots) + number) for number in range(1 if quick else count)]
    return shots


def _shot(kind: str, name: str, index: int) -> Shot:
    """The pools take turns, and within each the sizes and whether a photo is of one country."""
    pool = POOLS[index % len(POOLS)] if name != "odd" else POOLS[0]
    return Shot(kind, pool, FIRST_SEED + index + index // 2)
