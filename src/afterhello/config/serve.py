"""`afterhello serve`: the web pages and a worker, in one command.

Granian serves the pages in a process of its own and the worker runs in
another; this one only watches. When either ends, or a signal comes, both are
ended: a page without a worker would promise readings that never happen.
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
        # Each leads a group of its own. Granian's workers outlive it when it is killed, and would go on
        # answering where nothing reads photos or sends notes any more.
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
    # A session of their own: Ctrl+C reaches this process alone, which then lets both finish.
    web = subprocess.Popen(web_command(host, port), start_new_session=True)  # noqa: S603 - our own words
    worker = subprocess.Popen(worker_command(), start_new_session=True)  # noqa: S603 - our own words
    processes = [web, worker]
    try:
        wait_until_answering("127.0.0.1" if host == "0.0.0.0" else host, port, web)  # noqa: S104 - compared
        announce(host, port)
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        raise RuleBroken("A part of Afterhello ended by itself; what it said stands above. Nothing is lost.")
    except KeyboardInterrupt:
        click.echo("\nGood night: what was begun is finished first.", err=True)
    finally:
        end(processes)
