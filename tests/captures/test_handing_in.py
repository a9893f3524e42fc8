"""Photos are handed in: the good ones are kept, and of each other one it is said what to do."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from unittest.mock import patch

import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from afterhello.accounts.models import User
from afterhello.background.models import Job
from afterhello.background.work import work_off
from afterhello.captures import example
from afterhello.captures.models import Photo, Stack
from captures.conftest import jpeg

As = Callable[[User], Client]
Upload = SimpleUploadedFile


def photo(shade: int = 40, name: str = "desk.jpg") -> Upload:
    return Upload(name, jpeg(Image.new("RGB", (160, 90), (shade, shade, shade))), "image/jpeg")


def bomb() -> bytes:
    """A PNG of a few bytes that says it has 40,000 × 40,000 pixels."""
    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"0")), (b"IEND", b"")]
    written = [struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


BAD = {
    "minutes.jpg": (b"These are the minutes.", "is not a JPEG, PNG or WebP"),
    "empty.jpg": (b"", "This file is empty"),
    "bomb.png": (bomb(), "more pixels than can be opened"),
    "heavy.jpg": (b"\xff\xd8" + b"0" * 25_000_001, "larger than 25 MB"),
    "list.pdf": (b"%PDF-1.7 ...", "This is a PDF, not a photo"),
    "evening.mp4": (b"\x00\x00\x00\x20ftypisom\x00\x00", "This is a film, not a photo"),
    "evening.mkv": (b"\x1aE\xdf\xa3" + b"0" * 40, "This is a film, not a photo"),
}


def hand_in(client: Client, *pictures: Upload, to: str = "/capture") -> str:
    """What the page says on which one lands."""
    return client.post(to, {"pictures": pictures}, follow=True).content.decode()


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_photo_is_refused_with_what_to_do_and_the_others_are_kept(
    name: str, ada: User, client_of: As
) -> None:
    data, sentence = BAD[name]

    page = hand_in(client_of(ada), Upload(name, data), photo())

    assert sentence in page
    assert name in page
    assert "Nothing is lost" in page
    assert Photo.objects.of(ada).get().name == "desk.jpg"


@pytest.mark.parametrize("name", BAD)
def test_nothing_but_what_is_no_photo_makes_no_stack(name: str, ada: User, client_of: As) -> None:
    data, sentence = BAD[name]

    response = client_of(ada).post("/capture", {"pictures": [Upload(name, data)], "event": "Spring fair"})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert 'value="Spring fair"' in response.content.decode()
    assert not Stack.objects.exists()


def test_of_more_than_twenty_the_first_twenty_are_kept_and_the_others_named(ada: User, client_of: As) -> None:
    page = hand_in(client_of(ada), *[photo(shade, f"{shade}.jpg") for shade in range(21)])

    assert "20 photos are taken at a time. This one was not: 20.jpg. Hand it in next." in page
    assert Photo.objects.count() == 20


def test_a_photo_broken_in_the_middle_is_kept_and_says_so(ada: User, client_of: As) -> None:
    whole = jpeg(Image.effect_noise((900, 600), 80).convert("RGB"))
    client = client_of(ada)
    hand_in(client, Upload("torn.jpg", whole[: len(whole) // 3]))

    work_off()

    page = client.get(Stack.objects.get().get_absolute_url()).content.decode()
    assert "torn.jpg could not be read" in page
    assert "damaged or breaks off" in page
    assert "Read it again" in page


# HEIC, by the extra


def heic(shade: int = 40) -> Upload:
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (160, 90), (shade, shade, shade))).save(out, quality=90)
    return Upload("IMG_2031.HEIC", out.getvalue(), "image/heic")


def test_a_heic_is_kept_as_a_jpeg_and_known_again(ada: User, client_of: As) -> None:
    client = client_of(ada)
    assert "image/heic" in client.get("/capture").content.decode()

    hand_in(client, heic())
    page = hand_in(client, heic())

    kept = Photo.objects.get()
    assert kept.name == "IMG_2031.jpg"
    with kept.picture.open("rb") as file, Image.open(file) as picture:
        assert (picture.format, picture.size) == ("JPEG", (160, 90))
    assert "you handed this photo in already" in page


def test_a_broken_heic_does_not_take_the_others_along(ada: User, client_of: As) -> None:
    broken = Upload("torn.heic", heic().read()[:200], "image/heic")

    page = hand_in(client_of(ada), broken, photo())

    assert "torn.heic" in page
    assert "Nothing is lost" in page
    assert Photo.objects.get().name == "desk.jpg"


def test_without_the_extra_it_is_said_what_to_do_on_the_phone(ada: User, client_of: As) -> None:
    with patch("afterhello.cardreader.photo.find_spec", return_value=None):
        page = hand_in(client_of(ada), heic(), photo())

    assert "Most Compatible" in page
    assert Photo.objects.get().name == "desk.jpg"


# The same photo twice


def test_the_same_photo_is_not_read_twice_and_leads_to_where_it_is(ada: User, client_of: As) -> None:
    client = client_of(ada)
    hand_in(client, photo())
    stack = Stack.objects.get()

    response = client.post("/capture", {"pictures": [photo(name="again.jpg")], "event": "Elsewhere"})

    assert response["Location"] == stack.get_absolute_url()
    said = client.get(stack.get_absolute_url()).content.decode()
    assert "again.jpg: you handed this photo in already, today.</p>" in said.replace("\n", "")
    assert Photo.objects.count() == Stack.objects.count() == Job.objects.count() == 1


def test_the_new_photos_of_a_batch_are_read_beside_those_that_are_known(ada: User, client_of: As) -> None:
    client = client_of(ada)
    hand_in(client, photo(40))

    page = hand_in(client, photo(40, "known.jpg"), photo(50, "new.jpg"), photo(50, "twice.jpg"))

    assert "known.jpg: you handed this photo in already" in page
    assert "twice.jpg was chosen twice, and is read once." in page
    assert [each.name for each in Photo.objects.order_by("id")] == ["desk.jpg", "new.jpg"]


def test_a_photo_whose_review_is_done_may_be_handed_in_again(ada: User, client_of: As) -> None:
    client = client_of(ada)
    hand_in(client, photo())
    first = Photo.objects.get()
    first.let_go()

    hand_in(client, photo())

    assert Photo.objects.count() == 2


def test_the_same_photo_of_a_stranger_is_not_spoken_of(ada: User, mallory: User, client_of: As) -> None:
    hand_in(client_of(mallory), photo())

    page = hand_in(client_of(ada), photo())

    assert "already" not in page
    assert Photo.objects.of(ada).count() == 1


# More photos to a stack


def test_photos_are_added_to_a_stack_that_is_there(read_stack: Stack, client_of: As) -> None:
    client = client_of(read_stack.owner)

    page = hand_in(client, photo(name="backs.jpg"), to=f"/stacks/{read_stack.pk}/photos")

    assert "Photo 2 of 2" in page
    assert [each.name for each in read_stack.photo_set.all()] == ["desk.jpg", "backs.jpg"]
    assert Job.objects.about(Photo.objects.get(name="backs.jpg")).exists()


def test_a_wrong_file_is_pointed_out_on_the_page_of_the_stack(read_stack: Stack, client_of: As) -> None:
    response = client_of(read_stack.owner).post(
        f"/stacks/{read_stack.pk}/photos", {"pictures": [Upload("list.pdf", b"%PDF-1.7")]}
    )

    assert response.status_code == 422
    page = response.content.decode()
    assert "list.pdf: This is a PDF" in page
    assert "Look through them" in page
    assert read_stack.photo_set.count() == 1


def test_the_example_takes_no_photos_of_ones_own(ada: User, client_of: As) -> None:
    stack = example.begin(ada)
    client = client_of(ada)

    response = client.post(f"/stacks/{stack.pk}/photos", {"pictures": [photo()]})

    assert response.status_code == 422
    assert "hand them in under Capture" in response.content.decode()
    assert "Add photos" not in client.get(stack.get_absolute_url()).content.decode()


# Reading again


@pytest.mark.parametrize("failed", [True, False])
def test_a_photo_that_failed_or_showed_no_card_is_read_again(
    stack: Stack, client_of: As, failed: bool
) -> None:
    before = stack.photo_set.get()
    Job.objects.all().delete()
    at = (
        {"failed_at": before.created_at, "sentence": "Too dark."}
        if failed
        else {"read_at": before.created_at}
    )
    Photo.objects.update(started_at=before.created_at, done=1, total=1, **at)
    client = client_of(stack.owner)
    assert "Read it again" in client.get(stack.get_absolute_url()).content.decode()

    client.post(f"/photos/{before.pk}/reading")

    after = stack.photo_set.get()
    assert after.is_reading
    assert (after.started_at, after.total, after.sentence) == (None, 0, "")
    assert Job.objects.about(after).exists()


def test_a_photo_that_has_cards_is_not_read_again(read_stack: Stack, client_of: As) -> None:
    response = client_of(read_stack.owner).post(f"/photos/{read_stack.photo_set.get().pk}/reading")

    assert response.status_code == 422
    assert read_stack.cards.count() == 2


# Progress


def test_the_page_is_silent_while_nothing_is_new(stack: Stack, client_of: As) -> None:
    client = client_of(stack.owner)
    page = client.get(stack.get_absolute_url()).content.decode()
    address = page.partition('hx-get="')[2].partition('"')[0]

    assert client.get(address, headers={"HX-Request": "true"}).status_code == 204
    Photo.objects.update(started_at=stack.created_at, done=2, total=8, found="phone")
    answer = client.get(address, headers={"HX-Request": "true"}).content.decode()

    assert '<p id="stack-says" hx-swap-oob="innerHTML">Reading 3 of 8: found a phone number</p>' in answer


def test_of_several_photos_it_is_said_which_is_being_read(stack: Stack, client_of: As) -> None:
    client = client_of(stack.owner)
    hand_in(client, photo(1), photo(2), to=f"/stacks/{stack.pk}/photos")
    second = stack.photo_set.all()[1]
    stack.photo_set.exclude(pk=second.pk).update(read_at=stack.created_at)
    Photo.objects.filter(pk=second.pk).update(started_at=stack.created_at, done=2, total=8)

    page = client.get(stack.get_absolute_url()).content.decode()

    assert 'role="status">Photo 2 of 3. Reading 3 of 8</p>' in page


def test_while_the_photo_is_here_the_page_says_how_to_add_a_card_that_is_missing(
    read_stack: Stack, client_of: As
) -> None:
    client = client_of(read_stack.owner)
    page = client.get(read_stack.get_absolute_url()).content.decode()
    for card in read_stack.cards:
        card.discard()

    assert "it goes with the last card that you decide on" in page
    assert "type it" not in client.get(read_stack.get_absolute_url()).content.decode()


def test_a_picture_without_a_card_says_what_to_do(ada: User, client_of: As, stack: Stack) -> None:
    Photo.objects.update(read_at=stack.created_at, started_at=stack.created_at)

    page = client_of(ada).get(stack.get_absolute_url()).content.decode()

    assert "No card was found on this photo" in page
    assert "Take it again with more light" in page
    assert 'role="status">No card was found.</p>' in page


def test_at_the_last_card_of_a_photo_one_may_still_type_a_card_that_is_missing(
    read_stack: Stack, client_of: As
) -> None:
    client = client_of(read_stack.owner)
    first, last = read_stack.cards
    sentence = "This is the last card of its photo."
    assert sentence not in client.get(last.get_absolute_url()).content.decode()
    first.discard()
    assert sentence in client.get(last.get_absolute_url()).content.decode()

    typed = {"shown": str(last.pk), "full_name": last.proposed_name, "said": "loves climbing"}
    answer = client.post(f"/photos/{last.photo.pk}/cards", typed)

    assert answer["Location"] == read_stack.cards[2].get_absolute_url()
    assert "loves climbing" in client.get(last.get_absolute_url()).content.decode()
    assert sentence not in client.get(last.get_absolute_url()).content.decode()
