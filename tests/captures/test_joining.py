"""A card of somebody known is joined with them: nothing doubles, nothing is lost, all of it can be undone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from afterhello.captures.models import Card, Joining, Stack
from afterhello.encounters.models import Encounter, Event, Note
from afterhello.errors import RuleBroken
from afterhello.followups.models import QuickNote
from afterhello.people.about import kept
from afterhello.people.models import Person

NEW_MAIL = ("email", "grace@northlight.example.org", "")
TYPED = {"full_name": "Grace Hollis", "said": "moves to Lyon in March", "private": "", "remembered_by": ""}


@pytest.fixture
def grace(card: Card) -> Person:
    """Grace, met in spring, with a line and a quick note that is being written."""
    person = Person.objects.make(
        card.owner,
        full_name="Grace Hollis",
        title="Surveyor",
        organisation="Tarn & Fell",
        contact_points=[("phone", "020 5555 0134", "mobile")],
    )
    spring = Event.objects.called(card.owner, "Spring fair", date(2026, 3, 3))
    met = Encounter.objects.create(owner=card.owner, person=person, event=spring, met_on=spring.held_on)
    met.write("grafts old orchards", sayable=True)
    QuickNote.objects.begin(person, met)
    return person


def join(card: Card, person: Person, changed: dict[str, str] | None = None, **typed: str) -> Joining:
    return Joining.objects.join(card, person, changed or {}, [NEW_MAIL], {**TYPED, **typed})


def everything(person: Person) -> dict[str, Any]:
    """All that is known of somebody, but for the cards they gave."""
    known = kept(Person.objects.get(pk=person.pk))
    return {label: rows for label, rows in known.items() if label != "captures.Card"}


def test_joining_makes_no_second_person_but_a_second_meeting(card: Card, grace: Person) -> None:
    join(card, grace, remembered_by="the pen")

    assert Person.objects.get() == grace
    spring, evening = Encounter.objects.with_people([grace])
    assert (str(spring.event), str(evening.event)) == ("Spring fair", "Makers & Movers")
    assert (evening.met_on, evening.remembered_by) == (date(2026, 11, 17), "the pen")
    assert evening.sayable_words() == "moves to Lyon in March"
    card.refresh_from_db()
    assert (card.person, card.encounter) == (grace, evening)


def test_nothing_that_was_known_is_changed_unless_it_was_chosen(card: Card, grace: Person) -> None:
    join(card, grace)

    grace.refresh_from_db()
    assert (grace.title, str(grace.organisation)) == ("Surveyor", "Tarn & Fell")
    assert [way.value for way in grace.contact_points.all()] == ["020 5555 0134", NEW_MAIL[1]]


def test_what_was_chosen_from_the_card_is_taken(card: Card, grace: Person) -> None:
    join(card, grace, {"title": "Architect", "organisation": "North Light", "full_name": "Grace Hollis-Berg"})

    grace.refresh_from_db()
    assert grace.in_plain_words() == "Grace Hollis-Berg, Architect, North Light"
    assert grace.family_name == "Hollis-Berg"


def test_a_note_that_is_being_written_keeps_its_words(card: Card, grace: Person) -> None:
    note = QuickNote.objects.get()
    note.keep("Orchards", "Hello Grace, how are the orchards?")

    join(card, grace)

    assert QuickNote.objects.get().words == "Hello Grace, how are the orchards?"


def test_a_note_that_had_nothing_to_say_speaks_of_the_new_meeting(card: Card, grace: Person) -> None:
    Note.objects.all().delete()

    join(card, grace)

    assert QuickNote.objects.get().said == "moves to Lyon in March"


@pytest.mark.parametrize("removed", [False, True])
def test_undoing_leaves_everything_as_it_was_and_the_card_waiting(
    card: Card, grace: Person, removed: bool
) -> None:
    if removed:
        Note.objects.all().delete()
        grace.remove()
    before = everything(grace)

    joining = join(card, grace, {"title": "Architect", "organisation": "North Light", "greeting": "Gracie"})
    assert not Person.objects.get().removed_at
    Joining.objects.get(pk=joining.pk).undo()

    assert everything(grace) == before
    card = Card.objects.get(pk=card.pk)
    assert card.is_waiting
    assert card.typed["said"] == "moves to Lyon in March"
    assert not Joining.objects.exists()


def test_a_second_card_of_the_same_stack_is_the_same_meeting(read_stack: Stack) -> None:
    first, second = read_stack.cards
    details = {"full_name": "Grace Hollis", "contact_points": []}
    person = first.accept(details, said="grafts old orchards", private="", remembered_by="the pen")
    before = everything(person)

    joining = join(second, person, remembered_by="the hat")

    met = Encounter.objects.get()
    assert met.remembered_by == "the pen; the hat"
    assert met.sayable_words() == "grafts old orchards\nmoves to Lyon in March"
    Joining.objects.get(pk=joining.pk).undo()
    assert everything(person) == before


def test_what_was_changed_since_is_not_undone(card: Card, grace: Person) -> None:
    joining = join(card, grace)
    grace.tag("climbing")

    with pytest.raises(RuleBroken, match="was changed since"):
        Joining.objects.get(pk=joining.pk).undo()

    assert Encounter.objects.count() == 2


def test_of_two_tabs_the_second_joins_nothing(card: Card, grace: Person) -> None:
    join(card, grace)
    before = everything(grace)

    with pytest.raises(RuleBroken, match="decided already"):
        join(card, grace, said="something else")

    assert everything(grace) == before


def test_somebody_erased_meanwhile_is_not_joined(card: Card, grace: Person) -> None:
    stale = Person.objects.get(pk=grace.pk)
    grace.erase()

    with pytest.raises(RuleBroken, match="not among your people"):
        join(card, stale)

    assert Card.objects.get(pk=card.pk).is_waiting


def test_erasing_somebody_takes_along_what_joining_remembered(card: Card, grace: Person) -> None:
    join(card, grace)

    Person.objects.get().erase()

    assert not Joining.objects.exists()
