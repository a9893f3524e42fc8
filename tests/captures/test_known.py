"""Somebody known is offered beside their card: asked once, joined with what was chosen, undone as a whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterhello.accounts.models import User
from afterhello.captures.models import Card, Joining, Stack
from afterhello.encounters.models import Encounter, Event
from afterhello.people.models import Person
from afterhello.people.ways import comparable

As = Callable[[User], Client]
MAIL = ("email", "grace@example.org", "")
MOBILE = ("phone", "020 5555 0134", "mobile")
CARD = {
    "full_name": "Grace Hollis",
    "greeting": "Grace",
    "title": "Architect",
    "organisation": "North Light",
    "email-0": "grace@example.org",
    "phone-0": "020 5555 0134",
    "said": "moves to Lyon in March",
    "private": "",
    "remembered_by": "",
}


def know(owner: User, *ways: tuple[str, str, str], **more: str) -> Person:
    """Grace, met in spring."""
    told = {"full_name": "Grace Hollis", "title": "Surveyor", "organisation": "Tarn & Fell", **more}
    person = Person.objects.make(owner, contact_points=ways or [MAIL], **told)  # type: ignore[arg-type]  # words
    spring = Event.objects.called(owner, "Spring fair", date(2026, 3, 3))
    Encounter.objects.create(owner=owner, person=person, event=spring, met_on=spring.held_on)
    return person


@pytest.fixture
def grace(card: Card) -> Person:
    return know(card.owner)


def joined(person: Person, shown: str = "title organisation phone-0", **more: Any) -> dict[str, Any]:
    """What the page sends when the same person was chosen, as it is drawn."""
    here = f"join-{person.pk}"
    known = {f"{here}-title": "known", f"{here}-organisation": "known", f"{here}-add": ["phone-0"]}
    own = {f"{here}-{name.removeprefix('join_')}": said for name, said in more.items() if name[:5] == "join_"}
    rest = {name: said for name, said in more.items() if name[:5] != "join_"}
    return {**CARD, "join": str(person.pk), f"{here}-shown": shown, **known, **own, **rest}


def keep(client: Client, card: Card, given: dict[str, Any]) -> HttpResponse:
    return client.post(f"/cards/{card.pk}/acceptance", given)  # type: ignore[return-value]  # Django's own


def page_of(client: Client, card: Card) -> str:
    return client.get(card.get_absolute_url()).content.decode()


def test_somebody_known_stands_beside_the_card_with_what_differs(
    card: Card, grace: Person, client_of: As
) -> None:
    page = page_of(client_of(card.owner), card)

    assert "You know Grace Hollis" in page
    assert "The same email, and the same name." in page
    assert "Spring fair" in page
    for said in ("Surveyor", "Architect", "Tarn &amp; Fell", "North Light", "New on this card"):
        assert said in page
    assert page.count("They’re the same person") == 1
    assert "Somebody else" in page


def test_nobody_is_offered_where_nobody_is_alike(card: Card, client_of: As) -> None:
    know(card.owner, ("email", "ken@example.org", ""), full_name="Ken Morioka")

    assert "Somebody else" not in page_of(client_of(card.owner), card)


def test_joining_makes_no_second_person_and_keeps_what_was_known(
    card: Card, grace: Person, client_of: As
) -> None:
    client = client_of(card.owner)

    response = keep(client, card, joined(grace))

    assert response.status_code == 302
    assert Person.objects.get().in_plain_words() == "Grace Hollis, Surveyor, Tarn & Fell"
    assert [way.value for way in grace.contact_points.all()] == ["grace@example.org", "020 5555 0134"]
    page = client.get(f"/people/{grace.pk}").content.decode()
    for said in ("Spring fair", "Makers &amp; Movers", "moves to Lyon in March", f"/cards/{card.pk}/crop"):
        assert said in page
    assert "Joined with Grace Hollis. Left on the card: Architect, North Light." in page


def test_what_is_chosen_is_taken_and_what_is_left_is_left(card: Card, grace: Person, client_of: As) -> None:
    given = joined(grace, join_title="card", join_add=[])

    keep(client_of(card.owner), card, given)

    grace.refresh_from_db()
    assert (grace.title, str(grace.organisation)) == ("Architect", "Tarn & Fell")
    assert [way.value for way in grace.contact_points.all()] == ["grace@example.org"]


def test_joining_is_undone_from_the_toast(card: Card, grace: Person, client_of: As) -> None:
    client = client_of(card.owner)
    keep(client, card, joined(grace, join_title="card"))

    client.post(f"/cards/{card.pk}/return")

    grace.refresh_from_db()
    assert grace.title == "Surveyor"
    assert Encounter.objects.get().where == "Spring fair"
    page = page_of(client, card)
    assert "You know Grace Hollis" in page
    assert "moves to Lyon in March" in page


def test_keeping_without_an_answer_asks_once_before_a_second_person_is_made(
    card: Card, grace: Person, client_of: As
) -> None:
    client = client_of(card.owner)

    asked = keep(client, card, CARD)
    assert asked.status_code == 422
    assert "Nothing is kept yet" in asked.content.decode()
    assert "moves to Lyon in March" in asked.content.decode()
    assert f'name="asked" value="{grace.pk}"' in asked.content.decode()
    assert Person.objects.count() == 1

    keep(client, card, {**CARD, "asked": str(grace.pk)})
    assert Person.objects.count() == 2


def test_having_drawn_the_page_is_not_having_asked(card: Card, grace: Person, client_of: As) -> None:
    client = client_of(card.owner)
    wrong = keep(client, card, {**CARD, "email-1": "grace@"}).content.decode()

    assert 'name="asked" value=""' in page_of(client, card)
    assert 'name="asked" value=""' in wrong


def test_a_mobile_that_was_corrected_is_a_mobile_still(card: Card, grace: Person, client_of: As) -> None:
    keep(client_of(card.owner), card, joined(grace, **{"phone-0": "020 5555 0177"}))

    (phone,) = grace.ways("phone")
    assert (phone.value, phone.label) == ("020 5555 0177", "mobile")


def test_somebody_else_is_somebody_new_at_once(card: Card, grace: Person, client_of: As) -> None:
    keep(client_of(card.owner), card, {**CARD, "join": "nobody"})

    assert Person.objects.count() == 2


def test_the_values_as_corrected_decide_who_is_alike(card: Card, client_of: As) -> None:
    know(card.owner, ("email", "g.hollis@example.org", ""), full_name="G. H. Hollis")

    assert "Somebody else" not in page_of(client_of(card.owner), card)
    asked = keep(client_of(card.owner), card, {**CARD, "email-0": "g.hollis@example.org"})

    assert asked.status_code == 422
    assert "You know G. H. Hollis" in asked.content.decode()


def test_a_difference_that_was_not_shown_is_asked_before_it_is_decided(
    card: Card, grace: Person, client_of: As
) -> None:
    given = joined(grace, full_name="Grace Hollis-Berg")

    asked = keep(client_of(card.owner), card, given)

    assert asked.status_code == 422
    assert not Joining.objects.exists()
    assert f'name="join-{grace.pk}-full_name"' in asked.content.decode()
    assert "Something differs that did not stand here before." in asked.content.decode()


def test_a_way_that_was_typed_after_the_page_was_drawn_is_added(
    card: Card, grace: Person, client_of: As
) -> None:
    keep(client_of(card.owner), card, joined(grace, **{"url-0": "northlight.example.org"}))

    assert "northlight.example.org" in [way.value for way in grace.contact_points.all()]


def test_whoever_was_chosen_is_joined_although_the_email_was_corrected_since(
    card: Card, grace: Person, client_of: As
) -> None:
    given = joined(grace, full_name="Grace Hollis", **{"email-0": "other@example.org"})

    keep(client_of(card.owner), card, given)

    assert Person.objects.count() == 1
    assert "other@example.org" in [way.value for way in grace.contact_points.all()]


def test_a_namesake_is_mentioned_and_asks_for_no_answer(card: Card, client_of: As) -> None:
    know(card.owner, ("email", "hollis@tarn.example.org", ""))
    client = client_of(card.owner)

    assert "You know somebody called Grace Hollis" in page_of(client, card)
    assert keep(client, card, CARD).status_code == 302
    assert Person.objects.count() == 2


def test_somebody_removed_comes_back_by_joining(card: Card, grace: Person, client_of: As) -> None:
    grace.remove()
    client = client_of(card.owner)
    assert "joining brings them back" in page_of(client, card)

    keep(client, card, joined(grace))

    assert Person.objects.of(card.owner).get() == grace


def test_somebody_erased_is_not_spoken_of(card: Card, grace: Person, client_of: As) -> None:
    grace.erase()

    assert "Somebody else" not in page_of(client_of(card.owner), card)


def test_somebody_erased_while_the_page_was_open_is_not_joined(
    card: Card, grace: Person, client_of: As
) -> None:
    given = joined(grace)
    grace.erase()

    response = keep(client_of(card.owner), card, given)

    assert response.status_code == 422
    assert "not among your people any more" in response.content.decode()
    assert Card.objects.get(pk=card.pk).is_waiting


def test_people_of_a_stranger_are_neither_offered_nor_joined(
    card: Card, mallory: User, client_of: As
) -> None:
    hers = know(mallory)
    client = client_of(card.owner)

    assert "Somebody else" not in page_of(client, card)
    assert keep(client, card, joined(hers)).status_code == 422
    assert not Joining.objects.exists()


def test_the_same_card_twice_in_a_stack_joins_whom_it_made_or_goes(read_stack: Stack, client_of: As) -> None:
    first, second = read_stack.cards
    Card.objects.filter(pk=second.pk).update(reading=first.reading)
    client = client_of(read_stack.owner)
    keep(client, first, CARD)

    page = page_of(client, second)

    assert "Kept from this stack already." in page
    assert "It’s the same card twice: put it aside" in page
    assert "The card says nothing that you do not know." in page
    person = Person.objects.get()
    keep(client, second, {**CARD, "join": str(person.pk), f"join-{person.pk}-shown": "", "said": ""})
    assert (Person.objects.count(), Encounter.objects.count()) == (1, 1)


def test_people_of_the_example_are_joined_among_themselves_alone(
    card: Card, grace: Person, client_of: As
) -> None:
    Stack.objects.update(example_at=card.photo.created_at)

    assert "Somebody else" not in page_of(client_of(card.owner), card)


def test_of_many_the_three_likeliest_are_shown_in_a_constant_number_of_queries(
    card: Card, client_of: As
) -> None:
    client = client_of(card.owner)
    know(card.owner)
    with CaptureQueriesContext(connection) as with_one:
        page_of(client, card)
    for number in range(8):
        know(card.owner, MAIL, ("url", f"example.org/{number}", ""))

    with CaptureQueriesContext(connection) as with_many:
        page = page_of(client, card)

    assert page.count("They’re the same person") == 3
    assert len(with_many) == len(with_one)


WORD = st.sampled_from(["", "Architect", "architect", "Surveyor", "Keeper of cold rooms"])
ADDRESS = st.sampled_from(["", "grace@example.org", "GRACE@example.org", "g@example.com"])
NUMBER = st.sampled_from(["", "020 5555 0134", "+44 20 5555 0134", "020 5555 0177"])
SIDE = st.fixed_dictionaries({"title": WORD, "organisation": WORD, "email-0": ADDRESS, "phone-0": NUMBER})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(known=SIDE, printed=SIDE, take=st.sampled_from(["known", "card"]))
def test_joining_loses_no_value_of_either_side_but_those_that_were_passed_over(
    ada: User, client_of: As, two_cards: bytes, known: dict[str, str], printed: dict[str, str], take: str
) -> None:
    ways = [(name[:-2], value, "") for name, value in known.items() if value and name.endswith("-0")]
    told = {name: known[name] for name in ("title", "organisation")}
    person = Person.objects.make(ada, full_name="Grace Hollis", contact_points=ways, **told)  # type: ignore[arg-type]  # words
    stack = Stack.objects.create(owner=ada)
    photo = stack.photo_set.create(owner=ada, name="desk.jpg")
    card = Card.objects.create(owner=ada, photo=photo, position=0)
    apart = [n for n in told if told[n] and printed[n] and told[n].casefold() != printed[n].casefold()]
    chosen = {f"join-{person.pk}-{name}": take for name in apart}
    shown = {"join": str(person.pk), f"join-{person.pk}-shown": " ".join(apart)}

    keep(client_of(ada), card, {**CARD, **printed, **shown, **chosen})

    person.refresh_from_db()
    for name, now in (("title", person.title), ("organisation", str(person.organisation or ""))):
        said = [words for words in (told[name], printed[name]) if words]
        wanted = said[-1] if name in apart and take == "card" else "".join(said[:1])
        assert now.casefold() == wanted.casefold()
    reached = {way.normalised for way in person.contact_points.all()}
    for side in (known, printed):
        for kind in ("email", "phone"):
            if side[f"{kind}-0"]:
                assert comparable(kind, side[f"{kind}-0"], ada.country) in reached
    person.erase()
