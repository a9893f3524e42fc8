"""Settings that are wrong fail loudly, with the name of the variable, before anything starts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from config.program import environment, run

ASK = """
import json, sys, django
from django.conf import settings
django.setup()
from django.test import Client
answer = Client().get("/healthz", headers=json.loads(sys.argv[1]))
asked = {name: getattr(settings, name) for name in sys.argv[2:]}
print(json.dumps(asked | {"headers": dict(answer.headers)}))
"""


def asked(*names: str, headers: dict[str, str] | None = None, **settings: str) -> dict[str, Any]:
    """What these settings come to in a process of its own, and the headers of an answer there."""
    words = [sys.executable, "-c", ASK, json.dumps(headers or {"Host": "localhost"}), *names]
    answer = subprocess.run(words, env=environment(**settings), capture_output=True, text=True, check=True)
    said: dict[str, Any] = json.loads(answer.stdout)
    return said


def hsts(**settings: str) -> str | None:
    """What the browser is told about https when a proxy says that it was asked by https."""
    headers = {"Host": "people.example.org", "X-Forwarded-Proto": "https"}
    answer = asked(headers=headers, **settings)["headers"]
    return dict(answer).get("Strict-Transport-Security")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PUBLIC_URL", "nonsense"),
        ("PUBLIC_URL", "ftp://people.example.org"),
        ("PUBLIC_URL", "https://example.org/people"),
        ("PUBLIC_URL", "https://ada@example.org"),
        ("PUBLIC_URL", "https://example.org:port"),
        ("PUBLIC_URL", "https://example.org?people"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "carrier://ada:secret@example.org/people"),
        ("AFTERHELLO_LOG", "loudly"),
        ("AFTERHELLO_LEASE_S", "soon"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(variable: str, value: str) -> None:
    answer = run("work", "--once", **{variable: value})

    assert answer.returncode == 2
    assert variable in answer.stderr
    assert "Traceback" not in answer.stderr
    assert "secret" not in answer.stderr


@pytest.mark.parametrize("variable", ["AFTERHELLO_DATA", "AFTERHELLO_MEDIA", "AFTERHELLO_KEYS"])
def test_a_folder_that_cannot_be_is_named(variable: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    answer = run("work", "--once", **{variable: str(tmp_path / "file" / "room")})

    assert answer.returncode == 2
    assert answer.stderr == f"{variable}: cannot use {tmp_path}/file/room: Not a directory\n"


@pytest.mark.parametrize("variable", ["AFTERHELLO_DATA", "AFTERHELLO_MEDIA", "AFTERHELLO_KEYS"])
def test_a_folder_that_cannot_be_written_into_is_named(variable: str) -> None:
    # Not even an administrator can make a file there.
    answer = run("work", "--once", **{variable: "/proc"})

    assert answer.returncode == 2
    assert answer.stderr.startswith(f"{variable}: cannot ")
    assert "/proc" in answer.stderr


def test_in_a_folder_that_others_may_look_into_the_database_stays_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)

    run("user", "add", "ada@example.org", said="correct horse battery\n", AFTERHELLO_DATA=str(tmp_path))

    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept
    assert [path.name for path in kept if path.stat().st_mode & 0o077] == []


def test_what_is_kept_is_for_the_eyes_of_its_user_alone(tmp_path: Path) -> None:
    rooms = {"AFTERHELLO_DATA": str(tmp_path / "data"), "AFTERHELLO_KEYS": str(tmp_path / "keys")}

    run("user", "add", "ada@example.org", said="correct horse battery\n", **rooms)

    assert (tmp_path / "data").stat().st_mode & 0o077 == 0
    assert (tmp_path / "keys" / "sessions.key").stat().st_mode & 0o077 == 0


def test_behind_a_proxy_of_ones_own_the_browser_is_told_to_keep_to_https() -> None:
    assert hsts(PUBLIC_URL="https://people.example.org", AFTERHELLO_PROXIES="1") == "max-age=31536000"


@pytest.mark.parametrize(
    ("url", "proxies"), [("https://people.example.org", "0"), ("http://people.example.org", "1")]
)
def test_without_a_proxy_or_https_nobody_is_believed_to_have_come_by_https(url: str, proxies: str) -> None:
    assert hsts(PUBLIC_URL=url, AFTERHELLO_PROXIES=proxies) is None


def test_spaces_around_the_names_of_hosts_do_no_harm() -> None:
    found = asked("ALLOWED_HOSTS", AFTERHELLO_HOSTS=" ada.local , 192.168.1.20, ")["ALLOWED_HOSTS"]

    assert found[-2:] == ["ada.local", "192.168.1.20"]


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://People.Example.org/", "https://people.example.org"),
        ("http://[2001:db8::1]:8080", "http://[2001:db8::1]:8080"),
    ],
)
def test_forms_are_trusted_that_come_from_the_public_address(url: str, origin: str) -> None:
    assert asked("CSRF_TRUSTED_ORIGINS", PUBLIC_URL=url)["CSRF_TRUSTED_ORIGINS"] == [origin]


@pytest.mark.django_db
def test_what_is_erased_is_overwritten_in_the_file() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no such setting")
    # Some builds of SQLite do it unasked, so asking for it is looked at too.
    assert "PRAGMA secure_delete=ON" in connection.settings_dict["OPTIONS"]["init_command"]
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA secure_delete").fetchone() == (1,)
