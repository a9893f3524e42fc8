"""A gathering at a time and place."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from afterhello.accounts.models import Owned, OwnedQuerySet, User


class EventQuerySet(OwnedQuerySet["Event"]):
    """Events."""

    def called(self, owner: User, name: str, on: date | None) -> Event:
        """The owner's event of that name and day; made where there is none.

        One evening is photographed in several goes: the same name on the same
        day is the same event, however it is capitalised.
        """
        known = self.of(owner).filter(name__iexact=name.strip(), held_on=on).first()
        return known or self.create(owner=owner, name=name.strip(), held_on=on)


class Event(Owned):
    """A gathering: its name, where, and on which day.

    `example_at` marks the invented evening that a newcomer may try, so that it
    can be removed as a whole.
    """

    name = models.CharField(_("event"), max_length=200)
    place = models.CharField(_("place"), max_length=200, blank=True)
    held_on = models.DateField(_("day"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    example_at = models.DateTimeField(null=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("-held_on", "-created_at")
        indexes = (
            models.Index("owner", "held_on", name="event_by_day"),
            models.Index("owner", Lower("name"), name="event_by_name"),
        )

    def __str__(self) -> str:
        return self.name
