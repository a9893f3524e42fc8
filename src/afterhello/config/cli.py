"""The terminal: mounts each app's commands, and turns a refusal into its exit code.

Commands are looked up when they are called, so that `cards read` and `version`
start without a web framework or a database.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from afterhello import __version__
from afterhello.errors import AfterhelloError, Unreachable

# name: (where, whether the database is needed, what it is for)
COMMANDS = {
    "serve": ("afterhello.config.serve:serve", True, "Start the web pages and the worker."),
    "work": ("afterhello.background.cli:work", True, "Start a worker alone."),
    "user": ("afterhello.accounts.cli:user", True, "Accounts: add one, reset a password."),
    "cards": ("afterhello.cardreader.cli:cards", False, "Read business cards from photos."),
    "people": ("afterhello.people.cli:people", True, "List, show and export people."),
}


class Faces(click.Group):
    """Commands by name, each imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*COMMANDS, "version"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == "version":
            return version
        if cmd_name not in COMMANDS:
            return None
        where, database, _about = COMMANDS[cmd_name]
        if database:
            set_up()
        module, name = where.split(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, about) for name, (_where, _db, about) in COMMANDS.items()]
        with formatter.section("Commands"):
            formatter.write_dl([*rows, ("version", "Say which version this is.")])


def set_up() -> None:
    """Load the settings and the apps; whatever is written from now on is for this user's eyes only.

    Raises:
        SystemExit: a setting is wrong; its name and what to do are printed.
    """
    # A folder of data that was there before may be open to others: its database must not be.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "afterhello.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as problem:
        click.echo(str(problem), err=True)
        raise SystemExit(2) from problem


@click.group(cls=Faces)
def afterhello() -> None:
    """Remember people, not cards."""


@click.command()
def version() -> None:
    """Say which version this is."""
    click.echo(__version__)


def main() -> NoReturn:
    """Run a command; a refusal is one sentence on stderr and its exit code."""
    try:
        afterhello(standalone_mode=False)
    except AfterhelloError as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(refusal.exit_code)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as problem:
        problem.show()
        sys.exit(problem.exit_code)
    except click.exceptions.Exit as ending:
        sys.exit(ending.exit_code)
    except Exception as problem:
        if type(problem).__module__ != "django.db.utils":
            raise
        click.echo(without_database(problem), err=True)
        sys.exit(Unreachable.exit_code)
    sys.exit(0)


def without_database(problem: Exception) -> str:
    """What to say when the database failed a command: its own words, and what to do."""
    lines = str(problem).strip().splitlines() or [type(problem).__name__]
    return (
        f"The database could not be used: {lines[0]}. Nothing was changed. Is DATABASE_URL right, or "
        "AFTERHELLO_DATA? `afterhello serve` sets up a new one."
    )
