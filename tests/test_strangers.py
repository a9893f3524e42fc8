"""Nobody's data but through its owner: every address of the program, and a stranger before it.

The addresses come from the program itself. A new one fails here until it is
entered below: with whose row it shows, or as one that shows nobody's.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from PIL import Image

from afterhello.accounts.models import User
from afterhello.captures.models import Card, Photo, Stack
from afterhello.encounters.models import Encounter, Event
from afterhello.followups.models import QuickNote
from afterhello.people.models import Person
from afterhello.post.models import MailAccount, Message

As = Callable[[User], Client]

# Addresses with the id of a row, and whose row it is.
OF_A_ROW = {
    "stack": "stack",
    "card": "card",
    "card-acceptance": "card",
    "card-discard": "card",
    "card-return": "card put aside",
    "card-crop": "card",
    "card-later": "card",
    "card-turns": "card",
    "card-turns-return": "card",
    "card-readings": "card",
    "card-other-side": "card",
    "card-strip": "card",
    "photo-picture": "photo",
    "photo-cards": "photo",
    "photo-reading": "photo",
    "photo-removal": "photo",
    "person-quick-notes": "person",
    "quick-note": "quick note",
    "quick-note-dispatch": "quick note",
    "quick-note-withdrawal": "quick note sent",
    "quick-note-handover": "quick note",
    "person-line": "person",
    "person-encounters": "person",
    "encounter": "encounter",
    "stack-occasion": "stack",
    "stack-photos": "stack",
    "stack-offer": "stack",
    "note": "note",
    "note-removal": "note",
    "person": "person",
    "person-vcard": "person",
    "person-details": "person",
    "person-greeting": "person",
    "person-portrait": "person",
    "person-tags": "person",
    "person-removal": "person",
    "person-return": "person removed",
    "person-erasure": "person",
    "message": "message",
    "message-answer": "message",
    "message-withdrawal": "message",
}
# Addresses of whoever is signed in.
OF_ONESELF = {
    "landing",
    "capture",
    "example",
    "example-removal",
    "people",
    "people-vcard",
    "person-new",
    "mail-settings",
    "mail-test",
    "settings",
    "password",
    "account_change_password",
    "sign-out",
    "account_logout",
    "style",
}
OPEN = {"sign-in", "account_login", "welcome", "account_signup", "healthz"}

# Written by signing in and by looking at a page; nobody's data.
OF_THE_BROWSER = {"django_session"}


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each)
        else:
            yield each


ADDRESSES = list(patterns(get_resolver()))
WITH_A_ROW = sorted(OF_A_ROW)
ALL = sorted({*OF_A_ROW, *OF_ONESELF, *OPEN})
FORM = {
    "full_name": "Mallory was here",
    "name": "mallory",
    "answer": "arrived",
    "text": "Mallory was here",
    "to": "mallory@example.org",
    "subject": "Mallory",
    "body": "Mallory was here",
}


def picture() -> ContentFile[bytes]:
    out = io.BytesIO()
    Image.new("RGB", (85, 55), "white").save(out, "JPEG")
    return ContentFile(out.getvalue(), name="picture.jpg")


def card_on(photo: Photo, position: int) -> Card:
    card = Card(owner=photo.owner, photo=photo, position=position)
    card.crop.save("crop.jpg", picture(), save=True)
    return card


def letter_of(ada: User) -> Message:
    account = MailAccount.objects.create(
        owner=ada, host="127.0.0.1", port=9, security="none", sender_address=ada.email
    )
    return Message.objects.queue(
        owner=ada, account=account, to="grace@example.org", subject="Orchards", body="Hello Grace"
    )


@pytest.fixture
def rows(ada: User) -> dict[str, UUID]:
    """One row of each kind, all of them Ada's."""
    event = Event.objects.called(ada, "Makers & Movers", date(2026, 11, 17))
    stack = Stack.objects.create(owner=ada, event=event, met_on=event.held_on)
    photo = Photo.objects.add(stack, picture())
    card, put_aside = card_on(photo, 0), card_on(photo, 1)
    put_aside.discard()
    ways = [("email", "grace@example.org", "")]
    grace = Person.objects.make(ada, full_name="Grace Hollis", organisation="Hollis", contact_points=ways)
    grace.show_as(picture().read())
    ken = Person.objects.make(ada, full_name="Ken Morioka")
    gone = Person.objects.make(ada, full_name="Leila Haddad")
    gone.remove()
    met = Encounter.objects.create(owner=ada, person=grace, event=event, met_on=event.held_on)
    note = met.write("grafts old orchards", sayable=True)
    letter = letter_of(ada)
    assert note
    return {
        "stack": stack.pk,
        "photo": photo.pk,
        "card": card.pk,
        "card put aside": put_aside.pk,
        "person": grace.pk,
        "person removed": gone.pk,
        "note": note.pk,
        "encounter": met.pk,
        "quick note": QuickNote.objects.begin(grace, met).pk,
        "quick note sent": QuickNote.objects.create(owner=ada, person=ken, message=letter).pk,
        "message": letter.pk,
    }


