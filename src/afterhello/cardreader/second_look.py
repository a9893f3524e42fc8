"""The cards of a photo once more, each in the light of all the others.

The first that are chosen are chosen while little is known: a card whose end lies under another may
have been taken for the part of it that shows, or for one that reaches over the desk. When the
others are known, what is hidden is known too, and the better shape is believed more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.candidates import Candidates, without_copies
from afterhello.cardreader.choice import ENOUGH, Card, Judge, best_copy, covered, owned, taken, usual_size
from afterhello.cardreader.evidence import Scene, evidence
from afterhello.cardreader.geometry import intersection, overlap
from afterhello.cardreader.layers import upon
from afterhello.cardreader.plane import plane_of

Floats = NDArray[np.float32]

PASSES = 2
SAME_PLACE = 0.3
"""Least overlap (intersection over union) of a shape with the card in whose place it may be."""
BETTER = 0.08
"""By so much more it must be believed."""
TWICE = 0.6
WHOLE, AGAINST_PX = 0.7, 12.0
"""Share of edge on every side of a card that is looked at once only, if no other is so near its corners."""


def looked_at_again(
    cards: Sequence[Card], candidates: Candidates, judge: Judge, pages: Sequence[int] = ()
) -> list[Card]:
    """The same cards, in better shapes where the others make one more likely, and what then shows.

    Args:
        pages: lines of print that stand on no card.
    """
    again = list(cards)
    candidates = candidates.without(pages)
    for _ in range(PASSES if len(again) > 1 else 0):
        above = upon([card.corners for card in again], candidates.search.slope)
        before = list(again)
        for here in _doubtful(before, candidates):
            again[here] = _anew(here, again, above, candidates, judge)
        if all(one is other for one, other in zip(before, again, strict=True)):
            break
        scene = _known(range(len(again)), again, (), candidates)
        if scene.usual is not None and not scene.claimed.all():
            sized = candidates.of_size(scene.usual, scene.plane, ~scene.claimed)
            waiting = without_copies(np.concatenate([candidates.first, sized]))
            again += taken(waiting, scene, judge, ENOUGH)[1]
    return again


def _doubtful(cards: Sequence[Card], candidates: Candidates) -> list[int]:
    """Which cards have others upon, below or against them, or a side that is no edge."""
    shapes = [card.corners for card in cards]
    return [
        here
        for here, shape in enumerate(shapes)
        if min(candidates.search.slope.support(shape)) < WHOLE
        or any(intersection(_grown(shape), other) > 0 for other in shapes if other is not shape)
    ]


def _grown(quad: Floats) -> Floats:
    apart = quad - quad.mean(axis=0)
    lengths = np.linalg.norm(apart, axis=1, keepdims=True)
    return np.asarray(quad + np.float32(AGAINST_PX) * apart / np.maximum(1, lengths), np.float32)


def _anew(
    here: int, cards: Sequence[Card], above: Sequence[Sequence[int]], candidates: Candidates, judge: Judge
) -> Card:
    """A card in a better shape, or the same."""
    mine = cards[here]
    below = [number for number in range(len(cards)) if here in above[number]]
    scene = _known([number for number in range(len(cards)) if number != here], cards, below, candidates)
    assert scene.usual is not None
    middle = mine.corners.mean(axis=0)
    near = np.asarray(np.linalg.norm(scene.text.middles - middle, axis=1) < scene.usual[0], np.bool_)
    sized = candidates.of_size(scene.usual, scene.plane, near & ~scene.claimed)
    quads = np.concatenate([candidates.first, sized])
    quads = quads[np.linalg.norm(quads.mean(axis=1) - middle, axis=1) < scene.usual[0] / 2]
    quads = without_copies(quads)
    alike = np.asarray([overlap(quad, mine.corners) > SAME_PLACE for quad in quads], np.bool_)
    quads = np.concatenate([mine.corners[None], quads[alike]])
    figures = evidence(quads, scene)
    belief = judge(figures)
    best = int(belief.argmax())
    if belief[best] < belief[0] + BETTER:
        return mine
    quad = best_copy(best, quads, belief, figures)
    lines = owned(quad, scene)
    if not (lines & scene.text.is_long).any() or any(overlap(quad, one) > TWICE for one in scene.known):
        return mine
    return Card(quad, tuple(int(line) for line in np.nonzero(lines)[0]))


def _known(
    which: Sequence[int], cards: Sequence[Card], below: Sequence[int], candidates: Candidates
) -> Scene:
    """The scene in which some cards are known; those `below` what is looked for hide nothing of it."""
    bare = candidates.scene
    hidden, claimed = bare.hidden.copy(), bare.claimed.copy()
    for number in which:
        claimed[list(cards[number].lines)] = True
        if number not in below:
            cv2.fillConvexPoly(hidden, covered(cards[number].corners), 1)
    known = tuple(cards[number].corners for number in which)
    plane = plane_of(known, hidden.shape[1], hidden.shape[0])
    usual = usual_size(plane.flat(np.asarray(known)))
    return replace(bare, hidden=hidden, claimed=claimed, known=known, plane=plane, usual=usual)
