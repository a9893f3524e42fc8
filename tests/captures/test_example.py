"""The example evening: begun, and removed as a whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from afterhello.accounts.models import User
from afterhello.captures.models import Card, Photo, Stack
from afterhello.encounters.models import Encounter, Event, Note
from afterhello.people.models import Organisation, Person
from captures.conftest import lies_there

As = Callable[[User], Client]


def test_the_first_visit_offers_two_things(ada: User, client_of: As) -> None:
    page = client_of(ada).get("/").content.decode()

    assert "Photograph your cards" in page
    assert "Try it with an example evening" in page


def test_the_evening_is_a_stack_like_any_other(ada: User, client_of: As) -> None:
    client = client_of(ada)

    first = client.post("/example")["Location"]
    second = client.post("/example")["Location"]

    assert first == second == Stack.objects.of(ada).get().get_absolute_url()
    assert Photo.objects.of(ada).get().is_reading
    assert "Remove the example evening" in client.get("/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_it_goes_as_a_whole_and_takes_nobody_else(ada: User, client_of: As) -> None:
    client = client_of(ada)
    client.post("/example")
    photo = Photo.objects.of(ada).get()
    card = Card.objects.create(owner=ada, photo=photo, position=0, reading={})
    grace = Person.objects.make(ada, full_name="Grace Hollis", organisation="Hollis & Co")
    card.accept(
        {"full_name": "Leila Haddad", "organisation": "Quince", "contact_points": []},
        said="presses whatever comes",
        private="",
        remembered_by="",
    )

    client.post("/example/removal")

    assert list(Person.objects.all()) == [grace]
    assert not lies_there(photo.picture.name)
    for model in (Stack, Photo, Card, Event, Encounter, Note):
        assert not model._default_manager.exists(), model
    assert [str(o) for o in Organisation.objects.all()] == ["Hollis & Co"]


def test_it_goes_when_every_card_was_decided_and_the_photo_let_go(ada: User, client_of: As) -> None:
    client = client_of(ada)
    client.post("/example")
    photo = Photo.objects.of(ada).get()
    Photo.objects.filter(pk=photo.pk).update(read_at=photo.created_at)
    for position in range(2):
        Card.objects.create(owner=ada, photo=photo, position=position, reading={})
    for card in Card.objects.of(ada):
        card.discard()
    assert not Photo.objects.get().picture

    assert client.post("/example/removal").status_code == 302

    assert not Stack.objects.exists()
    assert not Photo.objects.exists()


def test_a_strangers_evening_stays(ada: User, mallory: User, client_of: As) -> None:
    client_of(ada).post("/example")

    client_of(mallory).post("/example/removal")

    assert Stack.objects.of(ada).exists()
