"""Which part of a card is the name, which the title, which the organisation.

A judge gives each part a score for each role; the choice over all parts is made
from the scores alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from afterhello.cardreader.labelling.clues import Clues
from afterhello.cardreader.labelling.parts import Part


@dataclass(frozen=True, slots=True)
class Scores:
    """Log odds that a part is the name, the title, the organisation, of the address: 0 is an even chance."""

    name: float
    title: float
    organisation: float
    address: float


Role = Literal["name", "title", "organisation"]
ROLES: tuple[Role, ...] = ("name", "title", "organisation")

_NOBODYS = 2.0
"""Against a title without a name: what a shop does is seldom anybody's title."""

Judge = Callable[[Sequence[Part], Sequence[Clues]], Sequence[Scores]]


@dataclass(frozen=True, slots=True)
class Choice:
    """Index of the part chosen for each role, or None."""

    name: int | None
    title: int | None
    organisation: int | None


FLOOR = -0.4
"""Least log odds of what is chosen."""


def choose(parts: Sequence[Part], scores: Sequence[Scores], floor: float = FLOOR) -> Choice:
    """The best three different parts for the three roles; a role below `floor` stays empty."""
    options = {role: _best(scores, role, floor) for role in ROLES}
    best: tuple[float, tuple[int | None, int | None, int | None]] = (-1.0, (None, None, None))
    for name, title, organisation in product(*options.values()):
        chosen = [index for index in (name, title, organisation) if index is not None]
        if len(set(chosen)) < len(chosen):
            continue
        total = _worth(scores, "name", name, floor) + _worth(scores, "title", title, floor)
        total += _worth(scores, "organisation", organisation, floor)
        total += _closeness(parts, name, title) - _NOBODYS * (title is not None and name is None)
        if total > best[0] + 1e-9:
            best = (total, (name, title, organisation))
    return Choice(*best[1])


def _best(scores: Sequence[Scores], role: Role, floor: float) -> list[int | None]:
    ranked = sorted(range(len(scores)), key=lambda i: -_of(scores[i], role))
    return [*(i for i in ranked[:5] if _of(scores[i], role) >= floor), None]


def _of(score: Scores, role: Role) -> float:
    return {"name": score.name, "title": score.title, "organisation": score.organisation}[role]


def _worth(scores: Sequence[Scores], role: Role, index: int | None, floor: float) -> float:
    return 0.0 if index is None else _of(scores[index], role) - floor


def _closeness(parts: Sequence[Part], name: int | None, title: int | None) -> float:
    """A title stands under its name; half a point where it does, none from three lines away."""
    if name is None or title is None:
        return 0.0
    size = max(parts[name].size, parts[title].size, 0.01)
    gap = abs(parts[name].middle - parts[title].middle) / size
    return max(0.0, 0.6 - 0.15 * gap)


def standing(scores: Sequence[Scores], role: Role, index: int) -> dict[str, float]:
    """How clearly a part has a role: its log odds, and how far it is ahead of the next; both ±8 at most."""
    mine = _of(scores[index], role)
    rival = max((_of(score, role) for place, score in enumerate(scores) if place != index), default=-8.0)
    return {"odds": max(-8.0, min(mine, 8.0)), "ahead": max(-8.0, min(mine - rival, 8.0))}
