"""One meeting or call with one person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from afterhello.accounts.models import Owned, OwnedQuerySet
from afterhello.encounters.models.event import Event
from afterhello.encounters.models.note import Note, Noting
from afterhello.people.models import Person


class EncounterQuerySet(OwnedQuerySet["Encounter"]):
    """Encounters."""

    def with_people(self, people: Iterable[Person]) -> Self:
        """Those with any of `people`, the first meeting first, their events at hand."""
        found = self.filter(person__in=list(people)).select_related("event")
        return found.order_by(F("met_on").asc(nulls_last=True), "created_at")

    def last_with(self, person: Person) -> Encounter:
        """The last one with `person`; where nothing is known of any, a first one, of no day."""
        return self.latest_with(person) or self.create(owner=person.owner, person=person)

    def latest_with(self, person: Person) -> Encounter | None:
        """The latest one with `person` whose day is known, else the one noted last."""
        found = self.with_people([person])
        return found.order_by(F("met_on").desc(nulls_last=True), "-created_at", "-id").first()


class Encounter(Owned):
    """One meeting or call of the owner with one person.

    When (`met_on`, empty where nobody remembers), at which event, where and
    through whom; and what the owner may be remembered by. The earliest one of a
    person is how they met. Eight cards of one evening are eight encounters of
    one event.
    """

    class Kind(models.TextChoices):
        MEETING = "meeting"
        CALL = "call"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.MEETING)
    met_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    through = models.CharField(max_length=200, blank=True)
    remembered_by = models.TextField(max_length=1000, blank=True)
    notes = models.ManyToManyField(Note, through=Noting, related_name="encounters")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EncounterQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index("owner", "person", "met_on", name="encounter_by_person"),
            models.Index("owner", "event", name="encounter_by_event"),
        )
        constraints = (
            models.CheckConstraint(
                name="encounter_is_meeting_or_call",
                condition=models.Q(kind__in=["meeting", "call"]),
            ),
        )

    def __str__(self) -> str:
        return self.in_plain_words()

    def take_place_at(self, event: str) -> None:
        """Let it be at the event of that name, on its own day; an empty name is at none. Not saved."""
        known = self.event and self.event.name == event.strip()
        if not known:
            named = event.strip()
            self.event = Event.objects.called(self.owner, named, self.met_on) if named else None

    def write(self, text: str, *, sayable: bool) -> Note | None:
        """Keep the owner's words about it; blank ones are none.

        Args:
            sayable: whether a quick note may use them.
        """
        if not text.strip():
            return None
        note = Note.objects.keep(self.owner, text, sayable=sayable)
        self.take_note(note)
        return note

    def take_note(self, note: Note) -> None:
        """Let a note be about it too; one that is so already stays."""
        self.notes.add(note, through_defaults={"owner": self.owner})

    def sayable_words(self) -> str:
        """What was noted of it that a quick note may use, in the order of writing."""
        return "\n".join(n.text for n in self.notes.filter(sayable_at__isnull=False))

    @property
    def where(self) -> str:
        """The event or the place; empty where neither is known."""
        return self.event.name if self.event else self.place

    # What every row that points at a person can do: see people/about.py.

    def in_plain_words(self) -> str:
        """A sentence that could be handed to the person."""
        words = [_("You met") if self.kind == self.Kind.MEETING else _("You talked by telephone")]
        if self.met_on:
            words.append(_("on {day}").format(day=date_format(self.met_on)))
        if self.where:
            words.append(_("at {place}").format(place=self.where))
        sentence = " ".join(words) + "."
        if self.remembered_by:
            sentence += " " + _("What they may remember you by: {it}").format(it=self.remembered_by)
        return " ".join([sentence, *(note.in_plain_words() for note in self.notes.all())])

    def as_data(self) -> dict[str, Any]:
        """Everything kept of it, for an export."""
        return {
            "kind": self.kind,
            "event": self.event.name if self.event else None,
            "met_on": self.met_on.isoformat() if isinstance(self.met_on, date) else None,
            "place": self.place,
            "through": self.through,
            "remembered_by": self.remembered_by,
            "notes": [note.as_data() for note in self.notes.all()],
        }

    def passages(self) -> Iterable[str]:
        """What can be searched."""
        return [text for text in (self.where, self.remembered_by) if text] + [
            note.text for note in self.notes.all()
        ]

    def move_to(self, person: Person) -> None:
        """Make it an encounter with `person`, when two entries prove to be one person."""
        self.person = person
        self.save(update_fields=["person"])

    def erase(self) -> None:
        """Forget it and the notes that are about nobody else; in a shared note their name is cut."""
        for note in self.notes.all():
            note.forget(self.person, at=self)
        self.delete()
