"""What a value stands on: the letters it was read from, what lies around it, how its card was seen."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.labelling.parts import Part
from afterhello.cardreader.labelling.vocabulary import fold, labels
from afterhello.cardreader.shapes import Quad
from afterhello.cardreader.sight import Sight

FIGURES = (
    "weakest", "second", "mean", "doubts", "unlike", "begins", "ends", "loose_beside", "loose_distance",
    "loose_size", "torn", "loose", "rim", "type", "enlarged", "crooked", "covered", "cover", "card_read",
    "card_doubts", "card_unlike", "people", "strays", "area", "format",
)  # fmt: skip
"""What is known of every value, in the order of its numbers."""

DOUBTED = 0.9
FAR = 9.0
ON_IT = 0.55
"""Least share of a line's height that a value covers which stands on it."""
FAR_PX = 1e6
Span = tuple[int, int]
Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ground:
    """A card as values stand on it: its rows, and how many letters of each no value took."""

    rows: tuple[Part, ...]
    places: Points
    """Of the rows, px: rows × 4 corners × 2."""
    loose: tuple[int, ...]
    letters: tuple[NDArray[np.float64], ...]
    """How sure the engine is of each character of a row, 0 … 1; no number for spaces."""
    sight: Sight
    card: tuple[float, float, float]
    """How sure the engine was of its letters, the share of doubted and of unlike ones."""
    people: int
    strays: int
    """Mailboxes of people beyond those told: somebody on the card was not seen."""

    def spans(self, place: Points) -> dict[int, Span]:
        """The characters that a value standing there was read from, by the number of their row."""
        found = spans(self.places, [len(row.text) for row in self.rows], place)
        return {number: span for number, span in enumerate(found) if span[1] > span[0]}


def ground(
    rows: Sequence[Part], quads: Sequence[Quad], sight: Sight | None, people: int = 1, mailboxes: int = 1
) -> Ground:
    """The ground of a card.

    Args:
        quads: where all its values stand.
        people, mailboxes: how many people were told on it, and how many of its mailboxes are people's.
    """
    places = np.array([corners_of(row.quad) for row in rows]).reshape(-1, 4, 2)
    taken = [np.zeros(len(row.text), np.bool_) for row in rows]
    lengths = [len(row.text) for row in rows]
    for quad in quads:
        for used, (start, end) in zip(taken, spans(places, lengths, corners_of(quad)), strict=True):
            used[start:end] = True
    loose = tuple(_loose(row.text, used) for row, used in zip(rows, taken, strict=True))
    letters = tuple(_letters(row) for row in rows)
    read = _of_letters(letters) if letters else np.ones(1)
    card = (float(read.mean()), float((read < DOUBTED).mean()), float((read <= 0).mean()))
    sight = sight or Sight(*_extent(places))
    sight = replace(sight, width=_size(sight.width), height=_size(sight.height))
    return Ground(tuple(rows), places, loose, letters, sight, card, people, max(0, mailboxes - people))


def figures(quad: Quad, confidence: float, on: Ground) -> list[float]:
    """The numbers of `FIGURES` for a value that stands there.

    Args:
        confidence: the engine's, where the letters are not known.
    """
    place = corners_of(quad)
    stands = on.spans(place)
    letters = np.sort(_of_letters([on.letters[at][start:end] for at, (start, end) in stands.items()]))
    if not len(letters):
        letters = np.array([confidence if math.isfinite(confidence) else 0.0])
    sight, type_px = on.sight, min(_heights(np.concatenate([place[None], on.places[list(stands)]])))
    return [
        _surety(letters[0]),
        _surety(letters[min(1, len(letters) - 1)]),
        _surety(letters.mean()),
        float((letters < DOUBTED).sum()),
        float((letters <= 0).sum()),
        float(any(start > 0 for start, _ in stands.values())),
        float(any(end < len(on.rows[at].text) for at, (_, end) in stands.items())),
        float(sum(on.loose[at] for at in stands)),
        *_nearest_loose(place, type_px, on, stands),
        float(sum(on.loose)),
        min(4.0, _to_the_rim(place, sight) / type_px),
        math.log(type_px / sight.enlarged),
        sight.enlarged,
        sight.crooked,
        sight.covered,
        _to_a_cover(place, sight),
        _surety(on.card[0]),
        *on.card[1:],
        float(on.people),
        float(on.strays),
        math.log(sight.width * sight.height / sight.enlarged**2),
        abs(math.log(sight.width / sight.height)),
    ]


