"""What is done periodically: registered in each app's `schedule.py`.

    @task
    def fetch_replies() -> None: ...

    every(timedelta(minutes=5), fetch_replies)
    daily(time(4, 30), purge)

A period is begun once, however many workers there are; periods that passed
while none ran are not made up for, but the last of them is begun at once.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task

from afterhello.background.models import UNFINISHED, Job, Tick

Begun = Callable[[datetime], datetime]

# The clocks of two machines differ by seconds, a zone's by an hour or two.
WRONG_BY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A task without arguments, and when its periods begin.

    `begun(now)` is when the period that `now` lies in began. `at_first` tells
    whether the first period that we ever see of it is begun, or only the next.
    """

    task: Task[[], Any]
    begun: Begun
    at_first: bool


_schedules: dict[str, Schedule] = {}
_idle: dict[str, Callable[[], object]] = {}


def when_idle(function: Callable[[], object]) -> None:
    """Call a module's function in every worker that has nothing to do, twice a second: it must be quick.

    For what a process holds in its own memory, such as a model that nobody uses.
    """
    _idle[f"{function.__module__}.{function.__qualname__}"] = function


def idle() -> None:
    """This worker has nothing to do."""
    for function in _idle.values():
        function()


def every(period: timedelta, task: Task[[], Any]) -> None:
    """Run `task` once in each `period`, counted from the beginning of 1970 in UTC."""

    def begun(now: datetime) -> datetime:
        seconds = period.total_seconds()
        began = math.floor(now.timestamp() / seconds) * seconds
        return datetime.fromtimestamp(began, tz=now.tzinfo)

    _schedules[task.module_path] = Schedule(task, begun, at_first=True)


def daily(at: time, task: Task[[], Any]) -> None:
    """Run `task` each day at that time of the installation's time zone."""

    def begun(now: datetime) -> datetime:
        zone = timezone.get_default_timezone()
        today = datetime.combine(now.astimezone(zone), at, tzinfo=zone)
        return today if today <= now else today - timedelta(days=1)

    _schedules[task.module_path] = Schedule(task, begun, at_first=False)


class Clock:
    """What a worker looks at between its jobs; it asks the database only when a period begins."""

    def __init__(self) -> None:
        self._seen: dict[str, datetime] = {}

    def tick(self) -> int:
        """Enqueue what a new period asks for; how many tasks we enqueued."""
        now = timezone.now()
        count = 0
        for name, schedule in _schedules.items():
            begun_at = schedule.begun(now)
            if self._seen.get(name) != begun_at:
                count += _begin(name, schedule, begun_at)
                self._seen[name] = begun_at
        return count


@transaction.atomic
def _begin(name: str, schedule: Schedule, begun_at: datetime) -> bool:
    """Begin a period; False when another worker did: the row that both move lets one through."""
    # A tick that lies well ahead was made by a clock that went wrong, and was set back since.
    behind = Q(begun_at__lt=begun_at) | Q(begun_at__gt=begun_at + WRONG_BY)
    moved = Tick.objects.filter(behind, name=name).update(begun_at=begun_at)
    if not moved:
        if Tick.objects.filter(name=name).exists() or not _first(name, begun_at):
            return False
        if not schedule.at_first:
            return False
    unfinished = Job.objects.filter(UNFINISHED, task_path=name)
    if unfinished.exists():  # the last period's: it runs now, instead of a second one beside it
        unfinished.waiting().filter(not_before_at__gt=timezone.now()).update(not_before_at=timezone.now())
        return False
    schedule.task.enqueue()
    return True


def _first(name: str, begun_at: datetime) -> bool:
    try:
        with transaction.atomic():
            Tick.objects.create(name=name, begun_at=begun_at)
    except IntegrityError:
        return False
    return True


@task
def tidy() -> None:
    """Delete the jobs that nobody needs to look at any more."""
    Job.objects.old().delete()


every(timedelta(hours=1), tidy)
