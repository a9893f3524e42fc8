"""django-tasks' API on our queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from afterhello.background.models import Job


class LeasedBackend(BaseTaskBackend):
    """Enqueues tasks into the table of jobs, with the commit of whoever enqueues.

    Results can be asked for as long as the job is kept. Of an error the class
    and the sentence are kept, no traceback. No signals are sent: nobody listens.
    """

    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(
        self, task: Task[Any, Any], args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> TaskResult[Any]:
        """Save a job for `task`."""
        self.validate_task(task)
        job = Job.objects.create(
            task_path=task.module_path,
            arguments=normalize_json({"args": list(args), "kwargs": dict(kwargs)}),
            queue=task.queue_name,
            priority=task.priority,
            not_before_at=task.run_after or timezone.now(),
        )
        return result_of(job)

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """How the task fares.

        Raises:
            TaskResultDoesNotExist: there is no such job, or it is no longer kept.
        """
        try:
            job = Job.objects.exclude(task_path="").get(pk=UUID(result_id))
        except (ValueError, Job.DoesNotExist):
            raise TaskResultDoesNotExist(result_id) from None
        return result_of(job)


def result_of(job: Job) -> TaskResult[Any]:
    """A job in the words of django-tasks."""
    task: Task[Any, Any] = import_string(job.task_path)
    result: TaskResult[Any] = TaskResult(
        task=task.using(priority=job.priority, queue_name=job.queue, run_after=job.not_before_at),
        id=str(job.pk),
        status=_status_of(job),
        enqueued_at=job.enqueued_at,
        started_at=job.started_at,
        last_attempted_at=job.last_started_at,
        finished_at=job.done_at or job.failed_at,
        args=job.arguments["args"],
        kwargs=job.arguments["kwargs"],
        backend=task.backend,
        errors=_errors_of(job),
        worker_ids=job.workers,
    )
    object.__setattr__(result, "_return_value", job.returned)  # frozen, and no argument of its own
    return result


def _status_of(job: Job) -> TaskResultStatus:
    if job.failed_at:
        return TaskResultStatus.FAILED
    if job.done_at:
        return TaskResultStatus.SUCCESSFUL
    return TaskResultStatus.RUNNING if job.leased_until else TaskResultStatus.READY


def _errors_of(job: Job) -> list[TaskError]:
    if not job.error_class:
        return []
    return [TaskError(exception_class_path=job.error_class, traceback=job.error)]
