"""django-tasks' API on our queue."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django_tasks import TaskContext, TaskResultStatus, task
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist

from afterhello.background.models import Job
from afterhello.background.work import work_off
from afterhello.errors import RuleBroken

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ran: list[str] = []

pytestmark = pytest.mark.django_db


@task
def add(one: int, other: int = 1) -> int:
    ran.append("add")
    return one + other


@task(priority=5)
def hurry() -> None:
    ran.append("hurry")


@task(takes_context=True)
def count(context: TaskContext) -> int:
    return context.attempt


@task
def refuse() -> None:
    raise RuleBroken("Not on a Sunday.")


@task
def give_nonsense() -> object:
    return object()


@pytest.fixture(autouse=True)
def forget() -> None:
    ran.clear()


def test_a_task_gives_its_result_once_a_worker_has_run_it() -> None:
    waiting = add.enqueue(2, other=3)
    assert waiting.status == TaskResultStatus.READY

    assert work_off() == 1

    result = add.get_result(waiting.id)
    assert result.status == TaskResultStatus.SUCCESSFUL
    assert result.return_value == 5
    assert result.attempts == 1
    assert result.started_at
    assert result.finished_at


@pytest.mark.django_db(transaction=True)
def test_a_task_is_enqueued_with_the_same_commit_or_not_at_all() -> None:
    def enqueue_and_fail() -> None:
        with transaction.atomic():
            add.enqueue(1)
            raise KeyError

    with pytest.raises(KeyError):
        enqueue_and_fail()

    assert not Job.objects.exists()


def test_the_same_task_may_wait_twice_and_runs_twice() -> None:
    add.enqueue(1)
    add.enqueue(1)

    assert work_off() == 2


def test_a_task_waits_for_its_time() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        result = add.using(run_after=NOON + timedelta(hours=1)).enqueue(1)
        assert work_off() == 0
        clock.shift(timedelta(hours=1))
        assert work_off() == 1

        assert add.get_result(result.id).is_finished


def test_the_urgent_task_comes_first() -> None:
    add.enqueue(1)
    hurry.enqueue()

    work_off()

    assert ran == ["hurry", "add"]


def test_a_running_task_says_so_and_knows_its_attempt() -> None:
    result = count.enqueue()
    job = Job.objects.claim("first", timedelta(seconds=0))
    assert job is not None
    assert count.get_result(result.id).status == TaskResultStatus.RUNNING

    work_off()  # the lease has run out at once: a second attempt

    assert count.get_result(result.id).return_value == 2


def test_a_refused_task_has_failed_with_its_sentence() -> None:
    result = refuse.enqueue()
    work_off()

    result.refresh()
    assert result.status == TaskResultStatus.FAILED
    assert result.errors[0].exception_class is RuleBroken
    assert result.errors[0].traceback == "Not on a Sunday."


def test_what_cannot_be_written_down_as_a_result_is_tried_again() -> None:
    give_nonsense.enqueue()
    work_off()

    assert Job.objects.get().error_class == "builtins.TypeError"


def test_an_unknown_queue_is_refused() -> None:
    with pytest.raises(InvalidTaskError, match="not valid"):
        add.using(queue_name="elsewhere")


@pytest.mark.parametrize("unknown", ["0198c0de-0000-7000-8000-000000000000", "nonsense"])
def test_a_result_that_is_not_kept_does_not_exist(unknown: str) -> None:
    with pytest.raises(TaskResultDoesNotExist):
        add.get_result(unknown)
