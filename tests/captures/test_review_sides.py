"""A card is turned, read again, joined with its other side, and what was done is taken back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from afterhello import cardreader
from afterhello.accounts.models import User
from afterhello.background.models import Job
from afterhello.captures import pictures, sides, undoing
from afterhello.captures.models import Card, Photo, Stack
from afterhello.cardreader.shapes import Field, Fields
from afterhello.errors import RuleBroken
from afterhello.people.about import kept
from afterhello.people.models import Person
from captures.conftest import field, jpeg, lies_there, reading

As = Callable[[User], Client]


def keep(card: Card, **more: str) -> Person:
    """The person on a card, as its review keeps them."""
    details = {"full_name": card.proposed_name, "contact_points": [("email", "grace@example.org", "")]}
    words = {"said": "loves climbing", "private": "looks tired", "remembered_by": "the pen", **more}
    return card.accept(details, **words)


def again(name: str, quad: Any) -> cardreader.Card:
    """What the reader makes of a card."""
    fields = Fields(name=Field(name, 0.99, True, None))
    return cardreader.Card(quad=quad, fields=fields, qr=None, lines=(), upright_jpeg=b"")


def now(card: Card) -> Card:
    return Card.objects.in_order().get(pk=card.pk)


def red_top_left(card: Card) -> None:
    """Give it a picture that shows which way it lies: red at the top left."""
    picture = Image.new("RGB", (170, 110), "white")
    picture.paste("red", (0, 0, 60, 40))
    card.crop.save("crop.jpg", ContentFile(jpeg(picture)), save=True)


def is_red(card: Card, place: tuple[int, int]) -> bool:
    with card.crop.open("rb") as file, Image.open(file) as picture:
        red, green, _blue = picture.convert("RGB").getpixel(place)  # type: ignore[misc]  # three numbers
        return red > 200 and green < 80


# Turning


@pytest.mark.django_db(transaction=True)
def test_a_card_is_turned_a_quarter_clockwise_and_waits_to_be_read(card: Card) -> None:
    red_top_left(card)
    before, quad = str(card.crop.name), card.reading["quad"]

    card.turn()

    turned = now(card)
    assert is_red(turned, (95, 10))
    assert turned.reading["quad"] == [quad[3], quad[0], quad[1], quad[2]]
    assert turned.asked_at
    assert Job.objects.about(card).filter(method="read_again").count() == 1
    assert not lies_there(before)
    assert turned.crop.name != before


@pytest.mark.django_db(transaction=True)
def test_a_turn_taken_back_leaves_the_card_as_it_lay(card: Card, client_of: As) -> None:
    red_top_left(card)
    client = client_of(card.owner)

    client.post(f"/cards/{card.pk}/turns")
    assert undoing.last_done(card.photo.stack.cards).address == f"/cards/{card.pk}/turns/return"  # type: ignore[union-attr]  # just turned
    client.post(f"/cards/{card.pk}/turns/return")

    assert is_red(now(card), (10, 10))
    assert now(card).reading["quad"] == card.reading["quad"]
    assert undoing.last_done(card.photo.stack.cards) is None


def test_of_two_tabs_that_turn_a_card_one_is_told(card: Card) -> None:
    stale = now(card)
    card.turn()

    with pytest.raises(RuleBroken, match="another tab"):
        stale.turn()


def test_a_picture_that_was_turned_is_not_the_one_the_browser_knows(card: Card, client_of: As) -> None:
    client = client_of(card.owner)
    first = client.get(f"/cards/{card.pk}/crop")
    card.turn()

    second = client.get(f"/cards/{card.pk}/crop", headers={"If-None-Match": first["ETag"]})

    assert second.status_code == 200
    first.close()
    second.close()


# Reading again


def test_what_is_read_again_takes_the_place_of_what_was_read(
    card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    quad = card.reading["quad"]
    monkeypatch.setattr(cardreader, "read_again", lambda *given, **more: (again("Grace Hollis-Reed", quad),))
    card.ask_to_be_read()

    now(card).read_again()
    now(card).read_again()  # a second worker finds it read

    assert now(card).proposed_name == "Grace Hollis-Reed"
    assert now(card).asked_at is None
    assert now(card).reading["quad"] == quad


def test_a_reading_of_a_picture_that_was_turned_meanwhile_is_not_kept(
    card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*given: Any, **more: Any) -> tuple[cardreader.Card, ...]:
        now(card).turn()
        return (again("Upside Down", card.reading["quad"]),)

    monkeypatch.setattr(cardreader, "read_again", slow)
    card.ask_to_be_read()

    now(card).read_again()

    assert now(card).proposed_name == "Grace Hollis"
    assert now(card).asked_at


def test_a_card_decided_while_it_is_read_stays_as_it_was_decided(
    card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*given: Any, **more: Any) -> tuple[cardreader.Card, ...]:
        keep(now(card))
        return (again("Somebody Else", card.reading["quad"]),)

    monkeypatch.setattr(cardreader, "read_again", slow)
    card.ask_to_be_read()

    now(card).read_again()

    assert now(card).proposed_name == "Grace Hollis"


def test_where_nothing_is_read_again_what_was_there_stays_and_the_page_says_so(
    card: Card, client_of: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cardreader, "read_again", lambda *given, **more: ())
    card.ask_to_be_read()
    client = client_of(card.owner)
    assert client.get(f"/cards/{card.pk}/readings").status_code == 204

    now(card).read_again()

    page = client.get(f"/cards/{card.pk}/readings").content.decode()
    assert "could not be read so" in page
    assert 'value="Grace Hollis"' in page


def test_a_reading_that_broke_off_each_time_is_waited_for_no_more(card: Card) -> None:
    card.ask_to_be_read()

    now(card).gave_up("read_again", OSError())

    assert now(card).asked_at is None
    assert now(card).unread_at


def test_turning_keeps_what_was_typed_and_it_wins_over_what_is_read(
    card: Card, client_of: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    quad = card.reading["quad"]
    monkeypatch.setattr(cardreader, "read_again", lambda *given, **more: (again("Grace Hollls", quad),))
    typed = {"shown": str(card.pk), "full_name": "Grace Holliss", "said": "loves climbing"}
    client = client_of(card.owner)

    client.post(f"/cards/{card.pk}/turns", typed)
    now(card).read_again()

    page = client.get(f"/cards/{card.pk}").content.decode()
    assert 'value="Grace Holliss"' in page
    assert "loves climbing" in page
    assert 'value="Grace Hollls"' not in page


def test_of_two_people_on_one_card_each_is_read_again_as_themselves(
    read_stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = read_stack.cards
    Card.objects.filter(pk=second.pk).update(
        reading={**reading("Ken Morioka"), "quad": first.reading["quad"]}
    )
    both = (again("Grace Hollis", ()), again("Ken Morioka", ()))
    monkeypatch.setattr(cardreader, "read_again", lambda *given, **more: both)
    second.ask_to_be_read()

    now(second).read_again()

    assert now(second).proposed_name == "Ken Morioka"


# Two sides


def joined(stack: Stack) -> tuple[Card, Card]:
    """Grace's card with Ken's as its other side."""
    front, back = stack.cards
    back.reading["fields"] = {
        "name": field("Грейс Холлис"),
        "phones": [field("020 5555 0134"), field("020 5555 0199")],
        "address": field("1 Long Lane, Leeds"),
    }
    back.save()
    front.join(back)
    return now(front), now(back)


def test_the_other_side_adds_what_the_front_lacks_and_waits_no_more(read_stack: Stack, client_of: As) -> None:
    front, back = joined(read_stack)

    assert [phone["value"] for phone in front.fields["phones"]] == ["020 5555 0134", "020 5555 0199"]
    assert front.proposed_name == "Grace Hollis"
    assert front.fields["name"]["offers"] == ["Грейс Холлис"]
    assert list(read_stack.cards) == [front]
    page = client_of(read_stack.owner).get(front.get_absolute_url()).content.decode()
    assert "1 Long Lane, Leeds" in page
    assert "Грейс Холлис" in page
    assert f"/cards/{back.pk}/crop" in page
    assert back.get_absolute_url() == front.get_absolute_url()


@pytest.mark.django_db(transaction=True)
def test_the_other_side_is_kept_shown_exported_and_erased_with_the_front(
    read_stack: Stack, client_of: As
) -> None:
    front, back = joined(read_stack)
    crop = back.crop.name

    person = keep(front)

    assert now(back).person == person
    assert len(kept(person)["captures.Card"]) == 2
    page = client_of(read_stack.owner).get(f"/people/{person.pk}").content.decode()
    assert page.index(f"/cards/{front.pk}/crop") < page.index(f"/cards/{back.pk}/crop")
    person.erase()
    assert not Card.objects.exists()
    assert not lies_there(crop)


def test_two_sides_are_put_aside_and_brought_back_together(read_stack: Stack) -> None:
    front, back = joined(read_stack)

    front.discard()
    assert now(back).discarded_at
    assert not read_stack.photo_set.get().picture
    undoing.take_back(now(front))

    assert now(front).is_waiting
    assert now(back).discarded_at is None


def test_the_photo_of_the_other_side_stays_until_the_front_is_decided(read_stack: Stack) -> None:
    front, back = read_stack.cards
    photo = Photo.objects.create(
        owner=front.owner, stack=read_stack, picture=front.photo.picture.name, read_at=front.photo.read_at
    )
    Card.objects.filter(pk=back.pk).update(photo=photo)
    front.join(now(back))

    photo.let_go_when_decided()
    assert Photo.objects.get(pk=photo.pk).picture
    keep(now(front))

    assert not Photo.objects.get(pk=photo.pk).picture


def test_two_sides_are_parted_by_undoing(read_stack: Stack, client_of: As) -> None:
    front, back = joined(read_stack)
    done = undoing.last_done(read_stack.cards)
    assert done

    client_of(read_stack.owner).post(done.address)

    assert now(back).is_waiting
    assert [phone["value"] for phone in now(front).fields["phones"]] == ["020 5555 0134"]


def test_a_card_that_was_decided_cannot_be_the_other_side(read_stack: Stack) -> None:
    front, back = read_stack.cards
    now(back).discard()

    with pytest.raises(RuleBroken, match="decided, or joined"):
        front.join(back)


def test_the_likeliest_other_side_is_offered_first(read_stack: Stack) -> None:
    front, ken = read_stack.cards
    without = {"organisation": field("North Light"), "phones": [field("020 5555 0134")]}
    nameless = Card.objects.create(
        owner=front.owner, photo=front.photo, position=7, reading={"fields": without}
    )
    Card.objects.filter(pk=ken.pk).update(reading={"fields": {"name": field("Ken"), "organisation": None}})

    assert now(front).likely_sides() == [nameless, ken]


def test_two_spellings_of_one_number_are_one() -> None:
    one = {"phones": [{**field("020 5555 0134"), "e164": "+442055550134"}]}
    other = {"phones": [{**field("+44 20 5555 0134"), "e164": "+442055550134"}]}

    assert len(sides.together([("a", one), ("b", other)])["phones"]) == 1


# Strips


def test_the_strip_is_cut_where_the_value_stands(card: Card, client_of: As) -> None:
    picture = Image.new("RGB", (660, 420), "white")
    picture.paste("red", (300, 200, 360, 220))
    card.crop.save("crop.jpg", ContentFile(jpeg(picture)), save=False)
    # The card lies at (90, 220) of the photo, as large as its picture.
    card.reading["fields"]["emails"][0]["quad"] = [[390, 420], [450, 420], [450, 440], [390, 440]]
    card.save()

    answer = client_of(card.owner).get(f"/cards/{card.pk}/strip?of=emails-0")

    strip = Image.open(io.BytesIO(answer.content)).convert("RGB")
    assert strip.height < 60
    assert strip.getpixel((20, strip.height // 2))[0] > 200  # type: ignore[index]  # three numbers
    assert strip.getpixel((20, strip.height // 2))[1] < 90  # type: ignore[index]


def test_a_place_on_a_card_seen_at_an_angle_is_found_on_its_picture() -> None:
    corners = [(100, 100), (500, 150), (480, 420), (120, 380)]

    box = pictures.around(corners, corners, (850, 550))

    assert box == (0, 0, 850, 550)


def test_a_reading_from_before_there_were_places_shows_no_strip(card: Card, client_of: As) -> None:
    page = client_of(card.owner).get(card.get_absolute_url()).content.decode()

    assert 'class="strip"' not in page


# Undoing a keep


def test_a_kept_card_waits_again_with_what_was_typed(card: Card, client_of: As) -> None:
    client = client_of(card.owner)
    keep(card)

    client.post(f"/cards/{card.pk}/return")

    assert not Person.objects.exists()
    assert now(card).is_waiting
    page = client.get(card.get_absolute_url()).content.decode()
    for words in ("loves climbing", "looks tired", "the pen", 'value="grace@example.org"'):
        assert words in page
    assert 'value="020 5555 0134"' not in page  # it was not kept, so it does not come back


def test_somebody_who_was_changed_since_stays(card: Card, client_of: As) -> None:
    person = keep(card)
    person.tag("climbing")

    answer = client_of(card.owner).post(f"/cards/{card.pk}/return")

    assert answer.status_code == 422
    assert "changed since" in answer.content.decode()
    assert Person.objects.get() == person


def test_somebody_whom_one_wrote_to_since_stays(card: Card) -> None:
    from afterhello.followups.models import QuickNote

    person = keep(card)
    QuickNote.objects.get(person=person).hand_over()

    with pytest.raises(RuleBroken, match="wrote to"):
        undoing.take_back(now(card))


def test_putting_aside_keeps_the_words_for_when_it_is_brought_back(card: Card, client_of: As) -> None:
    client = client_of(card.owner)

    client.post(f"/cards/{card.pk}/discard", {"shown": str(card.pk), "said": "loves climbing"})
    client.post(f"/cards/{card.pk}/return")

    assert "loves climbing" in client.get(card.get_absolute_url()).content.decode()


def test_leaving_a_card_keeps_the_words_with_it(card: Card, client_of: As) -> None:
    client = client_of(card.owner)

    answer = client.post(f"/cards/{card.pk}/later", {"shown": str(card.pk), "said": "loves climbing"})

    assert answer["Location"] == Card.objects.get(position=1).get_absolute_url()
    assert now(card).typed == {"said": "loves climbing"}


def test_what_was_typed_is_not_kept_beside_the_person(card: Card) -> None:
    card.keep_typed({"private": "looks tired"})

    keep(now(card))

    assert now(card).typed == {}
