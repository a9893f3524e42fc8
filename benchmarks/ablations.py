"""What each part of the reader brings: the same photos read again without it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from unittest.mock import patch

import numpy as np

from afterhello import cardreader
from afterhello.cardreader.labelling import label, parts, web
from afterhello.cardreader.plane import Plane, plane_of
from benchmarks.figures import Table, ratio, share
from benchmarks.first_rules import by_rules
from benchmarks.generator import Stack
from benchmarks.plan import FIRST_SEED
from benchmarks.pools import POOLS
from benchmarks.readings import PROCESSES, Read, Shot
from benchmarks.results import OURS, results
from benchmarks.scoring import Score

PACKAGE = "afterhello.cardreader"
SAMPLE = (
    "apart, any angle", "apart, any angle", "overlapping", "overlapping", "touching", "white on white",
    "busy desk", "hard light", "in rows", "upside down", "low light", "cut by the frame",
)  # fmt: skip
"""A photo of each, half of them of cards kept out of training."""


def _in(name: str, *modules: str) -> tuple[str, ...]:
    return tuple(f"labelling.{module}.{name}" for module in modules)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the reader by its name in the tables; names of the package, and what stands in for them."""

    name: str
    targets: tuple[str, ...]
    instead: Callable[..., Any]

    @contextmanager
    def away(self) -> Iterator[None]:
        """Read without it."""
        with ExitStack() as stack:
            for target in self.targets:
                stack.enter_context(patch(f"{PACKAGE}.{target}", self.instead))
            yield


def _as_read(rows: Sequence[parts.Part]) -> tuple[web.Web, ...]:
    return tuple(one for one in _FIND(rows) if not one.repairs)


def _from_above(_: object, width: int, height: int) -> Plane:
    return plane_of((), width, height)


_FIND = web.find
AGREEING = ("clues", "blocks", "mailboxes", "people", "witnesses")


_NONE = np.empty((0, 4, 2), np.float32)

PARTS = (
    Part("edges (text alone)", ("finder._by_their_edges",), lambda *_: ([], frozenset())),
    Part("pieces of edges (whole outlines alone)", ("candidates.assembled",), lambda *_: _NONE),
    Part("what known cards tell of others", ("candidates.Candidates.of_size",), lambda *_: _NONE),
    Part("who lies upon whom", ("finder.upon",), lambda cards, _: [[] for _ in cards]),
    Part("the table that cards lie on", ("choice.plane_of", "second_look.plane_of"), _from_above),
    Part("a second look at cards that touch", ("finder.looked_at_again",), lambda cards, *_: list(cards)),
    Part("clusters of text (edges alone)", ("finder.gathered",), lambda *_: []),
    Part("turning (as the corners come)", ("pipeline.upright",), lambda flat, *_: flat),
    Part("reading doubtful lines twice", ("reader._read_twice",), lambda seen, *_: list(seen)),
    Part("marks of Vietnamese", ("reader.marked",), lambda *_: None),
    Part("codes", ("pipeline.code_on",), lambda _: None),
    Part("training (rules by hand)", ("labelling.label",), partial(label, judge=by_rules)),
    Part("agreement with mailboxes", _in("agrees_with_local", *AGREEING), lambda *_: 0.0),
    Part("agreement with domains", _in("agrees_with_host", *AGREEING, "card"), lambda *_: 0.0),
    Part("mended addresses of the net", ("labelling.web.find",), _as_read),
)


@dataclass
class Counts:
    """Of the whole sample: photos, cards printed and found, found the right way up, false; values."""

    photos: int = 0
    cards: int = 0
    found: int = 0
    upright: int = 0
    false: int = 0

    def __post_init__(self) -> None:
        self.score = Score()

    def add(self, read: Read) -> None:
        """Count one photo."""
        self.photos += 1
        for one in results(read):
            self.score.join(one.scores[OURS])
            self.cards += bool(one.pair.true)
            self.false += not one.pair.true
            self.found += one.pair.found
            self.upright += one.pair.found and one.pair.upright


def tables(*, quick: bool) -> Iterable[Table]:
    """Found, turned and labelled, with everything and without each part."""
    shots = sample()[: 4 if quick else None]
    counts = {name: Counts() for name in (None, *(part.name for part in PARTS))}
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as pool:
        for reads in pool.map(read_without, shots):
            for name, read in reads.items():
                counts[name].add(read)
    whole = counts[None]
    rows = tuple(_row(name, one, whole) for name, one in counts.items())
    yield Table(
        "Ablations: each part taken away in turn",
        ("without", "found", "right way up", "false a photo", "field F1", "of the whole"),
        rows,
        f"{whole.photos} photos, {whole.cards} cards. What a part brings here is the difference to the first "
        "row; found and F1 of cards in the hundreds are good to about .02. Nothing is trained anew.",
    )


def sample() -> list[Shot]:
    """The photos: the same ones for every part."""
    return [Shot(kind, POOLS[i % len(POOLS)], FIRST_SEED + 500 + i) for i, kind in enumerate(SAMPLE)]


def read_without(shot: Shot) -> dict[str | None, Read]:
    """One photo, read with everything (None) and without each part."""
    stack = shot.taken()
    reads: dict[str | None, Read] = {None: _read(shot, stack)}
    for part in PARTS:
        with part.away():
            reads[part.name] = _read(shot, stack)
    return reads


def _read(shot: Shot, stack: Stack) -> Read:
    return Read(shot, stack, cardreader.read(stack.image, country=shot.country), {})


def _row(name: str | None, one: Counts, whole: Counts) -> tuple[str, ...]:
    mine, all_of_it = one.score.f1() or 0.0, whole.score.f1() or 0.0
    return (
        name or "nothing",
        share(one.found, one.cards),
        share(one.upright, one.found),
        f"{one.false / one.photos:.2f}",
        share(mine, 1),
        ratio(mine, all_of_it),
    )
