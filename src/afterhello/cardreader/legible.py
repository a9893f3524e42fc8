"""Papers that are no cards: a note by hand, a key or two, a piece of a page.

They lie beside cards and are as large, so the finder takes them for some. What is read on the first is
read without conviction; on the last stands prose that begins anywhere, and nobody is named.
"""

from __future__ import annotations

from collections.abc import Sequence

from afterhello.cardreader.shapes import Card

CONVINCED = 0.9
"""The engine's confidence of one line at least. On drawn photos three notes by hand and pieces of a
keyboard had .87 at best, 40 cards, blurred and dark ones among them, .97 and more."""
FEWEST_LETTERS = 3


def without_scribbles(cards: Sequence[Card]) -> list[Card]:
    """The cards of a photo without those of which nothing can be read, and without pieces of pages.

    What has a code, or lines in a script that could not be read, stays.
    """
    return [card for card in cards if is_legible(card) and not is_prose(card)]


def is_prose(card: Card) -> bool:
    """Whether nobody is named on it, nor told how to be reached, and its lines go on from elsewhere."""
    told = card.fields
    if card.qr or told.name or told.title or told.phones or told.emails or told.urls or told.social:
        return False
    lines = [line.text for line in card.lines if len(line.text.split()) > 1]
    going_on = sum(text[0].islower() for text in lines)
    return going_on > 1 and going_on > len(lines) / 2


def is_legible(card: Card) -> bool:
    """Whether some line of it was read with conviction."""
    if card.qr or card.unread:
        return True
    return any(
        line.confidence >= CONVINCED and sum(letter.isalnum() for letter in line.text) >= FEWEST_LETTERS
        for line in card.lines
    )
