"""The queue as tables: jobs, and when the schedule last moved."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from uuid_utils.compat import uuid7

MAX_ATTEMPTS = 10
# What ends its worker natively, such as a photo that crashes the reader, would do so each time.
MAX_LOST = 3
ERROR_LENGTH = 500

# How far back the queue looks to see whose turn it is.
FAIR_OVER = timedelta(hours=1)

KEEP_DONE = timedelta(days=1)
KEEP_FAILED = timedelta(days=30)

WAITING = models.Q(leased_until=None, done_at=None, failed_at=None)
UNFINISHED = models.Q(done_at=None, failed_at=None)
LEASED = models.Q(leased_until__isnull=False)


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs, and the one that comes next."""

    def waiting(self) -> JobQuerySet:
        """Those that nobody works on, now or after a pause."""
        return self.filter(WAITING)

    def due(self, now: datetime) -> JobQuerySet:
        """Those that a worker may take: their time has come, or their worker was lost.

        A row's method does not run twice at the same time: what was enqueued
        while it ran waits until it has ended.
        """
        twins = Job.objects.exclude(label="").filter(
            label=models.OuterRef("label"),
            row_pk=models.OuterRef("row_pk"),
            method=models.OuterRef("method"),
            leased_until__gt=now,
        )
        free = models.Q(leased_until=None, not_before_at__lte=now)
        lost = models.Q(leased_until__lte=now)
        return self.filter(UNFINISHED).filter(free | lost).exclude(models.Exists(twins))

    def owners_in_turn(self, now: datetime) -> list[UUID | None]:
        """The owners of these jobs: the urgent first, then whose last turn is longest ago."""
        started = Job.objects.filter(last_started_at__gt=now - FAIR_OVER)
        lasts = dict(started.values_list("owner_id").annotate(models.Max("last_started_at")).order_by())
        wishes = self.values("owner_id").annotate(
            top=models.Max("priority"), since=models.Min("not_before_at")
        )
        never = now - FAIR_OVER
        in_turn = sorted(
            wishes.order_by(),
            key=lambda wish: (-wish["top"], lasts.get(wish["owner_id"], never), wish["since"]),
        )
        return [wish["owner_id"] for wish in in_turn]

    def claim(self, worker: str, lease: timedelta) -> Job | None:
        """The job that `worker` holds from now for a `lease`; None when nothing is due."""
        now = timezone.now()
        due = self.due(now)
        if not due.exists():  # a plain read, so that an idle worker never takes SQLite's write lock
            return None
        with transaction.atomic():
            for owner_id in due.owners_in_turn(now):
                oldest = due.filter(owner_id=owner_id).order_by("-priority", "not_before_at", "id")
                job = oldest.select_for_update(skip_locked=True).first()
                if job is not None and job.lease_to(worker, now, now + lease):
                    return job
        return None

    def about(self, row: models.Model) -> JobQuerySet:
        """What was enqueued for one row."""
        return self.filter(label=row._meta.label, row_pk=str(row.pk))

    def old(self) -> JobQuerySet:
        """Those that nobody needs to look at any more."""
        now = timezone.now()
        done = models.Q(done_at__lt=now - KEEP_DONE)
        return self.filter(done | models.Q(failed_at__lt=now - KEEP_FAILED))


