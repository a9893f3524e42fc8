"""Which cards are drawn from: any, those a labeller learnt from, those kept from it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.generator.cards import RenderedCard, card
from benchmarks.generator.fonts import families, held_out_fonts, training_fonts
from benchmarks.generator.layouts import HELD_OUT_LAYOUTS, LAYOUTS, TRAINING_LAYOUTS, Layout
from benchmarks.generator.words import HELD_OUT_LOCALES, LOCALES, TRAINING_LOCALES, Locale


@dataclass(frozen=True, slots=True)
class Deck:
    """Countries, layouts and typefaces to draw cards from."""

    locales: tuple[Locale, ...]
    layouts: tuple[Layout, ...]
    fonts: tuple[str, ...]

    def card(self, rng: Random) -> RenderedCard:
        """Any of them."""
        seed, locale, layout = rng.randrange(2**31), rng.choice(self.locales), rng.choice(self.layouts)
        return card(seed, locale, layout, fonts=self.fonts)


ALL = Deck(LOCALES, LAYOUTS, families())
SEEN = Deck(TRAINING_LOCALES, TRAINING_LAYOUTS, training_fonts())
HELD_OUT = Deck(HELD_OUT_LOCALES, HELD_OUT_LAYOUTS, held_out_fonts())
