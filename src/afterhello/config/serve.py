"""`afterhello serve`: the web pages and a worker, in one command.

Granian serves the pages in a process of its own and the worker runs in
another; this one only watches. A worker that dies is followed by another one:
a photo that crashes the reader must not take the pages with it. When the pages
die, or a signal comes, both are ended.

Should this one be killed, a third process ends both: it holds the other end of
a pipe, which the system closes however we end.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from types import FrameType

import click
from django.conf import settings
from django.core.management import call_command

from afterhello.accounts import first_visit
from afterhello.accounts.models import User
from afterhello.errors import RuleBroken

LEAVE_TIME_S = 25

# The pause before a worker is followed by another: 1 s, 2 s, 4 s … half a minute; 1 s again after a calm.
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0
CALM_S = 120.0

# Each line names the process groups that are to end with us, as `-12 -34`; an empty one says that they have
# ended. What is not gone in the time that `end` would leave it is killed.
LEASH = f"""
groups=
while read -r line; do groups=$line; done
for group in $groups; do kill -s TERM -- "$group"; done
left={LEAVE_TIME_S}
while [ "$left" -gt 0 ] && [ -n "$groups" ]; do
    alive=
    for group in $groups; do kill -s 0 -- "$group" && alive="$alive $group"; done
    groups=$alive
    left=$((left - 1))
    sleep 1
done
for group in $groups; do kill -s KILL -- "$group"; done
"""


def web_command(host: str, port: int) -> list[str]:
    """How the pages are served."""
    return [
        sys.executable, "-m", "granian", "afterhello.config.wsgi:application",
        "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "1",
        "--blocking-threads", "4", "--log-level", "error", "--no-ws",
    ]  # fmt: skip


def worker_command() -> list[str]:
    """How the worker is started."""
    return [sys.executable, "-m", "afterhello", "work"]


def start(words: list[str]) -> subprocess.Popen[bytes]:
    """A process with a session of its own: Ctrl+C reaches us alone, and we then let it finish."""
    return subprocess.Popen(words, start_new_session=True)  # noqa: S603 - our own words


class Leash:
    """Ends process groups when this process has gone without ending them itself, as after `kill -9`."""

    def __init__(self) -> None:
        read_end, self._pipe = os.pipe()  # neither is handed on to the parts, or it would outlive us
        self._holder = subprocess.Popen(  # noqa: S603 - our own words
            ["/bin/sh", "-c", LEASH],
            stdin=read_end,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(read_end)

    def hold(self, *processes: subprocess.Popen[bytes]) -> None:
        """From now on these are meant, each the leader of its group; none is: nothing is left to end."""
        words = " ".join(f"-{one.pid}" for one in processes) + "\n"
        # By its number, past any buffer. Has somebody killed the holder, we still end them ourselves.
        with suppress(BrokenPipeError):
            os.write(self._pipe, words.encode())

    def let_go(self) -> None:
        """End the holder, once nothing is left to end."""
        self.hold()
        os.close(self._pipe)
        self._holder.wait()


class Parts:
    """The pages and the worker, while they run."""

    def __init__(self, host: str, port: int) -> None:
        self._leash = Leash()
        self.web = start(web_command(host, port))
        self._leash.hold(self.web)
        self._pause_s = FIRST_PAUSE_S
        self._next_at: float | None = None
        self._start_worker()

    def _start_worker(self) -> None:
        self.worker = start(worker_command())
        self._leash.hold(self.web, self.worker)
        self._started_at = time.monotonic()
        self._next_at = None

    def look(self) -> bool:
        """Whether the pages are there. A worker that is not is followed by another when its time has come."""
        if self._next_at is None and self.worker.poll() is not None:
            self._plan_worker()
        if self._next_at is not None and time.monotonic() >= self._next_at:
            self._start_worker()
        return self.web.poll() is None

    def _plan_worker(self) -> None:
        """Say that the worker has gone, and when another one comes."""
        end_group(self.worker)
        self._leash.hold(self.web)
        now = time.monotonic()
        if now - self._started_at > CALM_S:
            self._pause_s = FIRST_PAUSE_S
        click.echo(
            f"The worker ended by itself (code {self.worker.returncode}); what it said stands above. "
            f"Nothing is lost: another one starts in {self._pause_s:.0f} s and takes up what it had begun.",
            err=True,
        )
        self._next_at = now + self._pause_s
        self._pause_s = min(LONGEST_PAUSE_S, 2 * self._pause_s)

    def end(self) -> None:
        """End both, gently first."""
        # The number of a worker that has gone may be another process's by now.
        end([self.web] if self._next_at is not None else [self.web, self.worker])
        self._leash.let_go()


def set_up_database() -> None:
    """Bring tables, cache and static files up to date; quick when they are."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def check_port(host: str, port: int) -> None:
    """Find out before anything starts whether the port is free.

    Raises:
        RuleBroken: something else listens there.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise RuleBroken(
                f"Port {port} of {host} cannot be used ({problem.strerror}). Is Afterhello running already? "
                f"Choose another one with: afterhello serve --port {port % 65535 + 1}"
            ) from problem


def wait_until_answering(host: str, port: int, web: subprocess.Popen[bytes]) -> None:
    """Return when the pages answer, or their process has ended."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and web.poll() is None:
        try:
            with socket.create_connection((host, port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)


def end(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask each to finish what it is doing, and end those that do not."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + LEAVE_TIME_S
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        end_group(process)


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End what is left of the group that a process led.

    Granian's workers outlive it when it is killed, and would go on answering
    where nothing reads photos or sends notes any more.
    """
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def announce(host: str, port: int) -> None:
    """Say where it can be opened."""
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - compared, not bound
    shown = f"[{shown}]" if ":" in shown else shown
    click.echo(f"\n  Afterhello is at  http://{shown}:{port}", err=True)
    if settings.PUBLIC_URL:
        click.echo(f"  and, for others, at  {settings.PUBLIC_URL}", err=True)
    if User.nobody_yet() and first_visit.lets_others_in():
        click.echo("  Make your account in the terminal:  afterhello user add EMAIL", err=True)
    elif User.nobody_yet():
        click.echo("  Open it on this machine to make your account.", err=True)
    click.echo(f"  Everything is kept in {settings.DATA}\n  Stop with Ctrl+C.\n", err=True)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen on."
)
def serve(host: str, port: int) -> None:
    """Start the web pages and the worker."""
    check_port(host, port)
    set_up_database()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    parts = Parts(host, port)
    try:
        wait_until_answering("127.0.0.1" if host == "0.0.0.0" else host, port, parts.web)  # noqa: S104 - compared
        announce(host, port)
        while parts.look():
            time.sleep(0.5)
        raise RuleBroken("The pages ended by themselves; what they said stands above. Nothing is lost.")
    except KeyboardInterrupt:
        click.echo("\nGood night: what was begun is finished first.", err=True)
    finally:
        parts.end()
