"""What the outbox does by the clock."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from afterhello.background.schedule import every
from afterhello.post.models import Message


@task
def pick_up_letters() -> None:
    """Go on with letters whose job got lost."""
    Message.objects.pick_up()


every(timedelta(minutes=10), pick_up_letters)
