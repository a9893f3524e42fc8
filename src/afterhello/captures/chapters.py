"""What captures say on the page of a person, and on the landing page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from afterhello.accounts.models import User
from afterhello.captures.models import Card, Stack
from afterhello.followups.models import QuickNote
from afterhello.people.models import Person

By = dict[UUID, dict[str, Any]]


def card(owner: User, people: Sequence[Person]) -> By:
    """The picture of the card each handed over, the newest, with its other side."""
    theirs = Card.objects.of(owner).fronts().filter(person__in=[person.pk for person in people])
    cards = theirs.exclude(crop="").prefetch_related("backs")
    return {card.person_id: {"card": card} for card in cards.order_by("accepted_at") if card.person_id}


def ending(owner: User, stacks: Sequence[Stack]) -> By:
    """Whom the owner met, once a whole stack is decided, and the notes to them that wait to be read."""
    return {stack.pk: found for stack in stacks if not stack.next_card() and (found := met(owner, stack))}


def met(owner: User, stack: Stack) -> dict[str, Any]:
    """The people of a stack, each with the note that was drafted; empty where nobody was kept."""
    cards = stack.cards.exclude(person=None).select_related("person__organisation")
    people = {card.person_id: card.person for card in cards if card.person and not card.person.removed_at}
    notes = QuickNote.objects.of(owner).worth_writing().filter(person__in=people).select_related("person")
    drafted = {note.person_id: note for note in notes}
    rows = [{"person": person, "note": drafted.get(person.pk)} for person in people.values()]
    return {"rows": rows, "first": next((row["note"] for row in rows if row["note"]), None)} if rows else {}


def waiting(owner: User, users: Sequence[User]) -> By:
    """The stacks of these days that still want something of the owner; one that was left is offered, once."""
    mine = Stack.objects.of(owner)
    stacks = list(mine.unfinished().fresh().prefetch_related("photo_set"))
    left = mine.left().first()
    return {owner.pk: {"stacks": stacks, "left": left}} if stacks or left else {}
