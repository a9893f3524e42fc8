"""Passwords at rest."""

from __future__ import annotations

import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from afterhello.accounts.models import User
from afterhello.errors import RuleBroken, Unreadable
from afterhello.post import secrets
from afterhello.post.models import MailAccount

Sealed = Callable[[bytes], bytes]


def nothing_to_seal(_: Sealed) -> None:
    """An installation without passwords."""


def test_what_is_sealed_can_be_opened_and_not_read(key_file: Path) -> None:
    sealed = secrets.seal("rätselhaft")

    assert "rätselhaft".encode() not in sealed
    assert secrets.unseal(sealed) == "rätselhaft"
    assert secrets.unseal(secrets.seal("")) == ""


def test_the_key_is_for_this_users_eyes_only(key_file: Path) -> None:
    secrets.seal("x")

    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert [path.name for path in key_file.parent.iterdir()] == [key_file.name]


def test_processes_that_start_at_once_use_one_key(key_file: Path) -> None:
    start = threading.Barrier(8)
    sealed: list[bytes] = []

    def seal() -> None:
        start.wait(10)
        sealed.append(secrets.seal("x"))

    threads = [threading.Thread(target=seal) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert [secrets.unseal(one) for one in sealed] == ["x"] * 8


def test_a_lost_key_says_what_to_do(key_file: Path) -> None:
    sealed = secrets.seal("x")
    key_file.unlink()

    with pytest.raises(Unreadable, match="Enter the password again"):
        secrets.unseal(sealed)


def test_a_broken_key_file_says_what_to_do(key_file: Path) -> None:
    key_file.write_text("no key\n")

    with pytest.raises(RuleBroken, match="holds no usable key"):
        secrets.seal("x")


@pytest.mark.django_db
def test_a_rotation_seals_every_password_anew(ada: User, key_file: Path) -> None:
    account = MailAccount(
        owner=ada, host="mail.example.org", username="ada", sender_address="ada@example.org"
    )
    account.keep("rätselhaft")
    before = bytes(account.sealed_password)

    secrets.rotate(MailAccount.objects.reseal)
    secrets.rotate(MailAccount.objects.reseal)

    account.refresh_from_db()
    assert account.server().password == "rätselhaft"
    with pytest.raises(Unreadable):
        secrets.unseal(before)
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


def test_what_another_process_sealed_during_a_rotation_stays_readable(key_file: Path) -> None:
    sealed = secrets.seal("x")

    secrets.rotate(nothing_to_seal)

    assert secrets.unseal(sealed) == "x"


def test_a_rotation_that_was_killed_loses_nothing(key_file: Path) -> None:
    kept = [secrets.seal("x")]

    def killed(_: Sealed) -> None:
        raise KeyboardInterrupt

    def reseal(anew: Sealed) -> None:
        kept[0] = anew(kept[0])

    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            secrets.rotate(killed)
        assert secrets.unseal(kept[0]) == "x"
    secrets.rotate(reseal)
    assert secrets.unseal(kept[0]) == "x"
    assert len(key_file.read_text().split()) == 2
