"""Which of many candidates are the cards of a photo: the surest first, each in the light of those before.

A card that is known tells four things: how the table is tilted, the size of the others, which print is
taken, and what it may hide of a card below. So after each round what is left is judged again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.candidates import Candidates, without_copies
from afterhello.cardreader.evidence import FEATURES, HIDDEN_PX, Scene, aligned, evidence, inside
from afterhello.cardreader.geometry import overlap
from afterhello.cardreader.plane import plane_of

Floats = NDArray[np.float32]
Judge = Callable[[Floats], Floats]

SURE = 0.8
"""Belief at which a card is taken while the size of the cards is not yet known."""
ENOUGH = 0.5
HOPELESS = 0.01
MOST_ROUNDS = 60
PLAIN_LINES = (2, 32)
BEYOND, PAPERS = 0.2, 4.0
"""Share of edge beyond the corners that is usual, and contrast (logarithm) of a card on a desk unlike it."""
LENGTHS, BREADTHS, ALIKE = 0.5, (0.6, 0.25), 0.12
"""Logarithm of a size against the photo's usual card: at most of the longer side, of the shorter one below
and above (two cards that touch make .43), and within which two cards are alike."""
WHOLE_MEAN, WHOLE_LEAST, WHOLE_BELIEF = 0.92, 0.75, 0.1
"""Border and belief that a shape needs to be preferred to a part of it that is believed more."""
NO_WORSE = 0.04
WHOLE_RATIO = 1.45
"""Two cards that touch at their longer sides make a shape of 1.3."""
PANEL, LARGEST = (1.06, 1.9), 1.25
"""Area of a whole against its panel's, and at most against that of the photo's usual card."""
INSET = (0.04, 0.5, 0.96)
TWICE = 0.6
"""Overlap (intersection over union) above which two shapes are the same card."""
SAME, MUCH_LESS = 0.16, 0.25
"""Corners of copies of one shape are no farther apart than this part of its longer side, and no copy
that is believed so much less is preferred."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card: its corners (4 × 2, px of the picture searched), and which lines of print are its own."""

    corners: Floats
    lines: tuple[int, ...]


def with_known(scene: Scene, quad: Floats) -> Scene:
    """The scene when one more card is known."""
    hidden = scene.hidden.copy()
    cv2.fillConvexPoly(hidden, covered(quad), 1)
    known = (*scene.known, quad)
    claimed = scene.claimed | owned(quad, scene)
    plane = plane_of(known, hidden.shape[1], hidden.shape[0])
    usual = usual_size(plane.flat(np.asarray(known)))
    return replace(scene, hidden=hidden, known=known, claimed=claimed, plane=plane, usual=usual)


def covered(quad: Floats) -> NDArray[np.int32]:
    """What a card hides of others: itself without a rim, since neighbours that touch share an edge."""
    return np.rint(_shrunk(quad, HIDDEN_PX)).astype(np.int32)


def owned(quad: Floats, scene: Scene) -> NDArray[np.bool_]:
    """The print that a card has for itself: within it, along it, and nobody else's."""
    one = quad[None]
    return np.asarray(
        inside(one, scene.text.middles)[0] & aligned(one, scene.text)[0] & ~scene.claimed, np.bool_
    )


def usual_size(known: Floats) -> tuple[float, float]:
    """Longer and shorter side of the median card of those (n × 4 × 2, laid flat)."""
    lengths = np.linalg.norm(np.roll(known, -1, axis=1) - known, axis=2)
    wide, high = (lengths[:, 0] + lengths[:, 2]) / 2, (lengths[:, 1] + lengths[:, 3]) / 2
    return float(np.median(np.maximum(wide, high))), float(np.median(np.minimum(wide, high)))


