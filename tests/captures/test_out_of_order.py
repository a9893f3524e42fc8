"""Acts that cross: an undo before its turn, a decision before a reading, a page older than its card."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, models
from django.test import Client

from afterhello import cardreader
from afterhello.accounts.models import User
from afterhello.captures import undoing
from afterhello.captures.forms import ReviewForm
from afterhello.captures.models import Card, Joining, Photo, Stack
from afterhello.cardreader.shapes import Field, Fields
from afterhello.encounters.models import Encounter
from afterhello.errors import RuleBroken
from afterhello.people.models import Person

As = Callable[[User], Client]
NOTHING = {"said": "", "private": "", "remembered_by": ""}


def now(card: Card) -> Card:
    return Card.objects.in_order().get(pk=card.pk)


def photo_of(owner: User) -> Photo:
    return Photo.objects.create(owner=owner, stack=Stack.objects.create(owner=owner))


def keep(card: Card) -> Person:
    return card.accept({"full_name": "Grace Hollis", "contact_points": []}, **NOTHING)


def read_as(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reader find that name, whatever it looks at."""
    fields = Fields(name=Field(name, 0.99, True, None))

    def read_again(_picture: bytes, quad: Any, **_more: Any) -> tuple[cardreader.Card, ...]:
        return (cardreader.Card(quad=quad, fields=fields, qr=None, lines=(), upright_jpeg=b""),)

    monkeypatch.setattr(cardreader, "read_again", read_again)


def test_a_person_with_a_second_card_does_not_go_with_the_first(read_stack: Stack) -> None:
    first, second = read_stack.cards
    person = keep(first)
    Joining.objects.join(second, person, {}, [], NOTHING)

    with pytest.raises(RuleBroken, match="Another card of Grace Hollis"):
        undoing.take_back(now(first))

    assert (now(first).person, now(second).person) == (person, person)
    undoing.take_back(now(second))
    undoing.take_back(now(first))
    assert now(first).is_waiting
    assert now(second).is_waiting
    assert not Person.objects.exists()


def test_a_joining_that_another_leans_on_is_undone_after_it(read_stack: Stack) -> None:
    first, second = read_stack.cards
    person = Person.objects.make(read_stack.owner, full_name="Grace Hollis", contact_points=[])
    for card in (first, second):
        Joining.objects.join(card, person, {}, [], NOTHING)

    with pytest.raises(RuleBroken, match="Another card of Grace Hollis"):
        undoing.take_back(now(first))

    assert now(second).encounter == Encounter.objects.get()
    undoing.take_back(now(second))
    undoing.take_back(now(first))
    assert Person.objects.get() == person
    assert not Encounter.objects.exists()


