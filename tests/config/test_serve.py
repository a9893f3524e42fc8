"""`afterhello serve`: pages and worker are started together, end together; a dead worker is replaced."""

from __future__ import annotations

import os
import re
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
from afterhello.config import serve
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

    def children(self) -> dict[str, int]:
        """The processes that it started itself and that live, by what they are."""
        listed = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid=,stat=,args="], capture_output=True, text=True, check=True
        ).stdout
        lines = [line.split(None, 3) for line in listed.splitlines()]
        mine = [line for line in lines if int(line[1]) == self.process.pid and line[2][0] != "Z"]
        return {self._kind(arguments): int(pid) for pid, _, _, arguments in mine}

    @staticmethod
    def _kind(arguments: str) -> str:
        if "granian" in arguments:
            return "pages"
        return "worker" if arguments.rstrip().endswith("work") else "leash"


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
    """Whether it runs no more; where nobody asks for its end, a zombie remains."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


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
    assert set(children) == {"pages", "worker", "leash"}

    served.process.send_signal(signal.SIGTERM)

    assert served.process.wait(PATIENCE_S) == 0
    assert all(map(is_gone, children.values()))
    assert not answers(served.port)
    assert "Traceback" not in served.said.read_text()


def test_when_the_pages_die_the_worker_ends_too_and_it_says_so(served: Served) -> None:
    children = served.children()

    os.kill(children["pages"], signal.SIGKILL)

    assert served.process.wait(PATIENCE_S) == 1
    assert all(map(is_gone, children.values()))
    until(lambda: not answers(served.port))
    assert "The pages ended by themselves" in served.said.read_text()


def test_when_the_worker_dies_the_pages_stay_and_another_one_follows(served: Served) -> None:
    first = served.children()

    os.kill(first["worker"], signal.SIGKILL)
    until(lambda: served.children().get("worker") not in {None, first["worker"]})
    second = served.children()
    os.kill(second["worker"], signal.SIGKILL)
    until(lambda: served.children().get("worker") not in {None, second["worker"]})

    assert answers(served.port)
    assert served.children()["pages"] == first["pages"]
    said = served.said.read_text()
    assert "The worker ended by itself (code -9)" in said
    assert said.index("starts in 1 s") < said.index("starts in 2 s")


def test_killed_itself_it_leaves_neither_pages_nor_worker(served: Served) -> None:
    children = served.children()

    served.process.kill()  # kill -9

    until(lambda: all(map(is_gone, children.values())))
    until(lambda: not answers(served.port))


def test_the_pause_before_another_worker_grows_up_to_half_a_minute(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(serve, "web_command", lambda host, port: ["sleep", "100"])
    monkeypatch.setattr(serve, "worker_command", lambda: ["false"])
    parts = serve.Parts("127.0.0.1", 8000)
    try:
        for _ in range(7):
            parts.worker.wait()
            assert parts.look()
            now[0] += serve.LONGEST_PAUSE_S
            assert parts.look()
        parts.worker.wait()
        now[0] += serve.CALM_S + 1
        assert parts.look()
    finally:
        monkeypatch.undo()
        parts.end()

    pauses = re.findall(r"starts in (\d+) s", capsys.readouterr().err)
    assert pauses == ["1", "2", "4", "8", "16", "30", "30", "1"]
