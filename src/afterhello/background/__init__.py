"""Background work is a method of a row, run later.

    later(self.deliver)                  # in a model, inside the transaction that saves the row
    later(self.deliver, at=tomorrow)     # not before

The queue is a table of the same database, so row and job are committed together.
The worker loads the row again and calls the method. Such a method takes no
arguments, and must be safe to run twice: a queue promises at least once.

`Unreachable`, and what nobody foresaw, is tried again later; any other refusal
ends it, and so does the loss of three workers in the middle of it. A row that
wants to know that it waits in vain has a method `gave_up(method, error)`: the
name of the method, and what ended it for good. It must be safe to run twice too.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime


def later(method: Callable[[], object], *, at: datetime | None = None) -> None:
    """Enqueue a bound method of a saved row, with the same commit.

    Args:
        at: not before this instant; None is as soon as a worker is free.
    """
    from afterhello.background.work import enqueue

    enqueue(method, at=at)