def address(name: str, rows: dict[str, UUID]) -> str:
    return reverse(name, args=[rows[OF_A_ROW[name]]] if name in OF_A_ROW else [])


def everything() -> dict[str, list[str]]:
    """Every row of every table, but those of the browser."""
    found = {}
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names()) - OF_THE_BROWSER:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def words_of(response: HttpResponseBase) -> str:
    """What an answer says, files too, which are closed by being read to their end."""
    told: Any = response
    said = b"".join(told.streaming_content) if response.streaming else told.content
    return str(said, "utf-8", "replace")


def test_every_address_is_entered_here_with_whose_row_it_shows() -> None:
    new = [f"{each.pattern} ({each.name})" for each in ADDRESSES if each.name not in ALL]
    gone = set(ALL) - {each.name for each in ADDRESSES}

    assert not new, f"Enter in tests/test_strangers.py whose row is shown at: {', '.join(new)}"
    assert not gone, f"No longer an address, so take it out of tests/test_strangers.py: {gone}"
    with_id = {each.name for each in ADDRESSES if each.pattern.converters}
    assert with_id == set(OF_A_ROW), "an address with an id belongs into OF_A_ROW"


@pytest.mark.parametrize("name", WITH_A_ROW)
def test_a_stranger_finds_nothing_at_the_address_of_somebodys_row(
    name: str, rows: dict[str, UUID], mallory: User, client_of: As
) -> None:
    stranger, where, before = client_of(mallory), address(name, rows), everything()

    answers = [
        stranger.get(where),
        stranger.post(where, FORM),
        stranger.get(where, headers={"HX-Request": "true"}),
        stranger.post(where, FORM, headers={"HX-Request": "true"}),
    ]

    statuses = {answer.status_code for answer in answers}
    assert statuses <= {404, 405}
    assert 404 in statuses
    assert "Grace" not in "".join(map(words_of, answers))
    assert everything() == before


@pytest.mark.parametrize("name", WITH_A_ROW)
def test_the_owner_finds_it_there(name: str, rows: dict[str, UUID], ada: User, client_of: As) -> None:
    owner, where = client_of(ada), address(name, rows)

    found = owner.get(where)
    answer = owner.post(where, FORM) if found.status_code == 405 else found

    words_of(answer)
    assert answer.status_code in {200, 302, 422}


@pytest.mark.parametrize("name", sorted(OF_ONESELF))
def test_a_stranger_sees_and_changes_only_what_is_their_own(
    name: str, rows: dict[str, UUID], ada: User, mallory: User, client_of: As
) -> None:
    stranger, where, before = client_of(mallory), address(name, rows), everything()

    shown = words_of(stranger.get(where)) + words_of(stranger.post(where, FORM))

    # The page of components shows invented people to everybody.
    assert name == "style" or not any(word in shown for word in ("Grace", "Hollis", "Makers", "orchards"))
    after = everything()
    assert [row for table, old in before.items() for row in old if row not in after[table]] == []


@pytest.mark.parametrize("name", sorted({*OF_A_ROW, *OF_ONESELF}))
def test_who_has_not_signed_in_is_asked_to(name: str, rows: dict[str, UUID]) -> None:
    nobody, where, before = Client(), address(name, rows), everything()

    for answer in (nobody.get(where), nobody.post(where, FORM)):
        assert answer.status_code == 302
        assert answer["Location"].partition("?")[0] == "/sign-in"
    assert everything() == before


@pytest.mark.parametrize("name", sorted(OPEN))
def test_what_is_open_to_everybody_says_nothing_of_anybody(name: str, rows: dict[str, UUID]) -> None:
    nobody, before = Client(), everything()

    shown = words_of(nobody.get(address(name, rows)))

    assert not any(word in shown for word in ("Grace", "Ada", "Makers", "example.org"))
    assert everything() == before


@pytest.mark.parametrize("name", ALL)
def test_looking_changes_nothing(name: str, rows: dict[str, UUID], ada: User, client_of: As) -> None:
    owner, where, before = client_of(ada), address(name, rows), everything()

    for answer in (owner.get(where), owner.get(where, headers={"HX-Request": "true"})):
        words_of(answer)

    assert everything() == before


def test_a_row_that_was_never_there_and_a_row_of_somebody_else_look_the_same(
    rows: dict[str, UUID], mallory: User, client_of: As
) -> None:
    stranger = client_of(mallory)

    somebodys = stranger.get(reverse("person", args=[rows["person"]]))
    nobodys = stranger.get(reverse("person", args=[UUID(int=7)]))

    assert somebodys.status_code == nobodys.status_code == 404
    assert somebodys.content.count(b"<") == nobodys.content.count(b"<")
