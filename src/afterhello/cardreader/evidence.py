"""What speaks for a quadrilateral being a card, in figures that do not depend on the photo's size.

Four kinds: its border (how much of it is edge, whether the edges end at its corners, what is hidden
under cards already known), its colours on either side of the border and where it reaches beyond its
paper, its proportions and size against its companions as they lie on the table (`plane.py`), and its
print (does it run along the sides, is it cut, is it another card's).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.blocks import Print
from afterhello.cardreader.plane import Plane, plane_of
from afterhello.cardreader.slope import Slope
from afterhello.engines import Image

Floats = NDArray[np.float32]

ALONG, BEYOND, COLOURS = 32, 5, 10
"""Samples of a side, of what lies beyond its end, and of the colours on either side of it."""
BEYOND_SHARE = 0.14
"""How far beyond a corner an edge should have ended, of the side."""
COLOUR_PX, EDGE_PX = 5.0, 2
PAPER_PX = 3.0
ALIGNED = 0.17
"""Sine of the angle up to which print runs along a side."""
LEAST_SEEN = 0.1
"""Of a side, that must be free of other cards for its edge to be asked for."""
FIRM = 0.6
"""Share of edge near a corner, on both sides of it, for it to be firm."""
CLOSE = 0.3
"""Print outside, but nearer than this part of the shorter side, may have been cut off."""
MOST_CLOSE, MOST_LONG = 4.0, 3
BUSY = 1.5
"""Times the noise: edges that are no grain."""
PRINTED = 2
HIDDEN_PX = 4
"""A card hides another from so far within its border: neighbours that touch share an edge."""
SHARED_PX = 4.0
"""A side so near the border of a known card lies on it: that is where what goes on below it is cut."""
RATIOS, SIZES_IN_LINES, MARGIN, SPREAD = (1.4, 1.85), (1.6, 3.6), 0.05, 0.35
"""Beyond these a figure says nothing more: card designs differ, and unusual ones are cards too."""

FEATURES = (
    "support_mean", "support_least", "support_second", "edges_mean", "edges_least",
    "hidden_mean", "hidden_most", "beyond_mean", "beyond_most", "corners_firm", "corners_hidden",
    "sides_hidden", "shared_most",
    "contrast_mean", "contrast_least", "paper_spread",
    "ratio", "opposite", "square", "size_in_lines", "longer_against_usual", "shorter_against_usual",
    "on_frame", "aligned", "crossing", "unclaimed", "spread_along", "spread_across", "margin_least",
    "close_outside", "long_lines", "clutter", "upon_others", "strange_most", "strange_mean",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """A photo as it is searched, and what is known of it so far. Px of the picture searched.

    `busy` is 1 where there is an edge, 2 where print is; `paper` (n × 3) is the colour that each line
    stands on; `hidden` is 1 where cards already known lie; `claimed` says which lines of print are
    theirs; `plane` is the table that they lie on; `usual` the longer and shorter side that cards have
    on it, if known.
    """

    slope: Slope
    smooth: Floats
    busy: NDArray[np.uint8]
    text: Print
    paper: Floats
    hidden: NDArray[np.uint8]
    claimed: NDArray[np.bool_]
    plane: Plane
    known: tuple[Floats, ...] = ()
    usual: tuple[float, float] | None = None


def scene_of(lab: Image, slope: Slope, text: Print) -> Scene:
    """A photo of which nothing is known yet."""
    smooth = np.asarray(cv2.GaussianBlur(lab, (0, 0), 1.5), np.float32)
    nothing = np.zeros(lab.shape[:2], np.uint8)
    busy = (np.hypot(slope.x, slope.y) > BUSY * slope.noise).astype(np.uint8)
    for quad in text.quads:
        cv2.fillConvexPoly(busy, np.rint(quad).astype(np.int32), PRINTED)
    plane = plane_of((), *lab.shape[1::-1])
    return Scene(
        slope, smooth, busy, text, _paper(smooth, text), nothing, np.zeros(len(text), np.bool_), plane
    )


def evidence(quads: Floats, scene: Scene) -> Floats:
    """The figures of each quadrilateral (n × 4 × 2, clockwise), n × len(FEATURES)."""
    if len(quads) == 0:
        return np.zeros((0, len(FEATURES)), np.float32)
    border, without_edge = _border(quads, scene)
    parts = (
        border,
        _colours(quads, scene),
        _proportions(quads, scene),
        _print(quads, scene),
        _strange(quads, scene, without_edge),
    )
    return np.asarray(np.concatenate(parts, axis=1), np.float32)


def inside(quads: Floats, points: Floats, slack: float = 0.0) -> NDArray[np.bool_]:
    """For each quadrilateral (n) and point (m) whether it lies within, n × m."""
    return np.asarray(_depth(quads, points).min(axis=2) >= -slack, np.bool_)


def aligned(quads: Floats, text: Print) -> NDArray[np.bool_]:
    """For each quadrilateral and line of print whether the print runs along a side, n × m."""
    u, v = _axes(quads)
    along_u = np.abs(u[:, 0:1] * text.ways[None, :, 1] - u[:, 1:2] * text.ways[None, :, 0])
    along_v = np.abs(v[:, 0:1] * text.ways[None, :, 1] - v[:, 1:2] * text.ways[None, :, 0])
    return np.asarray((np.minimum(along_u, along_v) < ALIGNED) | ~text.is_long[None, :], np.bool_)


def _axes(quads: Floats) -> tuple[Floats, Floats]:
    u = quads[:, 1] - quads[:, 0] + quads[:, 2] - quads[:, 3]
    v = quads[:, 3] - quads[:, 0] + quads[:, 2] - quads[:, 1]
    u = u / np.linalg.norm(u, axis=1, keepdims=True)
    v = v / np.linalg.norm(v, axis=1, keepdims=True)
    return np.asarray(u, np.float32), np.asarray(v, np.float32)


def _sides(quads: Floats) -> tuple[Floats, Floats, Floats]:
    """Starts, vectors and inward normals of the sides, each n × 4 × 2."""
    ahead = np.roll(quads, -1, axis=1) - quads
    unit = ahead / np.maximum(1e-6, np.linalg.norm(ahead, axis=2, keepdims=True))
    inward = np.stack([-unit[..., 1], unit[..., 0]], axis=2)
    return quads, ahead, np.asarray(inward, np.float32)


def _depth(quads: Floats, points: Floats) -> Floats:
    """How far (px) each point lies within each side, n × m × 4; negative outside."""
    starts, _, inward = _sides(quads)
    apart = np.einsum("nkd,md->nmk", inward, points)
    base = np.einsum("nkd,nkd->nk", inward, starts)
    return np.asarray(apart - base[:, None, :], np.float32)


def _border(quads: Floats, scene: Scene) -> tuple[Floats, Floats]:
    """The figures of the border, and of each side (n × 4) the share that shows and is no edge."""
    starts, ahead, inward = _sides(quads)
    at = np.linspace(0.03, 0.97, ALONG, dtype=np.float32)
    points = starts[:, :, None] + at[None, None, :, None] * ahead[:, :, None]
    edge = scene.slope.on_edge(points, inward[:, :, None], EDGE_PX)
    hidden = _looked_up(scene.hidden, points)
    seen = 1 - hidden
    # A side that is hidden altogether speaks neither for a card nor against it: it takes the others' mean.
    shows = seen.mean(axis=2) > LEAST_SEEN
    support = (edge * seen).sum(axis=2) / np.maximum(1, seen.sum(axis=2))
    weight = np.where(shows, seen.mean(axis=2), 0)
    mean = (support * weight).sum(axis=1) / np.maximum(1e-3, weight.sum(axis=1))
    order = np.sort(np.where(shows, support, mean[:, None]), axis=1)
    share = edge.mean(axis=2)
    beyond = _beyond(quads, scene)
    # The corner at the start of side k: the first samples of k, the last of k - 1.
    near = ALONG // 5
    first, last = edge[:, :, :near].mean(axis=2), np.roll(edge[:, :, -near:].mean(axis=2), 1, axis=1)
    firm = ((first > FIRM) & (last > FIRM)).sum(axis=1)
    under = (_looked_up(scene.hidden, quads) > 0).sum(axis=1)
    figures = np.stack(
        [mean, order[:, 0], order[:, 1], share.mean(axis=1), share.min(axis=1),
         hidden.mean(axis=(1, 2)), hidden.mean(axis=2).max(axis=1),
         beyond.mean(axis=1), beyond.max(axis=1), firm, under,
         (~shows).sum(axis=1), _shared(points, scene).mean(axis=2).max(axis=1)], axis=1,
    ).astype(np.float32)  # fmt: skip
    return figures, np.asarray(np.where(shows, (1 - support) * seen.mean(axis=2), 0), np.float32)


def _shared(points: Floats, scene: Scene) -> Floats:
    """1 where a point of a side lies on the border of a card that is known."""
    on = np.zeros(points.shape[:-1], np.bool_)
    flat = points.reshape(-1, 2)
    for card in scene.known:
        within = _depth(card[None], flat)[0].min(axis=1)
        on |= (np.abs(within) < SHARED_PX).reshape(on.shape)
    return on.astype(np.float32)


def _beyond(quads: Floats, scene: Scene) -> Floats:
    """Share of edge beyond each end of each side, n × 8: a card's edges end at its corners."""
    starts, ahead, inward = _sides(quads)
    out = np.linspace(0.03, BEYOND_SHARE, BEYOND, dtype=np.float32)
    past = np.concatenate([-out, 1 + out]).astype(np.float32)
    points = np.asarray(starts[:, :, None] + past[None, None, :, None] * ahead[:, :, None], np.float32)
    edge = scene.slope.on_edge(points, inward[:, :, None], EDGE_PX)
    ends = np.stack([edge[..., :BEYOND].mean(axis=2), edge[..., BEYOND:].mean(axis=2)], axis=2)
    return np.asarray(ends.reshape(len(quads), -1), np.float32)


