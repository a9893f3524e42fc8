"""Which cards are measured: those like the trained model's, and those kept out of its training."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.generator.decks import HELD_OUT, SEEN, Deck


@dataclass(frozen=True, slots=True)
class Pool:
    """A deck by its name. `mark` stands behind the name of what was kept out of training."""

    name: str
    mark: str
    deck: Deck


POOLS = (Pool("seen", "", SEEN), Pool("held out", " *", HELD_OUT))
