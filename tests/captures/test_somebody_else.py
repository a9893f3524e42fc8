"""That a card is somebody else's is said once: it is not asked again, and can be unsaid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from afterhello.accounts.models import User
from afterhello.captures.models import Card, Photo, SomebodyElse, Stack
from afterhello.people.about import everything_about
from afterhello.people.models import Person
from captures.conftest import reading
from captures.test_known import CARD, MAIL, joined, keep, know, page_of

As = Callable[[User], Client]
ASKS, SAID = "You know Grace Hollis", "You said that it is not Grace Hollis"
ELSE = {**CARD, "join": "nobody"}


@pytest.fixture
def grace(card: Card) -> Person:
    """Grace, who is known already."""
    return know(card.owner)


def another(card: Card, name: str = "Grace Hollis", **fields: Any) -> Card:
    """One more card, of another stack."""
    stack = Stack.objects.create(owner=card.owner)
    photo = Photo.objects.create(owner=card.owner, stack=stack)
    read = reading(name)
    read["fields"].update(fields)
    return Card.objects.create(owner=card.owner, photo=photo, position=0, reading=read)


@pytest.mark.parametrize("act", ["later", "turns", "readings", "discard"])
def test_what_was_said_is_kept_by_every_act_of_the_page(
    red: Card, grace: Person, client_of: As, act: str
) -> None:
    client = client_of(red.owner)
    assert ASKS in page_of(client, red)

    client.post(f"/cards/{red.pk}/{act}", {**ELSE, "shown": str(red.pk)})
    if act == "discard":
        client.post(f"/cards/{red.pk}/return")

    assert ASKS not in page_of(client, red)
    assert SAID in page_of(client, red)
    assert keep(client, red, CARD).status_code == 302
    assert Person.objects.count() == 2


def test_after_undoing_it_is_not_asked_again(card: Card, grace: Person, client_of: As) -> None:
    client = client_of(card.owner)
    keep(client, card, ELSE)

    client.post(f"/cards/{card.pk}/return")

    assert SAID in page_of(client, card)
    assert keep(client, card, CARD).status_code == 302


def test_another_reading_of_the_card_asks_no_more(card: Card, grace: Person, client_of: As) -> None:
    client = client_of(card.owner)
    client.post(f"/cards/{card.pk}/later", {**ELSE, "shown": str(card.pk)})
    read = reading("Grace Hollis")
    read["fields"]["title"]["value"] = "Surveyor"

    Card.objects.filter(pk=card.pk).update(reading=read)

    assert ASKS not in page_of(client, card)


def test_passing_over_the_question_is_no_answer(card: Card, grace: Person, client_of: As) -> None:
    client = client_of(card.owner)
    keep(client, card, {**CARD, "asked": str(grace.pk)})
    client.post(f"/cards/{card.pk}/return")

    assert ASKS in page_of(client, card)


def test_it_may_be_the_same_person_after_all(card: Card, grace: Person, client_of: As) -> None:
    client = client_of(card.owner)
    client.post(f"/cards/{card.pk}/later", {**ELSE, "shown": str(card.pk)})

    keep(client, card, joined(grace))
    assert Person.objects.get() == grace
    client.post(f"/cards/{card.pk}/return")

    assert ASKS in page_of(client, card)


def test_at_their_next_card_only_the_one_is_offered_whose_it_is(
    card: Card, grace: Person, client_of: As
) -> None:
    client = client_of(card.owner)
    keep(client, card, ELSE)  # a namesake with the same mailbox, at North Light
    namesake = Person.objects.exclude(pk=grace.pk).get()

    theirs = page_of(client, another(card))
    hers = page_of(
        client, another(card, title=None, organisation={"value": "Tarn & Fell", "sure": True}, phones=[])
    )

    assert f'value="{namesake.pk}"' in theirs
    assert f'value="{grace.pk}"' not in theirs
    assert f'value="{grace.pk}"' in hers
    assert f'value="{namesake.pk}"' not in hers


def test_where_nothing_tells_which_of_the_two_it_is_both_are_offered(
    card: Card, grace: Person, client_of: As
) -> None:
    client = client_of(card.owner)
    keep(client, card, ELSE)

    page = page_of(client, another(card, title=None, organisation=None, phones=[]))

    assert page.count("They’re the same person") == 2


def test_new_evidence_is_asked_about(card: Card, grace: Person, client_of: As) -> None:
    client = client_of(card.owner)
    keep(client, card, ELSE)
    grace.add_way("phone", "020 5555 0134", "mobile")

    assert page_of(client, another(card)).count("They’re the same person") == 2


def test_what_was_said_goes_with_the_person_and_with_the_card(
    card: Card, grace: Person, client_of: As
) -> None:
    client = client_of(card.owner)
    client.post(f"/cards/{card.pk}/later", {**ELSE, "shown": str(card.pk)})
    (said,) = [row for row in everything_about(grace) if isinstance(row, SomebodyElse)]
    assert "Grace Hollis is somebody else’s" in said.in_plain_words()

    grace.erase()

    assert not SomebodyElse.objects.exists()


def test_moved_to_somebody_of_whom_it_was_said_already_it_stands_once(card: Card, grace: Person) -> None:
    twin = know(card.owner, MAIL)
    for person in (grace, twin):
        SomebodyElse.objects.say(card, person, [])

    SomebodyElse.objects.get(person=grace).move_to(twin)

    assert SomebodyElse.objects.get().person == twin


def test_it_says_nothing_of_the_person_themselves(card: Card, client_of: As) -> None:
    client = client_of(card.owner)
    keep(client, card, CARD)
    second = another(card)
    client.post(f"/cards/{second.pk}/later", {**ELSE, "shown": str(second.pk)})
    assert SomebodyElse.objects.count() == 1

    client.post(f"/cards/{card.pk}/return")

    assert not Person.objects.exists()