def chosen(candidates: Candidates, judge: Judge) -> tuple[list[Card], tuple[int, ...]]:
    """The cards among the candidates, the surest first; and which lines of print stand on pages."""
    scene = candidates.scene
    waiting = candidates.first
    scene, cards = taken(waiting, scene, judge, SURE)
    for least in (SURE, ENOUGH):
        if scene.usual is not None and not scene.claimed.all():
            more = candidates.of_size(scene.usual, scene.plane, ~scene.claimed)
            waiting = without_copies(np.concatenate([waiting, more]))
        scene, further = taken(waiting, scene, judge, least)
        cards += further
    # A lone card last: while no size is known, a block of cards has a firm border too.
    scene, further = taken(waiting, scene, judge, ENOUGH, plainly=True)
    cards += further
    on_cards = {line for card in cards for line in card.lines}
    return cards, tuple(int(line) for line in np.nonzero(scene.claimed)[0] if line not in on_cards)


def taken(
    waiting: Floats, scene: Scene, judge: Judge, least: float, *, plainly: bool = False
) -> tuple[Scene, list[Card]]:
    """Take what is sure enough, round by round; those of one round do not touch one another.

    Args:
        plainly: whether a border of its own all round is enough while the size of cards is not known.
    """
    cards: list[Card] = []
    for _ in range(MOST_ROUNDS):
        figures = evidence(waiting, scene)
        belief, plain = judge(figures), np.zeros(len(waiting), np.bool_)
        if plainly or scene.usual is not None:
            # A border of its own all round says more than the size of the others.
            plain = _is_plain(waiting, figures, scene)
            belief = np.maximum(belief, plain.astype(np.float32))
        scene, further = _surest(waiting, figures, belief, plain, scene, least)
        cards += further
        if not further:
            break
        # What has no print of its own left is no longer asked about.
        own = inside(waiting, scene.text.middles) & aligned(waiting, scene.text) & ~scene.claimed
        waiting = waiting[own.any(axis=1) & (belief > HOPELESS)]
    return scene, cards


def _surest(
    waiting: Floats, figures: Floats, belief: Floats, plain: NDArray[np.bool_], scene: Scene, least: float
) -> tuple[Scene, list[Card]]:
    """The candidates that are believed enough and do not touch one another, the surest first.

    The very first card tells how the table is tilted and how large cards are: the others wait for it.
    """
    whole_already = plain & (figures[:, FEATURES.index("beyond_mean")] < BEYOND)
    cards: list[Card] = []
    most = 1 if scene.usual is None else len(waiting)
    for here in np.argsort(-belief):
        if belief[here] < least or len(cards) == most:
            break
        whole = (
            int(here) if whole_already[here] else _whole_of(int(here), waiting, belief, figures, scene.usual)
        )
        quad = best_copy(whole, waiting, belief, figures)
        lines = owned(quad, scene)
        if lines.sum() > PLAIN_LINES[1]:
            # A page: nothing on it is a card.
            scene = replace(scene, claimed=scene.claimed | lines)
            continue
        printed = (lines & scene.text.is_long).any() or (plain[here] and lines.sum() > 1)
        twice = any(overlap(quad, other) > TWICE for other in scene.known)
        if printed and not twice and not any(_touch(quad, other.corners) for other in cards):
            cards.append(Card(quad, tuple(int(line) for line in np.nonzero(lines)[0])))
            scene = with_known(scene, quad)
    return scene, cards


def _is_plain(waiting: Floats, figures: Floats, scene: Scene) -> NDArray[np.bool_]:
    """Which candidates are cards whatever their design: a firm border all round that ends at the corners.

    The judge learnt from cards that were drawn, with print of usual sizes on calm paper. Real ones carry
    photographs and huge letters.
    """
    told = {name: figures[:, place] for place, name in enumerate(FEATURES)}
    plain = (told["support_least"] > 0.9) & (told["corners_firm"] == 4)
    # The grain of a desk goes on where a card ends, but it is no border between two papers.
    plain &= (told["beyond_mean"] < BEYOND) | (
        (told["beyond_mean"] < 0.5) & (told["contrast_least"] > PAPERS)
    )
    plain &= (
        ((told["long_lines"] >= 1) | _is_like_others(told))
        & (told["crossing"] < 0.02)
        & (told["aligned"] > 0.9)
        & (told["unclaimed"] > 0.9)
    )
    plain &= (told["opposite"] > 0.85) & (told["on_frame"] == 0) & (told["upon_others"] < 0.02)
    # Nothing is known of the size where no card is: then two that touch could pass for one.
    longer, shorter = told["longer_against_usual"], told["shorter_against_usual"]
    plain &= np.where(
        np.isnan(longer),
        told["ratio"] > WHOLE_RATIO,
        (np.abs(longer) < LENGTHS) & (shorter > -BREADTHS[0]) & (shorter < BREADTHS[1]),
    )
    lines = inside(waiting, scene.text.middles).sum(axis=1)
    return np.asarray(plain & (lines >= PLAIN_LINES[0]) & (lines <= PLAIN_LINES[1]), np.bool_)


