"""Errands of a user, for the tests; run as a script, this is a worker that knows them.

Each writes what it does into the journal: a line of the process, the user and a word.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from afterhello.accounts.models import User

PATIENCE_S = 60.0


def journal() -> Path:
    """Where errands write what they do."""
    return Path(os.environ["ERRANDS_JOURNAL"])


def write(user: User, word: str) -> None:
    with journal().open("a") as file:
        file.write(f"{os.getpid()} {user.pk} {word}\n")


def greet(self: User) -> None:
    """Nothing but a line."""
    write(self, "greeted")


def dawdle(self: User) -> None:
    """Takes until somebody makes a file `go` beside the journal."""
    write(self, "begun")
    end = time.monotonic() + PATIENCE_S
    while not journal().with_name("go").exists() and time.monotonic() < end:
        time.sleep(0.02)
    write(self, "ended")


def ring(self: User) -> None:
    """A service that never answers; what follows the first line must not be kept."""
    from afterhello.errors import Unreachable

    write(self, "rang")
    raise Unreachable("Nobody picks up. Nothing is lost; we try again.\nKey (email)=(grace@…)")


def break_rule(self: User) -> None:
    from afterhello.errors import RuleBroken

    raise RuleBroken("That was sent already.")


def misread(self: User) -> None:
    from afterhello.errors import Unreadable

    raise Unreadable("This is no photo.")


def stumble(self: User) -> None:
    """A mistake of ours."""
    raise ZeroDivisionError("by nothing")


def leave(self: User) -> None:
    """Tries to end the process."""
    raise SystemExit(3)


def greet_again(self: User) -> None:
    """Enqueues itself while it runs, then fails for now."""
    from afterhello.background import later
    from afterhello.errors import Unreachable

    write(self, "greeted again")
    later(self.greet_again)  # type: ignore[attr-defined]  # `install` puts it there
    raise Unreachable("Not now.")


def gave_up(self: User, method: str, error: BaseException) -> None:
    """Hears that an errand was given up."""
    write(self, f"gave up {method}: {type(error).__name__}")


def install() -> None:
    """Give them to every user."""
    from afterhello.accounts.models import User

    for errand in (greet, dawdle, ring, break_rule, misread, stumble, leave, greet_again, gave_up):
        setattr(User, errand.__name__, errand)


if __name__ == "__main__":
    import django

    django.setup()
    from afterhello.background.cli import work

    install()
    work()
