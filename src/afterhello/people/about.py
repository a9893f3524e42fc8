"""What every row that points at a person can do, and the loop over all such rows.

An app that lies above `people` points at a Person and implements `AboutPerson`;
no reverse relation reaches up. Erasing, purging, export, merging and *what is
kept* are loops over `everything_about(person)`, so an app that comes later is
part of them from its first day. A house test finds a model that does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable

from django.apps import apps
from django.db import models

if TYPE_CHECKING:
    from afterhello.people.models import Person


@runtime_checkable
class AboutPerson(Protocol):
    """A row that is about a person."""

    def in_plain_words(self) -> str:
        """The row as a sentence or a few words, for the page of what is kept."""
        ...

    def as_data(self) -> dict[str, Any]:
        """The row as JSON can hold it, for export."""
        ...

    def passages(self) -> Iterable[str]:
        """Its texts, for search."""
        ...

    def move_to(self, person: Person) -> None:
        """Let it be about `person` from now on; a row that they have already goes."""
        ...

    def erase(self) -> None:
        """Take what it says of the person out of the world, for good."""
        ...


@runtime_checkable
class HearsOfRemoval(Protocol):
    """A row about a person that has something to do when they are removed, such as a letter to stop."""

    def person_removed(self) -> None:
        """The person was just removed, within the same transaction; they may be brought back."""
        ...


def models_about_people() -> Iterator[tuple[type[models.Model], str]]:
    """Every model that points at a person, and by which field; those of upper apps first."""
    person = apps.get_model("people", "Person")
    found = [
        (model, field.name)
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.remote_field.model is person
    ]
    yield from reversed(found)


def everything_about(person: Person) -> Iterator[AboutPerson]:
    """Every row about `person`, removed ones too.

    One model is loaded after the other, upper apps first: erasing a row may take
    rows of a lower app with it, and those are not met again.
    """
    for _label, rows in by_label(person):
        yield from rows


def by_label(person: Person) -> Iterator[tuple[str, list[AboutPerson]]]:
    """The rows of `everything_about`, by the label of their model."""
    for model, field in models_about_people():
        rows = model._base_manager.filter(owner=person.owner_id, **{field: person})
        yield model._meta.label, [cast("AboutPerson", row) for row in rows]


def kept(person: Person) -> dict[str, list[dict[str, Any]]]:
    """All data about `person`, by the label of its model: what an export holds."""
    found: dict[str, list[dict[str, Any]]] = {person._meta.label: [person.as_data()]}
    for label, rows in by_label(person):
        found.setdefault(label, []).extend(row.as_data() for row in rows)
    return found
