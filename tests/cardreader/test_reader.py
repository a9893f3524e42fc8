"""Two looks at a line: the surer one is kept, and what the other does not say is doubted."""

from __future__ import annotations

from afterhello.cardreader.reader import of_both
from afterhello.engines import Words


def read(text: str, sure: float) -> Words:
    return Words(text, sure, (), tuple(sure for _ in text))


def test_two_looks_that_agree_are_as_sure_as_the_less_sure_one() -> None:
    both = of_both(read("anna", 0.9), read("anna", 0.8))

    assert (both.text, both.confidence) == ("anna", 0.9)
    assert both.letters == (0.8, 0.8, 0.8, 0.8)


def test_a_letter_that_the_other_look_has_not_is_doubted() -> None:
    both = of_both(read("anna", 0.9), read("anma", 0.8))

    assert both.text == "anna"
    assert both.letters == (0.8, 0.8, 0.0, 0.8)


def test_a_letter_beside_one_that_was_missed_is_doubted() -> None:
    assert of_both(read("ana", 0.9), read("anna", 0.8)).letters == (0.8, 0.8, 0.0)
    assert of_both(read("an", 0.9), read("anna", 0.8)).letters == (0.8, 0.0)


def test_a_space_more_is_no_doubt() -> None:
    assert 0.0 not in of_both(read("020 5555", 0.9), read("0205555", 0.8)).letters


def test_a_look_without_letters_says_nothing_of_them() -> None:
    told = of_both(Words("anna", 0.9, ()), read("anma", 0.8))

    assert (told.text, told.letters) == ("anna", ())
