"""`afterhello serve`: pages and worker are started together, and end together."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from afterhello.accounts.models import User
from afterhello.config.serve import announce
from config.program import command, environment, run

PATIENCE_S = 60


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().read() == b"ok"
        except OSError:
            return False


class Served:
    """A running `afterhello serve`."""

    def __init__(self, room: Path) -> None:
        self.port = free_port()
        self.said = room / "said"
        rooms = {"AFTERHELLO_DATA": str(room / "data"), "AFTERHELLO_KEYS": str(room / "keys")}
        with self.said.open("wb") as stderr:
            self.process = subprocess.Popen(
                command("serve", "--port", str(self.port)), env=environment(**rooms), stderr=stderr
            )

    def children(self) -> list[int]:
        """The processes that it started itself."""
        listed = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
        ).stdout
        pairs = [line.split() for line in listed.splitlines()]
        return [int(pid) for pid, parent in pairs if int(parent) == self.process.pid]

    def part(self, name: str) -> int:
        """The process that is the worker, or the pages."""
        listed = subprocess.run(
            ["ps", "-o", "pid=,args=", "-p", ",".join(map(str, self.children()))],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        works = {int(line.split()[0]): line.rstrip().endswith("work") for line in listed.splitlines()}
        return next(pid for pid, is_worker in works.items() if is_worker == (name == "worker"))


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """The program, answering."""
    running = Served(tmp_path)
    try:
        until(lambda: answers(running.port) or running.process.poll() is not None)
        until(lambda: "Afterhello is at" in running.said.read_text())
        yield running
    finally:
        running.process.terminate()
        running.process.wait(PATIENCE_S)


def is_gone(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists()


def test_a_port_that_is_taken_is_refused_with_a_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        answer = run("serve", "--port", str(port))

    assert answer.returncode == 1
    assert answer.stderr.startswith(f"Port {port} of 127.0.0.1 cannot be used")
    assert "--port" in answer.stderr


def test_an_address_of_the_newer_kind_is_said_as_a_browser_takes_it(
    ada: User, capsys: pytest.CaptureFixture[str]
) -> None:
    announce("::1", 8000)

    assert "http://[::1]:8000" in capsys.readouterr().err


@pytest.mark.django_db
def test_where_others_are_let_in_it_says_that_the_terminal_makes_the_first_account(
    settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.PUBLIC_URL = "https://people.example.org"

    announce("127.0.0.1", 8000)

    said = capsys.readouterr().err
    assert "afterhello user add EMAIL" in said
    assert "Open it on this machine" not in said


def test_a_port_that_is_none_is_refused() -> None:
    answer = run("serve", "--port", "99999")

    assert answer.returncode == 2
    assert "99999" in answer.stderr


def test_it_says_where_it_is_and_that_nobody_lives_there_yet(served: Served) -> None:
    said = served.said.read_text()

    assert f"http://127.0.0.1:{served.port}" in said
    assert "Open it on this machine to make your account." in said


def test_told_to_end_it_ends_pages_and_worker(served: Served) -> None:
    children = served.children()
    assert len(children) == 2

    served.process.send_signal(signal.SIGTERM)

    assert served.process.wait(PATIENCE_S) == 0
    assert all(map(is_gone, children))
    assert not answers(served.port)
    assert "Traceback" not in served.said.read_text()


@pytest.mark.parametrize("part", ["worker", "pages"])
def test_when_a_part_dies_the_other_ends_too_and_it_says_so(part: str, served: Served) -> None:
    children = served.children()

    subprocess.run(["kill", "-9", str(served.part(part))], check=True)

    assert served.process.wait(PATIENCE_S) == 1
    assert all(map(is_gone, children))
    until(lambda: not answers(served.port))
    assert "ended by itself" in served.said.read_text()
