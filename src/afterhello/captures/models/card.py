"""A card found on a photo, waiting to become a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from math import dist
from pathlib import PurePath
from typing import Any, Self

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from afterhello import cardreader
from afterhello.accounts.models import Owned, OwnedQuerySet, uuid7
from afterhello.accounts.models.owned import UNDO_FOR
from afterhello.captures import sides
from afterhello.captures.models.files import delete_after_commit
from afterhello.captures.models.photo import Photo
from afterhello.captures.models.rereading import Rereadable
from afterhello.captures.pictures import strip
from afterhello.captures.unchanged import as_they_are
from afterhello.cardreader.as_json import of_card
from afterhello.encounters.models import Encounter
from afterhello.errors import RuleBroken
from afterhello.followups.models import QuickNote
from afterhello.people.models import Person

NOTED = {"said": "\n", "private": "\n", "remembered_by": "; "}
"""Of what is typed, what was not read from a card, and what stands between the words of two sides."""


def crop_path(card: Card, filename: str) -> str:
    """Where a crop lies: by owner, under the card's own id; one that is turned has another name."""
    return f"cards/{card.owner_id}/{card.pk}-{uuid7().hex[-8:]}.jpg"


class CardQuerySet(OwnedQuerySet["Card"]):
    """Cards."""

    def undecided(self) -> Self:
        """Those that nobody has decided on; the other side of a card is decided with it."""
        return self.filter(accepted_at=None, discarded_at=None)

    def waiting(self) -> Self:
        """Those that want to be decided on: undecided, and not the other side of another."""
        return self.undecided().filter(front=None)

    def fronts(self) -> Self:
        """Without those that are the other side of another."""
        return self.filter(front=None)

    def kept_since(self, card: Card) -> Self:
        """Those of the same person that were kept after `card`: what they left leans on what it left."""
        return self.of(card.owner).filter(person=card.person_id, accepted_at__gt=card.accepted_at)

    def forgotten(self) -> Self:
        """Everybody's cards that were put aside longer ago than they can be brought back."""
        return self.filter(discarded_at__lt=timezone.now() - UNDO_FOR)

    def in_order(self) -> Self:
        """Photo by photo, in reading order, with their other sides."""
        ordered = self.order_by("photo__created_at", "photo_id", "position")
        return ordered.select_related("photo__stack__event").prefetch_related("backs")

    def found_on(self, photo: Photo, position: int, card: cardreader.Card) -> Card:
        """Keep a card that was read."""
        row = self.model(owner=photo.owner, photo=photo, position=position, reading=of_card(card))
        row.crop.save("crop.jpg", ContentFile(card.upright_jpeg), save=True)
        return row


