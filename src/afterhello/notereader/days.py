"""Days as people say them, and whether what is said of days is still true."""

from __future__ import annotations

import re
from datetime import date, timedelta

from afterhello.notereader.language import Language


def day_phrase(met_on: date | None, today: date, language: Language) -> str:
    """The day with its preposition and a space before it; empty when it is unknown or to come.

    Up to six days back the weekday says it; a week back "last"; in the week before this
    one "last week"; then the date, with its year when that is another and not just gone.
    """
    if met_on is None or met_on > today:
        return ""
    ago = (today - met_on).days
    same_week_before = _monday(today) - _monday(met_on) == timedelta(days=7)
    if ago <= 1:
        key = "yesterday" if ago else "today"
    elif ago < 7:
        key = "this_week"
    elif ago == 7:
        key = "a_week_ago"
    elif same_week_before:
        key = "last_week"
    else:
        key = "date_with_year" if met_on.year != today.year and ago > 90 else "date"
    return language.days[key].format(
        weekday=language.weekdays[met_on.weekday()],
        day=met_on.day,
        month=language.months[met_on.month - 1],
        year=met_on.year,
    )


def still_true(words: str, met_on: date | None, today: date, language: Language) -> bool:
    """Whether words about time that were true on the day of the line are so today.

    "Tomorrow" holds on the same day only; "by Friday" until that Friday; "in March" until
    March is over. Without a day of the line such words count as untrue.
    """
    lower = words.lower()
    near = {name: bool(found.search(lower)) for name, found in language.time_words.items()}
    weekday = _first_named(lower, language.weekdays)
    month = _first_named(lower, language.months)
    if not any(near.values()) and weekday is None and month is None:
        return True
    if met_on is None or met_on > today:
        return False
    holds = (
        (near["same_day"], today == met_on),
        (near["same_week"], _monday(today) == _monday(met_on)),
        (near["same_month"], (today.year, today.month) == (met_on.year, met_on.month)),
        (near["same_year"], (today - met_on).days < 60 and today.year == met_on.year),
        (weekday is not None, today <= _next_weekday(met_on, weekday or 0)),
        (month is not None, (today.year, today.month) <= _next_month(met_on, month or 0)),
    )
    return all(is_so for said, is_so in holds if said)


def _monday(day: date) -> date:
    return date.fromordinal(max(1, day.toordinal() - day.weekday()))


def _first_named(lower: str, names: tuple[str, ...]) -> int | None:
    for index, name in enumerate(names):
        if re.search(rf"\b{re.escape(name.lower())}s?\b", lower):
            return index
    return None


def _next_weekday(start: date, weekday: int) -> date:
    ahead = (weekday - start.weekday()) % 7
    return date.fromordinal(min(date.max.toordinal(), start.toordinal() + ahead))


def _next_month(start: date, month: int) -> tuple[int, int]:
    """Year and month (1 … 12) of the next `month` (0 … 11) from `start`, its own included."""
    return (start.year + (month + 1 < start.month), month + 1)
