"""When, where and through whom one met somebody: written down, and corrected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from afterhello.accounts.models import User
from afterhello.encounters.models import Encounter, Event
from afterhello.people.models import Person

As = Callable[[User], Client]


@pytest.fixture
def ken(ada: User) -> Person:
    """Written down by hand, without a word on how they met."""
    return Person.objects.make(ada, full_name="Ken Morioka")


def filled(**more: str) -> dict[str, str]:
    none = {"met_on": "", "event_name": "", "place": "", "through": "", "remembered_by": ""}
    return {**none, **more}


def test_somebody_written_by_hand_is_given_a_first_meeting(ada: User, ken: Person, client_of: As) -> None:
    client = client_of(ada)
    assert "Say how you met" in client.get(ken.get_absolute_url()).content.decode()

    client.post(
        f"/people/{ken.pk}/encounters",
        filled(met_on="2025-03-04", place="the night train", through="Siobhán"),
    )

    page = client.get(ken.get_absolute_url()).content.decode()
    assert "at the night train" in page
    assert "Siobhán introduced you" in page


def test_a_wrong_day_and_event_are_corrected(ada: User, ken: Person, client_of: As) -> None:
    met = Encounter.objects.create(owner=ada, person=ken, met_on=date(2026, 1, 2))

    client_of(ada).post(f"/encounters/{met.pk}", filled(met_on="2025-11-17", event_name="Makers & Movers"))

    met.refresh_from_db()
    assert met.met_on == date(2025, 11, 17)
    assert met.event == Event.objects.called(ada, "makers & movers", date(2025, 11, 17))


def test_an_event_that_is_left_as_it_is_stays_the_same_one(ada: User, ken: Person, client_of: As) -> None:
    event = Event.objects.called(ada, "Makers & Movers", date(2025, 11, 17))
    met = Encounter.objects.create(owner=ada, person=ken, event=event, met_on=event.held_on)

    client_of(ada).post(
        f"/encounters/{met.pk}", filled(met_on="2025-11-17", event_name="Makers & Movers", place="Leeds")
    )

    assert list(Event.objects.all()) == [event]


@pytest.mark.parametrize(
    ("day", "sentence"), [("2999-01-01", "still to come"), ("0001-01-01", "too long ago")]
)
def test_a_day_on_which_nobody_met_anybody_is_refused(
    ada: User, ken: Person, client_of: As, day: str, sentence: str
) -> None:
    response = client_of(ada).post(f"/people/{ken.pk}/encounters", filled(met_on=day))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Encounter.objects.exists()


def test_a_meeting_of_which_nothing_is_known_is_not_told(ada: User, ken: Person, client_of: As) -> None:
    Encounter.objects.create(owner=ada, person=ken)

    assert 'class="how"' not in client_of(ada).get(ken.get_absolute_url()).content.decode()
