"""A photo, and its reading by the worker."""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Self

from django.core.files.base import ContentFile, File
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from afterhello import cardreader
from afterhello.accounts.models import Owned, OwnedQuerySet
from afterhello.background import later
from afterhello.captures.models.files import delete_after_commit
from afterhello.captures.models.stack import Stack
from afterhello.cardreader.blackening import blacken
from afterhello.cardreader.shapes import Progress, Reading
from afterhello.cardreader.traces import without_traces
from afterhello.errors import RuleBroken, Unreadable

if TYPE_CHECKING:
    from afterhello.captures.models.card import Card

FOUND = {
    "name": _lazy("found a name"),
    "title": _lazy("found what somebody does"),
    "organisation": _lazy("found an organisation"),
    "phone": _lazy("found a phone number"),
    "email": _lazy("found an email address"),
    "url": _lazy("found a web page"),
    "address": _lazy("found an address"),
    "social": _lazy("found a profile"),
}


READ_OR_FAILED = models.Q(read_at__isnull=False) | models.Q(failed_at__isnull=False)


def picture_path(photo: Photo, filename: str) -> str:
    """Where a picture lies: by owner, under its own id, whatever it was called."""
    return f"photos/{photo.owner_id}/{photo.pk}{PurePath(filename).suffix.lower()[:5]}"


class PhotoQuerySet(OwnedQuerySet["Photo"]):
    """Photos."""

    def with_cards(self) -> Self:
        """Everybody's that still have their picture, and cards on it."""
        return self.exclude(picture="").filter(card__owner=models.F("owner")).distinct()

    def to_be_blackened(self) -> Self:
        """Everybody's that still show somebody who was erased: a kill came between."""
        return self.exclude(picture="").exclude(to_blacken=[])

    def add(self, stack: Stack, picture: File[bytes]) -> Photo:
        """Keep a picture, without where it was taken, and enqueue its reading, in one transaction."""
        name = PurePath(picture.name or "").name[:200]
        given = picture.read()
        photo = self.model(owner=stack.owner, stack=stack, name=name, sha256=sha256(given).hexdigest())
        bare = ContentFile(without_traces(given))
        photo.picture.save(name or "photo.jpg", bare, save=True)
        later(photo.read)
        return photo


