"""Business cards of invented people, photos of stacks of them, and the truth of what is printed.

    card(seed, locale, layout)   → one card, flat, with its fields and printed lines
    stack(seed)                  → a photo of several on a desk, with each one's corners and fields

The same seed gives the same pixels on machines with the same fonts.
"""

from benchmarks.generator.cards import LAYOUTS, RenderedCard, card
from benchmarks.generator.people import LOCALES, Truth, as_truth, invent
from benchmarks.generator.sheet import PrintedLine
from benchmarks.generator.stacks import DIFFICULTIES, Difficulty, Stack, TrueCard, stack

__all__ = [
    "DIFFICULTIES",
    "LAYOUTS",
    "LOCALES",
    "Difficulty",
    "PrintedLine",
    "RenderedCard",
    "Stack",
    "TrueCard",
    "Truth",
    "as_truth",
    "card",
    "invent",
    "stack",
]
