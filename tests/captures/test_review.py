"""A card is reviewed: kept, put aside, left for later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from afterhello.accounts.models import User
from afterhello.captures.models import Card, Photo, Stack
from afterhello.captures.schedule import keep_no_longer
from afterhello.encounters.models import Encounter, Note
from afterhello.errors import RuleBroken
from afterhello.followups.models import QuickNote
from afterhello.people.models import Person
from captures.conftest import lies_there

As = Callable[[User], Client]


def filled(**more: str) -> dict[str, str]:
    """The review form as it is drawn for Grace's card."""
    return {
        "full_name": "Grace Hollis",
        "greeting": "Grace",
        "title": "Architect",
        "organisation": "North Light",
        "email-0": "grace@example.org",
        "phone-0": "020 5555 0134",
        "said": "",
        "private": "",
        "remembered_by": "",
        **more,
    }


def test_the_card_stands_beside_its_fields_and_unsure_ones_are_marked(card: Card, client_of: As) -> None:
    page = client_of(card.owner).get(card.get_absolute_url()).content.decode()

    assert f"/cards/{card.pk}/crop" in page
    assert 'value="grace@example.org"' in page
    assert page.count("Was this read correctly?") == 1


def test_keeping_a_card_makes_a_person_met_that_evening(card: Card, client_of: As) -> None:
    client = client_of(card.owner)

    response = client.post(
        f"/cards/{card.pk}/acceptance",
        filled(said="loves climbing", private="looks tired", remembered_by="the pen"),
    )

    person = Person.objects.of(card.owner).get()
    assert (person.full_name, str(person.organisation), person.email) == (
        "Grace Hollis",
        "North Light",
        "grace@example.org",
    )
    assert [(w.kind, w.label) for w in person.contact_points.all() if w.kind == "phone"] == [
        ("phone", "mobile")
    ]
    met = Encounter.objects.of(card.owner).get()
    assert (met.event.name, met.met_on, met.remembered_by) == (  # type: ignore[union-attr]  # it has one
        "Makers & Movers",
        date(2026, 11, 17),
        "the pen",
    )
    assert met.sayable_words() == "loves climbing"
    assert Note.objects.of(card.owner).get(text="looks tired").sayable_at is None
    assert QuickNote.objects.of(card.owner).get().person == person
    assert response["Location"] == Card.objects.get(position=1).get_absolute_url()


def test_what_was_corrected_is_kept(card: Card, client_of: As) -> None:
    changed = filled(
        full_name="Grace Holliss", greeting="Gracie", **{"phone-0": "", "phone-1": "020 5555 0199"}
    )

    client_of(card.owner).post(f"/cards/{card.pk}/acceptance", changed)

    person = Person.objects.get()
    assert (person.full_name, person.greeting) == ("Grace Holliss", "Gracie")
    assert [way.value for way in person.ways("phone")] == ["020 5555 0199"]


def test_a_broken_address_is_pointed_out_beside_its_field(card: Card, client_of: As) -> None:
    response = client_of(card.owner).post(f"/cards/{card.pk}/acceptance", filled(**{"email-0": "grace@"}))

    assert response.status_code == 422
    assert "is not an email address yet" in response.content.decode()
    assert not Person.objects.exists()


def test_a_card_without_a_name_asks_for_one(card: Card, client_of: As) -> None:
    response = client_of(card.owner).post(f"/cards/{card.pk}/acceptance", filled(full_name=" "))

    assert response.status_code == 422
    assert not Person.objects.exists()


def test_of_two_tabs_the_second_keeps_nothing_twice(card: Card, client_of: As) -> None:
    client = client_of(card.owner)
    client.post(f"/cards/{card.pk}/acceptance", filled())

    response = client.post(f"/cards/{card.pk}/acceptance", filled())

    assert response.status_code == 422
    assert "decided already" in response.content.decode()
    assert Person.objects.count() == 1