class Card(Rereadable, Owned):
    """A region of a photo, and what was read from it:  waiting → accepted | discarded.

    `reading` is one entry of `cards` as `afterhello cards read --json` prints
    it; empty where somebody types the card by hand. `typed` is what the owner
    wrote over it so far, by the names of the review's fields. `person` and
    `encounter` are what it became, and `kept_as` is how the person was then.

    The other side of a card is a card with a `front`: it is shown, read and
    decided with it, and waits no more on its own.
    """

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField()
    crop = models.FileField(upload_to=crop_path, max_length=300, blank=True)
    reading = models.JSONField(default=dict)
    typed = models.JSONField(default=dict)
    front = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="backs")
    joined_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    discarded_at = models.DateTimeField(null=True)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    encounter = models.ForeignKey(Encounter, on_delete=models.SET_NULL, null=True, related_name="+")
    kept_as = models.CharField(max_length=64, blank=True)

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
        return reverse("card", args=[self.front_id or self.pk])

    @property
    def crop_url(self) -> str:
        """Where its picture is served; a picture that was turned has another address."""
        return f"{reverse('card-crop', args=[self.pk])}?{self.version}"

    @property
    def version(self) -> str:
        """What changes with its picture."""
        return PurePath(self.crop.name or "").stem[-8:]

    @property
    def is_undecided(self) -> bool:
        """Whether nobody has decided on it."""
        return self.accepted_at is None and self.discarded_at is None

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided on it, and it is a card of its own."""
        return self.is_undecided and self.front_id is None

    @cached_property
    def other_sides(self) -> list[Card]:
        """Its other sides, in the order in which they were joined."""
        return sorted(self.backs.all(), key=lambda back: str(back.joined_at))

    @property
    def all_sides(self) -> list[Card]:
        """It, and its other sides."""
        return [self, *self.other_sides]

    @cached_property
    def fields(self) -> dict[str, Any]:
        """The labelled fields of all its sides: see `sides.together`."""
        return sides.together([(str(each.pk), each.fields_read) for each in self.all_sides])

    @property
    def fields_read(self) -> dict[str, Any]:
        """The labelled fields of this side, as `cards read --json` prints them."""
        found: dict[str, Any] = self.reading.get("fields") or {}
        return found

    @property
    def unread(self) -> dict[str, Any] | None:
        """The `script`, "" where it is not known, and the number of `lines` that nobody here can read."""
        found = [each for side in self.all_sides for each in side.reading.get("unread") or []]
        if not found:
            return None
        return {"script": found[0]["script"] or "", "lines": sum(each["lines"] for each in found)}

    @property
    def proportions(self) -> tuple[int, int]:
        """About how wide its picture is beside how high, so that its place is kept until it is there."""
        quad = self.reading.get("quad")
        return (round(dist(quad[0], quad[1])), round(dist(quad[1], quad[2]))) if quad else (85, 55)

    @property
    def is_tall(self) -> bool:
        """Whether it is printed upright, or lies on its side."""
        width, height = self.proportions
        return width < height

    @property
    def is_being_read(self) -> bool:
        """Whether it, or one of its other sides, waits to be read again."""
        return any(side.asked_at for side in self.all_sides)

    @property
    def is_last_of_its_photo(self) -> bool:
        """Whether the photo goes with the decision on it, and on its other sides."""
        photo = self.photo
        if not photo.picture or photo.is_reading or not self.is_waiting:
            return False
        sides = {each.pk for each in self.all_sides}
        return not photo.card_set.undecided().exclude(pk__in=sides).exists()

    @property
    def proposed_name(self) -> str:
        """The name read from it; empty where none was."""
        return str((self.fields.get("name") or {}).get("value") or "")

    def strip(self, of: str) -> bytes:
        """The piece of its picture that a value was read from, as a JPEG; all of it where that is not known.

        Args:
            of: the value's place in `fields`, such as name or phones-1.

        Raises:
            RuleBroken: there is no picture.
        """
        key, _dash, number = of.partition("-")
        values = sides.values_of(self.fields, key)[int(number) if number.isdecimal() else 0 :]
        value = values[0] if values else {}
        side = next((e for e in self.other_sides if str(e.pk) == value.get("side")), self)
        return strip(side.picture_bytes(), side.reading.get("quad") or (), value.get("quad"))

    def keep_typed(self, typed: dict[str, str]) -> None:
        """Keep what the owner wrote over what was read, until the card is decided."""
        Card.objects.waiting().filter(pk=self.pk).update(typed=typed)
        self.typed = typed

    @property
    def place(self) -> tuple[Any, ...]:
        """Where it lies in its stack."""
        return (self.photo.created_at, self.photo_id, self.position)

    def earlier(self, waiting: Sequence[Card]) -> Card | None:
        """Of the others that wait, in their order, the one before it, else the last; None where none is."""
        left = [card for card in waiting if card.place < self.place] or waiting
        return left[-1] if left else None

    # Deciding

    @transaction.atomic
    def decide(self, **how: Any) -> None:
        """Mark it as decided with its other sides, once: of two tabs the second is told.

        Raises:
            RuleBroken: it is decided already.
        """
        if not Card.objects.waiting().filter(pk=self.pk).update(**how):
            raise RuleBroken(
                _("This card was decided already, perhaps in another tab. Nothing was kept twice.")
            )
        self.backs.filter(owner=self.owner).update(**how)
        for name, value in how.items():
            setattr(self, name, value)

    def accept(
        self, details: dict[str, Any], *, said: str, private: str, remembered_by: str, greeting: str = ""
    ) -> Person:
        """The person on it, met at the event and on the day of its stack; all or nothing.

        Args:
            details: what `Person.objects.make` takes: the fields as corrected.
            said: what they told the owner, and a quick note may use.
            private: what is for the owner alone.
            remembered_by: what they may remember the owner by.
            greeting: how the owner greets them; empty lets the rule propose.

        Raises:
            RuleBroken: it is decided already.
        """
        with transaction.atomic():
            self.decide(accepted_at=timezone.now())
            person = Person.objects.make(self.owner, example_at=self.photo.stack.example_at, **details)
            if greeting.strip() not in {"", person.greeting}:
                person.keep_greeting(greeting)
            self.belong_to(person, said=said, private=private, remembered_by=remembered_by)
        self.let_photos_go()
        return person

    def belong_to(
        self, person: Person, *, said: str, private: str, remembered_by: str, met: Encounter | None = None
    ) -> Encounter:
        """Be the card of `person`, who was met as `accept` says; `decide` came before, in one transaction.

        `met` is the meeting where it is there already: two cards of somebody in one stack.
        """
        stack = self.photo.stack
        met = met or Encounter(owner=self.owner, person=person, event=stack.event, met_on=stack.met_on)
        met.remembered_by = "; ".join(filter(None, [met.remembered_by, remembered_by.strip()]))[:1000]
        met.save()
        met.write(said, sayable=True)
        met.write(private, sayable=False)
        QuickNote.objects.begin(person, met)
        self.of_all_sides().update(person=person, encounter=met, typed={}, kept_as=as_they_are(person))
        return met

    def of_all_sides(self) -> CardQuerySet:
        """The rows of it and of its other sides."""
        return Card.objects.of(self.owner).filter(models.Q(pk=self.pk) | models.Q(front=self.pk))

    def let_photos_go(self) -> None:
        """Its photo, and those of its other sides, are not needed once everything on them is decided."""
        for photo in {each.photo for each in self.all_sides}:
            photo.let_go_when_decided()

    def discard(self) -> None:
        """It is nobody to remember; `reopen` undoes it.

        Raises:
            RuleBroken: it is decided already.
        """
        self.decide(discarded_at=timezone.now())
        self.let_photos_go()

    def reopen(self) -> None:
        """Undo `discard`; the crop was kept for this."""
        self.of_all_sides().filter(accepted_at=None).update(discarded_at=None)

    # Two sides of one card

    def likely_sides(self) -> list[Card]:
        """The cards of its stack that may be its other side, the likeliest first."""
        waiting = self.photo.stack.cards.waiting().exclude(pk=self.pk).filter(backs=None)
        return sorted(waiting, key=lambda card: sides.likeness(self.fields, card.fields), reverse=True)

    def join(self, back: Card) -> None:
        """Let another card of the stack be its other side; `separate` undoes it.

        Raises:
            RuleBroken: one of them is decided or joined already, or it is of another stack.
        """
        with transaction.atomic():
            free = Card.objects.of(self.owner).waiting().select_for_update(of=("self",))
            found = {
                card.pk for card in free.filter(pk__in=[self.pk, back.pk], photo__stack=self.photo.stack)
            }
            if len(found) < 2 or back.backs.exists():
                raise RuleBroken(
                    _("These two cannot be sides of one card any more: one of them was decided, or joined.")
                )
            Card.objects.filter(pk=back.pk).update(front=self, joined_at=timezone.now())
            Card.objects.filter(pk=self.pk).update(typed={**self.typed, **self.noted_on_both(back)})

    def noted_on_both(self, back: Card) -> dict[str, str]:
        """What the owner noted on either side, each word once."""
        noted = {}
        for name, between in NOTED.items():
            here, there = self.typed.get(name, ""), back.typed.get(name, "")
            if there and there not in here:
                noted[name] = between.join(filter(None, [here, there]))
        return noted

    def separate(self) -> None:
        """Undo `join`: it is a card of its own again, and waits."""
        Card.objects.undecided().filter(pk=self.pk).update(front=None, joined_at=None)

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
