"""Photos drawn, read once, and labelled by everybody: what all tables count from.

Two processes share the photos, each with an engine of its own. That changes no figure but seconds,
which are measured apart (`costs.py`), before these begin.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

from afterhello import cardreader
from afterhello.cardreader import Reading
from benchmarks.generator import Stack
from benchmarks.generator.people import Locale
from benchmarks.generator.scenes import scene
from benchmarks.judges import judges, plain_rapidocr
from benchmarks.pairing import Pairing, pair, together
from benchmarks.pools import Pool
from benchmarks.scoring import Score, Values, said_values

PROCESSES = 2
SLOW_EVERY = 7
"""Tesseract and plain rapidocr cost more than our reading: they are heard on every so many photos."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo to take: its kind, the cards it is of, and a seed."""

    kind: str
    pool: Pool
    seed: int

    @property
    def country(self) -> Locale:
        """Where the user of this photo lives: numbers without a country code are from there."""
        locales = self.pool.deck.locales
        return locales[self.seed // 2 % len(locales)]

    def taken(self) -> Stack:
        """The photo. On every other one the cards are from one country, on the rest from all."""
        deck = self.pool.deck
        if self.seed % 2:
            deck = replace(deck, locales=(self.country,))
        return scene(self.kind, self.seed, deck=deck)

    def __str__(self) -> str:
        return f"{self.kind} {self.seed} {self.country}, {self.pool.name}"


@dataclass(frozen=True, slots=True)
class Read:
    """A photo that was read: its truth, the reading, and what others say of the same cards.

    `others` holds, by judge, for each card of the reading (people of one card together) its people;
    `plain` what plain rapidocr gives for each printed card, where it was asked.
    """

    shot: Shot
    stack: Stack
    reading: Reading
    others: dict[str, list[list[Values]]]
    plain: tuple[Values, ...] = ()

    def pairing(self) -> Pairing:
        """Cards printed and cards read."""
        frame = (self.stack.width, self.stack.height)
        return pair(self.stack.truth, self.reading.cards, self.stack.beside, frame)

    def score(self, judge: str = "ours") -> Score:
        """The values of this photo as one judge labelled them."""
        score = Score()
        pairing = self.pairing()
        for number, one in enumerate(pairing.pairs):
            where = f"{self.shot} card {number} {one.true[0].layout}"
            score.add_card(one.true, self.said(one.read, judge), where)
        for read in pairing.false:
            score.add_card((), self.said(read, judge), f"{self.shot} false card")
        return score

    def said(self, read: Sequence[cardreader.Card], judge: str) -> list[Values]:
        """What a judge says of a card that was read; nothing of one that was not."""
        if not read:
            return []
        if judge == "ours":
            return [said_values(one.fields) for one in read]
        cards = together(self.reading.cards)
        return self.others[judge][cards.index(tuple(read))]


def read_all(shots: Iterable[Shot]) -> Iterator[Read]:
    """Every photo as soon as it is read, in any order that two processes bring."""
    context = multiprocessing.get_context("spawn")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as pool:
        yield from pool.map(read, shots)


def read(shot: Shot) -> Read:
    """Take the photo, read it, and let everybody label it."""
    stack = shot.taken()
    reading = cardreader.read(stack.image, country=shot.country)
    cards = together(reading.cards)
    slow = shot.seed % SLOW_EVERY == 0
    places = [people[0].quad for people in together(stack.truth)] if slow else []
    plain = plain_rapidocr(stack.image, places, shot.country) if slow else ()
    others = {
        name: [judge(people[0], shot.country) for people in cards]
        for name, judge in judges(slow=slow).items()
    }
    return Read(shot, stack, reading, others, tuple(plain))
