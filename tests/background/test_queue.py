"""What waits, whose turn it is, and how a job ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from afterhello.accounts.models import User
from afterhello.background import later
from afterhello.background.models import MAX_ATTEMPTS, MAX_LOST, Job
from afterhello.background.work import pause_after, work_off

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def claimed(worker: str) -> Job:
    job = Job.objects.claim(worker, timedelta(seconds=60))
    assert job is not None
    return job


def waits(user: User, owner_id: UUID | None, method: str = "greet", **fields: Any) -> Job:
    return Job.objects.create(
        owner_id=owner_id, label="accounts.User", row_pk=str(user.pk), method=method, **fields
    )


# Enqueueing


@pytest.mark.django_db(transaction=True)
def test_row_and_job_are_committed_together_or_not_at_all(ada: User, errands: Any) -> None:
    def change_and_fail() -> None:
        with transaction.atomic():
            ada.full_name = "Ada Marsh"
            ada.save()
            errands.wanted(ada, "greet")
            raise KeyError

    with pytest.raises(KeyError):
        change_and_fail()

    assert not Job.objects.exists()


def test_a_job_runs_the_method_of_the_row_as_it_is_then(ada: User, errands: Any) -> None:
    errands.wanted(ada, "greet")

    assert work_off() == 1
    assert errands.words() == ["greeted"]
    assert errands.users() == [str(ada.pk)]


def test_what_waits_already_is_not_enqueued_twice(ada: User, errands: Any) -> None:
    errands.wanted(ada, "greet")
    errands.wanted(ada, "greet")

    assert work_off() == 1


@pytest.mark.parametrize("hours", [(1, 3), (3, 1)])
def test_of_two_times_the_earlier_one_holds(ada: User, errands: Any, hours: tuple[int, int]) -> None:
    for hour in hours:
        later(getattr(ada, "greet"), at=NOON + timedelta(hours=hour))  # noqa: B009 (put there)

    assert Job.objects.get().not_before_at == NOON + timedelta(hours=1)


def test_a_job_waits_for_its_time(ada: User, errands: Any) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        later(getattr(ada, "greet"), at=NOON + timedelta(hours=1))  # noqa: B009 (put there)
        assert work_off() == 0

        clock.shift(timedelta(hours=1))
        assert work_off() == 1


def test_what_is_enqueued_while_it_runs_runs_again_after_it(ada: User, errands: Any) -> None:
    errands.wanted(ada, "greet")
    job = claimed("first")

    errands.wanted(ada, "greet")

    assert work_off() == 0  # not beside the first
    assert job.finish()
    assert work_off() == 1


def test_the_owner_of_the_row_owns_the_job(ada: User, errands: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(User, "owner_id", property(lambda self: self.pk), raising=False)

    errands.wanted(ada, "greet")

    assert Job.objects.get().owner_id == ada.pk


def test_a_row_that_was_never_saved_is_refused(errands: Any) -> None:
    with pytest.raises(ValueError, match=r"Save the accounts\.User first"):
        errands.wanted(User(email="grace@example.org"), "greet")


def test_what_is_no_method_of_a_row_is_refused() -> None:
    with pytest.raises(TypeError, match="no bound method of a row"):
        later(timezone.now)


def test_an_instant_without_time_zone_is_refused(ada: User, errands: Any) -> None:
    with pytest.raises(ValueError, match="time zone"):
        later(getattr(ada, "greet"), at=datetime(2026, 11, 23))  # noqa: B009, DTZ001 (the wrong one)


@pytest.mark.django_db
def test_a_job_is_either_a_method_or_a_task() -> None:
    with pytest.raises(IntegrityError, match="job_is_a_method_or_a_task"):
        Job.objects.create()


def test_a_row_of_another_model_is_another_job(ada: User, errands: Any) -> None:
    waits(ada, None)
    Job.objects.create(label="auth.Group", row_pk=str(ada.pk), method="greet")
    Job.objects.create(label="accounts.User", row_pk=str(uuid4()), method="greet")

    assert Job.objects.waiting().count() == 3


# Whose turn it is


def test_the_owner_whose_last_turn_is_longest_ago_comes_first(ada: User, mallory: User, errands: Any) -> None:
    third = User.objects.create_user("grace@example.org")
    rows = [ada, mallory, third]
    extra = [User.objects.create_user(f"guest{n}@example.org") for n in range(3)]
    for user in [*rows, *extra]:
        waits(user, ada.pk)
    waits(ada, mallory.pk, "ring")
    waits(mallory, None, "ring")

    assert work_off(limit=4) == 4

    turns = Job.objects.exclude(started_at=None).order_by("started_at")
    assert [job.owner_id for job in turns] == [ada.pk, mallory.pk, None, ada.pk]


def test_what_is_urgent_comes_before_whose_turn_it_is(ada: User, mallory: User, errands: Any) -> None:
    waits(ada, ada.pk)
    waits(mallory, ada.pk, priority=10)

    work_off(limit=1)

    assert errands.users() == [str(mallory.pk)]


def test_no_more_than_the_limit_is_run(ada: User, mallory: User, errands: Any) -> None:
    errands.wanted(ada, "greet")
    errands.wanted(mallory, "greet")

    assert work_off(limit=1) == 1
    assert work_off() == 1


def test_an_idle_worker_only_reads_once(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert work_off() == 0


# How a job ends


def test_what_succeeded_is_kept_for_a_day_to_look_at(ada: User, errands: Any) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        errands.wanted(ada, "greet")
        work_off()
        clock.shift(timedelta(hours=23))
        assert not Job.objects.old().exists()

        clock.shift(timedelta(hours=2))
        assert Job.objects.old().get().done_at == NOON


def test_the_job_of_a_row_that_has_gone_is_done(ada: User, errands: Any) -> None:
    errands.wanted(ada, "greet")
    ada.delete()

    assert work_off() == 1
    assert Job.objects.get().done_at
    assert errands.words() == []


def test_a_service_that_does_not_answer_is_tried_again_later(ada: User, errands: Any) -> None:
    with time_machine.travel(NOON, tick=False):
        errands.wanted(ada, "ring")
        work_off()

    job = Job.objects.get()
    assert job.attempt == 1
    assert job.failed_at is None
    assert timedelta(seconds=5) <= job.not_before_at - NOON <= timedelta(seconds=10)


def test_of_an_error_class_and_first_line_are_kept(ada: User, errands: Any) -> None:
    errands.wanted(ada, "ring")
    work_off()

    job = Job.objects.get()
    assert job.error_class == "afterhello.errors.Unreachable"
    assert job.error == "Nobody picks up. Nothing is lost; we try again."


@pytest.mark.parametrize("said", ["nul \0 inside", "a lone \udcff surrogate"])
def test_an_error_that_no_database_could_keep_is_kept_without_what_it_cannot(
    ada: User, errands: Any, said: str
) -> None:
    errands.wanted(ada, "greet")

    assert claimed("first").fail(ValueError(said))
    assert Job.objects.get().failed_at


def test_pauses_double_up_to_an_hour_and_are_spread() -> None:
    for attempt in range(1, MAX_ATTEMPTS + 1):
        longest = min(3600, 10 * 2 ** (attempt - 1))
        pauses = {pause_after(attempt).total_seconds() for _ in range(20)}
        assert len(pauses) > 1
        assert all(longest / 2 <= pause <= longest for pause in pauses)


@pytest.mark.parametrize("errand", ["ring", "stumble", "leave"])
def test_after_the_last_attempt_it_has_failed_and_says_so(
    ada: User, errands: Any, errand: str, caplog: pytest.LogCaptureFixture
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        errands.wanted(ada, errand)
        for _ in range(MAX_ATTEMPTS):
            assert work_off() == 1
            clock.shift(timedelta(hours=1))

        assert work_off() == 0
    job = Job.objects.get()
    assert job.attempt == MAX_ATTEMPTS
    assert job.failed_at
    assert job.error_class
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 1
    assert said[0].startswith(f"accounts.User.{errand} of {ada.pk} failed, attempt 10: ")


@pytest.mark.parametrize(
    ("errand", "sentence"),
    [("break_rule", "That was sent already."), ("misread", "This is no photo.")],
)
def test_a_refusal_fails_at_once(ada: User, errands: Any, errand: str, sentence: str) -> None:
    errands.wanted(ada, errand)
    work_off()

    job = Job.objects.get()
    assert job.attempt == 1
    assert job.failed_at
    assert job.error == sentence


def test_a_retry_gives_way_to_the_same_that_was_enqueued_meanwhile(ada: User, errands: Any) -> None:
    errands.wanted(ada, "greet_again")

    work_off(limit=1)

    job = Job.objects.get()
    assert job.attempt == 0
    assert job.leased_until is None


def test_it_is_given_up_when_every_worker_was_lost(ada: User, errands: Any) -> None:
    errands.wanted(ada, "greet")
    Job.objects.update(
        attempt=MAX_ATTEMPTS, leased_by="lost", leased_until=timezone.now() - timedelta(seconds=1)
    )

    assert work_off() == 1
    job = Job.objects.get()
    assert job.failed_at
    assert job.error_class == "afterhello.background.work.WorkerLost"
    assert errands.words() == ["gave up greet: WorkerLost"]


def test_what_ends_its_worker_three_times_is_given_up_and_the_row_hears_of_it(
    ada: User, errands: Any
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        errands.wanted(ada, "greet")
        for n in range(MAX_LOST):
            claimed(f"lost {n}")
            clock.shift(timedelta(seconds=61))

        assert work_off() == 1
    job = Job.objects.get()
    assert job.failed_at
    assert job.error_class == "afterhello.background.work.WorkerLost"
    assert errands.words() == ["gave up greet: WorkerLost"]


def test_what_lost_its_worker_twice_is_run_once_more(ada: User, errands: Any) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        errands.wanted(ada, "greet")
        for n in range(MAX_LOST - 1):
            claimed(f"lost {n}")
            clock.shift(timedelta(seconds=61))

        assert work_off() == 1
    assert Job.objects.get().done_at
    assert errands.words() == ["greeted"]


def test_an_attempt_that_ended_in_order_is_no_lost_one(ada: User, errands: Any) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        errands.wanted(ada, "ring")
        for _ in range(MAX_LOST + 1):
            work_off()
            clock.shift(timedelta(hours=1))

    job = Job.objects.get()
    assert (job.attempt, job.lost, job.failed_at) == (MAX_LOST + 1, 0, None)


def test_the_row_hears_that_it_was_given_up(ada: User, errands: Any) -> None:
    errands.wanted(ada, "misread")
    errands.wanted(ada, "stumble")

    work_off()

    assert errands.words() == ["gave up misread: Unreadable"]  # the other is tried again


@pytest.mark.django_db(transaction=True)
def test_a_row_whose_lease_ran_out_hears_nothing(ada: User, errands: Any) -> None:
    errands.wanted(ada, "misread")

    work_off(limit=1, lease=timedelta(0))

    assert errands.words() == []
    assert Job.objects.get().failed_at is None


def test_a_row_that_fails_to_hear_it_does_not_keep_the_job_from_ending(
    ada: User, errands: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(User, "gave_up", lambda self: None)
    errands.wanted(ada, "misread")

    work_off()

    assert Job.objects.get().failed_at
    assert "gave_up failed: TypeError" in caplog.text


def test_what_failed_is_kept_for_a_month(ada: User, errands: Any) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        errands.wanted(ada, "break_rule")
        work_off()
        clock.shift(timedelta(days=29))
        assert not Job.objects.old().exists()

        clock.shift(timedelta(days=2))
        assert Job.objects.old().exists()


def test_the_jobs_of_a_row_can_be_looked_at(ada: User, mallory: User, errands: Any) -> None:
    errands.wanted(ada, "greet")
    errands.wanted(mallory, "greet")

    assert Job.objects.about(ada).get().row_pk == str(ada.pk)
