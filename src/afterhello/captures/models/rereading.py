"""A card that is turned, and read once more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from afterhello import cardreader
from afterhello.background import later
from afterhello.captures.models.files import delete_after_commit
from afterhello.captures.pictures import turned, turned_quad
from afterhello.cardreader.as_json import of_card
from afterhello.errors import RuleBroken, Unreadable

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models.fields.files import FieldFile

    from afterhello.accounts.models import User
    from afterhello.captures.models.card import CardQuerySet
    from afterhello.captures.models.photo import Photo


class Rereadable(models.Model):
    """What is turned by its owner, and read anew by the worker:  asked → read | not read.

    `asked_at` is since when it waits to be read again; `unread_at` is when that
    gave nothing, and what was read before stays. `turned_at` is when it was
    turned last, until that is undone.
    """

    turned_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    unread_at = models.DateTimeField(null=True)

    if TYPE_CHECKING:
        pk: UUID
        owner: User
        photo: Photo
        position: int
        crop: FieldFile
        reading: dict[str, Any]

    class Meta:
        abstract = True

    def undecided_row(self) -> CardQuerySet:
        """Its row, as long as nobody has decided on it."""
        from afterhello.captures.models.card import Card

        return Card.objects.of(self.owner).undecided().filter(pk=self.pk)

    def picture_bytes(self) -> bytes:
        """Its picture.

        Raises:
            RuleBroken: there is none.
        """
        try:
            with self.crop.open("rb") as file:
                return bytes(file.read())
        except (FileNotFoundError, ValueError):  # lost with its folder, or typed by hand
            raise RuleBroken(
                _("There is no picture of this card to look at. What is typed stays as it is.")
            ) from None

    def turn(self, quarters: int = 1) -> None:
        """Turn it clockwise by so many quarters, and read it so; with fewer than none it is turned back.

        Raises:
            RuleBroken: it has no picture, or another tab turned it or decided on it.
        """
        before, now = self.crop.name, timezone.now()
        picture = turned(self.picture_bytes(), quarters)
        changed: dict[str, Any] = {"asked_at": now, "unread_at": None}
        changed["turned_at"] = now if quarters > 0 else None
        if self.reading.get("quad"):
            quad = turned_quad(self.reading["quad"], quarters)
            changed["reading"] = {**self.reading, "quad": quad}
        # Under a new name first: a kill in between leaves the one or the other, never none.
        storage = self.crop.storage
        name = storage.save(self.crop.field.generate_filename(self, "crop.jpg"), ContentFile(picture))
        with transaction.atomic():
            same = self.undecided_row().filter(crop=before).update(crop=name, **changed)
            if same:
                delete_after_commit(self.crop)
                later(self.read_again)
        if not same:
            storage.delete(name)
            raise RuleBroken(
                _("This card was turned or decided meanwhile, perhaps in another tab. Nothing is lost.")
            )

    def ask_to_be_read(self) -> None:
        """Read it once more, as it stands."""
        with transaction.atomic():
            if self.undecided_row().exclude(crop="").update(asked_at=timezone.now(), unread_at=None):
                later(self.read_again)

    def read_again(self) -> None:
        """Read it as it stands. Run by the worker; a second run finds it read."""
        if self.asked_at is None or not self.undecided_row().exists():
            return
        try:
            quad = self.reading.get("quad")
            cards = cardreader.read_again(self.picture_bytes(), quad, country=self.owner.country)
        except (Unreadable, RuleBroken):
            cards = ()
        self.record(cards)

    def record(self, cards: tuple[cardreader.Card, ...]) -> None:
        """Keep what was read, if it is still of this picture and nobody asked once more."""
        asked = self.undecided_row().filter(crop=self.crop.name, asked_at=self.asked_at)
        if not cards:
            asked.update(asked_at=None, unread_at=timezone.now())
            return
        read = of_card(cards[min(self.rank(), len(cards) - 1)])
        if self.reading.get("quad"):
            read["quad"] = self.reading["quad"]
        asked.update(asked_at=None, unread_at=None, reading=read)

    def rank(self) -> int:
        """Which of the people on one card it is, in the order of reading: 0 for the first."""
        on_it = [card for card in self.photo.card_set.order_by("position") if self.is_of_same_place(card)]
        return [card.pk for card in on_it].index(self.pk)

    def is_of_same_place(self, other: Rereadable) -> bool:
        """Whether both were read from the same place of the photo, however it is turned."""
        quads = [card.reading.get("quad") or [] for card in (self, other)]
        return self.pk == other.pk or sorted(quads[0]) == sorted(quads[1]) != []

    def gave_up(self, method: str, error: BaseException) -> None:
        """Say so, when the worker could not read it however often it tried."""
        self.undecided_row().exclude(asked_at=None).update(asked_at=None, unread_at=timezone.now())
