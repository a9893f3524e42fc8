"""The owner's own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from afterhello.accounts.models import Owned, OwnedQuerySet, User

if TYPE_CHECKING:
    from afterhello.encounters.models.encounter import Encounter
    from afterhello.people.models import Person


class NoteQuerySet(OwnedQuerySet["Note"]):
    """Notes."""

    def keep(self, owner: User, text: str, *, sayable: bool) -> Note:
        """A new note; `sayable` says that a quick note may use its words."""
        marked = timezone.now() if sayable else None
        return self.create(owner=owner, text=text.strip(), sayable_at=marked)


class Note(Owned):
    """The owner's own words about an encounter, or several: the source of all that is remembered.

    `sayable_at` is when the owner marked it as something that a quick note may
    say; without it, it is for the owner alone and never leaves by itself.
    """

    text = models.TextField(max_length=20_000)
    sayable_at = models.DateTimeField(null=True)
    written_at = models.DateTimeField(auto_now_add=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ("written_at", "id")
        indexes = (models.Index("owner", "written_at", name="note_by_time"),)

    def __str__(self) -> str:
        return self.text

    def in_plain_words(self) -> str:
        """The words, and whether they are for the owner alone."""
        if self.sayable_at:
            return _("You noted: “{words}”").format(words=self.text)
        return _("You noted, for yourself alone: “{words}”").format(words=self.text)

    def as_data(self) -> dict[str, Any]:
        """Everything kept of it, for an export."""
        return {
            "text": self.text,
            "sayable_at": self.sayable_at.isoformat() if self.sayable_at else None,
            "written_at": self.written_at.isoformat(),
        }

    def forget(self, person: Person, *, at: Encounter) -> None:
        """Erase what it says of `person`: all of it, or, where others share it, their name."""
        if not self.encounters.exclude(pk=at.pk).exists():
            self.delete()
            return
        self.encounters.remove(at)
        names = sorted({person.full_name, *person.full_name.split(), person.greeting}, key=len)
        for name in reversed([name for name in names if len(name) > 1]):
            self.text = re.sub(rf"\b{re.escape(name)}\b", "…", self.text)
        self.save(update_fields=["text"])


class NotingQuerySet(OwnedQuerySet["Noting"]):
    """Which notes are about which encounters."""


class Noting(Owned):
    """That a note is about an encounter."""

    encounter = models.ForeignKey("encounters.Encounter", on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+")

    objects = NotingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["owner", "encounter", "note"], name="noting_once_per_encounter"),
        )
        indexes = (models.Index(fields=["owner", "note"], name="noting_by_note"),)

    def __str__(self) -> str:
        return f"{self.encounter}: {self.note}"
