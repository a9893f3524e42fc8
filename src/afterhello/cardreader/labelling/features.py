"""The numbers by which the trained judge sees a part of a card: its words, its place, its neighbours."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from statistics import median

import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.labelling import senses
from afterhello.cardreader.labelling.clues import Clues
from afterhello.cardreader.labelling.parts import Part

Heard = NDArray[np.float64]

_CLUES = tuple(field.name for field in fields(Clues))
_said = attrgetter(*_CLUES)
_HEARD = tuple(f"heard_{sense}" for sense in senses.SENSES)
_SHAPE = (
    "letters", "words", "large", "upper", "lower", "comma", "ampersand", "stops", "bracket", "hyphen",
    "east_asian", "greek", "mixed_case", "longest_word",
)  # fmt: skip
_LAYOUT = (
    "middle", "across", "wide", "size_rank", "order", "above_taken", "shared_row", "gap_above", "gap_below",
    "centred", "confidence", "parts",
)  # fmt: skip
_RIVALS = ("mail_ahead", "host_ahead", "name_ahead", "title_ahead", "firm_ahead", "size_ahead")
_NEIGHBOUR = ("there", "gap", "size", "capitals", "place", "host", "mail", "name_shape", *_HEARD)

NAMES = (
    *_CLUES, *_HEARD, *_SHAPE, *_LAYOUT, *_RIVALS,
    *(f"above_{name}" for name in _NEIGHBOUR),
    *(f"below_{name}" for name in _NEIGHBOUR),
)  # fmt: skip
"""What each column is. The weights are refused where they were learnt from other columns."""


def table(parts: Sequence[Part], clues: Sequence[Clues]) -> NDArray[np.float64]:
    """A row for each part, a column for each of `NAMES`."""
    if not parts:
        return np.zeros((0, len(NAMES)))
    sounds = senses.heard([part.text for part in parts])
    said = np.array([_said(clue) for clue in clues], np.float64)
    shape = np.array([_shape(part.text) for part in parts])
    layout = _layout(parts)
    rivals = _rivals(parts, clues, sounds)
    near = _near(parts, clues, sounds, layout)
    return np.hstack([said, sounds, shape, layout, rivals, near])


def _shape(text: str) -> list[float]:
    words: list[str] = re.findall(r"[^\W\d_]+", text)
    count = max(len(words), 1)
    letters = [mark for mark in text if mark.isalpha()]
    return [
        len(letters),
        len(words),
        sum(word[0].isupper() for word in words) / count,
        float(text.isupper()),
        float(text.islower()),
        float("," in text),
        float("&" in text or "+" in text),
        sum(mark == "." for mark in text) / count,
        float(bool(re.search(r"[()\[\]]", text))),
        float("-" in text),
        float(bool(re.search(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", text))),
        float(bool(re.search(r"[\u0370-\u03ff]", text))),
        sum(bool(re.search(r"[a-z][A-Z]", word)) for word in words) / count,
        max((len(word) for word in words), default=0),
    ]


def _layout(parts: Sequence[Part]) -> NDArray[np.float64]:
    sizes = sorted(part.size for part in parts)
    left, right = min(p.left for p in parts), max(p.right for p in parts)
    span = max(right - left, 1e-6)
    rows = [part.row for part in parts]
    ordered = sorted(range(len(parts)), key=lambda i: (parts[i].middle, parts[i].left))
    order = {index: place for place, index in enumerate(ordered)}
    found = []
    for index, part in enumerate(parts):
        above, below = (_gap(parts, index, below=side) for side in (False, True))
        found.append([
            part.middle,
            (part.centre - left) / span,
            (part.right - part.left) / span,
            sum(size > part.size * 1.02 for size in sizes),
            order[index],
            part.row - order[index],
            float(rows.count(part.row) > 1),
            above,
            below,
            abs((part.centre - left) / span - 0.5),
            part.confidence,
            len(parts),
        ])  # fmt: skip
    return np.array(found, np.float64)


def _gap(parts: Sequence[Part], index: int, *, below: bool) -> float:
    other = nearest(parts, index, below=below)
    if other is None:
        return 9.0
    return min(9.0, abs(parts[other].middle - parts[index].middle) / max(parts[index].size, 0.01))


def nearest(parts: Sequence[Part], index: int, *, below: bool) -> int | None:
    """The next part under (or over) one that shares some of its width; None where there is none."""
    here = parts[index]
    best, way = None, math.inf
    for number, other in enumerate(parts):
        gap = (other.middle - here.middle) * (1 if below else -1)
        if number == index or not 0.25 * here.size < gap < way:
            continue
        if min(here.right, other.right) - max(here.left, other.left) > 0:
            best, way = number, gap
    return best


def _rivals(parts: Sequence[Part], clues: Sequence[Clues], heard: Heard) -> NDArray[np.float64]:
    """How far each part is ahead of the best of the others, for what only one can be."""
    usual = median([part.size for part in parts]) or 1.0
    columns = [
        [clue.mail for clue in clues],
        [clue.host for clue in clues],
        [clue.name_shape * sound for clue, sound in zip(clues, heard[:, 0], strict=True)],
        list(heard[:, 1]),
        list(heard[:, 2]),
        [part.size / usual for part in parts],
    ]
    return np.array([_ahead(values) for values in columns], np.float64).T


def _ahead(values: Sequence[float]) -> list[float]:
    return [
        value - max((other for place, other in enumerate(values) if place != index), default=0.0)
        for index, value in enumerate(values)
    ]


def _near(
    parts: Sequence[Part], clues: Sequence[Clues], heard: Heard, layout: NDArray[np.float64]
) -> NDArray[np.float64]:
    found = []
    for index, part in enumerate(parts):
        row: list[float] = []
        for below in (False, True):
            other = nearest(parts, index, below=below)
            if other is None:
                row += [0.0, 9.0, *([0.0] * (len(_NEIGHBOUR) - 2))]
                continue
            clue = clues[other]
            gap = layout[index, _LAYOUT.index("gap_below" if below else "gap_above")]
            row += [1.0, gap, min(parts[other].size / max(part.size, 0.01), 9.0), clue.capitals, clue.place,
                    clue.host, clue.mail, clue.name_shape, *heard[other]]  # fmt: skip
        found.append(row)
    return np.array(found, np.float64)
