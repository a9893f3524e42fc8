"""A stack that was left for days is offered kindly, once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from afterhello.accounts.models import User
from afterhello.captures.models import Card, Photo, Stack

As = Callable[[User], Client]
ASKED = "Shall we look through them together?"


@pytest.fixture
def days_later(read_stack: Stack) -> Iterator[datetime]:
    """Four days after the stack was handed in."""
    with time_machine.travel(timezone.now() + timedelta(days=4), tick=True):
        yield timezone.now()


def landing(stack: Stack, client_of: As) -> str:
    return client_of(stack.owner).get("/").content.decode()


def test_a_fresh_stack_lies_on_the_desk_and_is_not_asked_about(read_stack: Stack, client_of: As) -> None:
    page = landing(read_stack, client_of)

    assert "On your desk" in page
    assert ASKED not in page


def test_a_stack_left_for_days_is_offered_without_a_number(
    read_stack: Stack, days_later: datetime, client_of: As
) -> None:
    page = landing(read_stack, client_of)

    assert "From Makers &amp; Movers" in page
    assert ASKED in page
    assert f'href="{read_stack.get_absolute_url()}"' in page
    assert "wait for you" not in page


def test_once_shown_it_is_not_shown_again_and_stays_under_capture(
    read_stack: Stack, days_later: datetime, client_of: As
) -> None:
    client = client_of(read_stack.owner)
    assert ASKED in client.get("/").content.decode()

    seen = client.post(f"/stacks/{read_stack.pk}/offer", headers={"HX-Request": "true"})

    assert seen.status_code == 204
    page = client.get("/").content.decode()
    assert ASKED not in page
    assert read_stack.get_absolute_url() not in page
    assert read_stack.get_absolute_url() in client.get("/capture").content.decode()


def test_put_away_it_says_where_it_stays(read_stack: Stack, days_later: datetime, client_of: As) -> None:
    page = client_of(read_stack.owner).post(f"/stacks/{read_stack.pk}/offer", follow=True).content.decode()

    assert "It stays under Capture." in page
    assert ASKED not in page


def test_of_several_only_the_newest_is_offered(
    read_stack: Stack, days_later: datetime, client_of: As
) -> None:
    older = Stack.objects.create(owner=read_stack.owner)
    Stack.objects.filter(pk=older.pk).update(created_at=days_later - timedelta(days=40))
    photo = Photo.objects.create(owner=older.owner, stack=older, read_at=days_later)
    Photo.objects.filter(pk=photo.pk).update(created_at=days_later - timedelta(days=40))
    Card.objects.create(owner=older.owner, photo=photo, position=0)

    page = landing(read_stack, client_of)

    assert page.count(ASKED) == 1
    assert read_stack.get_absolute_url() in page


def test_whoever_decided_on_a_card_these_days_is_not_asked(
    read_stack: Stack, days_later: datetime, client_of: As
) -> None:
    read_stack.cards[0].discard()

    page = landing(read_stack, client_of)

    assert ASKED not in page
    assert "1 card waits for you." in page


@pytest.mark.parametrize("over", ["decided", "example"])
def test_a_stack_that_is_done_and_the_example_are_never_offered(
    read_stack: Stack, days_later: datetime, client_of: As, over: str
) -> None:
    if over == "decided":
        Card.objects.update(discarded_at=days_later - timedelta(days=4))
    else:
        Stack.objects.update(example_at=days_later)

    assert ASKED not in landing(read_stack, client_of)


def test_a_stack_without_an_event_or_a_day_is_spoken_of_by_the_day_of_its_photo(
    read_stack: Stack, days_later: datetime, client_of: As
) -> None:
    Stack.objects.update(event=None, met_on=None)

    assert "The cards you photographed" in landing(read_stack, client_of)


def test_the_days_of_strangers_are_not_spoken_of(
    read_stack: Stack, days_later: datetime, mallory: User, client_of: As
) -> None:
    assert ASKED not in client_of(mallory).get("/").content.decode()