def test_a_card_that_another_tab_kept_cannot_be_put_aside(card: Card) -> None:
    stale = Card.objects.get(pk=card.pk)
    card.accept(details(), said="", private="", remembered_by="")

    with pytest.raises(RuleBroken, match="another tab"):
        stale.discard()


def details(name: str = "Grace Hollis") -> dict[str, Any]:
    return {"full_name": name, "title": "", "organisation": "", "contact_points": []}


def test_the_stack_ends_at_zero_and_keeps_only_the_crops(read_stack: Stack) -> None:
    photo = read_stack.photo_set.get()
    first, second = read_stack.cards

    first.accept(details(), said="", private="", remembered_by="")
    assert lies_there(photo.picture.name)
    second.discard()

    photo.refresh_from_db()
    assert not photo.picture
    assert read_stack.next_card() is None
    assert all(lies_there(card.crop.name) for card in (first, second))


def test_a_card_put_aside_can_be_brought_back(card: Card, client_of: As) -> None:
    client = client_of(card.owner)

    response = client.post(f"/cards/{card.pk}/discard", follow=True)
    assert f'action="/cards/{card.pk}/return"' in response.content.decode()
    assert not Card.objects.get(pk=card.pk).is_waiting
    assert "Bring it back" in client.get(card.get_absolute_url()).content.decode()
    client.post(f"/cards/{card.pk}/return")

    assert Card.objects.get(pk=card.pk).is_waiting


def test_the_undo_of_a_toast_passes_the_guard_of_forms(card: Card) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(card.owner)
    client.get("/")
    token = client.get(card.get_absolute_url()).context["csrf_token"]
    given = {"csrfmiddlewaretoken": str(token)}

    page = client.post(f"/cards/{card.pk}/discard", given, follow=True).content.decode()

    toast = page[page.index(f'<form method="post" action="/cards/{card.pk}/return"') :]
    sent = toast[toast.index('value="') + 7 :].partition('"')[0]
    undone = client.post(f"/cards/{card.pk}/return", {"csrfmiddlewaretoken": sent})
    assert undone.status_code == 302
    assert Card.objects.get(pk=card.pk).is_waiting


def test_later_leaves_the_card_waiting(card: Card, client_of: As) -> None:
    page = client_of(card.owner).get(card.get_absolute_url()).content.decode()

    assert Card.objects.get(position=1).get_absolute_url() in page
    assert Card.objects.get(pk=card.pk).is_waiting


def test_the_picture_of_the_card_stands_on_the_persons_page(card: Card, client_of: As) -> None:
    person = card.accept(details(), said="", private="", remembered_by="")

    assert f"/cards/{card.pk}/crop" in client_of(card.owner).get(f"/people/{person.pk}").content.decode()


def test_nothing_is_left_of_a_stack_whose_people_were_all_erased(read_stack: Stack, client_of: As) -> None:
    grace, ken = read_stack.cards
    kept = grace.accept(details(), said="", private="", remembered_by="")
    ken.discard()
    Card.objects.filter(pk=ken.pk).delete()

    kept.erase()

    assert not Photo.objects.exists()
    assert (
        "Makers"
        not in client_of(read_stack.owner).get("/capture").content.decode().partition("Your stacks")[2]
    )


@pytest.mark.django_db(transaction=True)
def test_a_card_put_aside_is_let_go_after_thirty_days(card: Card, read_stack: Stack) -> None:
    crop = card.crop.name
    card.discard()

    keep_no_longer.call()
    assert lies_there(crop)
    Card.objects.filter(pk=card.pk).update(discarded_at=timezone.now() - timedelta(days=31))
    keep_no_longer.call()

    assert not lies_there(crop)
    assert [left.proposed_name for left in read_stack.cards] == ["Ken Morioka"]


