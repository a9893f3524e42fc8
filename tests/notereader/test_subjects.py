"""A subject as a person would write it."""

from __future__ import annotations

from datetime import date

import pytest

from afterhello.notereader import subject

TODAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("said", "proposed"),
    [
        ("struggles to find cold storage near Leeds, loves climbing", "Cold storage near Leeds"),
        ("moving to Lyon in March, nervous about schools", "Your move to Lyon"),
        ("needs a bigger van before Christmas", "A bigger van"),
        ("restores old radios", "Old radios"),
        ("asked good questions about my talk", "Your questions about my talk"),
        ("laughed about the badges", "The badges"),
        ("has just launched her own label last year", "Your own label"),
        ("wants to open a bakery", "Your plan to open a bakery"),
    ],
)
def test_a_subject_names_what_they_said(said: str, proposed: str) -> None:
    assert subject(said, met_on=date(2026, 11, 17), today=TODAY) == proposed


@pytest.mark.parametrize(
    "said", ["", "her sister looks for a flat", "is learning to weld", "looks for a job"]
)
def test_without_a_thing_the_subject_is_the_conversation(said: str) -> None:
    proposed = subject(said, met_on=date(2026, 11, 17), today=TODAY)

    assert proposed in {
        *("Our conversation on Tuesday", "Good to meet you on Tuesday", "To be continued"),
        *("After our conversation on Tuesday", "What you told me on Tuesday"),
    }


def test_a_long_quote_is_no_subject() -> None:
    said = "wants to open a second bakery with a garden and a small school in York"

    assert subject(said, met_on=None, today=TODAY) == "Your plan"