def _strange(quads: Floats, scene: Scene, without_edge: Floats) -> Floats:
    """How far a shape reaches beyond its paper: sides with no edge, within which the colour is none that
    its print stands on. The most and the mean of the four sides.
    """
    starts, ahead, inward = _sides(quads)
    at = np.linspace(0.1, 0.9, COLOURS, dtype=np.float32)
    points = starts[:, :, None] + at[None, None, :, None] * ahead[:, :, None]
    rim = np.median(_colour(scene.smooth, points + COLOUR_PX * inward[:, :, None]), axis=2)
    mine = inside(quads, scene.text.middles) & ~scene.claimed
    unlike = np.zeros(rim.shape[:2], np.float32)
    for here, lines in enumerate(mine):
        if lines.any():
            apart = np.linalg.norm(rim[here][:, None] - scene.paper[lines][None], axis=2)
            unlike[here] = np.log1p(apart.min(axis=1))
    reaching = unlike * without_edge
    return np.stack([reaching.max(axis=1), reaching.mean(axis=1)], axis=1).astype(np.float32)


def _paper(smooth: Floats, text: Print) -> Floats:
    """The colour around each line of print, n × 3."""
    middles = text.middles[:, None]
    corners = text.quads - middles
    grown = (
        corners + np.float32(PAPER_PX) * corners / np.maximum(1, np.linalg.norm(corners, axis=2))[..., None]
    )
    around = np.concatenate([grown, (grown + np.roll(grown, 1, axis=1)) / 2], axis=1) + middles
    return np.asarray(np.median(_colour(smooth, np.asarray(around, np.float32)), axis=1), np.float32)


