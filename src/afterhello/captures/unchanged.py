"""Whether somebody is still as their card left them."""

from __future__ import annotations

import json
from hashlib import sha256

from afterhello.people.about import kept
from afterhello.people.models import Person

OF_CARDS = {"captures.Card", "captures.SomebodyElse"}
"""Rows that say something of cards, and nothing of the person."""


def as_they_are(person: Person) -> str:
    """A mark of all that is known of a person but their cards: it changes with any word of it."""
    known = {label: rows for label, rows in kept(person).items() if label not in OF_CARDS}
    return sha256(json.dumps(known, sort_keys=True, default=str).encode()).hexdigest()
