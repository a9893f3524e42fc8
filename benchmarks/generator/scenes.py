"""The kinds of photos that people take of cards, each with a name.

    scene("overlapping", seed)   → a photo of cards upon one another, and its truth
    NAMES                        → every kind

A kind says how the cards lie, on what, which cards they are, and how the photo is taken.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from benchmarks.generator import places
from benchmarks.generator.cards import RenderedCard
from benchmarks.generator.decks import ALL, Deck
from benchmarks.generator.desks import TEXTURES
from benchmarks.generator.lens import Conditions
from benchmarks.generator.oddities import ODDITIES
from benchmarks.generator.places import Arrangement, Size
from benchmarks.generator.stacks import CONDITIONS, Stack, photograph

TWELVE_MP: Size = (4000, 3000)
EIGHT_MP: Size = (3840, 2160)
PORTRAIT: Size = (3000, 4000)
SMALL: Size = (1600, 1200)
SIZES = (TWELVE_MP, EIGHT_MP, PORTRAIT, SMALL)

FEW_PIXELS, MOST_ON_SMALL = 2_500_000, 4
"""On more cards than these a small photo has less than four pixels for a millimetre: nobody reads that."""

Paper = Callable[[RenderedCard], bool]

ALL_DESKS = tuple(TEXTURES)
NORMAL = CONDITIONS["normal"]
HARD = CONDITIONS["hard"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of photo: how many cards (least, most), how they lie, how it is taken, at which sizes.

    `paper` says which cards are taken. The sizes take turns with the seeds.
    """

    name: str
    cards: tuple[int, int]
    lie: Arrangement
    conditions: Conditions = NORMAL
    sizes: tuple[Size, ...] = SIZES
    paper: Paper | None = None


def scene(name: str, seed: int, size: Size | None = None, deck: Deck = ALL) -> Stack:
    """A photo of a kind, of cards of that deck, and its truth; same arguments, same bytes."""
    rng = Random(f"scene {name} {seed} {deck}")
    if name in ODDITIES:
        return ODDITIES[name](rng, size or SIZES[seed % len(SIZES)], deck)
    kind = KINDS[name]
    size = size or kind.sizes[seed % len(kind.sizes)]
    drawn = drawn_for(kind, rng, deck, MOST_ON_SMALL if size[0] * size[1] < FEW_PIXELS else kind.cards[1])
    lain = kind.lie([one.size for one in drawn], size, rng)
    return photograph(drawn, lain, size, kind.conditions, rng)


def drawn_for(kind: Kind, rng: Random, deck: Deck, most: int) -> list[RenderedCard]:
    """The cards of a photo of that kind, `most` at most."""
    count = min(rng.randint(*kind.cards), most)
    drawn: list[RenderedCard] = []
    while len(drawn) < count:
        one = deck.card(rng)
        if kind.paper is None or kind.paper(one):
            drawn.append(one)
    return drawn


# ── papers ──


def _rim(one: RenderedCard) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """The colours along the edge of a card, n × 3."""
    flat = np.asarray(one.image.convert("RGB"), np.float32)
    return np.concatenate([flat[3], flat[-4], flat[:, 3], flat[:, -4]])


def is_pale(one: RenderedCard) -> bool:
    """White, or all but, along every edge."""
    return float(_rim(one).min(axis=1).mean()) > 228


def is_cream(one: RenderedCard) -> bool:
    """Off-white along every edge, towards yellow."""
    red, _, blue = _rim(one).mean(axis=0)
    return bool(red > 225 and red - blue > 12)


def is_two_tone(one: RenderedCard) -> bool:
    """Of two colours that both reach the edge."""
    return float(_rim(one).std(axis=0).max()) > 32


# ── the kinds ──

FAINT = replace(NORMAL, shadow=0.35, shade=0.15)
BUSY = replace(NORMAL, desks=ALL_DESKS, things=6)
EVENING = replace(
    HARD, desks=("wood", "oak", "dark", "leather"), dim=0.62, noise=12.0, cast=0.16, quality=80, blur=0.0003
)

_KINDS = (
    Kind("apart", (4, 9), places.about_straight),
    Kind("apart, any angle", (4, 9), places.anyhow),
    Kind("hard light", (4, 8), places.anyhow, HARD),
    Kind("in rows", (6, 12), places.in_rows),
    Kind("touching", (3, 7), places.touching),
    Kind("overlapping", (3, 8), places.overlapping),
    Kind("tossed", (4, 9), places.tossed),
    Kind("fanned", (3, 6), places.fanned),
    Kind("stairs", (3, 6), places.stairs),
    Kind("cut by the frame", (4, 8), places.cut_off(places.anyhow)),
    Kind("white on white", (3, 7), places.anyhow, replace(FAINT, desks=("white",)), paper=is_pale),
    Kind("cream on oak", (3, 7), places.anyhow, replace(FAINT, desks=("oak",)), paper=is_cream),
    Kind("two-tone", (3, 7), places.anyhow, paper=is_two_tone),
    Kind("busy desk", (3, 7), places.roomy(places.tossed), BUSY),
    Kind(
        "patterns", (3, 7), places.anyhow, replace(NORMAL, desks=("tablecloth", "floral", "marble", "grid"))
    ),
    Kind("curled", (2, 6), places.anyhow, replace(NORMAL, curl=0.07, folded=0.3)),
    Kind("glare", (2, 6), places.anyhow, replace(NORMAL, glare=1.0)),
    Kind("out of focus", (2, 5), places.anyhow, replace(NORMAL, blur=0.00055)),
    Kind("moved", (2, 5), places.anyhow, replace(NORMAL, motion=0.0022)),
    Kind("low light", (3, 7), places.anyhow, EVENING),
    Kind("steep", (3, 7), places.roomy(places.anyhow, 0.95), replace(NORMAL, steep=0.36)),
    Kind("fingers", (2, 6), places.roomy(places.tossed, 0.8), replace(NORMAL, fingers=2)),
    Kind("one", (1, 1), places.roomy(places.anyhow, 0.8), NORMAL),
    Kind("fifty", (50, 50), places.anyhow, sizes=(TWELVE_MP,)),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _KINDS}
NAMES = (*KINDS, *ODDITIES)