def _colours(quads: Floats, scene: Scene) -> Floats:
    starts, ahead, inward = _sides(quads)
    at = np.linspace(0.06, 0.94, COLOURS, dtype=np.float32)
    points = starts[:, :, None] + at[None, None, :, None] * ahead[:, :, None]
    within = _colour(scene.smooth, points + COLOUR_PX * inward[:, :, None])
    without = _colour(scene.smooth, points - COLOUR_PX * inward[:, :, None])
    seen = 1 - _looked_up(scene.hidden, points)
    contrast = (np.linalg.norm(within - without, axis=3) * seen).sum(axis=2) / np.maximum(1, seen.sum(axis=2))
    shows = seen.mean(axis=2) > LEAST_SEEN
    shown = (contrast * shows).sum(axis=1, keepdims=True) / np.maximum(1, shows.sum(axis=1, keepdims=True))
    contrast = np.where(shows, contrast, shown)
    paper = np.median(within, axis=2)
    spread = np.linalg.norm(paper - np.median(paper, axis=1, keepdims=True), axis=2)
    return np.stack(
        [
            np.log1p(contrast).mean(axis=1),
            np.log1p(contrast).min(axis=1),
            np.log1p(np.median(spread, axis=1)),
        ],
        axis=1,
    ).astype(np.float32)


def _proportions(quads: Floats, scene: Scene) -> Floats:
    flat = scene.plane.flat(quads)
    ahead = np.roll(flat, -1, axis=1) - flat
    lengths = np.maximum(1e-3, np.linalg.norm(ahead, axis=2))
    wide, high = (lengths[:, 0] + lengths[:, 2]) / 2, (lengths[:, 1] + lengths[:, 3]) / 2
    longer, shorter = np.maximum(wide, high), np.minimum(wide, high)
    opposite = np.minimum(
        np.minimum(lengths[:, 0], lengths[:, 2]) / np.maximum(lengths[:, 0], lengths[:, 2]),
        np.minimum(lengths[:, 1], lengths[:, 3]) / np.maximum(lengths[:, 1], lengths[:, 3]),
    )
    units = ahead / lengths[..., None]
    square = np.abs((units * np.roll(units, 1, axis=1)).sum(axis=2)).max(axis=1)
    held = inside(quads, scene.text.middles)
    height = np.asarray(
        [np.median(scene.text.heights[row]) if row.any() else np.nan for row in held], np.float32
    )
    nothing = np.full(len(quads), np.nan)
    usual = scene.usual
    rows, columns = scene.hidden.shape
    low = (quads < 5).astype(int) + (quads > np.asarray((columns, rows)) - 6)
    on_frame = ((low + np.roll(low, -1, axis=1)).max(axis=2) > 1).sum(axis=1)
    against = (np.log(longer / usual[0]), np.log(shorter / usual[1])) if usual else (nothing, nothing)
    ratio, lines = np.clip(longer / shorter, *RATIOS), np.clip(np.log(shorter / height), *SIZES_IN_LINES)
    return np.stack([ratio, opposite, square, lines, *against, on_frame], axis=1).astype(np.float32)


