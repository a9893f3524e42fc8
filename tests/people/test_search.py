"""Finding people: by any of their words, in any order, case and accents."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterhello.accounts.models import User
from afterhello.people.folding import folded, tidied
from afterhello.people.models import Person

NAMES = st.lists(
    st.text(alphabet="abcdéłßøÅñçİıΣσ’-王伟", min_size=1, max_size=8).filter(folded), min_size=1, max_size=4
)


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(alphabet=st.characters(codec="latin-1"), max_size=40))
def test_case_and_accents_do_not_matter(text: str) -> None:
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))

    assert folded(text.upper()) == folded(text.lower().upper())
    assert folded(bare) == folded(text) or set(text) & set("æœøđðþłÆŒØĐÐÞŁ´¨¸¯")


@given(st.text(max_size=60))
def test_what_is_tidied_has_one_line_and_no_control_characters(text: str) -> None:
    assert tidied(tidied(text)) == tidied(text)
    assert not any(unicodedata.category(sign) == "Cc" for sign in tidied(text))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=NAMES, seed=st.integers(0, 99))
def test_everybody_is_found_by_any_of_their_words_in_any_order(
    ada: User, words: list[str], seed: int
) -> None:
    person = Person.objects.make(ada, full_name=" ".join(words[:2]), organisation=" ".join(words[2:]))
    dice = random.Random(seed)  # noqa: S311 - which words are asked for, no secret
    asked = dice.sample(words, dice.randint(1, len(words)))

    assert person in Person.objects.of(ada).named(" ".join(asked).upper())
    assert person in Person.objects.of(ada).named(" ".join(asked).lower())


def test_a_word_that_is_nowhere_finds_nobody(ada: User) -> None:
    Person.objects.make(ada, full_name="Priya Raghunathan", organisation="Brightwater Foods")

    assert Person.objects.of(ada).named("priya brightwater").exists()
    assert not Person.objects.of(ada).named("priya orchard").exists()


@pytest.mark.parametrize("words", ["%", "_", "100%", "\\"])
def test_marks_of_a_search_language_mean_themselves(ada: User, words: str) -> None:
    Person.objects.make(ada, full_name="Axb Keller")

    found = Person.objects.of(ada).named(words)

    assert found.exists() == (folded(words) == "")


def test_the_book_is_in_the_order_of_family_names(ada: User) -> None:
    for name in ("Zoë Adler", "Anna Berg", "Émile Berg", "王伟", "Wang Wei"):
        Person.objects.make(ada, full_name=name)

    names = [person.full_name for person in Person.objects.of(ada).in_order()]

    assert names == ["Zoë Adler", "Anna Berg", "Émile Berg", "Wang Wei", "王伟"]


def test_the_book_is_leafed_through_without_doubles_or_gaps(ada: User) -> None:
    for count in range(23):
        Person.objects.make(ada, full_name=f"Anna {'Berg' if count % 2 else 'Keller'}")

    seen, after = [], None
    while True:
        page = Person.objects.of(ada).page(after, length=5)
        seen += page.people
        if page.last is None:
            break
        after = page.last

    assert seen == list(Person.objects.of(ada).in_order())
    assert len(set(seen)) == 23
