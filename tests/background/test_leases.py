"""The fence: who may end a job, and how long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from afterhello.accounts.models import User
from afterhello.background.models import Job

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def claimed(worker: str) -> Job:
    job = Job.objects.claim(worker, timedelta(seconds=60))
    assert job is not None
    return job


ENDINGS = ["finish", "retry", "fail", "renew"]


def end(job: Job, ending: str) -> bool:
    arguments = {
        "finish": (),
        "retry": (KeyError("late"), NOON),
        "fail": (KeyError("late"),),
        "renew": (timedelta(seconds=60),),
    }[ending]
    return bool(getattr(job, ending)(*arguments))


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_worker_whose_lease_holds_may_end_its_job(ada: User, errands: Any, ending: str) -> None:
    errands.wanted(ada, "greet")

    assert end(claimed("first"), ending)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_worker_whose_lease_ran_out_cannot_end_the_job(ada: User, errands: Any, ending: str) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        errands.wanted(ada, "greet")
        job = claimed("first")
        clock.shift(timedelta(seconds=61))

        assert not end(job, ending)
        assert claimed("second").attempt == 2


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("other", ["second", "first"])
def test_a_stale_worker_cannot_end_what_was_taken_up_again(
    ada: User, errands: Any, ending: str, other: str
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        errands.wanted(ada, "greet")
        stale = claimed("first")
        clock.shift(timedelta(seconds=61))
        fresh = claimed(other)

        assert not end(stale, ending)
        assert fresh.finish()
    assert Job.objects.get().workers == ["first", other]


def test_a_heartbeat_keeps_the_job(ada: User, errands: Any) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        errands.wanted(ada, "greet")
        job = claimed("first")
        for _ in range(5):
            clock.shift(timedelta(seconds=20))
            assert job.renew(timedelta(seconds=60))

        assert Job.objects.claim("second", timedelta(seconds=60)) is None
        assert job.finish()


def test_two_workers_cannot_both_win_a_claim(ada: User, errands: Any) -> None:
    errands.wanted(ada, "greet")
    seen_by_both = Job.objects.get()
    now = timezone.now()

    claimed("first")
    assert not seen_by_both.lease_to("second", now, now + timedelta(seconds=60))
