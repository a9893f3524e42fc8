"""Somebody who was erased is seen on no photo, whatever comes between."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from PIL import Image

from afterhello.captures.models import Card, Photo, Stack
from afterhello.captures.models import photo as module
from afterhello.captures.schedule import keep_no_longer
from afterhello.cardreader import photo as opening
from afterhello.cardreader.blackening import blacken
from afterhello.people.models import Person
from captures.conftest import lies_there

pytestmark = pytest.mark.django_db(transaction=True)

GRACE, KEN = (0.25, 0.48), (0.73, 0.48)
"""Where on the photo their cards lie, as parts of its width and height."""


def keep(card: Card) -> Person:
    """The person on a card, kept while the other card still waits."""
    details: dict[str, Any] = {"full_name": card.proposed_name, "contact_points": []}
    return card.accept(details, said="", private="", remembered_by="")


def is_black(photo: Photo, place: tuple[float, float]) -> bool:
    with photo.picture.open("rb") as file, Image.open(file) as picture:
        at = (round(place[0] * picture.width), round(place[1] * picture.height))
        return max(picture.convert("RGB").getpixel(at)) < 30  # type: ignore[arg-type]  # three numbers


def lying_in(stack: Stack) -> Photo:
    return stack.photo_set.get()


def spoil(photo: Photo) -> str:
    """Let the file of a photo be damaged."""
    name = str(photo.picture.name)
    photo.picture.storage.delete(name)
    return photo.picture.storage.save(name, ContentFile(b"no photo any more"))


def test_somebody_erased_is_blacked_out_on_a_photo_in_review(card: Card, read_stack: Stack) -> None:
    before, crop = lying_in(read_stack).picture.name, card.crop.name

    keep(card).erase()

    photo = lying_in(read_stack)
    assert is_black(photo, GRACE)
    assert not is_black(photo, KEN)
    assert photo.to_blacken == []
    assert not lies_there(before)
    assert not lies_there(crop)
    assert not Card.objects.filter(pk=card.pk).exists()


def test_on_a_photo_that_is_kept_reduced_one_after_the_other_is_blacked_out(
    read_stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "KEEP_PIXELS", 400_000)  # 1600 × 900 px are reduced to 800 × 450
    grace, ken = read_stack.cards
    Card.objects.create(owner=read_stack.owner, photo=grace.photo, position=2)
    people = [keep(grace), keep(ken)]

    people[0].erase()
    first = [is_black(lying_in(read_stack), place) for place in (GRACE, KEN)]
    people[1].erase()

    assert first == [True, False]
    assert [is_black(lying_in(read_stack), place) for place in (GRACE, KEN)] == [True, True]


def test_no_picture_is_decoded_while_a_transaction_is_open(
    card: Card, read_stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    within: list[bool] = []

    def watched(*given: Any) -> bytes:
        within.append(connection.in_atomic_block)
        return blacken(*given)

    monkeypatch.setattr(module, "blacken", watched)
    keep(card).erase()

    assert within == [False]
    assert is_black(lying_in(read_stack), GRACE)


def test_an_erasure_that_is_taken_back_blackens_nothing(card: Card, read_stack: Stack) -> None:
    person = keep(card)

    with transaction.atomic():
        person.erase()
        transaction.set_rollback(True)

    assert not is_black(lying_in(read_stack), GRACE)
    assert lying_in(read_stack).to_blacken == []


def test_an_erasure_that_a_kill_cut_short_is_finished_in_the_night(
    card: Card, read_stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = keep(card)
    monkeypatch.setattr(Photo, "black_out", lambda photo: None)
    person.erase()
    monkeypatch.undo()

    keep_no_longer.call()

    assert is_black(lying_in(read_stack), GRACE)


def test_a_photo_that_cannot_be_opened_any_more_is_deleted(card: Card, read_stack: Stack) -> None:
    person = keep(card)
    name = spoil(lying_in(read_stack))

    person.erase()

    assert not lies_there(name)
    assert not lying_in(read_stack).picture
    assert [left.proposed_name for left in read_stack.cards] == ["Ken Morioka"]


def test_with_the_last_card_such_a_photo_goes_altogether(card: Card, read_stack: Stack) -> None:
    person = keep(card)
    spoil(lying_in(read_stack))
    Card.objects.filter(position=1).delete()

    person.erase()

    assert not Photo.objects.exists()


def test_a_photo_whose_folder_was_lost_is_blackened_when_it_comes_back(
    card: Card, read_stack: Stack, two_cards: bytes
) -> None:
    person, picture = keep(card), lying_in(read_stack).picture
    picture.storage.delete(str(picture.name))
    person.erase()
    gone = not Card.objects.filter(pk=card.pk).exists()
    picture.storage.save(str(picture.name), ContentFile(two_cards))

    keep_no_longer.call()

    assert gone
    assert is_black(lying_in(read_stack), GRACE)


def test_of_two_that_blacken_at_once_neither_undoes_the_other(
    read_stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    grace, ken = read_stack.cards
    photo = lying_in(read_stack)

    def slow(*given: Any) -> bytes:
        monkeypatch.setattr(module, "blacken", blacken)
        Photo.objects.get(pk=photo.pk).blacken(ken.reading["quad"])  # the other, meanwhile
        return blacken(*given)

    monkeypatch.setattr(module, "blacken", slow)
    photo.blacken(grace.reading["quad"])

    now = lying_in(read_stack)
    assert [is_black(now, place) for place in (GRACE, KEN)] == [True, True]
    assert now.picture.storage.listdir(f"photos/{now.owner_id}")[1] == [str(now.picture.name).split("/")[-1]]
