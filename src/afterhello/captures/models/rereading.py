"""A card that is turned, and read once more."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from afterhello import cardreader
from afterhello.background import later
from afterhello.captures import sides
from afterhello.captures.models.files import delete_after_commit
from afterhello.captures.pictures import turned, turned_quad
from afterhello.cardreader.as_json import of_card
from afterhello.errors import RuleBroken, Unreadable

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models.fields.files import FieldFile

    from afterhello.accounts.models import User
    from afterhello.captures.models.card import Card, CardQuerySet
    from afterhello.captures.models.photo import Photo


class Rereadable(models.Model):
    """What is turned by its owner, and read anew by the worker:  asked → read | not read.

    `asked_at` is since when it waits to be read again; `unread_at` is when that
    gave nothing, and what was read before stays. `turns` holds when it was turned
    by a quarter, as ISO 8601, the last at the end; each goes when it is undone.
    """

    turns = models.JSONField(default=list)
    asked_at = models.DateTimeField(null=True)
    unread_at = models.DateTimeField(null=True)

    if TYPE_CHECKING:
        pk: UUID
        front_id: UUID | None
        owner: User
        photo: Photo
        photo_id: UUID
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

    @property
    def turned_at(self) -> datetime | None:
        """When it was turned last; None once every turn is undone."""
        return datetime.fromisoformat(self.turns[-1]) if self.turns else None

    def turn(self) -> None:
        """Turn it clockwise by a quarter, and read it so; `turn_back` undoes it.

        Raises:
            RuleBroken: it has no picture, or another tab turned it or decided on it.
        """
        self._lie(1, [*self.turns, timezone.now().isoformat()])

    def turn_back(self) -> None:
        """Undo the last turn that is not undone yet, and read it so.

        Raises:
            RuleBroken: every turn is undone, or as for `turn`.
        """
        if not self.turns:
            raise RuleBroken(_("This card was turned back already, perhaps in another tab. Nothing is lost."))
        self._lie(-1, self.turns[:-1])

    def _lie(self, quarters: int, turns: list[str]) -> None:
        """Lie turned clockwise by so many quarters, and be read so."""
        before = self.crop.name
        picture = turned(self.picture_bytes(), quarters)
        changed: dict[str, Any] = {"asked_at": timezone.now(), "unread_at": None, "turns": turns}
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
        """Keep what was read, if it is still of this picture and nobody asked once more.

        Whoever was not seen on it before becomes a card of their own, behind the
        others of the photo: once, as it is counted who of them is there already.
        """
        asked = self.undecided_row().filter(crop=self.crop.name, asked_at=self.asked_at)
        if not cards:
            asked.update(asked_at=None, unread_at=timezone.now())
            return
        quad = self.reading.get("quad")
        read = [{**of_card(card), "quad": quad} if quad else of_card(card) for card in cards]
        picture = self.picture_bytes() if len(read) > 1 else b""
        with transaction.atomic():
            # Locked: two cards of one picture, read at once, must not both add who is new.
            photos = type(self.photo).objects.select_for_update()
            photo = photos.get(pk=self.photo_id)
            mine, new = self.shared_out(read)
            if asked.update(asked_at=None, unread_at=None, reading=mine) and self.front_id is None:
                for reading in new:
                    photo.add_card(reading, picture)

    def shared_out(self, read: list[dict[str, Any]]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """Of the people read on its picture: itself, and those whom no card of the photo is of yet.

        Each card takes whom it shares most values with; where that decides nothing,
        they stand in the order of reading.
        """
        left, mine = list(enumerate(read)), read[-1]
        for rank, card in enumerate(self.on_one_picture()):
            if left:
                taken = max(left, key=lambda one: (shared(card.reading, one[1]), one[0] == rank))
                left.remove(taken)
                mine = taken[1] if card.pk == self.pk else mine
        return mine, [reading for _rank, reading in left]

    def on_one_picture(self) -> list[Card]:
        """The cards of everybody who is on its picture, itself among them; those decided too."""
        cards = self.photo.card_set.order_by("position")
        return [card for card in cards if self.is_of_same_place(card)]

    def is_of_same_place(self, other: Rereadable) -> bool:
        """Whether both were read from the same place of the photo, however it is turned."""
        quads = [card.reading.get("quad") or [] for card in (self, other)]
        alike = self.photo_id == other.photo_id and sorted(quads[0]) == sorted(quads[1]) != []
        return self.pk == other.pk or alike

    def gave_up(self, method: str, error: BaseException) -> None:
        """Say so, when the worker could not read it however often it tried."""
        self.undecided_row().exclude(asked_at=None).update(asked_at=None, unread_at=timezone.now())


def shared(one: dict[str, Any], other: dict[str, Any]) -> int:
    """How many values two readings have in common."""
    return sides.likeness(one.get("fields") or {}, other["fields"])[0]
