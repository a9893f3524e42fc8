"""The program as somebody starts it: a process of its own, in rooms of its own."""

from __future__ import annotations

import os
import subprocess
import sys

ELSEWHERE = ("DATABASE_URL", "PUBLIC_URL", "AFTERHELLO_MEDIA", "AFTERHELLO_HOSTS", "AFTERHELLO_LOG")


def environment(**settings: str) -> dict[str, str]:
    """The environment of the tests, without settings that came from outside, and with `settings`."""
    kept = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    return kept | {"DJANGO_SETTINGS_MODULE": "afterhello.config.settings"} | settings


def command(*words: str) -> list[str]:
    """How a command is started."""
    return [sys.executable, "-m", "afterhello", *words]


def run(*words: str, said: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """What a command says, and its exit code; `said` is what is typed into it."""
    return subprocess.run(
        command(*words),
        env=environment(**settings),
        input=said,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
