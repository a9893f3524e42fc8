"""Days as people say them."""

from __future__ import annotations

from datetime import date

import pytest

from afterhello.notereader.days import day_phrase, still_true
from afterhello.notereader.language import language_named

ENGLISH = language_named("en")
TODAY = date(2026, 11, 19)  # a Thursday


@pytest.mark.parametrize(
    ("met_on", "said"),
    [
        (date(2026, 11, 19), " today"),
        (date(2026, 11, 18), " yesterday"),
        (date(2026, 11, 17), " on Tuesday"),
        (date(2026, 11, 13), " on Friday"),
        (date(2026, 11, 12), " last Thursday"),
        (date(2026, 11, 10), " on Tuesday last week"),
        (date(2026, 11, 3), " on 3 November"),
        (date(2025, 11, 3), " on 3 November 2025"),
        (date(2026, 11, 20), ""),
        (None, ""),
    ],
)
def test_a_day_is_said_as_one_says_it_today(met_on: date | None, said: str) -> None:
    assert day_phrase(met_on, TODAY, ENGLISH) == said


@pytest.mark.parametrize(
    ("words", "met_on", "holds"),
    [
        ("a van", None, True),
        ("a van tomorrow", TODAY, True),
        ("a van tomorrow", date(2026, 11, 18), False),
        ("a van next week", date(2026, 11, 16), True),
        ("a van next week", date(2026, 11, 13), False),
        ("a van in March", date(2026, 11, 1), True),
        ("a van in March", date(2026, 2, 1), False),
        ("a van by Friday", date(2026, 11, 17), True),
        ("a van by Wednesday", date(2026, 11, 17), False),
        ("a van by Friday", None, False),
        ("a van next spring", date(2025, 11, 17), False),
    ],
)
def test_words_about_time_hold_only_for_their_time(words: str, met_on: date | None, holds: bool) -> None:
    assert still_true(words, met_on, TODAY, ENGLISH) is holds


def test_the_first_and_the_last_day_of_all_are_no_trouble() -> None:
    assert day_phrase(date.min, date.max, ENGLISH) == " on 1 January 1"
    assert still_true("by Friday", date.max, date.max, ENGLISH)