class Job(models.Model):
    """A row's method, or a task, to be run by a worker:  waiting → leased → done | failed.

    A worker holds a job by a lease: `leased_by` and `attempt` together say who
    may end it, and only before `leased_until`. A worker that was killed, or that
    slept too long, finds that its job is no longer its own, so a job is ended
    by one worker only, although it may have been begun by several.

    `owner_id` has no foreign key: the queue lies below the accounts, and only
    wants to know whose turn it is. A row that has gone makes its job done.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner_id = models.UUIDField(null=True, editable=False)
    queue = models.CharField(max_length=50, default="default", editable=False)
    priority = models.SmallIntegerField(default=0, editable=False)

    # what to run: a row's method, or a task with its arguments
    label = models.CharField(max_length=100, blank=True, editable=False)
    row_pk = models.CharField(max_length=100, blank=True, editable=False)
    method = models.CharField(max_length=100, blank=True, editable=False)
    task_path = models.CharField(max_length=200, blank=True, editable=False)
    arguments = models.JSONField(default=dict, blank=True, editable=False)

    enqueued_at = models.DateTimeField(default=timezone.now, editable=False)
    not_before_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, editable=False)
    last_started_at = models.DateTimeField(null=True, editable=False)
    attempt = models.PositiveSmallIntegerField(default=0, editable=False)
    lost = models.PositiveSmallIntegerField(default=0, editable=False)
    leased_by = models.CharField(max_length=100, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    workers = models.JSONField(default=list, blank=True, editable=False)

    done_at = models.DateTimeField(null=True, editable=False)
    returned = models.JSONField(null=True, editable=False)
    failed_at = models.DateTimeField(null=True, editable=False)
    error_class = models.CharField(max_length=200, blank=True, editable=False)
    error = models.CharField(max_length=ERROR_LENGTH, blank=True, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("label", "row_pk", "method"),
                condition=WAITING & ~models.Q(label=""),
                name="job_waits_once",
            ),
            models.CheckConstraint(
                condition=models.Q(label="") ^ models.Q(task_path=""),
                name="job_is_a_method_or_a_task",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at=None) | models.Q(failed_at=None),
                name="job_done_or_failed",
            ),
            models.CheckConstraint(
                condition=models.Q(leased_until=None)
                | (UNFINISHED & models.Q(attempt__gt=0) & ~models.Q(leased_by="")),
                name="job_leased_to_somebody",
            ),
        )
        indexes = (
            models.Index(fields=("not_before_at",), condition=UNFINISHED, name="job_unfinished"),
            models.Index(fields=("label", "row_pk", "method"), condition=LEASED, name="job_leased"),
            models.Index(fields=("last_started_at", "owner_id"), name="job_turns"),
        )

    def __str__(self) -> str:
        return self.task_path or f"{self.label}.{self.method} of {self.row_pk}"

    def lease_to(self, worker: str, now: datetime, until: datetime) -> bool:
        """Give it to `worker`, unless somebody was quicker: one conditional UPDATE decides."""
        fields: dict[str, Any] = {
            "attempt": self.attempt + 1,
            "lost": self.lost + (self.leased_until is not None),
            "leased_by": worker,
            "leased_until": until,
            "started_at": self.started_at or now,
            "last_started_at": now,
            "workers": [*self.workers, worker],
        }
        free = Job.objects.due(now).filter(pk=self.pk, attempt=self.attempt)
        if not free.update(**fields):
            return False
        for name, value in fields.items():
            setattr(self, name, value)
        return True

    def _held(self) -> JobQuerySet:
        """Its row in the table, as long as this lease of it lasts."""
        return Job.objects.filter(
            pk=self.pk,
            leased_by=self.leased_by,
            attempt=self.attempt,
            leased_until__gt=timezone.now(),
        )

    def is_held(self) -> bool:
        """Whether it is still ours."""
        return self._held().exists()

    def renew(self, lease: timedelta) -> bool:
        """Hold it for another `lease` from now; False when it is no longer ours."""
        return bool(self._held().update(leased_until=timezone.now() + lease))

    def finish(self, returned: Any = None) -> bool:
        """Mark it done; False when it is no longer ours."""
        done = self._held().update(
            done_at=timezone.now(), leased_until=None, returned=returned, error_class="", error=""
        )
        return bool(done)

    def retry(self, error: BaseException, at: datetime) -> bool:
        """Let it wait until `at`; False when it is no longer ours.

        Where the same was enqueued again while it ran, that one takes its place.
        """
        try:
            with transaction.atomic():
                return bool(self._held().update(leased_until=None, not_before_at=at, **_kept(error)))
        except IntegrityError:
            return bool(self._held().delete()[0])

    def fail(self, error: BaseException) -> bool:
        """Give it up for good; False when it is no longer ours."""
        return bool(self._held().update(failed_at=timezone.now(), leased_until=None, **_kept(error)))


def _kept(error: BaseException) -> dict[str, str]:
    """What is kept of an error: its class, and the first line of what it says.

    What follows the first line may quote rows: PostgreSQL adds the values of a
    key that was there twice.
    """
    kind = type(error)
    return {
        "error_class": f"{kind.__module__}.{kind.__qualname__}"[:200],
        "error": first_line(error)[:ERROR_LENGTH],
    }


def first_line(error: BaseException) -> str:
    """The first line of what an error says, in characters that every database can keep."""
    said = str(error).strip().partition("\n")[0]
    return said.replace("\0", "").encode(errors="replace").decode()


class Tick(models.Model):
    """How far a schedule has come: the beginning of the last period that was begun.

    Several workers look at the schedule; whoever moves this row enqueues, in
    the same commit.
    """

    name = models.CharField(max_length=200, primary_key=True)
    begun_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.begun_at:%Y-%m-%d %H:%M}"
