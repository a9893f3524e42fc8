"""The worker: does what is due until it is told to end."""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import FrameType

from django.db import Error, close_old_connections, connection

from afterhello.background.models import first_line
from afterhello.background.schedule import Clock, idle
from afterhello.background.work import LEASE, work_off, work_one, worker_name

POLL_S = 0.5
LONGEST_WAIT_S = 10.0

logger = logging.getLogger("afterhello.background")


class Worker:
    """One process that takes jobs, one at a time; as many as one likes may run side by side.

    SIGTERM or SIGINT lets the job at hand come to its end; a second one ends
    the process at once, and the job is taken up again when its lease runs out.
    """

    def __init__(self, lease: timedelta = LEASE) -> None:
        self.name = worker_name()
        self.lease = lease
        self.ending = False
        self._clock = Clock()

    def run(self) -> None:
        """Work until told to end; a database that is away is waited for."""
        wait_s = POLL_S
        with self._listening():
            while not self.ending:
                try:
                    busy = self._turn()
                    wait_s = POLL_S
                except Error as problem:
                    busy = False
                    wait_s = self._wait_for_database(problem, wait_s)
                if not busy:
                    idle()
                    self._pause(wait_s)

    def run_once(self) -> int:
        """Do what is due now, the schedule's tasks too; how many jobs were run."""
        self._clock.tick()
        return work_off(lease=self.lease)

    def _turn(self) -> bool:
        close_old_connections()
        self._clock.tick()
        return work_one(self.name, self.lease)

    def _wait_for_database(self, problem: Error, waited_s: float) -> float:
        """How long to wait for a database that failed us: longer each time. Says so once."""
        if waited_s == POLL_S:
            logger.warning("The database does not answer, trying again: %s", first_line(problem))
        connection.close()
        return min(LONGEST_WAIT_S, waited_s * 2)

    def _pause(self, seconds: float) -> None:
        """Sleep, but never long after being told to end: a signal alone does not cut a sleep short."""
        end = time.monotonic() + seconds
        while not self.ending and (rest := end - time.monotonic()) > 0:
            time.sleep(min(POLL_S, rest))

    @contextmanager
    def _listening(self) -> Iterator[None]:
        before = {one: signal.signal(one, self._end) for one in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def _end(self, number: int, frame: FrameType | None) -> None:
        """End after this job. The next signal finds the system's own handler, which ends us."""
        self.ending = True
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
