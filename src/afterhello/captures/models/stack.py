"""Photos that were handed in together."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from afterhello.accounts.models import Owned, OwnedQuerySet
from afterhello.encounters.models import Event

if TYPE_CHECKING:
    from afterhello.captures.models.card import Card, CardQuerySet


LEFT_AFTER = timedelta(days=3)
"""For so long a stack lies on the desk; then it is offered once, and after that it is kept quietly."""


def cards_of_each() -> CardQuerySet:
    """The cards of each row of a query of stacks; the owner is named on both sides of every join."""
    from afterhello.captures.models.card import Card

    return Card.objects.fronts().filter(
        owner=OuterRef("owner"), photo__owner=OuterRef("owner"), photo__stack=OuterRef("pk")
    )


def number_of(cards: CardQuerySet) -> Coalesce:
    """How many `cards_of_each` there are; 0 where there are none."""
    counted = cards.order_by().values("owner").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


class StackQuerySet(OwnedQuerySet["Stack"]):
    """Stacks."""

    def counted(self) -> Self:
        """With the number of cards found and still waiting, for a list."""
        return self.annotate(
            found=number_of(cards_of_each()), waiting=number_of(cards_of_each().waiting())
        ).select_related("event")

    def unfinished(self) -> Self:
        """Those that still want something of the owner, newest first."""
        from afterhello.captures.models.photo import Photo

        photos = Photo.objects.filter(owner=OuterRef("owner"), stack=OuterRef("pk"), read_at=None)
        return self.filter(Exists(cards_of_each().waiting()) | Exists(photos)).counted()

    def fresh(self) -> Self:
        """Those with a photo handed in, or a card decided, in the last days."""
        from afterhello.captures.models.photo import Photo

        since = timezone.now() - LEFT_AFTER
        photos = Photo.objects.filter(owner=OuterRef("owner"), stack=OuterRef("pk"), created_at__gt=since)
        decided = Q(accepted_at__gt=since) | Q(discarded_at__gt=since)
        return self.filter(Exists(photos) | Exists(cards_of_each().filter(decided)))

    def left(self) -> Self:
        """Those whose cards wait, that nobody touched for days, and that were never offered; newest first."""
        waiting = self.filter(Exists(cards_of_each().waiting()), offered_at=None, example_at=None)
        return waiting.exclude(pk__in=self.fresh().values("pk")).select_related("event")


class Stack(Owned):
    """Photos handed in together, and where and when the people on their cards were met.

    `example_at` marks the one of the invented evening. `offered_at` is when the
    landing page offered to look through it, after it was left for days: once.
    """

    event = models.ForeignKey(Event, on_delete=models.SET_NULL, null=True, related_name="+")
    met_on = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    example_at = models.DateTimeField(null=True)
    offered_at = models.DateTimeField(null=True)

    objects = StackQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)
        indexes = (models.Index("owner", "created_at", name="stack_by_time"),)

    def __str__(self) -> str:
        return self.event.name if self.event else _("A stack of cards")

    def get_absolute_url(self) -> str:
        return reverse("stack", args=[self.pk])

    @property
    def cards(self) -> CardQuerySet:
        """Its cards, photo by photo, in reading order; the two sides of one are one."""
        from afterhello.captures.models.card import Card

        mine = Card.objects.of(self.owner).fronts()
        return mine.filter(photo__owner=self.owner, photo__stack=self).in_order()

    @property
    def is_reading(self) -> bool:
        """Whether a photo still waits to be read."""
        return any(photo.is_reading for photo in self.photo_set.all())

    @property
    def trouble(self) -> bool:
        """Whether a photo could not be read, and is still there."""
        return any(photo.failed_at for photo in self.photo_set.all())

    def was_offered(self) -> None:
        """It was shown on the landing page: it is not shown there again."""
        Stack.objects.filter(owner=self.owner, pk=self.pk, offered_at=None).update(offered_at=timezone.now())

    def next_card(self, after: Card | None = None) -> Card | None:
        """The waiting card after `after`, else the first one that waits; None when all are decided."""
        waiting = list(self.cards.waiting())
        if after:
            later = [card for card in waiting if card.place > after.place]
            waiting = later or waiting
        return waiting[0] if waiting else None