def spans(places: Points, lengths: Sequence[int], place: Points) -> list[Span]:
    """Of each row, the characters that a value standing there was read from; (0, 0) if none.

    Args:
        places, lengths: of the rows, px and characters.

    >>> place = np.array([(0.0, 0.0), (80.0, 0.0), (80.0, 10.0), (0.0, 10.0)])
    >>> spans(place[None], [8], place + [[20, 0], [0, 0], [0, 0], [20, 0]])
    [(2, 8)]
    """
    if not len(places):
        return []
    along, down = places[:, 1] - places[:, 0], places[:, 3] - places[:, 0]
    away = place[None] - places[:, :1]
    shares = [
        (away * side[:, None]).sum(axis=2) / np.maximum(1.0, (side**2).sum(axis=1))[:, None]
        for side in (along, down)
    ]
    (left, right), (top, bottom) = (
        (np.clip(share.min(axis=1), 0, 1), np.clip(share.max(axis=1), 0, 1)) for share in shares
    )
    starts, ends = np.rint(left * lengths).astype(int), np.rint(right * lengths).astype(int)
    stands = (bottom - top >= ON_IT) & (ends > starts)
    return [(int(s), int(e)) if ok else (0, 0) for s, e, ok in zip(starts, ends, stands, strict=True)]


def _size(px: float) -> float:
    return float(np.clip(np.nan_to_num(px), 1.0, FAR_PX))


def corners_of(quad: Quad) -> Points:
    """Four corners as numbers to reckon with, whatever an engine said."""
    return np.clip(np.nan_to_num(np.asarray(quad, np.float64)), -FAR_PX, FAR_PX)


def _letters(row: Part) -> NDArray[np.float64]:
    sure = np.array(row.letters or (row.confidence,) * len(row.text), np.float64)
    sure = np.clip(np.nan_to_num(sure), 0.0, 1.0)
    sure[[mark.isspace() for mark in row.text]] = np.nan
    return sure


def _of_letters(parts: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Those that are no spaces."""
    joined = np.concatenate([np.zeros(0), *parts])
    return np.asarray(joined[~np.isnan(joined)], np.float64)


def _surety(share: float) -> float:
    """0 … 6: how small a doubt is, of each e-th of it one more."""
    return -math.log(1.0025 - min(max(float(share), 0.0), 1.0))


def _loose(text: str, taken: NDArray[np.bool_]) -> int:
    """Letters of words that no value took and that are no labels."""
    return sum(
        len(word.group())
        for word in re.finditer(r"[\w&'’-]{2,}", text)
        if taken[word.start() : word.end()].mean() <= 0.5 and fold(word.group()) not in labels()
    )


def _nearest_loose(
    place: Points, type_px: float, on: Ground, stands: Collection[int]
) -> tuple[float, float, float]:
    """How far the next row is that no value took, in heights of the type; how unlike its own size is; and
    0 … 1, how far some such row is near and alike enough to be the rest of the value.
    """
    others = [at for at, left in enumerate(on.loose) if left > 1 and at not in stands]
    if not others:
        return FAR, FAR, 0.0
    rows = on.places[others]
    gaps = np.maximum(
        0.0, np.maximum(rows.min(axis=1) - place.max(axis=0), place.min(axis=0) - rows.max(axis=1))
    )
    distances = np.minimum(FAR, np.hypot(gaps[:, 0], gaps[:, 1]) / type_px)
    unlike = np.abs(np.log(np.array(_heights(rows)) / type_px))
    first = int(np.argmin(distances))
    return float(distances[first]), float(unlike[first]), float(np.exp(-distances - 3 * unlike).max())


def _heights(places: Points) -> list[float]:
    """Of the type, px, at least 3."""
    sides = np.linalg.norm(places[:, [3, 1]] - places[:, :1], axis=2)
    return [max(3.0, float(side)) for side in sides.min(axis=1)]


def _to_the_rim(place: Points, sight: Sight) -> float:
    (left, top), (right, bottom) = place.min(axis=0), place.max(axis=0)
    return float(min(left, top, sight.width - right, sight.height - bottom))


def _to_a_cover(place: Points, sight: Sight) -> float:
    """How deep the value reaches under what lies upon its card, in shorter sides of the card; -.3 if far."""
    if not sight.upon:
        return -0.3
    points = np.concatenate([place, (place + np.roll(place, -1, axis=0)) / 2])
    deepest = max(
        cv2.pointPolygonTest(np.asarray(other, np.float32), (float(x), float(y)), measureDist=True)
        for other in sight.upon
        for x, y in points
    )
    return max(-0.3, deepest / min(sight.width, sight.height))


def _extent(places: Points) -> tuple[float, float]:
    """As large as a card must be that holds those rows."""
    right, bottom = places.reshape(-1, 2).max(axis=0) if len(places) else (1.0, 1.0)
    return max(1.0, float(right)), max(1.0, float(bottom))
