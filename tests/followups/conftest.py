"""Grace, met on Tuesday at an event, and Ada's mail account."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from afterhello.accounts.models import User
from afterhello.encounters.models import Encounter, Event
from afterhello.people.models import Person
from afterhello.post.models import MailAccount
from post.office import Office, Open


@pytest.fixture
def thursday() -> Iterator[None]:
    """It is Thursday, 19 November 2026."""
    with time_machine.travel("2026-11-19T10:00:00Z", tick=True):
        yield


@pytest.fixture
def grace(ada: User) -> Person:
    """In Ada's book."""
    ways = [("email", "grace@example.org", "")]
    return Person.objects.make(ada, full_name="Grace Hollis", contact_points=ways)


@pytest.fixture
def met(ada: User, grace: Person) -> Encounter:
    """Where they met, two days ago."""
    event = Event.objects.called(ada, "Makers & Movers", date(2026, 11, 17))
    return Encounter.objects.create(owner=ada, person=grace, event=event, met_on=event.held_on)


@pytest.fixture
def office() -> Iterator[Office]:
    """A real mail server on loopback."""
    with Open(Office()) as opened:
        yield opened


@pytest.fixture
def account(ada: User, office: Office) -> MailAccount:
    """Ada's account on that server."""
    return MailAccount.objects.create(
        owner=ada,
        host="127.0.0.1",
        port=office.port,
        security="none",
        sender_name="Ada Lovell",
        sender_address="ada@example.org",
    )