class Photo(Owned):
    """A photo of cards:  waiting → being read → read | failed.

    While it is read, `done` of `total` cards are, and `found` names the kind of
    field found last. `sentence` says why it could not be read. The picture is
    kept until every card on it is decided; then only the crops are. `sha256` is
    of the file as it was handed in, as long as the picture is there: the same
    photo is not read twice. `to_blacken` holds the quads of people who were
    erased, until they are blacked out.
    """

    stack = models.ForeignKey(Stack, on_delete=models.CASCADE)
    name = models.CharField(max_length=200, blank=True)
    picture = models.FileField(upload_to=picture_path, max_length=300, blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    sentence = models.TextField(blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    found = models.CharField(max_length=20, blank=True)
    to_blacken = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64, blank=True, default="", editable=False)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ("created_at", "id")
        indexes = (
            models.Index("owner", "stack", name="photo_by_stack"),
            models.Index("owner", "sha256", name="photo_by_digest"),
        )
        constraints = (
            models.CheckConstraint(
                name="photo_is_read_or_failed",
                condition=models.Q(read_at=None) | models.Q(failed_at=None),
            ),
        )

    def __str__(self) -> str:
        return self.name or _("A photo")

    @property
    def is_reading(self) -> bool:
        """Whether it still waits for the worker, or the worker is at it."""
        return self.read_at is None and self.failed_at is None

    @property
    def progress_sentence(self) -> str:
        """How far the reading has come, in words."""
        if self.started_at is None:
            return _("Waits for its turn.")
        if not self.total:
            return _("Looking for cards.")
        number = min(self.done + 1, self.total)
        sentence = _("Reading {number} of {total}").format(number=number, total=self.total)
        return f"{sentence}: {FOUND[self.found]}" if self.found in FOUND else sentence

    def read(self) -> None:
        """Find and read its cards. Run by the worker; a second run finds it read."""
        if not self.is_reading or not self.picture:
            return
        Photo.objects.filter(pk=self.pk).update(started_at=timezone.now(), done=0, total=0, found="")
        try:
            with self.picture.open("rb") as file:
                reading = cardreader.read(
                    file.read(), country=self.owner.country, progress=self.show_progress
                )
        except Unreadable as refusal:
            self.record_failure(str(refusal))
        else:
            self.record(reading)

    def show_progress(self, progress: Progress) -> None:
        """Let the page say how far it has come."""
        Photo.objects.filter(pk=self.pk).update(
            done=progress.done, total=progress.total, found=progress.found or ""
        )

    def ask_to_be_read(self) -> None:
        """Read it once more: it failed, or no card was found.

        Raises:
            RuleBroken: it is being read, has cards, or its picture is gone.
        """
        with transaction.atomic():
            over = Photo.objects.filter(READ_OR_FAILED, pk=self.pk).exclude(picture="")
            anew = {"started_at": None, "read_at": None, "failed_at": None, "sentence": ""}
            if self.card_set.exists() or not over.update(**anew, done=0, total=0, found=""):
                raise RuleBroken(
                    _("This photo is not read again: it is being read, or it has cards. Nothing was changed.")
                )
            later(self.read)

    def gave_up(self, method: str, error: BaseException) -> None:
        """Say so, when the worker could not read it however often it tried."""
        self.record_failure(
            _("Reading this photo broke off each time. It is kept: take it again, or type what is on it.")
        )

    def record_failure(self, sentence: str) -> None:
        """Keep why it could not be read; the picture stays."""
        Photo.objects.filter(pk=self.pk, read_at=None).update(failed_at=timezone.now(), sentence=sentence)

    def record(self, reading: Reading) -> None:
        """Keep the cards, all or none, once: of two workers the second finds it read."""
        from afterhello.captures.models.card import Card

        with transaction.atomic():
            claimed = Photo.objects.filter(pk=self.pk, read_at=None, failed_at=None).update(
                read_at=timezone.now(), width=reading.width, height=reading.height
            )
            if claimed:
                for position, card in enumerate(reading.cards):
                    Card.objects.found_on(self, position, card)

    def type_instead(self) -> Card:
        """An empty card beside the photo, for somebody to type what is on it."""
        return self.add_card({})

    def add_card(self, reading: dict[str, Any], picture: bytes = b"") -> Card:
        """One more card, behind the others; `picture` is a JPEG, empty for a card without one."""
        from afterhello.captures.models.card import Card

        last = self.card_set.order_by("-position").first()
        position = last.position + 1 if last else 0
        card = Card(owner=self.owner, photo=self, position=position, reading=reading)
        if picture:
            card.crop.save("crop.jpg", ContentFile(picture), save=False)
        card.save()
        return card

    def let_go_when_decided(self) -> None:
        """Delete the picture once every card on it is decided; the crops stay."""
        undecided = self.is_reading or self.card_set.undecided().exists()
        if self.picture and not undecided and self.card_set.exists():
            self.let_go()

    def let_go(self) -> None:
        """Delete the picture; what was read or typed from it stays, and a failure to read it is over."""
        with transaction.atomic():
            done_at = self.read_at or timezone.now()
            Photo.objects.filter(pk=self.pk).update(
                picture="", sha256="", to_blacken=[], failed_at=None, read_at=done_at
            )
            delete_after_commit(self.picture)
        self.picture = ""

    def discard(self) -> None:
        """Remove it with its picture and every card on it that is not decided."""
        with transaction.atomic():
            for card in self.card_set.waiting():
                card.discard()
            if self.card_set.exists():
                self.let_go()
            else:
                self.delete()

    def go_when_empty(self) -> None:
        """Go with the last card, where there is no picture any more: nothing is left to show."""
        kept = Photo.objects.filter(pk=self.pk).exclude(picture="")
        if not kept.exists() and not self.card_set.exists():
            self.delete()

    def blacken(self, quad: list[list[float]]) -> None:
        """Black out a part of the picture, once the transaction is through: the card of somebody erased.

        `quad`: four corners in px of the picture as it was read, after its EXIF turn.
        """
        with transaction.atomic():
            there = Photo.objects.select_for_update().filter(pk=self.pk).exclude(picture="").first()
            if there is None:
                return  # let go: there is nothing to black out
            Photo.objects.filter(pk=self.pk).update(to_blacken=[*there.to_blacken, quad])
            # No transaction is open while a picture is decoded; the night does what a kill leaves undone.
            transaction.on_commit(self.black_out, robust=True)

    def black_out(self) -> None:
        """Do what `blacken` asked for; delete a picture that cannot be opened, rather than keep a face.

        A second run finds nothing to do. A picture that was lost with its folder
        is blackened in the night after it came back.
        """
        now = Photo.objects.filter(pk=self.pk).exclude(picture="").first()
        if now is None or not now.to_blacken:
            return
        size = (now.width, now.height) if now.width and now.height else None
        try:
            with now.picture.open("rb") as file:
                blackened = blacken(file.read(), now.to_blacken, size)
        except FileNotFoundError:
            return
        except Unreadable:
            now.let_go()
            now.go_when_empty()
        else:
            now.become(blackened)

    def become(self, blackened: bytes) -> None:
        """Show that picture from now on; begin again where another process was faster."""
        before, done, storage = self.picture.name, self.to_blacken, self.picture.storage
        # Under a new name first: a kill in between leaves the one or the other, never none.
        self.picture.save("photo.jpg", ContentFile(blackened), save=False)
        with transaction.atomic():
            same = Photo.objects.select_for_update().filter(pk=self.pk, picture=before).first()
            if same:
                left = [quad for quad in same.to_blacken if quad not in done]
                Photo.objects.filter(pk=self.pk).update(picture=self.picture.name, to_blacken=left)
        storage.delete(str(before if same else self.picture.name))
        if not same:
            self.black_out()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row and its picture, and the stack with its last photo (but for the example's)."""
        with transaction.atomic():
            delete_after_commit(self.picture)
            gone = super().delete(*args, **kwargs)
            left = Photo.objects.filter(owner=self.owner, stack=self.stack_id)
            if not left.exists():
                Stack.objects.of(self.owner).filter(pk=self.stack_id, example_at=None).delete()
        return gone
