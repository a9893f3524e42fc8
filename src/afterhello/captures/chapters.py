"""What captures say on the page of a person, and on the landing page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from afterhello.accounts.models import User
from afterhello.captures.models import Card, Stack
from afterhello.people.models import Person

By = dict[UUID, dict[str, Any]]


def card(owner: User, people: Sequence[Person]) -> By:
    """The picture of the card each handed over, the newest, with its other side."""
    theirs = Card.objects.of(owner).fronts().filter(person__in=[person.pk for person in people])
    cards = theirs.exclude(crop="").prefetch_related("backs")
    return {card.person_id: {"card": card} for card in cards.order_by("accepted_at") if card.person_id}


def waiting(owner: User, users: Sequence[User]) -> By:
    """The stacks of these days that still want something of the owner; one that was left is offered, once."""
    mine = Stack.objects.of(owner)
    stacks = list(mine.unfinished().fresh().prefetch_related("photo_set"))
    left = mine.left().first()
    return {owner.pk: {"stacks": stacks, "left": left}} if stacks or left else {}
