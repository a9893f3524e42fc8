"""A transaction that outlives a power cut.

SQLite runs with `synchronous=NORMAL`, which may lose the last commits when the
power goes: quick, and right for almost everything. Not for the commit after
which a letter leaves: if it were lost, the letter would be sent again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def durably() -> Iterator[None]:
    """A transaction of its own whose commit is on the disk when the block ends.

    It refuses to run inside another transaction, whose end would decide instead.
    (Inside a test's own transaction it runs, without the promise.)
    """
    sqlite = connection.vendor == "sqlite" and not connection.in_atomic_block
    # SQLite refuses this inside a transaction, so it stands before BEGIN.
    if sqlite:
        _run("PRAGMA synchronous=FULL")
    try:
        with transaction.atomic(durable=True):
            if connection.vendor == "postgresql":
                _run("SET LOCAL synchronous_commit TO on")
            yield
    finally:
        if sqlite:
            _run("PRAGMA synchronous=NORMAL")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