def _print(quads: Floats, scene: Scene) -> Floats:
    text, weight, free = scene.text, scene.text.lengths, ~scene.claimed
    depth = _depth(quads, text.middles)
    nearest = depth.min(axis=2)
    held, straight = nearest >= 0, aligned(quads, text)
    ends = [
        inside(quads, text.middles + share * text.lengths[:, None] * text.ways) for share in (-0.45, 0.45)
    ]
    cut = (ends[0] != ends[1]) & straight & free
    mine = held & straight & free
    total = np.maximum(1e-3, (held * weight).sum(axis=1))
    own = np.maximum(1e-3, ((held & straight) * weight).sum(axis=1))
    extent = _extent(quads)
    margins = _margins(depth, mine, extent)
    spread = 1 - np.stack([margins[:, 1] + margins[:, 3], margins[:, 0] + margins[:, 2]], axis=1)
    reach = CLOSE * extent.min(axis=1)
    close = (nearest < 0) & (nearest > -reach[:, None]) & straight & free
    clutter, known = _within(quads, scene)
    figures = (
        own / total,
        cut.dot(weight) / total,
        (mine * weight).sum(axis=1) / own,
        np.minimum(SPREAD, spread.max(axis=1)),
        np.minimum(SPREAD, spread.min(axis=1)),
        np.minimum(MARGIN, margins.min(axis=1)),
        np.minimum(MOST_CLOSE, (close * weight).sum(axis=1) / total),
        np.minimum(MOST_LONG, (mine & text.is_long).sum(axis=1)),
        clutter,
        known,
    )
    return np.stack(figures, axis=1).astype(np.float32)


def _extent(quads: Floats) -> Floats:
    """How far it is (px) from each side to the opposite one, n × 4."""
    lengths = np.linalg.norm(np.roll(quads, -1, axis=1) - quads, axis=2)
    across, along = (lengths[:, 1] + lengths[:, 3]) / 2, (lengths[:, 0] + lengths[:, 2]) / 2
    return np.asarray(np.stack([across, along, across, along], axis=1), np.float32)


def _margins(depth: Floats, mine: NDArray[np.bool_], extent: Floats) -> Floats:
    """From each side to the nearest print of one's own, as a share of the way across, n × 4."""
    where = np.where(mine[..., None], depth / extent[:, None, :], np.inf)
    margins = where.min(axis=1, initial=np.inf)
    any_of_its_own = np.asarray(mine.any(axis=1), np.bool_)[:, None]
    return np.where(any_of_its_own, margins, 0.5).astype(np.float32)


def _within(quads: Floats, scene: Scene) -> tuple[Floats, Floats]:
    """Of each, the share of what is bare that has edges nonetheless, and the share on cards already known."""
    steps = np.linspace(0.06, 0.94, 14, dtype=np.float32)
    u, v = (grid.ravel()[None, :, None] for grid in np.meshgrid(steps, steps))
    a, b, c, d = (quads[:, None, k] for k in range(4))
    points = np.asarray((a * (1 - u) + b * u) * (1 - v) + (d * (1 - u) + c * u) * v, np.float32)
    known, busy = _looked_up(scene.hidden, points), _looked_up(scene.busy, points)
    bare = np.asarray((known == 0) & (busy != PRINTED), np.bool_)
    clutter = np.asarray((busy == 1) & bare, np.bool_).sum(axis=1) / np.maximum(1, bare.sum(axis=1))
    return np.asarray(clutter, np.float32), np.asarray(known.mean(axis=1), np.float32)


def _looked_up(plane: NDArray[np.uint8], points: Floats) -> Floats:
    columns = np.rint(points[..., 0]).astype(int)
    rows = np.rint(points[..., 1]).astype(int)
    outside = (columns < 0) | (rows < 0) | (columns >= plane.shape[1]) | (rows >= plane.shape[0])
    values = plane[np.clip(rows, 0, plane.shape[0] - 1), np.clip(columns, 0, plane.shape[1] - 1)]
    return np.where(outside, 0, values).astype(np.float32)


def _colour(smooth: Floats, points: Floats) -> Floats:
    columns = np.clip(np.rint(points[..., 0]).astype(int), 0, smooth.shape[1] - 1)
    rows = np.clip(np.rint(points[..., 1]).astype(int), 0, smooth.shape[0] - 1)
    return np.asarray(smooth[rows, columns], np.float32)
