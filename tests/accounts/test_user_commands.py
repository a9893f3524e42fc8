"""`afterhello user add` and `reset-password`."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from django.contrib.auth import authenticate

from afterhello.accounts.cli import user
from afterhello.accounts.models import User
from afterhello.errors import RuleBroken

pytestmark = pytest.mark.django_db


def test_an_account_is_made_with_the_password_from_a_pipe() -> None:
    result = CliRunner().invoke(user, ["add", "ada@example.org"], input="correct horse battery\n")

    assert result.exit_code == 0
    assert authenticate(email="ada@example.org", password="correct horse battery")


def test_a_weak_password_is_refused() -> None:
    result = CliRunner().invoke(user, ["add", "ada@example.org"], input="short\n")

    assert isinstance(result.exception, RuleBroken)
    assert not User.objects.exists()


def test_the_same_address_is_refused_twice(ada: User) -> None:
    result = CliRunner().invoke(user, ["add", "ADA@example.org"], input="correct horse battery\n")

    assert isinstance(result.exception, RuleBroken)


def test_a_new_password_holds_at_once(ada: User) -> None:
    result = CliRunner().invoke(user, ["reset-password"], input="entirely new words\n")

    assert result.exit_code == 0
    assert authenticate(email="ada@example.org", password="entirely new words")


def test_one_of_several_is_named_by_option(ada: User, mallory: User) -> None:
    result = CliRunner().invoke(
        user, ["reset-password", "--user", "ada@example.org"], input="entirely new words\n"
    )

    assert result.exit_code == 0
    assert authenticate(email="ada@example.org", password="entirely new words")


def test_of_several_users_one_has_to_be_named(ada: User, mallory: User) -> None:
    result = CliRunner().invoke(user, ["reset-password"], input="entirely new words\n")

    assert isinstance(result.exception, RuleBroken)
    assert "--user" in str(result.exception)
