"""A card that was joined with a person known already, and the way back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from afterhello.accounts.models import Owned, OwnedQuerySet
from afterhello.accounts.models.owned import UNDO_FOR
from afterhello.captures.models.card import Card
from afterhello.captures.unchanged import as_they_are
from afterhello.encounters.models import Encounter, Note
from afterhello.errors import RuleBroken
from afterhello.followups.models import QuickNote
from afterhello.people.models import ContactPoint, Person
from afterhello.people.models.person import Way

PARTS = ("prefix", "given_name", "additional_name", "family_name", "suffix")
WORDS = ("full_name", *PARTS, "greeting", "title")
"""Of a person, what joining may change, but for the organisation."""


class JoiningQuerySet(OwnedQuerySet["Joining"]):
    """Joinings."""

    def join(
        self,
        card: Card,
        person: Person,
        changed: dict[str, str],
        ways: Iterable[Way],
        typed: dict[str, str],
    ) -> Joining:
        """Let `card` be one more of `person`, who was met once more; all or nothing.

        Args:
            changed: full_name, title, organisation, greeting: those that the owner took from the card.
            ways: added to those known; one that is there already stays as it is.
            typed: the fields of the review as sent; `said`, `private` and `remembered_by` are noted.

        Raises:
            RuleBroken: the card is decided already, or the person is gone for good.
        """
        with transaction.atomic():
            found = Person.objects.select_for_update().filter(owner=card.owner, pk=person.pk).first()
            if found is None:
                raise RuleBroken(
                    _("This person is not among your people any more. Nothing was kept: the card waits.")
                )
            card.decide(accepted_at=timezone.now())
            joining = self.model(owner=card.owner, card=card, before=standing(found, typed))
            if found.removed_at:
                found.bring_back()
            found.correct(**changed)
            for way in ways:
                found.add_way(*way)
            noted = {name: typed.get(name, "") for name in ("said", "private", "remembered_by")}
            met = card.belong_to(found, **noted, met=met_already(card, found))
            let_note_speak(found, met)
            joining.save()
        card.let_photos_go()
        return joining

    def forgotten(self) -> Self:
        """Everybody's that are too old to be undone."""
        return self.filter(joined_at__lt=timezone.now() - UNDO_FOR)


class Joining(Owned):
    """That a card was joined with somebody known, and how everything stood before.

    Kept for as long as it can be undone. It goes with its card, so that erasing the
    person takes it along.
    """

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="+")
    before = models.JSONField()
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = JoiningQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint("owner", "card", name="joining_once_per_card"),)

    def __str__(self) -> str:
        return f"{self.card}: {self.joined_at:%Y-%m-%d}"

    def undo(self) -> None:
        """Everything as it stood before, and the card waits again with what was typed.

        Raises:
            RuleBroken: something about the person was changed since.
        """
        with transaction.atomic():
            mine = Person.objects.select_for_update().filter(owner=self.owner)
            person = mine.filter(pk=self.card.person_id).first() if self.card.person_id else None
            if Card.objects.kept_since(self.card).exists():
                raise RuleBroken(
                    _("Another card of {name} was kept since. Undo that one first, then this one.").format(
                        name=person
                    )
                )
            if person is None or person.removed_at or as_they_are(person) != self.card.kept_as:
                raise RuleBroken(
                    _(
                        "Something about this person was changed since, so joining was not undone. "
                        "Nothing is lost: change what is wrong on their page."
                    )
                )
            self._take_away(person)
            self._put_back(person)
            self.card.of_all_sides().update(
                accepted_at=None, person=None, encounter=None, kept_as="", typed=self.before["typed"]
            )
            self.delete()

    def _take_away(self, person: Person) -> None:
        """What came with the card: ways, words, a meeting, a quick note."""
        mine = {"owner": self.owner}
        before = self.before
        QuickNote.objects.filter(person=person, **mine).exclude(pk__in=before["quick_notes"]).delete()
        for pk, encounter in before["quick_notes"].items():
            QuickNote.objects.filter(pk=pk, **mine).update(encounter=encounter)
        met = Encounter.objects.filter(person=person, **mine)
        Note.objects.filter(encounters__in=met, **mine).exclude(pk__in=before["notes"]).delete()
        met.exclude(pk__in=before["encounters"]).delete()
        for pk, remembered_by in before["encounters"].items():
            met.filter(pk=pk).update(remembered_by=remembered_by)
        ContactPoint.objects.filter(person=person, **mine).exclude(pk__in=before["ways"]).delete()

    def _put_back(self, person: Person) -> None:
        """What the person was called and did, and that they were removed."""
        before = self.before
        for name in WORDS:
            setattr(person, name, before["person"][name])
        kept, removed = before["greeting_kept_at"], before["removed_at"]
        person.greeting_kept_at = datetime.fromisoformat(kept) if kept else None
        person.work_at(before["organisation"])
        if removed:
            person.remove()
            Person.objects.filter(pk=person.pk).update(removed_at=datetime.fromisoformat(removed))


def met_already(card: Card, person: Person) -> Encounter | None:
    """Where another card of the same stack was theirs, that meeting: two cards of one evening are one."""
    same = Card.objects.of(card.owner).filter(
        photo__owner=card.owner, photo__stack=card.photo.stack_id, person=person, encounter__isnull=False
    )
    first = same.exclude(pk=card.pk).select_related("encounter").order_by("accepted_at").first()
    return first.encounter if first else None


def let_note_speak(person: Person, met: Encounter) -> None:
    """Let the note that is begun already speak of this meeting, where it had nothing to say of its own."""
    begun = QuickNote.objects.of(person.owner).open().filter(person=person, edited_at=None).first()
    if begun and not begun.said and met.sayable_words():
        begun.encounter = met
        begun.save(update_fields=["encounter"])


def standing(person: Person, typed: dict[str, str]) -> dict[str, Any]:
    """How everything stands that joining may change, as JSON; rows by their ids, to tell new ones."""
    met = Encounter.objects.of(person.owner).filter(person=person)
    kept, removed = person.greeting_kept_at, person.removed_at
    return {
        "typed": typed,
        "person": {name: getattr(person, name) for name in WORDS},
        "organisation": str(person.organisation or ""),
        "greeting_kept_at": kept.isoformat() if kept else None,
        "removed_at": removed.isoformat() if removed else None,
        "ways": ids(ContactPoint.objects.of(person.owner).filter(person=person)),
        "notes": ids(Note.objects.of(person.owner).filter(encounters__in=met)),
        "encounters": {str(each.pk): each.remembered_by for each in met},
        "quick_notes": {
            str(each.pk): str(each.encounter_id) if each.encounter_id else None
            for each in QuickNote.objects.of(person.owner).filter(person=person)
        },
    }


def ids(rows: models.QuerySet[Any]) -> list[str]:
    """The ids of rows, as JSON can hold them."""
    found: Iterable[UUID] = rows.values_list("pk", flat=True)
    return sorted({str(pk) for pk in found})
