"""What is done every night: sessions that ended are let go."""

from __future__ import annotations

from datetime import time

from django.contrib.sessions.backends.db import SessionStore
from django_tasks import task

from afterhello.background.schedule import daily


@task
def forget_ended_sessions() -> None:
    """Delete the sessions that nobody can use any more, and what was said in them."""
    SessionStore.clear_expired()


daily(time(3, 30), forget_ended_sessions)
