"""What tests do with the database of the running program: one process does it all, as starting one is dear.

Each line that it is given is a name and what it takes, as JSON; each line that it prints is the answer.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

import django


def add_user(email: str, name: str, password: str) -> None:
    """An account, as somebody who is at the terminal makes it."""
    from afterhello.accounts.models import User

    User.objects.create_user(email, password, full_name=name)


def answer() -> None:
    """Do what is asked, line by line, until there is no more."""
    django.setup()
    from browser.laid import keep_rows

    can: dict[str, Callable[..., object]] = {"add_user": add_user, "lay": keep_rows}
    for line in sys.stdin:
        name, given = json.loads(line)
        sys.stdout.write(json.dumps(can[name](*given)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    answer()
