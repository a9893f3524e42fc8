"""The heartbeat of a job at hand."""

from __future__ import annotations

import logging
from datetime import timedelta
from threading import Event, Thread
from types import TracebackType

from django.db import Error, connection

from afterhello.background.models import Job

BEATS_PER_LEASE = 3

logger = logging.getLogger("afterhello.background")


class Heart:
    """Renews the lease of a job while it is worked on.

        with Heart(job, lease):
            ...

    It beats in a thread with a connection of its own, a third of the lease
    apart; where the database does not answer, ten times as often. It ends by
    itself when the job is no longer ours. Inside a transaction, which only
    tests have here, it does not beat: another connection could not see the job.
    """

    def __init__(self, job: Job, lease: timedelta) -> None:
        self.job = job
        self.lease = lease
        self._ended = Event()
        self._thread = Thread(target=self._beat, name=f"heart of {job.pk}", daemon=True)

    def __enter__(self) -> Heart:
        if not connection.in_atomic_block:
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._ended.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _beat(self) -> None:
        apart_s = self.lease.total_seconds() / BEATS_PER_LEASE
        pause_s = apart_s
        try:
            while not self._ended.wait(pause_s):
                try:
                    if not self.job.renew(self.lease):
                        return
                    pause_s = apart_s
                except Error as problem:
                    logger.info("heartbeat: %s", type(problem).__name__)
                    connection.close()
                    pause_s = apart_s / 10
        finally:
            connection.close()
