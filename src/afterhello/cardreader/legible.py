"""Papers that are no cards: a note by hand, a key or two. What is read on them is read without conviction.

They lie beside cards and are as large, so the finder takes them for some; the engine tells them.
"""

from __future__ import annotations

from collections.abc import Sequence

from afterhello.cardreader.shapes import Card

CONVINCED = 0.9
"""The engine's confidence of one line at least. On drawn photos three notes by hand and pieces of a
keyboard had .87 at best, 40 cards, blurred and dark ones among them, .97 and more."""
FEWEST_LETTERS = 3


def without_scribbles(cards: Sequence[Card]) -> list[Card]:
    """The cards of a photo without those of which nothing can be read.

    What has a code, or lines in a script that could not be read, stays.
    """
    return [card for card in cards if is_legible(card)]


def is_legible(card: Card) -> bool:
    """Whether some line of it was read with conviction."""
    if card.qr or card.unread:
        return True
    return any(
        line.confidence >= CONVINCED and sum(letter.isalnum() for letter in line.text) >= FEWEST_LETTERS
        for line in card.lines
    )
