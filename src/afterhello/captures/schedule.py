"""What captures do when there is nothing to read."""

from __future__ import annotations

from afterhello import engines
from afterhello.background.schedule import when_idle

REST_AFTER_S = 120.0


def put_models_away() -> bool:
    """Whether the models that read were put away: a stack comes once an evening, its 600 MB may go."""
    return engines.rest(REST_AFTER_S)


when_idle(put_models_away)
