"""A photo of cards on a desk: placed, seen at an angle, lit, and taken by a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from benchmarks.generator.cards import LAYOUTS, Layout, RenderedCard, card
from benchmarks.generator.desks import Desk
from benchmarks.generator.lens import Conditions
from benchmarks.generator.people import LOCALES, Locale, Truth
from benchmarks.generator.places import Matrix, Quad, in_rows, places
from benchmarks.generator.shoot import Shoot
from benchmarks.generator.visible import Doubtful, Seen

Difficulty = Literal["easy", "normal", "hard"]
DIFFICULTIES: tuple[Difficulty, ...] = ("easy", "normal", "hard")


@dataclass(frozen=True, slots=True)
class TrueCard:
    """One person of one card of a photo: the card's corners, clockwise from its own top left (px),
    and what it says of them. Two people printed on one card are two with the same corners.

    `fields` holds what can be read: a value of which more than a little is covered is not in it.
    `doubtful` are values half covered, or covered and in the code: right if read, not missed if not.
    `visible` is the part of the card that shows, 0 … 1.
    """

    quad: Quad
    fields: Truth
    locale: Locale
    layout: Layout
    qr: str | None
    visible: float = 1.0
    doubtful: Doubtful = ()


@dataclass(frozen=True, slots=True)
class Stack:
    """A photo, as JPEG, and the truth of it.

    `beside` are cards of which too little shows, and things that may pass for one: neither missed
    if they are not found nor false if they are.
    """

    image: bytes
    truth: tuple[TrueCard, ...]
    width: int
    height: int
    desk: Desk
    beside: tuple[TrueCard, ...] = ()


CONDITIONS: dict[Difficulty, Conditions] = {
    "easy": Conditions(("wood", "oak", "dark", "cloth"), 0.015, 0.10, 0.0, 1.5, 92),
    "normal": Conditions(("wood", "oak", "dark", "cloth", "white"), 0.05, 0.25, 0.00012, 3.5, 87),
    "hard": Conditions(("wood", "cloth", "white", "white"), 0.10, 0.45, 0.00028, 7.0, 72, 0.8),
}

LEAST_IN_FRAME = 0.8
LEAST_VISIBLE = 0.62
"""Below either, a card is too little to be asked for. Overlapping ones are covered by .35 at most,
and what lies above them bends."""


def stack(
    seed: int,
    cards: int = 8,
    size: tuple[int, int] = (4000, 3000),
    difficulty: Difficulty = "normal",
    locales: tuple[Locale, ...] = LOCALES,
    *,
    unusual: bool = False,
    rows: bool = False,
) -> Stack:
    """A photo of invented cards, `size` = (width, height) px; same arguments, same bytes.

    `unusual` people have names, titles and organisations that no list of words holds. In `rows`
    the cards lie side by side, touching or all but, instead of anyhow.
    """
    rng = Random(f"stack {seed} {cards} {size} {difficulty} {locales}")
    drawn = [
        card(rng.randrange(2**31), rng.choice(locales), rng.choice(LAYOUTS), unusual=unusual)
        for _ in range(cards)
    ]
    if rows:
        lain = in_rows([one.size for one in drawn], size, rng)
    else:
        angles = [angle(rng, difficulty) for _ in drawn]
        lain = places([one.size for one in drawn], angles, size, rng)
    return photograph(drawn, lain, size, CONDITIONS[difficulty], rng)


def angle(rng: Random, difficulty: Difficulty) -> float:
    """How far a card is turned, degrees clockwise: about straight, tossed down, or anyhow."""
    if difficulty == "easy":
        return rng.gauss(0, 4)
    if difficulty == "normal":
        return rng.choice((0, 0, 0, 90, 180, 270)) + rng.gauss(0, 12)
    return rng.uniform(0, 360)


def photograph(
    drawn: list[RenderedCard],
    lain: list[Matrix],
    size: tuple[int, int],
    conditions: Conditions,
    rng: Random,
) -> Stack:
    """Put each card where its matrix lays it on a desk, and take the photo."""
    shoot = Shoot(size, conditions, rng)
    shoot.clutter(drawn, lain)
    for shown, place in zip(drawn, lain, strict=True):
        shoot.card(shown, place)
    shoot.fingers()
    return developed(shoot, drawn)


def developed(shoot: Shoot, drawn: Sequence[RenderedCard]) -> Stack:
    """The photo with the truth of the cards that were laid, in their order."""
    image = shoot.jpeg()
    truth, beside = told(drawn, shoot.seen)
    return Stack(image, truth, *shoot.size, shoot.ground, beside)


def told(drawn: Sequence[RenderedCard], seen: Seen) -> tuple[tuple[TrueCard, ...], tuple[TrueCard, ...]]:
    """The truth of each card as far as it shows, and the cards of which too little does."""
    truth: list[TrueCard] = []
    beside: list[TrueCard] = []
    for number, shown in enumerate(drawn):
        visible = seen.share(number)
        enough = visible >= LEAST_VISIBLE and seen.in_frame(number) >= LEAST_IN_FRAME
        quad = seen.papers[number].quad()
        for whose in range(1 + len(shown.others)):
            fields, doubtful = seen.values(number, shown, whose)
            one = TrueCard(quad, fields, shown.locale, shown.layout, shown.qr, visible, doubtful)
            (truth if enough else beside).append(one)
    return tuple(truth), tuple(beside)
