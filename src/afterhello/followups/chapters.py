"""What quick notes say on the page of a person, and on the landing page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from afterhello.accounts.models import User
from afterhello.followups.models import QuickNote
from afterhello.people.models import Person

By = dict[UUID, dict[str, Any]]
AT_MOST = 5


def write(owner: User, people: Sequence[Person]) -> By:
    """A way to write to each."""
    return {person.pk: {"person": person} for person in people if person.removed_at is None}


def letters(owner: User, people: Sequence[Person]) -> By:
    """What the owner wrote to each, newest first."""
    found: By = {}
    for note in QuickNote.objects.of(owner).gone().filter(person__in=[p.pk for p in people]):
        found.setdefault(note.person_id, {"notes": []})["notes"].append(note)
    return found


def waiting(owner: User, users: Sequence[User]) -> By:
    """The notes that wait to be written: a few, the oldest first."""
    notes = QuickNote.objects.of(owner).worth_writing()
    few = list(notes.select_related("person__organisation", "encounter__event")[:AT_MOST])
    return {owner.pk: {"notes": few}} if few else {}
