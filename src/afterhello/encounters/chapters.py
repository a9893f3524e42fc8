"""What encounters say on the page of a person, and in the rows of a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from afterhello.accounts.models import User
from afterhello.encounters.models import Encounter
from afterhello.people.models import Person

By = dict[UUID, dict[str, Any]]


def by_person(owner: User, people: Sequence[Person], *at_hand: str) -> dict[UUID, list[Encounter]]:
    """The encounters of each of `people`, the first meeting first; `at_hand` is loaded with them."""
    found = defaultdict(list)
    for encounter in Encounter.objects.of(owner).with_people(people).prefetch_related(*at_hand):
        found[encounter.person_id].append(encounter)
    return found


def how_we_met(owner: User, people: Sequence[Person]) -> By:
    """The first encounter of each."""
    first = {pk: met[0] for pk, met in by_person(owner, people).items()}
    return {pk: {"first": met} for pk, met in first.items() if met.met_on or met.where or met.remembered_by}


def told(owner: User, people: Sequence[Person]) -> By:
    """What each told the owner, newest first; the owner's private lines stand apart."""
    met = by_person(owner, people, "notes")
    notes = {person.pk: noted(met.get(person.pk, [])) for person in people}
    return {p.pk: {"person": p, "notes": notes[p.pk]} for p in people if notes[p.pk]}


def noted(encounters: list[Encounter]) -> list[dict[str, Any]]:
    """Each note once, newest first, with the encounter it was written about."""
    rows = {n.pk: {"note": n, "encounter": met} for met in encounters for n in met.notes.all()}
    return sorted(rows.values(), key=lambda row: row["note"].written_at, reverse=True)


def times(owner: User, people: Sequence[Person]) -> By:
    """When the owner and each were together, the last time first."""
    met = by_person(owner, people)
    return {person.pk: {"person": person, "encounters": met.get(person.pk, [])[::-1]} for person in people}


def line(owner: User, people: Sequence[Person]) -> By:
    """A way to add a line."""
    return {person.pk: {"person": person} for person in people}


def last_met(owner: User, people: Sequence[Person]) -> By:
    """Where and when each was last met, for a row."""
    return {pk: {"last": met[-1]} for pk, met in by_person(owner, people).items()}
