"""Pictures handed in at once: what is new is read; what lies here already is said, and not read twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from afterhello.accounts.models import User
from afterhello.captures.models import Photo, Stack
from afterhello.encounters.models import Event
from afterhello.errors import RuleBroken
from afterhello.ui.days import local_day, with_preposition


class HandingIn:
    """Pictures of one owner. The same one is known by its bytes, among the photos whose review is not done.

    `fresh` are those to be read; `sentences` say of each other one why it is not.
    """

    def __init__(self, owner: User, pictures: Sequence[File[bytes]]) -> None:
        self.owner = owner
        self.fresh: list[File[bytes]] = []
        self.sentences: list[str] = []
        given = [(digest(picture), picture) for picture in pictures]
        self.known = known_by_digest(owner, [key for key, _picture in given])
        chosen = set()
        for key, picture in given:
            if key in self.known:
                self.sentences.append(said_of(picture, self.known[key]))
            elif key in chosen:
                self.sentences.append(
                    _("{name} was chosen twice, and is read once.").format(name=picture.name)
                )
            else:
                self.fresh.append(picture)
            chosen.add(key)

    def begin(self, event: str, held_on: date | None) -> Stack:
        """A new stack, which the worker reads as soon as it can; where nothing is new, the one that has them.

        The rows, and the jobs that read them, are saved in one transaction: a
        picture is either handed in and will be read, or it is not there.
        """
        if not self.fresh:
            return next(iter(self.known.values())).stack
        with transaction.atomic():
            at = Event.objects.called(self.owner, event, held_on) if event.strip() else None
            stack = Stack.objects.create(owner=self.owner, event=at, met_on=held_on)
            self._read_in(stack)
        return stack

    def add_to(self, stack: Stack) -> None:
        """More photos of the same evening: other cards, or their backs.

        Raises:
            RuleBroken: it is the example's, which goes as a whole.
        """
        if stack.example_at:
            raise RuleBroken(
                _(
                    "The example evening goes as a whole one day, so your own photos do not belong to it. "
                    "Nothing is lost: hand them in under Capture."
                )
            )
        with transaction.atomic():
            self._read_in(stack)

    def _read_in(self, stack: Stack) -> None:
        for picture in self.fresh:
            Photo.objects.add(stack, picture)


def digest(picture: File[bytes]) -> str:
    """What the same bytes share; the picture is at its beginning afterwards."""
    found = sha256(picture.read()).hexdigest()
    picture.seek(0)
    return found


def known_by_digest(owner: User, digests: Sequence[str]) -> dict[str, Photo]:
    """The owner's photos that are these, and still lie here; of the example's none."""
    mine = Photo.objects.of(owner).filter(sha256__in=digests, stack__owner=owner, stack__example_at=None)
    there = mine.exclude(picture="").select_related("stack__event").order_by("-created_at")
    return {photo.sha256: photo for photo in there}


def said_of(picture: File[bytes], photo: Photo) -> str:
    """That a picture was handed in already, when, and where it lies."""
    day = with_preposition(local_day(photo.created_at), timezone.localdate())
    if photo.stack.event is None:  # it leads there, and there is no name for it
        return _("{name}: you handed this photo in already, {day}.").format(name=picture.name, day=day)
    return _("{name}: you handed this photo in already, {day}. It is in {stack}.").format(
        name=picture.name, day=day, stack=photo.stack
    )
