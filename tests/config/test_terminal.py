"""The terminal: what starts quickly, what is refused, and with which exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from afterhello import __version__
from afterhello.config import cli
from afterhello.errors import AfterhelloError, NotHere, Refused, RuleBroken, Unreachable, Unreadable
from config.program import run

LISTENER = """
import sys
sys.argv = ["afterhello", *sys.argv[1:]]
from afterhello.config.cli import main
try:
    main()
finally:
    loaded = {name.partition(".")[0] for name in sys.modules}
    print("django" in loaded, file=sys.stderr)
"""


def test_version_says_which() -> None:
    answer = run("version")

    assert (answer.returncode, answer.stdout, answer.stderr) == (0, f"{__version__}\n", "")


@pytest.mark.parametrize("words", [["version"], ["--help"], ["cards", "--help"], ["cards", "read", "--help"]])
def test_what_needs_no_database_starts_without_the_web_framework(words: list[str]) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", LISTENER, *words], capture_output=True, text=True, timeout=60, check=False
    )

    assert answer.returncode == 0
    assert answer.stderr == "False\n"


def test_help_names_every_command_with_a_line() -> None:
    told = run("--help").stdout

    for name in ("serve", "work", "user", "cards", "people", "version"):
        assert f"\n  {name} " in told


def test_an_unknown_command_is_refused_by_its_name() -> None:
    answer = run("send-everything")

    assert answer.returncode == 2
    assert "send-everything" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    ("error", "code"), [(RuleBroken, 1), (NotHere, 1), (Refused, 1), (Unreadable, 2), (Unreachable, 3)]
)
def test_a_refusal_is_a_sentence_and_the_exit_code_of_its_kind(
    error: type[AfterhelloError],
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    @click.command()
    def refuse() -> None:
        raise error("Nothing is lost.")

    monkeypatch.setattr(cli.Faces, "get_command", lambda *_: refuse)
    monkeypatch.setattr(sys, "argv", ["afterhello", "refuse"])

    with pytest.raises(SystemExit) as ending:
        cli.main()

    assert ending.value.code == code
    assert capsys.readouterr() == ("", "Nothing is lost.\n")


def test_a_mistake_of_ours_is_not_dressed_up_as_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def stumble() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cli.Faces, "get_command", lambda *_: stumble)
    monkeypatch.setattr(sys, "argv", ["afterhello", "stumble"])

    with pytest.raises(ZeroDivisionError):
        cli.main()


def test_a_photo_that_cannot_be_read_ends_with_two(tmp_path: Path) -> None:
    answer = run("cards", "read", str(tmp_path / "nothing.jpg"))

    assert answer.returncode == 2
    assert "nothing.jpg" in answer.stderr


def test_the_first_account_is_made_before_anything_else_was_started(tmp_path: Path) -> None:
    rooms = {"AFTERHELLO_DATA": str(tmp_path / "data"), "AFTERHELLO_KEYS": str(tmp_path / "keys")}

    made = run("user", "add", "ada@example.org", said="correct horse battery\n", **rooms)
    listed = run("people", "list", **rooms)

    assert (made.returncode, made.stderr) == (0, "ada@example.org can sign in now.\n")
    assert (listed.returncode, listed.stdout) == (0, "")


def test_a_weak_password_is_refused_and_no_account_is_made(tmp_path: Path) -> None:
    rooms = {"AFTERHELLO_DATA": str(tmp_path / "data"), "AFTERHELLO_KEYS": str(tmp_path / "keys")}

    refused = run("user", "add", "ada@example.org", said="password\n", **rooms)
    missing = run("people", "list", **rooms)

    assert refused.returncode == 1
    assert "too short" in refused.stderr
    assert "There is no account yet" in missing.stderr


def test_a_database_without_tables_is_told_in_a_sentence(tmp_path: Path) -> None:
    answer = run("people", "list", AFTERHELLO_DATA=str(tmp_path / "data"))

    assert answer.returncode == 3
    assert "The database could not be used" in answer.stderr
    assert "afterhello serve" in answer.stderr
    assert "Traceback" not in answer.stderr
