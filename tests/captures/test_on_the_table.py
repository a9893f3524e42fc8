"""What the page of a card says besides its fields, and that a high pile costs it nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from afterhello.accounts.models import User
from afterhello.captures.models import Card, Photo, Stack
from afterhello.people.models import Person
from captures.conftest import reading
from captures.test_known import CARD

As = Callable[[User], Client]


@pytest.fixture
def fifty(ada: User) -> Stack:
    """One photo of fifty cards that wait."""
    stack = Stack.objects.create(owner=ada)
    photo = Photo.objects.create(owner=ada, stack=stack, picture="photos/desk.jpg", read_at=timezone.now())
    Card.objects.bulk_create(
        Card(owner=ada, photo=photo, position=place, reading=reading(f"Grace Nr{place}", left=place))
        for place in range(50)
    )
    return stack


def page_of(client: Client, card: Card) -> str:
    return client.get(card.get_absolute_url()).content.decode()


def test_in_a_high_pile_it_is_said_which_card_this_is(fifty: Stack, client_of: As) -> None:
    client = client_of(fifty.owner)
    cards = list(fifty.cards)

    assert "Card 3 of 50" in page_of(client, cards[2])
    assert "49 more to go" in page_of(client, cards[2])


def test_leaving_a_high_pile_one_comes_back_to_the_card_that_waits(fifty: Stack, client_of: As) -> None:
    client = client_of(fifty.owner)
    first, second, third, *_rest = fifty.cards
    client.post(f"/cards/{first.pk}/discard")
    client.post(f"/cards/{second.pk}/later", {"shown": str(second.pk), "said": "loves climbing"})

    stack = client.get(fifty.get_absolute_url()).content.decode()

    assert f'href="{second.get_absolute_url()}"' in stack[: stack.index("50 cards")]
    assert "loves climbing" in page_of(client, second)
    assert "Card 2 of 50" in page_of(client, second)
    assert third.is_waiting


def test_a_card_among_fifty_takes_no_more_queries_than_one_among_two(
    fifty: Stack, read_stack: Stack, client_of: As
) -> None:
    client = client_of(fifty.owner)
    second, of_fifty = read_stack.cards[1], fifty.cards[1]
    with CaptureQueriesContext(connection) as with_two:
        page_of(client, second)

    with CaptureQueriesContext(connection) as with_fifty:
        page_of(client, of_fifty)

    assert len(with_fifty) <= len(with_two) <= 14


def test_of_a_low_pile_no_number_is_said(card: Card, client_of: As) -> None:
    assert "Card 1 of" not in page_of(client_of(card.owner), card)


def test_a_card_on_which_no_name_was_read_says_what_to_do(card: Card, client_of: As) -> None:
    client = client_of(card.owner)
    assert "No name was read on it." not in page_of(client, card)
    card.reading["fields"]["name"] = None
    card.save()

    assert "No name was read on it." in page_of(client, card)


def test_a_card_that_was_put_aside_is_looked_at_and_not_written_on(card: Card, client_of: As) -> None:
    client = client_of(card.owner)
    assert "readonly" not in page_of(client, card)
    card.discard()

    page = page_of(client, card)

    assert "Bring it back" in page
    assert "What did they tell you?" not in page
    fields = [piece.partition(">")[0] for piece in page.split("<input ")]
    typed = [each for each in fields if 'name="full_name"' in each or 'name="email-0"' in each]
    assert len(typed) == 2
    assert all("readonly" in each for each in typed)


def test_an_address_is_seen_whole_and_kept_in_one_line(card: Card, client_of: As) -> None:
    client = client_of(card.owner)
    card.reading["fields"]["address"] = {"value": "12 Long Lane, Leeds", "confidence": 0.9, "sure": True}
    card.save()
    assert '<textarea name="address-0"' in page_of(client, card)

    client.post(f"/cards/{card.pk}/acceptance", {**CARD, "address-0": "12 Long Lane,\r\nLeeds\r\nLS1 4XX"})

    (address,) = Person.objects.get().ways("address")
    assert address.value == "12 Long Lane, Leeds, LS1 4XX"
