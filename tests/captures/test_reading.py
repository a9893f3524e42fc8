"""Photos are handed in, and read by the worker."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from PIL import Image

from afterhello import cardreader
from afterhello.accounts.models import User
from afterhello.background.models import Job
from afterhello.background.work import work_off
from afterhello.captures.forms import StackForm
from afterhello.captures.models import Card, Photo, Stack
from afterhello.cardreader.shapes import Field, Fields, Progress, Reading
from captures.conftest import lies_there

As = Callable[[User], Client]
CORNERS = ((90, 220), (750, 220), (750, 640), (90, 640))


def handed_in(*pictures: tuple[str, bytes], **more: str) -> dict[str, object]:
    files = [SimpleUploadedFile(name, data, "image/jpeg") for name, data in pictures]
    return {"pictures": files, "event": "Makers & Movers", "held_on": "2026-11-17", **more}


@pytest.mark.ocr
def test_a_photo_becomes_cards_that_wait(ada: User, client_of: As, two_cards: bytes) -> None:
    client = client_of(ada)

    response = client.post("/capture", handed_in(("desk.jpg", two_cards)))
    assert "Waits for its turn" in client.get(response["Location"]).content.decode()
    work_off()

    stack = Stack.objects.of(ada).get()
    assert response["Location"] == stack.get_absolute_url()
    assert [card.proposed_name for card in stack.cards] == ["Grace Hollis", "Ken Morioka"]
    page = client.get(stack.get_absolute_url()).content.decode()
    assert "Look through them" in page
    crop = client.get(f"/cards/{stack.cards[0].pk}/crop")
    assert b"".join(crop.streaming_content).startswith(b"\xff\xd8")  # type: ignore[attr-defined]  # a file's
    crop.close()


def test_of_a_film_chosen_by_mistake_no_more_is_read_than_of_a_photo() -> None:
    class Film(io.BytesIO):
        """Goes on for ever."""

        def read(self, size: int | None = None, /) -> bytes:
            assert size is not None, "all of it was asked for"
            assert 0 <= size <= 25_000_001
            return bytes(size)

    form = StackForm()
    form.refused = []

    assert form.readable(File(Film(), name="film.mov")) is None
    assert "larger than 25 MB" in form.refused[0]


def test_a_picture_is_served_as_a_picture_whatever_it_was_called(stack: Stack, client_of: As) -> None:
    with stack.photo_set.get().picture.open("rb") as file:
        photo = Photo.objects.add(stack, ContentFile(file.read(), name="page.html"))

    response = client_of(stack.owner).get(f"/photos/{photo.pk}/picture")

    assert response["Content-Type"] == "image/jpeg"
    response.close()


def test_a_picture_that_was_lost_is_not_found(stack: Stack, client_of: As) -> None:
    photo = stack.photo_set.get()
    photo.picture.storage.delete(str(photo.picture.name))

    assert client_of(stack.owner).get(f"/photos/{photo.pk}/picture").status_code == 404


def test_reading_twice_makes_no_card_twice(
    stack: Stack, two_cards: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = Fields(name=Field("Grace Hollis", 0.99, True, None))
    one = cardreader.Card(quad=CORNERS, fields=name, qr=None, lines=(), upright_jpeg=two_cards)
    monkeypatch.setattr(cardreader, "read", lambda *given, **more: Reading(1600, 900, (one, one)))
    photo, again = Photo.objects.get(), Photo.objects.get()

    photo.read()
    again.read()

    assert Card.objects.filter(photo=photo).count() == 2


@pytest.mark.ocr
def test_a_photo_without_cards_says_so_and_offers_to_type(ada: User, client_of: As) -> None:
    client, out = client_of(ada), io.BytesIO()
    Image.new("RGB", (1200, 900), "#6b5a48").save(out, "JPEG")

    client.post("/capture", handed_in(("wood.jpg", out.getvalue())))
    work_off()

    stack = Stack.objects.of(ada).get()
    assert "No card was found" in client.get(stack.get_absolute_url()).content.decode()
    photo = stack.photo_set.get()
    response = client.post(f"/photos/{photo.pk}/cards")
    page = client.get(response["Location"]).content.decode()
    assert "A card by hand" in page
    assert f"/photos/{photo.pk}/picture" in page


def test_a_photo_that_breaks_off_is_kept_with_its_reason(ada: User, client_of: As, two_cards: bytes) -> None:
    client = client_of(ada)

    client.post("/capture", handed_in(("half.jpg", two_cards[: len(two_cards) // 2])))
    work_off()

    photo = Photo.objects.get()
    assert photo.failed_at
    assert "breaks off" in photo.sentence
    assert lies_there(photo.picture.name)
    page = client.get(photo.stack.get_absolute_url()).content.decode()
    assert "could not be read" in page
    assert "Type a card" in page


@pytest.mark.parametrize(
    ("picture", "sentence"),
    [
        (b"not a photo at all", "is not a JPEG, PNG or WebP photo"),
        (b"", "empty"),
        (b"\xff\xd8\xff" + b"0" * 25_000_001, "larger than 25 MB"),
    ],
)
def test_what_is_no_photo_is_refused_with_a_sentence(
    ada: User, client_of: As, picture: bytes, sentence: str
) -> None:
    response = client_of(ada).post("/capture", handed_in(("strange.jpg", picture)))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Stack.objects.exists()


def test_a_photo_of_too_many_pixels_is_refused_by_its_header(ada: User, client_of: As) -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 13_000)).save(out, "PNG")

    response = client_of(ada).post("/capture", handed_in(("bomb.png", out.getvalue())))

    assert response.status_code == 422
    assert "250 million" in response.content.decode()


def test_of_several_the_good_ones_are_kept_and_the_others_named(
    ada: User, client_of: As, two_cards: bytes
) -> None:
    client = client_of(ada)

    response = client.post("/capture", handed_in(("desk.jpg", two_cards), ("bill.pdf", b"%PDF-1.7")))

    page = client.get(response["Location"]).content.decode()
    assert "bill.pdf" in page
    assert Photo.objects.get().name == "desk.jpg"


def test_a_full_disk_is_said_and_leaves_nothing_half(ada: User, client_of: As, two_cards: bytes) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")

    with patch("django.core.files.storage.FileSystemStorage._save", side_effect=full):
        response = client_of(ada).post("/capture", handed_in(("desk.jpg", two_cards)))

    assert response.status_code == 503
    assert "disk is full" in response.content.decode()
    assert not Stack.objects.exists()


def test_a_full_database_is_said_as_well(ada: User, client_of: As, two_cards: bytes) -> None:
    full = OperationalError("database or disk is full")

    with patch("afterhello.captures.models.stack.StackQuerySet.create", side_effect=full):
        response = client_of(ada).post("/capture", handed_in(("desk.jpg", two_cards)))

    assert response.status_code == 503
    assert "make some room" in response.content.decode()


def test_progress_is_told_in_words(stack: Stack, client_of: As) -> None:
    photo = stack.photo_set.get()
    Photo.objects.filter(pk=photo.pk).update(started_at=photo.created_at)
    photo.show_progress(Progress(2, 8, "phone"))

    answer = client_of(stack.owner).get(stack.get_absolute_url(), HTTP_HX_REQUEST="true").content.decode()

    assert "Reading 3 of 8: found a phone number" in answer
    assert "<html" not in answer


@pytest.mark.django_db(transaction=True)
def test_a_photo_that_failed_is_removed_with_its_file(ada: User, client_of: As, stack: Stack) -> None:
    photo = stack.photo_set.get()
    photo.record_failure("This photo is damaged.")

    client_of(ada).post(f"/photos/{photo.pk}/removal")

    assert not Photo.objects.exists()
    assert not lies_there(photo.picture.name)


def test_a_photo_that_broke_the_reader_each_time_is_kept_and_says_so(stack: Stack, client_of: As) -> None:
    photo = stack.photo_set.get()

    with patch("afterhello.captures.models.photo.cardreader.read", side_effect=MemoryError):
        for _attempt in range(10):
            Job.objects.waiting().update(not_before_at=photo.created_at)
            work_off()

    page = client_of(stack.owner).get(stack.get_absolute_url()).content.decode()
    assert "broke off each time" in page
    assert lies_there(photo.picture.name)
