"""A card found on a photo, waiting to become a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from afterhello import cardreader
from afterhello.accounts.models import Owned, OwnedQuerySet
from afterhello.accounts.models.owned import UNDO_FOR
from afterhello.captures.models.files import delete_after_commit
from afterhello.captures.models.photo import Photo
from afterhello.cardreader.as_json import of_card
from afterhello.encounters.models import Encounter
from afterhello.errors import RuleBroken
from afterhello.followups.models import QuickNote
from afterhello.people.greeting import proposed
from afterhello.people.models import Person


def crop_path(card: Card, filename: str) -> str:
    """Where a crop lies: by owner, under the card's own id."""
    return f"cards/{card.owner_id}/{card.pk}.jpg"


class CardQuerySet(OwnedQuerySet["Card"]):
    """Cards."""

    def waiting(self) -> Self:
        """Those that nobody has decided on."""
        return self.filter(accepted_at=None, discarded_at=None)

    def forgotten(self) -> Self:
        """Everybody's cards that were put aside longer ago than they can be brought back."""
        return self.filter(discarded_at__lt=timezone.now() - UNDO_FOR)

    def in_order(self) -> Self:
        """Photo by photo, in reading order."""
        return self.order_by("photo__created_at", "photo_id", "position").select_related(
            "photo__stack__event"
        )

    def found_on(self, photo: Photo, position: int, card: cardreader.Card) -> Card:
        """Keep a card that was read."""
        row = self.model(owner=photo.owner, photo=photo, position=position, reading=of_card(card))
        row.crop.save("crop.jpg", ContentFile(card.upright_jpeg), save=True)
        return row


class Card(Owned):
    """A region of a photo, and what was read from it:  waiting → accepted | discarded.

    `reading` is one entry of `cards` as `afterhello cards read --json` prints
    it; empty where somebody types the card by hand. `person` and `encounter`
    are what it became.
    """

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField()
    crop = models.FileField(upload_to=crop_path, max_length=300, blank=True)
    reading = models.JSONField(default=dict)
    accepted_at = models.DateTimeField(null=True)
    discarded_at = models.DateTimeField(null=True)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    encounter = models.ForeignKey(Encounter, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = CardQuerySet.as_manager()

    class Meta:
        ordering = ("photo", "position")
        constraints = (
            models.UniqueConstraint("owner", "photo", "position", name="card_once_per_place"),
            models.CheckConstraint(
                name="card_is_accepted_or_discarded",
                condition=models.Q(accepted_at=None) | models.Q(discarded_at=None),
            ),
        )
        indexes = (models.Index("owner", "person", name="card_by_person"),)

    def __str__(self) -> str:
        return self.proposed_name or _("A card")

    def get_absolute_url(self) -> str:
        return reverse("card", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided on it."""
        return self.accepted_at is None and self.discarded_at is None

    @property
    def fields(self) -> dict[str, Any]:
        """The labelled fields, as `cards read --json` prints them."""
        found: dict[str, Any] = self.reading.get("fields") or {}
        return found

    @property
    def proposed_name(self) -> str:
        """The name read from it; empty where none was."""
        return str((self.fields.get("name") or {}).get("value") or "")

    @property
    def proposed_greeting(self) -> str:
        """What one would call them, by the name read from it; empty where none was."""
        return proposed(self.proposed_name) if self.proposed_name else ""

    def decide(self, **how: Any) -> None:
        """Mark it as decided, once: of two tabs the second is told.

        Raises:
            RuleBroken: it is decided already.
        """
        undecided = Card.objects.filter(pk=self.pk, accepted_at=None, discarded_at=None)
        if not undecided.update(**how):
            raise RuleBroken(
                _("This card was decided already, perhaps in another tab. Nothing was kept twice.")
            )
        for name, value in how.items():
            setattr(self, name, value)

    def accept(self, details: dict[str, Any], *, said: str, private: str, remembered_by: str) -> Person:
        """The person on it, met at the event and on the day of its stack; all or nothing.

        Args:
            details: what `Person.objects.make` takes: the fields as corrected.
            said: what they told the owner, and a quick note may use.
            private: what is for the owner alone.
            remembered_by: what they may remember the owner by.

        Raises:
            RuleBroken: it is decided already.
        """
        stack = self.photo.stack
        with transaction.atomic():
            self.decide(accepted_at=timezone.now())
            person = Person.objects.make(self.owner, example_at=stack.example_at, **details)
            met = Encounter.objects.create(
                owner=self.owner,
                person=person,
                event=stack.event,
                met_on=stack.met_on,
                remembered_by=remembered_by.strip(),
            )
            met.write(said, sayable=True)
            met.write(private, sayable=False)
            Card.objects.filter(pk=self.pk).update(person=person, encounter=met)
            QuickNote.objects.begin(person, met)
        self.photo.let_go_when_decided()
        return person

    def discard(self) -> None:
        """It is nobody to remember; `reopen` undoes it.

        Raises:
            RuleBroken: it is decided already.
        """
        self.decide(discarded_at=timezone.now())
        self.photo.let_go_when_decided()

    def reopen(self) -> None:
        """Undo `discard`; the crop was kept for this."""
        Card.objects.filter(pk=self.pk, accepted_at=None).update(discarded_at=None)

    # What every row that points at a person can do: see people/about.py.

    def in_plain_words(self) -> str:
        """That there is a picture of their card."""
        return _("A picture of the card they gave you.")

    def as_data(self) -> dict[str, Any]:
        """Everything kept of it, for an export."""
        return {"card": self.reading, "picture": self.crop.name or None}

    def passages(self) -> Iterable[str]:
        """What can be searched: every line printed on it."""
        return [line["text"] for line in self.reading.get("lines", [])]

    def move_to(self, person: Person) -> None:
        """Make it a card of `person`."""
        self.person = person
        self.save(update_fields=["person"])

    def erase(self) -> None:
        """Delete it, and blacken its part of a photo that is still in review."""
        if self.reading.get("quad"):
            self.photo.blacken(self.reading["quad"])
        self.delete()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row and its crop, and the photo with the last one where its picture is gone."""
        with transaction.atomic():
            delete_after_commit(self.crop)
            gone = super().delete(*args, **kwargs)
            self.photo.go_when_empty()
        return gone
