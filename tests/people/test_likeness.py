"""Who may be somebody known already: offered on good grounds, and on no others."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from afterhello.accounts.models import User
from afterhello.people.folding import folded
from afterhello.people.likeness import Likeness, core, house
from afterhello.people.models import Person

MAIL = ("email", "priya@brightwater.example.org", "")
PHONE = ("phone", "020 5555 0161", "")
MOBILE = ("phone", "020 5555 0161", "mobile")
FAX = ("phone", "020 5555 0161", "fax")
NAMES = ["Anna", "Berg", "Priya", "Nair", "Ken", "de", "Wang"]
WORDS = st.lists(st.sampled_from(NAMES), min_size=1, max_size=4)


def known(ada: User, *ways: tuple[str, str, str], name: str = "Priya Nair", at: str = "") -> Person:
    return Person.objects.make(ada, full_name=name, organisation=at, contact_points=ways)


def like(ada: User, *ways: tuple[str, str, str], name: str = "Priya Nair", at: str = "") -> list[Likeness]:
    return Person.objects.of(ada).resembling(ada, full_name=name, organisation=at, contact_points=ways)


def said(found: list[Likeness]) -> list[tuple[str, str]]:
    return [(str(each.person), each.in_words) for each in found]


def test_the_same_email_is_the_same_person_whatever_the_name(ada: User) -> None:
    known(ada, MAIL)

    found = like(ada, ("email", "PRIYA@Brightwater.example.org", ""), name="Priya Raman")

    assert said(found) == [("Priya Nair", "The same email")]
    assert found[0].is_likely


def test_the_same_number_written_from_abroad_is_the_same(ada: User) -> None:
    known(ada, PHONE)

    assert said(like(ada, ("phone", "+44 20 5555 0161", ""))) == [
        ("Priya Nair", "The same phone number, and the same name")
    ]


def test_a_family_name_may_have_changed(ada: User) -> None:
    known(ada, PHONE)

    assert said(like(ada, PHONE, name="Priya Raman")) == [("Priya Nair", "The same phone number")]
    assert said(like(ada, PHONE, name="P. Nair")) == [("Priya Nair", "The same phone number")]


def test_a_colleague_at_the_same_switchboard_is_somebody_else(ada: User) -> None:
    known(ada, PHONE)

    assert like(ada, PHONE, name="Tom Ashby") == []


def test_a_mobile_is_one_persons(ada: User) -> None:
    known(ada, PHONE)

    assert said(like(ada, MOBILE, name="Q Foods")) == [("Priya Nair", "The same phone number")]


def test_a_fax_proves_nothing(ada: User) -> None:
    known(ada, FAX)

    assert like(ada, FAX, name="Priya Raman") == []
    assert like(ada, PHONE, name="Priya Raman") == []


@pytest.mark.parametrize("address", ["info@brightwater.example.org", "kontakt@brightwater.example.org"])
def test_the_mailbox_of_a_house_proves_nothing(ada: User, address: str) -> None:
    known(ada, ("email", address, ""))

    assert like(ada, ("email", address, ""), name="Tom Ashby") == []


def test_what_people_of_two_names_carry_proves_nothing(ada: User) -> None:
    known(ada, MAIL, PHONE)
    known(ada, MAIL, PHONE, name="Tom Ashby")

    assert like(ada, MAIL, PHONE, name="Lena Fox") == []
    assert said(like(ada, MAIL, name="Tom Ashby")) == [("Tom Ashby", "The same name, reached the same way")]


def test_somebody_who_is_there_twice_is_offered_twice_the_likelier_first(ada: User) -> None:
    known(ada, MAIL)
    known(ada, MAIL, PHONE)

    first, second = like(ada, MAIL, PHONE)

    assert first.in_words == "The same email, the same phone number, and the same name"
    assert second.in_words == "The same email, and the same name"


@pytest.mark.parametrize("at", ["Brightwater Foods", "BRIGHTWATER FOODS LTD."])
def test_the_same_name_in_the_same_house_is_likely(ada: User, at: str) -> None:
    known(ada, at="Brightwater Foods Ltd")

    (found,) = like(ada, at=at, name="Dr. Priya Nair")

    assert (found.in_words, found.is_likely) == ("The same name and organisation", True)


def test_mailboxes_in_the_same_house_are_as_good_as_its_name(ada: User) -> None:
    known(ada, MAIL)
    known(ada, ("email", "ken.morioka@gmail.com", ""), name="Ken Morioka")

    assert like(ada, ("email", "p.nair@brightwater.example.org", ""))[0].is_likely
    assert not like(ada, ("email", "kenny@gmail.com", ""), name="Ken Morioka")[0].is_likely


@pytest.mark.parametrize("at", ["", "Quince & Company"])
def test_a_name_alone_is_no_more_than_a_hint(ada: User, at: str) -> None:
    known(ada, at="Brightwater Foods")

    (found,) = like(ada, at=at)

    assert (found.in_words, found.is_likely) == ("The same name", False)


@pytest.mark.parametrize("name", ["NAIR Priya", "Nair, Priya", "priya nair", "Dr. Priya M. Nair"])
def test_a_name_is_known_however_it_is_printed(ada: User, name: str) -> None:
    known(ada)

    assert said(like(ada, name=name)) == [("Priya Nair", "The same name")]


def test_a_name_of_many_words_is_known_too(ada: User) -> None:
    known(ada, name="Anna Maria van der Berg")

    assert said(like(ada, name="Anna van der Berg")) == [("Anna Maria van der Berg", "The same name")]


def test_somebody_removed_is_found_among_the_removed(ada: User) -> None:
    known(ada, MAIL).remove()

    assert like(ada, MAIL) == []
    removed = Person.objects.of(ada, removed=True).resembling(ada, full_name="", contact_points=[MAIL])
    assert said(removed) == [("Priya Nair", "The same email")]


def test_somebody_erased_is_never_found(ada: User) -> None:
    known(ada, MAIL).erase()

    everybody = Person.objects.of(ada) | Person.objects.of(ada, removed=True)
    assert everybody.resembling(ada, full_name="Priya Nair", contact_points=[MAIL]) == []


def test_a_switchboard_that_many_carry_hides_nobody(ada: User) -> None:
    for number in range(70):
        known(ada, PHONE, name=f"Tom Ashby{number}")
    known(ada, MAIL, PHONE)

    assert said(like(ada, PHONE, MAIL)) == [("Priya Nair", "The same email, and the same name")]


def test_people_of_strangers_are_never_found(ada: User, mallory: User) -> None:
    known(mallory, MAIL, at="Brightwater Foods")

    assert like(ada, MAIL, at="Brightwater Foods") == []
    assert Person.objects.of(mallory).resembling(ada, full_name="Priya Nair", contact_points=[MAIL]) == []


def test_what_cannot_be_read_is_left_out(ada: User) -> None:
    known(ada, MAIL)

    assert like(ada, ("email", "priya@", ""), ("phone", "-", ""), ("phone", "ext. 512", ""), name="") == []


def test_as_many_queries_find_them_however_many_there_are(ada: User) -> None:
    for number in range(30):
        known(
            ada,
            MAIL,
            PHONE,
            ("url", "brightwater.example.org", ""),
            name=("Priya Nair", "Tom Ashby")[number % 2],
        )

    with CaptureQueriesContext(connection) as asked:
        like(ada, MAIL, PHONE)

    assert len(asked) == 5  # two ways, and three


@settings(deadline=None)
@given(words=WORDS)
def test_a_name_always_has_words_that_make_it(words: list[str]) -> None:
    assert core(" ".join(words))


@given(st.text(min_size=1, max_size=30).filter(folded))
def test_a_house_keeps_some_name(text: str) -> None:
    assert house(text)
