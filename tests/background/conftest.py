"""Users with errands, and real workers to run them."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from afterhello.accounts.models import User
from afterhello.background import later

ERRANDS = Path(__file__).with_name("errands.py")

Until = Callable[[Callable[[], object]], None]
StartWorker = Callable[..., "subprocess.Popen[str]"]


class Errands:
    """Enqueues errands, and reads what was written of them."""

    def __init__(self, journal: Path) -> None:
        self.journal = journal

    def wanted(self, user: User, name: str) -> None:
        """Let a worker run the errand of that name."""
        later(getattr(user, name))

    def words(self) -> list[str]:
        """What was written, in order."""
        return [line.split(" ", 2)[2] for line in self._lines()]

    def users(self) -> list[str]:
        """Whose errands wrote it, in order."""
        return [line.split(" ", 2)[1] for line in self._lines()]

    def processes(self) -> list[int]:
        """Which processes wrote it, in order."""
        return [int(line.split(" ", 2)[0]) for line in self._lines()]

    def go(self) -> None:
        """Let those who dawdle come to their end."""
        self.journal.with_name("go").touch()

    def _lines(self) -> list[str]:
        return self.journal.read_text().splitlines() if self.journal.exists() else []


@pytest.fixture
def errands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Errands:
    """The errands of users, known in this process."""
    monkeypatch.setenv("ERRANDS_JOURNAL", str(tmp_path / "journal"))
    runpy.run_path(str(ERRANDS))["install"]()
    return Errands(tmp_path / "journal")


@pytest.fixture
def until() -> Until:
    """Waits for something to come true; fails after half a minute."""

    def waited(condition: Callable[[], object]) -> None:
        end = time.monotonic() + 30
        while not condition():
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.02)

    return waited


def database_url() -> str:
    """The address of the test's own database, for another process."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.fixture
def start_worker(transactional_db: None, errands: Errands, tmp_path: Path) -> Iterator[StartWorker]:
    """Starts a worker as a process of its own; whatever is left of it ends with the test."""
    started: list[subprocess.Popen[str]] = []

    def start(*, lease_s: float = 30, once: bool = False) -> subprocess.Popen[str]:
        said = tmp_path / f"worker-{len(started)}"
        options = ["--once"] if once else []
        environment = {
            **os.environ,
            "DATABASE_URL": database_url(),
            "AFTERHELLO_LEASE_S": str(lease_s),
            "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        }
        with said.open("w") as stderr:
            worker = subprocess.Popen(
                [sys.executable, str(ERRANDS), *options],
                env=environment,
                stderr=stderr,
                text=True,
            )
        started.append(worker)
        return worker

    yield start
    for worker in started:
        worker.kill()
        worker.wait()