@pytest.mark.django_db(transaction=True)
def test_a_picture_whose_review_ended_in_a_kill_is_let_go_in_the_night(read_stack: Stack) -> None:
    Card.objects.update(discarded_at=timezone.now())
    picture = read_stack.photo_set.get().picture.name

    keep_no_longer.call()

    assert not lies_there(picture)
    assert read_stack.photo_set.get().picture.name == ""


def test_the_landing_page_offers_to_carry_on(read_stack: Stack, client_of: As) -> None:
    page = client_of(read_stack.owner).get("/").content.decode()

    assert "2 cards wait for you" in page


def test_a_stranger_finds_nothing_of_a_stack(card: Card, mallory: User, client_of: As) -> None:
    stranger, photo = client_of(mallory), card.photo

    for address in (
        f"/stacks/{photo.stack_id}",
        f"/cards/{card.pk}",
        f"/cards/{card.pk}/crop",
        f"/photos/{photo.pk}/picture",
    ):
        assert stranger.get(address).status_code == 404
    for address in (
        f"/cards/{card.pk}/acceptance",
        f"/cards/{card.pk}/discard",
        f"/cards/{card.pk}/return",
        f"/photos/{photo.pk}/cards",
        f"/photos/{photo.pk}/removal",
    ):
        assert stranger.post(address, filled()).status_code == 404
    assert Card.objects.get(pk=card.pk).is_waiting
    assert "Makers" not in stranger.get("/").content.decode()
    assert "Makers" not in stranger.get("/capture").content.decode()


def test_where_and_when_are_corrected_for_everybody_of_the_stack(card: Card, client_of: As) -> None:
    card.accept(details(), said="", private="", remembered_by="")
    stack, client = card.photo.stack, client_of(card.owner)

    page = client.get(f"/stacks/{stack.pk}/occasion").content.decode()
    assert 'value="2026-11-17"' in page
    client.post(f"/stacks/{stack.pk}/occasion", {"event": "Harbour Night", "held_on": "2026-11-12"})

    stack.refresh_from_db()
    met = Encounter.objects.of(card.owner).get()
    assert str(stack) == "Harbour Night"
    assert (met.where, met.met_on) == ("Harbour Night", date(2026, 11, 12))


def test_a_card_that_was_missed_can_be_typed_while_the_photo_is_there(card: Card, client_of: As) -> None:
    page = client_of(card.owner).get(card.photo.stack.get_absolute_url()).content.decode()

    assert "A card is missing here" in page
    assert f"/photos/{card.photo_id}/picture" in page


def test_the_picture_of_a_card_is_asked_for_each_time_and_sent_once(
    card: Card, mallory: User, client_of: As
) -> None:
    client = client_of(card.owner)
    first = client.get(f"/cards/{card.pk}/crop")

    again = client.get(f"/cards/{card.pk}/crop", headers={"If-None-Match": first["ETag"]})

    assert "no-cache" in first["Cache-Control"]
    assert again.status_code == 304
    stranger = client_of(mallory).get(f"/cards/{card.pk}/crop", headers={"If-None-Match": first["ETag"]})
    assert stranger.status_code == 404
    first.close()


def test_a_photo_is_shown_to_nobody_before_an_erased_face_on_it_is_black(card: Card, client_of: As) -> None:
    Photo.objects.filter(pk=card.photo_id).update(to_blacken=[card.reading["quad"]])

    assert client_of(card.owner).get(f"/photos/{card.photo_id}/picture").status_code == 404


def test_a_photo_that_failed_is_done_once_its_card_is_typed(stack: Stack, client_of: As) -> None:
    client, photo = client_of(stack.owner), stack.photo_set.get()
    photo.record_failure("This photo is damaged.")
    typed = photo.type_instead()

    client.post(f"/cards/{typed.pk}/acceptance", {"full_name": "Grace Hollis"})

    page = client.get(stack.get_absolute_url()).content.decode()
    assert "could not be read" not in page
    assert "whole stack" in page
    assert "A photo could not be read" not in client.get("/").content.decode()
