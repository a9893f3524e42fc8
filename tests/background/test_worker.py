"""Real workers: processes that are killed, stopped and told to end."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from afterhello.accounts.models import User
from afterhello.background import work, worker
from afterhello.background.cli import work as work_command
from afterhello.background.models import Job, JobQuerySet
from afterhello.background.worker import Worker

Until = Callable[[Callable[[], object]], None]
StartWorker = Callable[..., "subprocess.Popen[str]"]

pytestmark = pytest.mark.django_db(transaction=True)


def errand_jobs() -> JobQuerySet:
    """The jobs that the tests want done; a worker keeps the schedule besides."""
    return Job.objects.filter(label="accounts.User")


@pytest.fixture
def ada(transactional_db: None) -> User:
    return User.objects.create_user("ada@example.org")


def test_a_worker_notices_new_jobs(ada: User, errands: Any, start_worker: StartWorker, until: Until) -> None:
    start_worker()
    errands.wanted(ada, "greet")
    until(lambda: errand_jobs().exclude(done_at=None).exists())

    errands.wanted(ada, "greet")
    until(lambda: errand_jobs().exclude(done_at=None).count() == 2)

    second = errand_jobs().latest("enqueued_at")
    assert second.started_at is not None
    assert second.started_at - second.enqueued_at < timedelta(seconds=5)  # polls twice a second


def test_the_job_of_a_killed_worker_is_taken_up_again_and_done_once(
    ada: User, errands: Any, start_worker: StartWorker, until: Until
) -> None:
    first = start_worker(lease_s=2)
    errands.wanted(ada, "dawdle")
    until(lambda: errands.words() == ["begun"])

    first.kill()  # kill -9
    second = start_worker()
    until(lambda: errands.words() == ["begun", "begun"])
    errands.go()
    until(lambda: errand_jobs().exclude(done_at=None).exists())

    assert errands.words() == ["begun", "begun", "ended"]
    assert errands.processes() == [first.pid, second.pid, second.pid]
    job = errand_jobs().get()
    assert job.attempt == 2
    assert len(set(job.workers)) == 2


def test_a_worker_that_slept_past_its_lease_cannot_end_the_job(
    ada: User, errands: Any, start_worker: StartWorker, until: Until, tmp_path: Path
) -> None:
    sleeper = start_worker(lease_s=1)
    errands.wanted(ada, "dawdle")
    until(lambda: errands.words() == ["begun"])

    sleeper.send_signal(signal.SIGSTOP)
    start_worker()
    until(lambda: errands.words() == ["begun", "begun"])
    errands.go()
    until(lambda: errand_jobs().exclude(done_at=None).exists())
    ended = errand_jobs().get()
    sleeper.send_signal(signal.SIGCONT)
    until(lambda: "longer than its lease" in (tmp_path / "worker-0").read_text())

    job = errand_jobs().get()
    assert job.done_at == ended.done_at
    assert job.attempt == 2
    assert errands.words() == ["begun", "begun", "ended", "ended"]


def test_the_heartbeat_keeps_a_long_job_from_other_workers(
    ada: User, errands: Any, start_worker: StartWorker, until: Until
) -> None:
    errands.wanted(ada, "dawdle")
    start_worker(lease_s=3)
    start_worker(lease_s=3)
    until(lambda: errands.words() == ["begun"])
    began = timezone.now()

    until(lambda: timezone.now() - began > timedelta(seconds=5))  # longer than a lease
    errands.go()
    until(lambda: errand_jobs().exclude(done_at=None).exists())

    assert errands.words() == ["begun", "ended"]
    assert errand_jobs().get().attempt == 1


def test_a_worker_told_to_end_finishes_its_job_first(
    ada: User, errands: Any, start_worker: StartWorker, until: Until
) -> None:
    ending = start_worker()
    errands.wanted(ada, "dawdle")
    until(lambda: errands.words() == ["begun"])

    ending.terminate()
    errands.wanted(ada, "greet")
    errands.go()

    assert ending.wait(timeout=20) == 0
    assert errands.words() == ["begun", "ended"]
    assert errand_jobs().waiting().get().method == "greet"


def test_a_worker_told_twice_ends_at_once_and_its_job_is_taken_up_again(
    ada: User, errands: Any, start_worker: StartWorker, until: Until
) -> None:
    ending = start_worker(lease_s=2)
    errands.wanted(ada, "dawdle")
    until(lambda: errands.words() == ["begun"])

    def told() -> bool:
        ending.terminate()
        return ending.poll() is not None

    until(told)
    assert ending.returncode == -signal.SIGTERM
    start_worker()
    errands.go()
    until(lambda: errand_jobs().exclude(done_at=None).exists())

    assert errands.words() == ["begun", "begun", "ended"]


def test_workers_side_by_side_do_each_job_once(errands: Any, start_worker: StartWorker, until: Until) -> None:
    users = [User.objects.create_user(f"guest{n}@example.org") for n in range(40)]
    start_worker()
    start_worker()
    start_worker()
    for user in users:
        errands.wanted(user, "greet")
    until(lambda: errand_jobs().exclude(done_at=None).count() == 40)

    assert sorted(errands.users()) == sorted(str(user.pk) for user in users)


def test_what_waits_is_not_begun_before_the_commit_that_relies_on_it(
    ada: User, errands: Any, start_worker: StartWorker, until: Until, tmp_path: Path
) -> None:
    errands.wanted(ada, "greet")

    with transaction.atomic():
        errands.wanted(ada, "greet")
        start_worker()
        until(lambda: "Working" in (tmp_path / "worker-0").read_text())
        since = timezone.now()
        until(lambda: timezone.now() - since > timedelta(seconds=1.5))  # it looks twice a second
        assert errands.words() == []

    until(lambda: errand_jobs().exclude(done_at=None).exists())
    assert errands.words() == ["greeted"]


def test_threads_that_enqueue_the_same_at_once_leave_one_job_waiting(ada: User, errands: Any) -> None:
    def enqueue_often() -> None:
        for _ in range(10):
            errands.wanted(ada, "greet")
        connection.close()

    threads = [Thread(target=enqueue_often) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errand_jobs().get().attempt == 0


def test_a_worker_says_one_line_when_it_starts_and_one_when_a_job_failed(
    ada: User, errands: Any, start_worker: StartWorker, until: Until, tmp_path: Path
) -> None:
    start_worker()
    errands.wanted(ada, "break_rule")
    errands.wanted(ada, "greet")
    until(lambda: errand_jobs().exclude(done_at=None).exists())

    started, failed = (tmp_path / "worker-0").read_text().splitlines()
    assert started == "Working. Ctrl-C ends it after the job at hand."
    assert failed.endswith(
        f"accounts.User.break_rule of {ada.pk} failed, attempt 1: RuleBroken: That was sent already."
    )


def test_once_does_what_is_due_and_ends(ada: User, errands: Any, start_worker: StartWorker) -> None:
    errands.wanted(ada, "greet")

    assert start_worker(once=True).wait(timeout=30) == 0
    assert errands.words() == ["greeted"]


def test_once_in_the_terminal_keeps_the_schedule_too(errands: Any) -> None:
    answer = CliRunner().invoke(work_command, ["--once"], catch_exceptions=False)

    assert answer.exit_code == 0
    assert answer.output == ""
    assert Job.objects.filter(task_path="afterhello.background.schedule.tidy").exists()


def test_a_lease_that_is_no_time_is_refused() -> None:
    answer = CliRunner().invoke(work_command, env={"AFTERHELLO_LEASE_S": "soon"})

    assert answer.exit_code == 2
    assert "'soon'" in answer.output


def test_no_transaction_is_open_while_a_job_runs(
    ada: User, errands: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    monkeypatch.setattr(User, "greet", lambda self: seen.append(connection.in_atomic_block))
    Job.objects.create(label="accounts.User", row_pk=str(ada.pk), method="greet")

    work.work_off()

    assert seen == [False]


def test_a_worker_waits_for_a_database_that_is_away(
    ada: User, errands: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(worker, "POLL_S", 0.01)
    errands.wanted(ada, "greet")
    patient = Worker()
    answers = iter([OperationalError("database is locked"), OperationalError("gone"), None, None])

    def sometimes(name: str, lease: timedelta) -> bool:
        answer = next(answers)
        if answer is not None:
            raise answer
        patient.ending = True
        return work.work_one(name, lease)

    monkeypatch.setattr(worker, "work_one", sometimes)
    patient.run()

    assert errands.words() == ["greeted"]
    said = [record.getMessage() for record in caplog.records]
    assert said == ["The database does not answer, trying again: database is locked"]


def test_the_end_of_a_job_is_written_down_once_the_database_is_back(
    ada: User, errands: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = Job.finish
    away = iter([True, True, False])

    def sometimes(self: Job, returned: Any = None) -> bool:
        if next(away):
            raise OperationalError("gone")
        return finish(self, returned)

    monkeypatch.setattr(Job, "finish", sometimes)
    errands.wanted(ada, "greet")

    assert work.work_off() == 1
    assert errand_jobs().get().done_at
    assert errands.words() == ["greeted"]


def test_a_worker_outlives_a_database_that_is_locked_for_a_while(
    ada: User, errands: Any, start_worker: StartWorker, until: Until
) -> None:
    start_worker()
    errands.wanted(ada, "dawdle")
    until(lambda: errands.words() == ["begun"])

    with transaction.atomic():  # on SQLite nobody else writes meanwhile
        User.objects.filter(pk=ada.pk).update(full_name="Ada Marsh")
        errands.go()
        until(lambda: errands.words() == ["begun", "ended"])
    until(lambda: errand_jobs().exclude(done_at=None).exists())

    assert errand_jobs().get().attempt == 1


def test_a_worker_outlives_the_loss_of_its_connections(
    ada: User, errands: Any, start_worker: StartWorker, until: Until
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no connection that could be lost")
    start_worker(lease_s=30)
    errands.wanted(ada, "dawdle")
    until(lambda: errands.words() == ["begun"])

    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where datname = current_database() and pid <> pg_backend_pid()"
        )
    errands.go()
    until(lambda: errand_jobs().exclude(done_at=None).exists())
    errands.wanted(ada, "greet")
    until(lambda: errand_jobs().exclude(done_at=None).count() == 2)

    assert errands.words() == ["begun", "ended", "greeted"]
