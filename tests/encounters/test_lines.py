"""Lines about people: written, corrected, dropped, and shown on their page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.apps import apps
from django.test import Client

from afterhello.accounts.models import User
from afterhello.encounters.models import Encounter, Event, Note, Noting
from afterhello.people.models import Person

As = Callable[[User], Client]


@pytest.fixture
def grace(ada: User) -> Person:
    """In Ada's book, met at an event."""
    person = Person.objects.make(ada, full_name="Grace Hollis")
    event = Event.objects.called(ada, "Makers & Movers", date(2026, 11, 17))
    Encounter.objects.create(owner=ada, person=person, event=event, met_on=event.held_on)
    return person


def test_the_same_evening_is_the_same_event(ada: User) -> None:
    first = Event.objects.called(ada, "Makers & Movers", date(2026, 11, 17))

    assert Event.objects.called(ada, " makers & movers", date(2026, 11, 17)) == first
    assert Event.objects.called(ada, "Makers & Movers", date(2026, 11, 18)) != first


def test_two_people_may_have_an_event_of_one_name(ada: User, mallory: User) -> None:
    hers = Event.objects.called(ada, "Makers & Movers", None)

    assert Event.objects.called(mallory, "Makers & Movers", None) != hers


def test_a_line_stands_on_the_page_with_where_it_was_said(ada: User, grace: Person, client_of: As) -> None:
    client = client_of(ada)

    client.post(f"/people/{grace.pk}/notes", {"text": "restores old radios", "may_be_said": "on"})

    page = client.get(f"/people/{grace.pk}").content.decode()
    assert "restores old radios" in page
    assert "Makers &amp; Movers" in page
    assert Encounter.objects.of(ada).get().sayable_words() == "restores old radios"


def test_a_line_without_the_tick_is_for_the_owner_alone(ada: User, grace: Person, client_of: As) -> None:
    client_of(ada).post(f"/people/{grace.pk}/notes", {"text": "a new job, not told anyone"})

    assert Encounter.objects.of(ada).get().sayable_words() == ""


def test_somebody_never_met_gets_a_first_encounter_with_the_line(ada: User, client_of: As) -> None:
    ken = Person.objects.make(ada, full_name="Ken Morioka")

    client_of(ada).post(f"/people/{ken.pk}/notes", {"text": "draws bridges", "may_be_said": "on"})

    met = Encounter.objects.of(ada).get()
    assert met.person == ken
    assert met.met_on is None


def test_a_later_line_belongs_to_the_latest_meeting_whose_day_is_known(
    ada: User, grace: Person, client_of: As
) -> None:
    later = Encounter.objects.create(owner=ada, person=grace, met_on=date(2026, 11, 18))
    Encounter.objects.create(owner=ada, person=grace)

    client_of(ada).post(f"/people/{grace.pk}/notes", {"text": "draws bridges"})

    assert [note.text for note in later.notes.all()] == ["draws bridges"]


def test_where_no_day_is_known_a_line_belongs_to_the_meeting_noted_last(ada: User) -> None:
    ken = Person.objects.make(ada, full_name="Ken Morioka")
    Encounter.objects.create(owner=ada, person=ken)
    second = Encounter.objects.create(owner=ada, person=ken)

    assert Encounter.objects.of(ada).last_with(ken) == second


def test_a_line_is_corrected_and_its_mark_taken_back(ada: User, grace: Person, client_of: As) -> None:
    note = Encounter.objects.of(ada).get().write("loves sailing", sayable=True)
    assert note

    client_of(ada).post(f"/notes/{note.pk}", {"text": "loves climbing"})

    note.refresh_from_db()
    assert (note.text, note.sayable_at) == ("loves climbing", None)


def test_a_dropped_line_is_gone(ada: User, grace: Person, client_of: As) -> None:
    note = Encounter.objects.of(ada).get().write("loves sailing", sayable=True)
    assert note

    client_of(ada).post(f"/notes/{note.pk}/removal")

    assert not Note.objects.filter(pk=note.pk).exists()


def test_a_stranger_finds_no_person_and_no_note(
    ada: User, mallory: User, grace: Person, client_of: As
) -> None:
    note = Encounter.objects.of(ada).get().write("loves sailing", sayable=True)
    assert note
    stranger = client_of(mallory)

    assert stranger.get(f"/people/{grace.pk}/notes").status_code == 404
    assert stranger.post(f"/people/{grace.pk}/notes", {"text": "x"}).status_code == 404
    assert stranger.get(f"/notes/{note.pk}").status_code == 404
    assert stranger.post(f"/notes/{note.pk}/removal").status_code == 404
    assert Note.objects.filter(pk=note.pk, text="loves sailing").exists()


def test_erasing_cuts_the_name_out_of_a_shared_note(ada: User, grace: Person) -> None:
    ken = Person.objects.make(ada, full_name="Ken Morioka")
    met = Encounter.objects.of(ada).get()
    shared = met.write("Grace Hollis and Ken argued about bridges; Grace won", sayable=False)
    assert shared
    Encounter.objects.create(owner=ada, person=ken).take_note(shared)

    grace.erase()

    shared.refresh_from_db()
    assert "Grace" not in shared.text
    assert "Ken argued about bridges" in shared.text
    assert not Encounter.objects.filter(person=grace.pk).exists()


def test_erasing_takes_the_notes_about_nobody_else(ada: User, grace: Person) -> None:
    Encounter.objects.of(ada).get().write("loves sailing", sayable=True)

    grace.erase()

    assert not Note.objects.of(ada).exists()


def test_how_they_met_is_told_in_plain_words(ada: User, grace: Person) -> None:
    met = Encounter.objects.of(ada).get()
    met.remembered_by = "the pen"

    assert met.in_plain_words() == (
        "You met on 17 November 2026 at Makers & Movers. What they may remember you by: the pen"
    )


def test_which_note_is_about_which_encounter_has_an_owner_too(ada: User, grace: Person) -> None:
    met = Encounter.objects.of(ada).get()
    note = met.write("loves sailing", sayable=True)
    assert note

    met.take_note(note)

    assert Noting.objects.of(ada).get().note == note
    assert list(note.encounters.all()) == [met]
    made = apps.get_app_config("encounters").get_models(include_auto_created=True)
    assert [model for model in made if model._meta.auto_created] == []
