"""Which part of a card is the name, which the title, which the organisation.

A judge gives each part a score for each role; the choice over all parts is made
from the scores alone. So a trained model replaces `by_rules` and nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

from afterhello.cardreader.labelling.clues import Clues
from afterhello.cardreader.labelling.parts import Part


@dataclass(frozen=True, slots=True)
class Scores:
    """Log odds that a part is the name, the title, the organisation: 0 is an even chance."""

    name: float
    title: float
    organisation: float


Judge = Callable[[Sequence[Clues]], Sequence[Scores]]


@dataclass(frozen=True, slots=True)
class Choice:
    """Index of the part chosen for each role, or None, and the probability that it is right."""

    name: int | None
    title: int | None
    organisation: int | None
    name_belief: float = 0.0
    title_belief: float = 0.0
    organisation_belief: float = 0.0


def by_rules(clues: Sequence[Clues]) -> tuple[Scores, ...]:
    """The scores of every part by weights set by hand."""
    return tuple(Scores(_name(clue), _title(clue), _organisation(clue)) for clue in clues)


def _name(c: Clues) -> float:
    if c.name_shape < 0.3:
        return -6.0
    speaks = 2.6 * c.name_shape + 1.6 * c.given + 1.7 * c.honorific + 1.2 * c.degree + 3.2 * c.mail
    speaks += 1.7 * c.title_below + 0.6 * min(c.size - 1, 0.8)
    against = 4 * c.legal + 4 * c.degrees + 2.0 * c.organisation_word + 2.8 * c.title_head
    against += 2.5 * c.title_field + 4 * c.slogan + max(c.place, 0) + 0.8 * max(c.size - 2, 0)
    against += 2.2 * c.host * (1 - 0.8 * c.mail) + 5 * c.digits
    against += 0.5 * (c.name_shape < 0.5) * (1 - c.given)
    return speaks - against - 3.0


def _title(c: Clues) -> float:
    firm = c.organisation_word * (1 - c.title_head)
    ending = c.title_ending * (1 - c.title_head) * (1 - firm)
    speaks = 4.2 * c.title_head + 0.9 * ending + 2.0 * c.title_field * (1 - 0.5 * firm)
    speaks += 2.2 * c.name_above
    doubt = 1 - 0.6 * c.title_head
    against = 4.5 * c.legal + 3 * c.slogan + 4 * c.digits + (3.0 * c.mail + 2.0 * c.host) * doubt
    against += (1.2 * c.organisation_word + max(c.place, 0) + 2.5 * c.department) * doubt
    against += 4 * c.degrees + 1.5 * c.honorific * (1 - c.title_head)
    against += 0.5 * max(c.length - 6, 0) * doubt + 0.8 * max(c.size - 1.4, 0)
    return speaks - against - 3.0


def _organisation(c: Clues) -> float:
    speaks = 4.2 * c.legal + 1.7 * c.organisation_word + 3.4 * c.host
    speaks += 1.8 * math.sqrt(max(c.size - 1, 0)) + 0.8 * c.largest + 0.5 * c.capitals
    against = 7 * c.slogan + 2.2 * c.title_head + 1.0 * c.title_field + 1.1 * max(c.place, 0)
    against += 3.0 * c.mail * (1 - 0.8 * c.host) * c.name_shape + 1.2 * c.given * c.name_shape
    against += 3 * c.honorific + 3 * c.digits + 4 * c.degrees + 2.5 * c.sentence
    against += 0.25 * max(c.length - 8, 0) + c.name_shape * c.title_below
    against += 0.8 * (c.generic >= 1) * (1 - c.host)
    return speaks - against - 2.4


def choose(parts: Sequence[Part], scores: Sequence[Scores], floor: float = -0.4) -> Choice:
    """The best three different parts for the three roles; a role below `floor` stays empty."""
    options = {role: _best(scores, role, floor) for role in ("name", "title", "organisation")}
    best: tuple[float, tuple[int | None, int | None, int | None]] = (-1.0, (None, None, None))
    for name, title, organisation in product(*options.values()):
        chosen = [index for index in (name, title, organisation) if index is not None]
        if len(set(chosen)) < len(chosen):
            continue
        total = _worth(scores, "name", name, floor) + _worth(scores, "title", title, floor)
        total += _worth(scores, "organisation", organisation, floor)
        total += _closeness(parts, name, title)
        if total > best[0] + 1e-9:
            best = (total, (name, title, organisation))
    name, title, organisation = best[1]
    return Choice(
        name,
        title,
        organisation,
        _belief(scores, "name", name),
        _belief(scores, "title", title),
        _belief(scores, "organisation", organisation),
    )


def _best(scores: Sequence[Scores], role: str, floor: float) -> list[int | None]:
    ranked = sorted(range(len(scores)), key=lambda i: -_of(scores[i], role))
    return [*(i for i in ranked[:5] if _of(scores[i], role) >= floor), None]


def _of(score: Scores, role: str) -> float:
    return {"name": score.name, "title": score.title, "organisation": score.organisation}[role]


def _worth(scores: Sequence[Scores], role: str, index: int | None, floor: float) -> float:
    return 0.0 if index is None else _of(scores[index], role) - floor


def _closeness(parts: Sequence[Part], name: int | None, title: int | None) -> float:
    """A title stands under its name; half a point where it does, none from three lines away."""
    if name is None or title is None:
        return 0.0
    size = max(parts[name].size, parts[title].size, 0.01)
    gap = abs(parts[name].middle - parts[title].middle) / size
    return max(0.0, 0.6 - 0.15 * gap)


def _belief(scores: Sequence[Scores], role: str, index: int | None) -> float:
    """The chosen part's probability, less where another part comes close."""
    if index is None:
        return 0.0
    mine = _of(scores[index], role)
    rival = max((_of(s, role) for i, s in enumerate(scores) if i != index), default=-6.0)
    alone = 1 / (1 + math.exp(-max(min(mine, 30), -30)))
    ahead = 1 / (1 + math.exp(-max(min(1.2 * (mine - rival), 30), -30)))
    return alone * ahead
