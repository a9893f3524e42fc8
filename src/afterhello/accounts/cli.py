"""Accounts in the terminal: add one, reset a password."""

from __future__ import annotations

import sys

import click
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.core.management import call_command

from afterhello.accounts.models import User
from afterhello.errors import RuleBroken


@click.group()
def user() -> None:
    """Accounts: add one, reset a password."""


def asked_password() -> str:
    """A password, asked twice at a terminal; from a pipe, its first line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    secret: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return secret


def checked(password: str, person: User) -> str:
    """`password`, if it is good enough.

    Raises:
        RuleBroken: it is too short, too common or too like the name.
    """
    try:
        password_validation.validate_password(password, person)
    except ValidationError as problem:
        raise RuleBroken(" ".join(problem.messages)) from problem
    return password


@user.command()
@click.argument("email")
@click.option("--name", default="", help="The name that signs their notes.")
def add(email: str, name: str) -> None:
    """Make an account; the password is asked for, or read from a pipe."""
    # Where no browser runs on the machine this is the first command ever: there are no tables yet.
    call_command("migrate", verbosity=0, interactive=False)
    password = checked(asked_password(), User(email=email, full_name=name))
    try:
        made = User.objects.create_user(email, password, full_name=name)
    except ValidationError as problem:
        raise RuleBroken(" ".join(problem.messages)) from problem
    click.echo(f"{made.email} can sign in now.", err=True)


@user.command("reset-password")
@click.argument("email", required=False)
@click.option("--user", help="The same, as an option.")
def reset_password(email: str | None, user: str | None) -> None:
    """Set a new password; everybody signed in under it is signed out."""
    person = User.objects.meant_by(email or user)
    person.set_password(checked(asked_password(), person))
    person.save(update_fields=["password"])
    click.echo(f"The new password of {person.email} holds from now on.", err=True)
