"""Each period is begun once, however many workers look at the clock."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django_tasks import task

from afterhello.background import schedule
from afterhello.background.models import Job, Tick
from afterhello.background.schedule import Clock, daily, every, tidy
from afterhello.background.work import work_off
from afterhello.background.worker import Worker
from afterhello.errors import Unreachable

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ran: list[datetime] = []

pytestmark = pytest.mark.django_db


@task
def look() -> None:
    ran.append(datetime.now(tz=UTC))


@task
def ask() -> None:
    ran.append(datetime.now(tz=UTC))
    raise Unreachable("Nobody there.")


@pytest.fixture(autouse=True)
def empty_schedule(monkeypatch: pytest.MonkeyPatch) -> None:
    """No schedules but those of the test."""
    monkeypatch.setattr(schedule, "_schedules", {})
    ran.clear()


def run_at(clocks: list[Clock], *instants: datetime) -> None:
    """Let all clocks tick at these instants, and do what is due."""
    for instant in instants:
        with time_machine.travel(instant, tick=False):
            for clock in clocks:
                clock.tick()
            work_off()


def test_each_period_is_begun_once_by_whichever_worker_sees_it_first() -> None:
    every(timedelta(minutes=5), look)

    minutes = [NOON + timedelta(minutes=n) for n in range(11)]
    run_at([Clock(), Clock(), Clock()], *minutes)

    assert ran == [NOON, NOON + timedelta(minutes=5), NOON + timedelta(minutes=10)]


def test_a_worker_that_starts_later_does_not_begin_the_period_again() -> None:
    every(timedelta(minutes=5), look)

    run_at([Clock()], NOON)
    run_at([Clock()], NOON + timedelta(minutes=1))

    assert ran == [NOON]


def test_periods_that_passed_while_none_ran_are_not_made_up_for() -> None:
    every(timedelta(minutes=5), look)

    run_at([Clock()], NOON, NOON + timedelta(hours=3))

    assert ran == [NOON, NOON + timedelta(hours=3)]


def test_a_clock_that_ran_years_ahead_stops_no_schedule() -> None:
    every(timedelta(minutes=5), look)

    run_at([Clock()], NOON + timedelta(days=3000))
    run_at([Clock(), Clock()], NOON, NOON + timedelta(minutes=1), NOON + timedelta(minutes=5))

    assert ran[1:] == [NOON, NOON + timedelta(minutes=5)]


def test_a_daily_task_runs_at_its_time_from_the_next_one_on() -> None:
    daily(time(4, 30), look)
    morning = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)

    hours = [NOON + timedelta(minutes=30 * n) for n in range(96)]
    run_at([Clock(), Clock()], *hours)

    assert ran == [morning, morning + timedelta(days=1)]


def test_a_daily_task_that_was_slept_through_runs_when_a_worker_is_back() -> None:
    daily(time(4, 30), look)
    back = NOON + timedelta(days=3)

    run_at([Clock()], NOON, back, back + timedelta(hours=1))

    assert ran == [back]


def test_a_task_that_still_waits_is_not_enqueued_beside_itself() -> None:
    every(timedelta(seconds=1), look)
    clock = Clock()

    for second in range(3):
        with time_machine.travel(NOON + timedelta(seconds=second), tick=False):
            clock.tick()

    assert Job.objects.count() == 1


def test_a_new_period_brings_forward_what_waits_to_be_tried_again() -> None:
    every(timedelta(seconds=1), ask)

    run_at([Clock()], NOON, NOON + timedelta(seconds=1))

    assert ran == [NOON, NOON + timedelta(seconds=1)]
    assert Job.objects.get().attempt == 2


def test_a_clock_asks_the_database_only_when_a_period_begins(
    django_assert_num_queries: object,
) -> None:
    every(timedelta(minutes=5), look)
    clock = Clock()
    with time_machine.travel(NOON, tick=False):
        clock.tick()

    with time_machine.travel(NOON + timedelta(minutes=4), tick=False):
        assert callable(django_assert_num_queries)
        with django_assert_num_queries(0):
            assert clock.tick() == 0


def test_the_schedules_of_the_apps_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()

    assert tidy.module_path in schedule._schedules


def test_tidying_deletes_old_jobs_and_keeps_the_others() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        old = look.enqueue()
        work_off()
        clock.shift(timedelta(days=2))
        young = look.enqueue()
        work_off()
        tidy.call()

    assert {str(job.pk) for job in Job.objects.all()} == {young.id}
    assert old.id != young.id


def test_a_tick_reads_as_its_schedule_and_period() -> None:
    assert str(Tick(name="post.schedule.fetch", begun_at=NOON)) == ("post.schedule.fetch 2026-11-23 12:00")


def test_a_worker_that_has_nothing_to_do_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "_idle", {})
    monkeypatch.setattr(schedule, "_schedules", {})
    worker, told = Worker(), list[str]()

    def nothing_to_do() -> None:
        told.append(worker.name)
        worker.ending = True

    schedule.when_idle(nothing_to_do)
    worker.run()

    assert told == [worker.name]
