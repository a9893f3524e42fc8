"""Days as people say them, in the reader's own time zone, with the exact day beside them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

Day = date | datetime | None
NEARLY_A_YEAR = timedelta(days=335)


def local_day(value: date) -> date:
    """The day that `value` falls on, for the reader."""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def exactly(value: date) -> str:
    """The whole date, and the time where there is one."""
    if not isinstance(value, datetime):
        return date_format(value, "DATE_FORMAT")
    here = timezone.localtime(value) if timezone.is_aware(value) else value
    return date_format(here, "DATETIME_FORMAT")


def near(day: date, today: date) -> str | None:
    """The word for a day within two weeks before and one week after today."""
    away = (day - today).days
    if away in {-1, 0, 1}:
        return {-1: _("Yesterday"), 0: _("Today"), 1: _("Tomorrow")}[away]
    weekday = date_format(day, "l")
    if -7 < away < 7:
        return weekday
    return pgettext("day", "last %(weekday)s") % {"weekday": weekday} if -14 < away < 0 else None


def far(day: date, today: date) -> str:
    """The words for a day further off: 3 March, last March, March 2024."""
    if day.year == today.year or abs(day - today) < timedelta(days=60):
        return date_format(day, "MONTH_DAY_FORMAT")
    if day > today:
        return date_format(day, "DATE_FORMAT")
    if today - day < NEARLY_A_YEAR:
        return pgettext("month", "last %(month)s") % {"month": date_format(day, "F")}
    return date_format(day, "YEAR_MONTH_FORMAT")


def tagged(value: date, words: str) -> SafeString:
    """`words` as a time element that knows the exact moment."""
    return format_html('<time datetime="{}" title="{}">{}</time>', value.isoformat(), exactly(value), words)


def as_people_say(value: Day) -> SafeString | str:
    """A day standing by itself: Today, Tuesday, last Tuesday, 3 March, last March, March 2024."""
    if value is None:
        return ""
    day, today = local_day(value), timezone.localdate()
    return tagged(value, near(day, today) or far(day, today))


def in_a_sentence(value: Day) -> SafeString | str:
    """A day after a verb: (You met) today, on Tuesday, last Tuesday, on 3 March, in March 2024."""
    if value is None:
        return ""
    day, today = local_day(value), timezone.localdate()
    return tagged(value, with_preposition(day, today))


def with_preposition(day: date, today: date) -> str:
    """The words for a day with the preposition that they need."""
    away = (day - today).days
    if away in {-1, 0, 1}:
        return {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}[away]
    words = near(day, today) or far(day, today)
    if -14 < away <= -7:
        return words
    if day > today or day.year == today.year or today - day < timedelta(days=60):
        return pgettext("day", "on %(day)s") % {"day": words}
    if today - day < NEARLY_A_YEAR:
        return words
    return pgettext("month", "in %(month)s") % {"month": words}
