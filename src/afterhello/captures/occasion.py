"""Where and when the people of a stack were met, corrected for all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from afterhello.captures.models import Card, Stack
from afterhello.encounters.models import Encounter, Event


@dataclass(frozen=True, slots=True)
class Occasion:
    """The event and the day of a stack, as its owner corrects them; either may be empty."""

    event: str
    held_on: date | None

    @transaction.atomic
    def correct(self, stack: Stack) -> None:
        """Give it to the stack, and to every encounter that came from one of its cards."""
        at = Event.objects.called(stack.owner, self.event, self.held_on) if self.event.strip() else None
        stack.event, stack.met_on = at, self.held_on
        stack.save(update_fields=["event", "met_on"])
        cards = Card.objects.of(stack.owner).filter(photo__stack=stack, photo__owner=stack.owner)
        met = Encounter.objects.of(stack.owner).filter(pk__in=cards.values("encounter"))
        met.update(event=at, met_on=self.held_on)
