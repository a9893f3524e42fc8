"""Server time of the pages that grow with the address book, at 5,000 people.

The pages are asked for through Django's test client, in one process and
without a network, on a fresh SQLite database: what is measured is everything
from the request to the last byte of the answer. The baseline is `/healthz`,
which runs the same middleware and draws nothing.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.figures import Table, median, ratio

if TYPE_CHECKING:
    from afterhello.accounts.models import User

PEOPLE = 5_000
STACKS = 40
REACH_MS = 50.0


def tables(*, quick: bool) -> Iterable[Table]:
    """Median and slowest server time of each page, with its queries."""
    with tempfile.TemporaryDirectory() as room:
        set_up(Path(room))
        owner, addresses = book(500 if quick else PEOPLE)
        yield measured(owner, addresses, runs=5 if quick else 25)


def set_up(room: Path) -> None:
    """A program of its own in an empty folder."""
    os.environ |= {
        "AFTERHELLO_DATA": str(room / "data"),
        "AFTERHELLO_KEYS": str(room / "keys"),
        "DJANGO_SETTINGS_MODULE": "afterhello.config.settings",
    }
    os.environ.pop("DATABASE_URL", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def book(people: int) -> tuple[User, dict[str, str]]:
    """A user who knows `people`, and the addresses of the pages to ask for, by what they are."""
    from afterhello.accounts.models import User
    from afterhello.captures.models import Card, Photo, Stack
    from afterhello.encounters.models import Encounter, Event
    from afterhello.people.models import Person

    ada = User.objects.create_user("ada@example.org", None, full_name="Ada Lovell")
    for number in range(people):
        person = Person.objects.make(
            ada,
            full_name=f"{GIVEN[number % len(GIVEN)]} {FAMILY[number // len(GIVEN) % len(FAMILY)]} {number}",
            title="Architect",
            organisation=f"{FAMILY[number % len(FAMILY)]} & Company",
            contact_points=[("email", f"person{number}@example.org", ""), ("phone", "020 5555 0134", "work")],
        )
        day = date(2026, 1, 1) + timedelta(days=number % 300)
        event = Event.objects.called(ada, f"Evening {number % 50}", None)
        met = Encounter.objects.create(owner=ada, person=person, event=event, met_on=day)
        met.write("loves climbing, looks for cold storage", sayable=True)
    for number in range(STACKS):
        stack = Stack.objects.create(owner=ada, event=event)
        photo = Photo.objects.create(owner=ada, stack=stack, name=f"{number}.jpg", picture="photos/none.jpg")
        Photo.objects.filter(pk=photo.pk).update(read_at=photo.created_at)
        for place in range(8):
            card = Card.objects.create(owner=ada, photo=photo, position=place, reading=READING)
    addresses = {
        "nothing (/healthz)": "/healthz",
        "people": "/people",
        "people, searched": "/people?words=hollis+42",
        "a person": person.get_absolute_url(),
        "review of a card": card.get_absolute_url(),
        "a stack": stack.get_absolute_url(),
        "landing": "/",
        "capture": "/capture",
    }
    return ada, addresses


def measured(owner: User, addresses: dict[str, str], runs: int) -> Table:
    """The table."""
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(owner)
    rows, floor = [], 0.0
    for name, address in addresses.items():
        asked = timed(lambda where=address: client.get(where), runs)  # type: ignore[misc]  # bound now
        middle = median(asked)
        floor = floor or middle
        within = "" if name.startswith("nothing") else ("yes" if middle <= REACH_MS else "no")
        queries = str(queries_of(lambda where=address: client.get(where)))  # type: ignore[misc]  # as above
        rows.append((name, f"{middle:.1f}", f"{max(asked):.1f}", queries, ratio(middle, floor), within))
    return Table(
        f"Pages at {owner_counts(owner)} people: server time",
        ("page", "median ms", "slowest ms", "queries", "to baseline", f"≤ {REACH_MS:.0f} ms"),
        tuple(rows),
        "One process, SQLite, Django's test client. Baseline: /healthz of the same run.",
    )


def owner_counts(owner: User) -> str:
    """How many people the owner knows."""
    from afterhello.people.models import Person

    return f"{Person.objects.of(owner).count():,}"


def timed(ask: Callable[[], Any], runs: int) -> list[float]:
    """Milliseconds of each of `runs`, after two that warm up.

    Raises:
        SystemExit: the page did not answer 200.
    """
    found = []
    for _run in range(runs + 2):
        begun = time.perf_counter()
        answer = ask()
        found.append((time.perf_counter() - begun) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{answer.request['PATH_INFO']} answered {answer.status_code}")
    return found[2:]


def queries_of(ask: Callable[[], Any]) -> int:
    """How many queries the page costs."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        ask()
    return len(found)


GIVEN = ("Grace", "Ken", "Amina", "Jan", "Priya", "Tomás", "Hinemoa", "Sofia", "Leila", "Ines")
FAMILY = ("Hollis", "Morioka", "Diallo", "Kowalczyk", "Raghunathan", "Herrera", "Parata", "Berg", "Haddad")
READING: dict[str, Any] = {
    "quad": [[0, 0], [850, 0], [850, 550], [0, 550]],
    "fields": {
        "name": {"value": "Grace Hollis", "confidence": 0.99, "sure": True},
        "title": {"value": "Architect", "confidence": 0.9, "sure": False},
        "organisation": None,
        "phones": [
            {
                "value": "020 5555 0134",
                "confidence": 0.9,
                "sure": True,
                "kind": "work",
                "e164": "+442055550134",
            }
        ],
        "emails": [{"value": "grace@example.org", "confidence": 0.9, "sure": True}],
        "urls": [],
        "address": None,
        "social": [],
    },
    "qr": None,
    "lines": [],
}
