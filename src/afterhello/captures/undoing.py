"""What was done with the cards of a stack, and is taken back: the last thing first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from afterhello.captures.models import Card, Joining
from afterhello.captures.sides import WAYS, values_of
from afterhello.captures.unchanged import as_they_are
from afterhello.errors import RuleBroken
from afterhello.followups.models import QuickNote
from afterhello.people.models import Person


@dataclass(frozen=True, slots=True)
class Done:
    """What was done with a card, when, and the name of the address to POST to that takes it back."""

    at: datetime
    card: Card
    by: str

    @property
    def address(self) -> str:
        """Where it is taken back."""
        return reverse(self.by, args=[self.card.pk])


def last_done(pile: Iterable[Card]) -> Done | None:
    """What was done last with the cards of a stack: kept, put aside, joined or turned.

    `pile`: as `Stack.cards`; their other sides are with them.
    """
    sides = (side for card in pile for side in card.all_sides)
    return max((done for side in sides for done in things_done(side)), key=lambda d: d.at, default=None)


def things_done(card: Card) -> Iterator[Done]:
    """What can be taken back of one card; one kept before there was a mark of it stays as it is."""
    decided_at = card.accepted_at if card.kept_as else card.discarded_at
    if decided_at and not card.front_id:
        yield Done(decided_at, card, "card-return")
    if card.is_undecided and card.front_id and card.joined_at:
        yield Done(card.joined_at, card, "card-return")
    if card.is_undecided and card.turned_at:
        yield Done(card.turned_at, card, "card-turns-return")


@transaction.atomic
def take_back(card: Card) -> None:
    """Let a card wait again: one that was joined to another or with somebody known, put aside, or kept.

    Where it was decided before the worker had read it again, it is read now.

    Raises:
        RuleBroken: it was kept, and its person is not as the card left them.
    """
    joining = Joining.objects.of(card.owner).filter(card=card).first()
    if card.front_id:
        card.separate()
    elif joining:
        joining.undo()
    elif card.person:
        let_go(card, card.person)
    else:
        card.reopen()
    for side in card.of_all_sides().undecided().exclude(asked_at=None):
        side.ask_to_be_read()


def let_go(card: Card, person: Person) -> None:
    """Take the person out of the world whom a card made; the card waits, with what was typed over it.

    Raises:
        RuleBroken: they were known before, or something was added or changed since.
    """
    locked = Person.objects.of(card.owner).select_for_update().filter(pk=person.pk).first()
    refusal = why_not(card, locked)
    if refusal:
        raise RuleBroken(refusal)
    typed = as_typed(card, person)
    rows = card.of_all_sides()
    rows.update(person=None, encounter=None, accepted_at=None, kept_as="")
    rows.filter(pk=card.pk).update(typed=typed)
    person.purge()


def why_not(card: Card, person: Person | None) -> str:
    """Why a kept card stays kept; empty where it can be taken back."""
    if person is None:
        return _("You removed {name} since. Nothing was changed.").format(name=card.person)
    if card.accepted_at and person.created_at < card.accepted_at:
        return _("You knew {name} before this card, so they stay. Nothing was changed.").format(name=person)
    if QuickNote.objects.of(card.owner).gone().filter(person=person).exists():
        return _("You wrote to {name} since, so they stay. Nothing was changed.").format(name=person)
    if Card.objects.kept_since(card).exists():
        return _("Another card of {name} was kept since. Undo that one first, then this one.").format(
            name=person
        )
    if as_they_are(person) != card.kept_as:
        return _(
            "Something was added to {name} or changed since, so they stay. "
            "If they should go, remove them on their page."
        ).format(name=person)
    return ""


def as_typed(card: Card, person: Person) -> dict[str, str]:
    """What was typed when the card was kept, by the names of the review's fields."""
    met = card.encounter
    notes = list(met.notes.all()) if met else []
    typed = {
        "full_name": person.full_name,
        "greeting": person.greeting,
        "title": person.title,
        "organisation": str(person.organisation or ""),
        "said": "\n".join(note.text for note in notes if note.sayable_at),
        "private": "\n".join(note.text for note in notes if not note.sayable_at),
        "remembered_by": met.remembered_by if met else "",
    }
    for key, kind in WAYS.items():
        kept = [way.value for way in person.ways(kind)]
        for number in range(max(len(kept), len(values_of(card.fields, key)))):
            typed[f"{kind}-{number}"] = kept[number] if number < len(kept) else ""
    return typed
