"""Days as people say them. Today is Thursday, 19 November 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.template import Context, Template
from django.utils import timezone

from afterhello.ui.days import as_people_say, in_a_sentence

TODAY = datetime(2026, 11, 19, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today() -> object:
    with time_machine.travel(TODAY, tick=False):
        yield


def words(markup: str) -> str:
    return markup.partition(">")[2].removesuffix("</time>")


@pytest.mark.parametrize(
    ("day", "alone", "after_a_verb"),
    [
        (date(2026, 11, 19), "Today", "today"),
        (date(2026, 11, 18), "Yesterday", "yesterday"),
        (date(2026, 11, 17), "Tuesday", "on Tuesday"),
        (date(2026, 11, 13), "Friday", "on Friday"),
        (date(2026, 11, 12), "last Thursday", "last Thursday"),
        (date(2026, 11, 6), "last Friday", "last Friday"),
        (date(2026, 11, 5), "5 November", "on 5 November"),
        (date(2026, 3, 3), "3 March", "on 3 March"),
        (date(2025, 12, 30), "last December", "last December"),
        (date(2024, 3, 3), "March 2024", "in March 2024"),
        (date(2026, 11, 20), "Tomorrow", "tomorrow"),
        (date(2026, 11, 24), "Tuesday", "on Tuesday"),
        (date(2026, 11, 26), "26 November", "on 26 November"),
        (date(2027, 3, 3), "3 March 2027", "on 3 March 2027"),
    ],
)
def test_a_day_is_said_as_people_say_it(day: date, alone: str, after_a_verb: str) -> None:
    assert words(as_people_say(day)) == alone
    assert words(in_a_sentence(day)) == after_a_verb


def test_a_day_of_last_year_that_is_near_keeps_its_number() -> None:
    with time_machine.travel(datetime(2027, 1, 10, 12, tzinfo=UTC), tick=False):
        assert words(as_people_say(date(2026, 12, 20))) == "20 December"


def test_the_exact_day_stands_beside_the_words() -> None:
    markup = as_people_say(date(2026, 11, 17))
    assert markup == '<time datetime="2026-11-17" title="17 November 2026">Tuesday</time>'


def test_a_moment_falls_on_the_readers_own_day() -> None:
    late = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)
    with timezone.override("Pacific/Auckland"):
        markup = as_people_say(late)
    assert words(markup) == "Yesterday"
    assert "19 November 2026, 12:30" in markup


def test_no_day_is_no_word() -> None:
    assert as_people_say(None) == in_a_sentence(None) == ""


def test_the_filters_are_there_without_loading_anything() -> None:
    drawn = Template("{{ day|as_people_say }} {{ day|in_a_sentence }}").render(
        Context({"day": date(2026, 11, 18)})
    )
    assert ">Yesterday</time>" in drawn
    assert ">yesterday</time>" in drawn
