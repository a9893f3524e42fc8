"""The name one greets somebody by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterhello.people.greeting import parts, proposed

WESTERN_GIVEN = st.sampled_from(["Anna", "Jonas", "Siobhán", "Jean-Pierre", "Priya", "Tomás", "Ines"])
WESTERN_FAMILY = st.sampled_from(["Berg", "Keller", "O’Neill", "Raghunathan", "Ferreira", "van der Berg"])
PREFIX = st.sampled_from(["", "Dr. ", "Prof. Dr. ", "Dipl.-Ing. ", "Herr ", "Mrs. ", "Mme "])
SUFFIX = st.sampled_from(["", ", PhD", " MBA", ", M.Sc."])


@pytest.mark.parametrize(
    ("full_name", "greeting"),
    [
        ("Dr. Anna Berg", "Anna"),
        ("Anna Berg, PhD", "Anna"),
        ("BERG Anna", "Anna"),
        ("ANNA BERG", "Anna"),
        ("Berg, Anna", "Anna"),
        ("Jan van der Berg", "Jan"),
        ("María José García López", "María"),
        ("Anna", "Anna"),
        ("M. Jean-Pierre Dupont", "Jean-Pierre"),
    ],
)
def test_a_western_name_is_greeted_by_the_given_name(full_name: str, greeting: str) -> None:
    assert proposed(full_name) == greeting


@pytest.mark.parametrize(
    "full_name",
    [
        "Kim Min-jun",
        "Wang Wei",
        "Nguyễn Văn An",
        "Nagy Péter",
        "王伟",
        "田中 さくら",
        "Иван Иванов",
        "J. R. Smith",
        "JP Smith",
        "Abdul Rahman",
        "Dr. Berg",
        "van der Berg",
        "Anna & Tom Berg",
        "Sales 2",
    ],
)
def test_in_doubt_one_greets_by_the_full_name(full_name: str) -> None:
    assert proposed(full_name) in {full_name, "JP"}


@given(PREFIX, WESTERN_GIVEN, WESTERN_FAMILY, SUFFIX)
def test_titles_and_degrees_are_never_greeted(prefix: str, first: str, family: str, suffix: str) -> None:
    name = f"{prefix}{first} {family}{suffix}"

    assert proposed(name) == first
    assert parts(name).family == family


@given(st.text(max_size=80))
def test_any_name_gets_a_greeting_made_of_its_own_words(full_name: str) -> None:
    greeting = proposed(full_name)

    assert bool(greeting) == bool(full_name.split())
    assert greeting == " ".join(greeting.split())


@given(st.text(alphabet="aAbB.-,()'\" ", max_size=30))
def test_odd_marks_break_nothing(full_name: str) -> None:
    assert bool(proposed(full_name)) == bool(full_name.split())