def _is_like_others(told: dict[str, Floats]) -> NDArray[np.bool_]:
    """Which candidates have the size of the cards that are known: little print is enough for them."""
    near = [np.abs(told[name]) < ALIKE for name in ("longer_against_usual", "shorter_against_usual")]
    return np.asarray(near[0] & near[1], np.bool_)


def _whole_of(
    here: int, waiting: Floats, belief: Floats, figures: Floats, usual: tuple[float, float] | None
) -> int:
    """The candidate that another is a panel of, or itself: a whole has a border of its own all round.

    It is not much larger, so that a block of cards is none, and no larger than cards are here.
    """
    steps = np.asarray([(u, v) for u in INSET for v in INSET], np.float32)
    a, b, c, d = waiting[here]
    u, v = steps[:, :1], steps[:, 1:]
    points = np.asarray((a * (1 - u) + b * u) * (1 - v) + (d * (1 - u) + c * u) * v, np.float32)
    areas = np.asarray([cv2.contourArea(quad) for quad in waiting])
    least, mean = (figures[:, FEATURES.index(name)] for name in ("support_least", "support_mean"))
    good = (least > WHOLE_LEAST) & (mean > WHOLE_MEAN) & (belief > WHOLE_BELIEF)
    # A line of the desk's grain beside a card is not as good an edge as the card's own.
    good &= (least >= least[here] - NO_WORSE) & (mean >= mean[here] - NO_WORSE)
    good &= figures[:, FEATURES.index("ratio")] > WHOLE_RATIO
    larger = (areas > PANEL[0] * areas[here]) & (areas < PANEL[1] * areas[here])
    if usual is not None:
        larger &= areas < LARGEST * usual[0] * usual[1]
    which = np.nonzero(good & larger)[0]
    which = which[inside(waiting[which], points).all(axis=1)]
    if len(which) == 0:
        return here
    return int(which[belief[which].argmax()])


def best_copy(here: int, waiting: Floats, belief: Floats, figures: Floats) -> Floats:
    """Of the candidates that are all but the same shape, the one whose sides lie on edges best."""
    quad = waiting[here]
    reach = SAME * float(np.linalg.norm(quad - np.roll(quad, 1, axis=0), axis=1).max())
    near = np.abs(waiting.mean(axis=1) - quad.mean(axis=0)).max(axis=1) < reach
    near &= belief > belief[here] - MUCH_LESS
    which = np.nonzero(near)[0]
    apart = np.linalg.norm(waiting[which][:, :, None] - quad[None, None], axis=3).min(axis=2).max(axis=1)
    which = which[apart < reach]
    support = figures[which, FEATURES.index("support_mean")] + figures[which, FEATURES.index("support_least")]
    return np.asarray(waiting[which[np.lexsort((-belief[which], -support.round(2)))[0]]], np.float32)


def _touch(one: Floats, other: Floats) -> bool:
    shared, _ = cv2.intersectConvexConvex(one, other)
    return bool(shared > 0.01 * cv2.contourArea(other))


def _shrunk(quad: Floats, px: float) -> Floats:
    middle = quad.mean(axis=0)
    apart = quad - middle
    lengths = np.linalg.norm(apart, axis=1, keepdims=True)
    return np.asarray(middle + apart * np.maximum(0.1, 1 - 1.5 * px / np.maximum(1, lengths)), np.float32)
