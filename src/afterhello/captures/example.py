"""The example evening: an invented event and a photo of invented cards, read live."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.staticfiles import finders
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from afterhello.accounts.models import User
from afterhello.captures.models import Photo, Stack
from afterhello.encounters.models import Event
from afterhello.people.models import Person

PICTURE = "captures/example/evening.jpg"


def begin(owner: User) -> Stack:
    """The stack of the example evening, as if it had been photographed just now; the one there is, if any."""
    known = Stack.objects.of(owner).filter(example_at__isnull=False).first()
    if known:
        return known
    now = timezone.now()
    yesterday = timezone.localdate() - timedelta(days=1)
    with transaction.atomic():
        event = Event.objects.create(
            owner=owner,
            name=_("Makers & Movers"),
            place=_("Leeds"),
            held_on=yesterday,
            example_at=now,
        )
        stack = Stack.objects.create(owner=owner, event=event, met_on=yesterday, example_at=now)
        with open(str(finders.find(PICTURE)), "rb") as picture:  # noqa: PTH123 - finders give a str
            Photo.objects.add(stack, File(picture, name="evening.jpg"))
    return stack


def remove(owner: User) -> None:
    """Everything of the example evening, at once: its people, their cards, letters and notes."""
    for person in Person.objects.filter(owner=owner, example_at__isnull=False):
        person.purge()
    for photo in Photo.objects.filter(owner=owner, stack__owner=owner, stack__example_at__isnull=False):
        for card in photo.card_set.all():
            card.delete()
        if photo.pk is not None:  # else it went with its last card, as its picture had gone before
            photo.delete()
    Stack.objects.filter(owner=owner, example_at__isnull=False).delete()
    Event.objects.filter(owner=owner, example_at__isnull=False).delete()


def is_there(owner: User) -> bool:
    """Whether the owner has the example evening."""
    return Stack.objects.of(owner).filter(example_at__isnull=False).exists()
