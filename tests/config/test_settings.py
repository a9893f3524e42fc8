"""Settings that are wrong fail loudly, with the name of the variable, before anything starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.program import run


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PUBLIC_URL", "nonsense"),
        ("PUBLIC_URL", "ftp://people.example.org"),
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
