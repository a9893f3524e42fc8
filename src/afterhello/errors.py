"""Everything this application refuses to do, and why.

    AfterhelloError
    ├── RuleBroken          a rule of the domain says no        web 422 · terminal 1
    │   ├── NotHere         the address or place does not allow it   web 403 · terminal 1
    │   └── Refused         another server said no, for good    web 422 · terminal 1
    ├── Unreadable          input we could not make sense of    web 422 · terminal 2
    └── Unreachable         a service did not answer; try again web 503 · terminal 3

Raise the most precise one, with a sentence a person can act on: what happened,
that nothing is lost, what to do. Faces (views, api, cli, mcp) never catch them
one by one: each has a single handler that turns any AfterhelloError into its
own kind of answer.
"""

from __future__ import annotations


class AfterhelloError(Exception):
    """Something the program refuses to do; `str()` is the sentence to show."""

    status = 422
    exit_code = 1

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class RuleBroken(AfterhelloError):
    """A rule of the domain says no."""


class NotHere(RuleBroken):
    """It may be done, but not from this address."""

    status = 403


class Refused(RuleBroken):
    """Another server said no, and will say no again."""


class Unreadable(AfterhelloError):
    """Input we could not make sense of."""

    exit_code = 2


class Unreachable(AfterhelloError):
    """A service did not answer; trying again later may help."""

    status = 503
    exit_code = 3
