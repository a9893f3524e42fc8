"""What is done every day: people removed longer ago than they can be brought back are let go."""

from __future__ import annotations

from datetime import time

from django_tasks import task

from afterhello.background.schedule import daily
from afterhello.people.models import Person


@task
def purge_the_forgotten() -> None:
    """Let go of everybody who was removed more than thirty days ago, one transaction each."""
    for person in Person.objects.forgotten().iterator():
        person.purge()


daily(time(3, 40), purge_the_forgotten)