def test_a_card_kept_before_it_was_read_again_is_read_once_it_waits_again(
    card: Card, client_of: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_as("Grace Hollis-Reed", monkeypatch)
    card.ask_to_be_read()
    keep(now(card))
    now(card).read_again()  # the worker finds it decided

    client_of(card.owner).post(f"/cards/{card.pk}/return")
    now(card).read_again()

    assert now(card).asked_at is None
    assert now(card).fields["name"]["value"] == "Grace Hollis-Reed"


def test_what_an_older_page_still_shows_was_not_typed(
    card: Card, client_of: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_as("Grace Hollis-Reed", monkeypatch)
    page = ReviewForm(now(card))
    shown = {name: str(page[name].value() or "") for name in page.fields} | {"said": "loves climbing"}
    card.ask_to_be_read()
    now(card).read_again()

    sent = {"shown": str(card.pk), "drawn_from": page.as_drawn(), **shown}
    client_of(card.owner).post(f"/cards/{card.pk}/turns", sent)

    assert now(card).typed == {"said": "loves climbing"}


@pytest.mark.parametrize("drawn_from", ["", "no JSON", "[1]", "null"])
def test_a_page_that_does_not_say_what_it_was_drawn_from_loses_nothing_typed(
    card: Card, drawn_from: str
) -> None:
    form = ReviewForm(card, {"drawn_from": drawn_from, "full_name": "Grace H.", "title": "Architect"})

    assert form.typed() == {"full_name": "Grace H."}


def test_two_sides_are_decided_both_or_neither(read_stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    front, back = read_stack.cards
    front.join(back)
    update, calls = models.QuerySet.update, []

    def breaks_off(rows: models.QuerySet[Any], **how: Any) -> int:
        calls.append(how)
        if len(calls) == 2:
            raise DatabaseError("killed")
        return update(rows, **how)

    with monkeypatch.context() as broken:
        broken.setattr(models.QuerySet, "update", breaks_off)
        with pytest.raises(DatabaseError, match="killed"):
            now(front).discard()

    assert now(front).is_waiting
    now(front).discard()
    assert now(back).discarded_at


def test_what_was_noted_on_both_sides_is_on_the_one_card(read_stack: Stack) -> None:
    front, back = read_stack.cards
    front.keep_typed({"said": "loves climbing", "remembered_by": "the pen"})
    back.keep_typed({"said": "moves to Lyon", "remembered_by": "the hat", "private": "looks tired"})
    noted = {
        "said": "loves climbing\nmoves to Lyon",
        "private": "looks tired",
        "remembered_by": "the pen; the hat",
    }

    for _again in range(2):
        now(front).join(now(back))
        assert now(front).typed == noted
        now(back).separate()


def test_the_page_says_so_before_a_photo_goes_with_a_card_and_its_other_side(
    read_stack: Stack, client_of: As
) -> None:
    front, back = read_stack.cards
    client = client_of(read_stack.owner)
    says = "This is the last card of its photo"
    assert says not in client.get(front.get_absolute_url()).content.decode()

    front.join(back)

    assert says in client.get(front.get_absolute_url()).content.decode()


def test_a_card_that_was_turned_shows_no_strips_until_it_is_read(
    card: Card, client_of: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    card.reading["fields"]["name"]["quad"] = [[120, 250], [500, 250], [500, 300], [120, 300]]
    card.save()
    client, strip = client_of(card.owner), f"/cards/{card.pk}/strip"
    assert strip in client.get(card.get_absolute_url()).content.decode()

    client.post(f"/cards/{card.pk}/turns")

    page = client.get(card.get_absolute_url()).content.decode()
    assert strip not in page
    assert 'width="420" height="660"' in page  # its picture stands upright now


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("later", "next"),
        ("later", "shown"),
        ("turns", "shown"),
        ("other-side", "other"),
        ("discard", "shown"),
    ],
)
def test_an_act_that_names_somebody_elses_card_finds_nothing(
    card: Card, mallory: User, client_of: As, address: str, named: str
) -> None:
    mine = Card.objects.create(owner=mallory, photo=photo_of(mallory), position=0)
    before = now(card).typed, now(card).crop.name

    answer = client_of(mallory).post(f"/cards/{mine.pk}/{address}", {named: str(card.pk), "said": "seen"})

    assert answer.status_code == 404
    assert now(card).is_waiting
    assert (now(card).typed, now(card).crop.name) == before


def test_what_an_earlier_version_kept_is_not_offered_to_be_taken_back(read_stack: Stack) -> None:
    first, second = read_stack.cards
    keep(first)
    second.discard()
    Card.objects.filter(pk=first.pk).update(kept_as="")

    done = undoing.last_done(read_stack.cards)
    assert done
    assert done.card == second
    undoing.take_back(now(second))
    assert undoing.last_done(read_stack.cards) is None


def test_a_long_name_does_not_blow_up_the_button(card: Card, client_of: As) -> None:
    client = client_of(card.owner)
    assert "> Grace</span>" in client.get(card.get_absolute_url()).content.decode()

    card.keep_typed({"full_name": "Wilhelmina-Featherstonehaugh"})

    assert "> Wilhelm" not in client.get(card.get_absolute_url()).content.decode()
