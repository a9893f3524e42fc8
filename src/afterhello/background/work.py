"""Enqueueing, and doing what is due."""

from __future__ import annotations

import logging
import os
import random
import secrets
import socket
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import (
    IntegrityError,
    InterfaceError,
    OperationalError,
    close_old_connections,
    connection,
    models,
    transaction,
)
from django.db.models.functions import Least
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import TaskContext
from django_tasks.utils import normalize_json

from afterhello.background.heart import Heart
from afterhello.background.models import MAX_ATTEMPTS, MAX_LOST, Job, first_line
from afterhello.errors import AfterhelloError, Unreachable

LEASE = timedelta(seconds=60)

# The pause before another attempt: 10 s, 20 s, 40 s … an hour; about two hours in all.
FIRST_PAUSE_S = 10.0
LONGEST_PAUSE_S = 3600.0

logger = logging.getLogger("afterhello.background")


class WorkerLost(Exception):
    """Worker after worker that took the job up was gone before it ended."""


def enqueue(method: Callable[[], object], at: datetime | None = None) -> None:
    """Let a worker call `method`, a bound method of a saved row, with the same commit.

    What already waits is not enqueued twice: it is only brought forward.

    Raises:
        TypeError: it is no method of a row, so a worker could not find it again.
        ValueError: the row was never saved, or `at` has no time zone.
    """
    row = getattr(method, "__self__", None)
    name = getattr(method, "__name__", "")
    if not isinstance(row, models.Model) or not hasattr(row, name):
        raise TypeError(f"{method!r} is no bound method of a row")
    if row._state.adding:
        raise ValueError(f"Save the {row._meta.label} first: a worker will load it again")
    if at is not None and timezone.is_naive(at):
        raise ValueError("`at` needs a time zone")
    _enqueue_once(
        Job(
            owner_id=_owner_of(row),
            label=row._meta.label,
            row_pk=str(row.pk),
            method=name,
            not_before_at=at or timezone.now(),
        )
    )


def _owner_of(row: models.Model) -> UUID | None:
    found = getattr(row, "owner_id", None)
    return found if isinstance(found, UUID) else None


def _enqueue_once(job: Job) -> None:
    """Save `job`, or bring its waiting twin forward.

    The twin is updated even when nothing changes: on PostgreSQL that keeps
    workers from it until our transaction ends, so that it runs with what we
    wrote. Where a worker took the twin in this moment, we begin again.
    """
    same = {"label": job.label, "row_pk": job.row_pk, "method": job.method}
    earlier = Least(
        models.F("not_before_at"),
        models.Value(job.not_before_at, output_field=models.DateTimeField()),
    )
    while not Job.objects.waiting().filter(**same).update(not_before_at=earlier):
        try:
            with transaction.atomic():
                job.save(force_insert=True)
        except IntegrityError:
            continue
        return


def work_off(limit: int | None = None, *, lease: timedelta = LEASE) -> int:
    """Do what is due, here and now; how many jobs were run.

    What fails or has to wait is kept in the queue as any worker would keep it.
    """
    worker = worker_name()
    count = 0
    while (limit is None or count < limit) and work_one(worker, lease):
        count += 1
    return count


def worker_name() -> str:
    """A name that no other worker has, here or on another machine."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"


def work_one(worker: str, lease: timedelta) -> bool:
    """Take the next job and do it; False when nothing is due."""
    job = Job.objects.claim(worker, lease)
    if job is None:
        return False
    with Heart(job, lease):
        settled = _settle(_outcome(job), lease)
    if not settled:
        logger.warning("%s took longer than its lease; whoever takes it up again will end it", job)
    _check_connection()
    return True


def _outcome(job: Job) -> Callable[[], bool]:
    """Run it; how it ends, still to be written down."""
    try:
        returned = _run(job)
    except (Exception, SystemExit) as error:
        logger.debug("%s, attempt %d", job, job.attempt, exc_info=True)
        refused = isinstance(error, AfterhelloError) and not isinstance(error, Unreachable)
        if refused or isinstance(error, WorkerLost) or job.attempt >= MAX_ATTEMPTS:
            return partial(_give_up, job, error)
        return partial(job.retry, error, timezone.now() + pause_after(job.attempt))
    return partial(job.finish, returned)


def _give_up(job: Job, error: BaseException) -> bool:
    """Mark it failed. The row hears of it before, so that a kill in between only tells it twice."""
    if not job.is_held():
        return False
    _tell_row(job, error)
    failed = job.fail(error)
    if failed:
        kind = type(error).__name__
        logger.error("%s failed, attempt %d: %s: %s", job, job.attempt, kind, first_line(error))
    return failed


def _tell_row(job: Job, error: BaseException) -> None:
    """Call the row's `gave_up`, if it has one; a mistake in there must not keep the job from ending."""
    try:
        gave_up = getattr(_row_of(job), "gave_up", None)
        if gave_up is not None:
            gave_up(job.method, error)
    except (OperationalError, InterfaceError):
        raise  # the database is away: once more, when it is back
    except Exception as mistake:
        logger.warning("%s: gave_up failed: %s: %s", job, type(mistake).__name__, first_line(mistake))


def _row_of(job: Job) -> models.Model | None:
    """The row that the job is about; None when it has gone, or for a task."""
    if not job.label:
        return None
    row: models.Model | None = apps.get_model(job.label)._base_manager.filter(pk=job.row_pk).first()
    return row


def _run(job: Job) -> Any:
    """What the row's method or the task gives; a row that has gone wants nothing more."""
    if job.lost >= MAX_LOST or job.attempt > MAX_ATTEMPTS:
        raise WorkerLost("Worker after worker that began it was gone before its end.")
    if job.task_path:
        return _run_task(job)
    row = _row_of(job)
    if row is not None:
        getattr(row, job.method)()
    return None


def _run_task(job: Job) -> Any:
    from afterhello.background.backend import result_of

    task = import_string(job.task_path)
    context = [TaskContext(task_result=result_of(job))] if task.takes_context else []
    return normalize_json(task.call(*context, *job.arguments["args"], **job.arguments["kwargs"]))


def pause_after(attempt: int) -> timedelta:
    """How long to wait after that many attempts: twice as long each time, less up to a half."""
    longest = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** (attempt - 1))
    spread = random.uniform(0.5, 1.0)  # noqa: S311 (keeps retries apart, guards nothing)
    return timedelta(seconds=longest * spread)


def _settle(end: Callable[[], bool], lease: timedelta) -> bool:
    """Write down how a job ended; while the database is away again and again, for a lease."""
    last = time.monotonic() + lease.total_seconds()
    while True:
        try:
            _check_connection()
            return end()
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or time.monotonic() > last:
                raise
            connection.close()
            time.sleep(0.2)


def _check_connection() -> None:
    """Close a connection that a job has broken, but not inside the transaction of a test."""
    if not connection.in_atomic_block:
        close_old_connections()
