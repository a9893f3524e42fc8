"""Files go when the transaction is through, stay when it is not, and are swept up when nobody names them."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from afterhello.captures.models import Card, Photo, Stack
from afterhello.captures.schedule import sweep_files
from captures.conftest import lies_there

pytestmark = pytest.mark.django_db(transaction=True)


def age(name: str | None, by: timedelta) -> None:
    """Let a file be as old as that."""
    then = (timezone.now() - by).timestamp()
    os.utime(default_storage.path(str(name)), (then, then))


def everything(stack: Stack) -> list[str | None]:
    """The names of all files of a stack."""
    return [stack.photo_set.get().picture.name, *(card.crop.name for card in stack.cards)]


def test_a_deletion_that_is_taken_back_loses_no_file(read_stack: Stack) -> None:
    files = everything(read_stack)

    with transaction.atomic():
        for card in read_stack.cards:
            card.delete()
        read_stack.photo_set.get().delete()
        transaction.set_rollback(True)

    assert all(map(lies_there, files))
    assert everything(read_stack) == files


def test_a_decision_that_is_taken_back_loses_no_photo(read_stack: Stack) -> None:
    with transaction.atomic():
        for card in read_stack.cards:
            card.discard()
        transaction.set_rollback(True)

    assert lies_there(read_stack.photo_set.get().picture.name)


def test_a_photo_whose_removal_is_taken_back_is_still_there(read_stack: Stack) -> None:
    with transaction.atomic():
        read_stack.photo_set.get().discard()
        transaction.set_rollback(True)

    assert lies_there(read_stack.photo_set.get().picture.name)
    assert read_stack.cards.waiting().count() == 2


def test_a_photo_and_its_cards_go_with_their_files(read_stack: Stack) -> None:
    files = everything(read_stack)

    for card in read_stack.cards:
        card.delete()
    read_stack.photo_set.get().delete()

    assert not any(map(lies_there, files))


def test_what_a_deleted_owner_leaves_on_the_disk_is_swept_up_after_a_day(read_stack: Stack) -> None:
    files = everything(read_stack)
    read_stack.owner.delete()

    sweep_files.call()
    kept_at_first = all(map(lies_there, files))
    for name in files:
        age(name, timedelta(hours=25))
    sweep_files.call()

    assert kept_at_first
    assert not any(map(lies_there, files))


def test_a_picture_whose_stack_was_never_committed_is_swept_up(stack: Stack, two_cards: bytes) -> None:
    with transaction.atomic():
        orphan = Photo.objects.add(stack, ContentFile(two_cards, name="lost.jpg")).picture.name
        transaction.set_rollback(True)
    age(orphan, timedelta(hours=25))

    sweep_files.call()

    assert not lies_there(orphan)


def test_the_sweep_leaves_what_rows_name_and_what_is_not_ours(read_stack: Stack) -> None:
    files = [*everything(read_stack), default_storage.save("photos/readme.txt", ContentFile(b"mine"))]
    for name in files:
        age(name, timedelta(days=400))

    sweep_files.call()

    assert all(map(lies_there, files))


def test_where_nothing_was_ever_captured_there_is_nothing_to_sweep() -> None:
    sweep_files.call()

    assert not Card.objects.exists()
