"""That a card is not of somebody known: said once, and not asked again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from afterhello.accounts.models import Owned, OwnedQuerySet
from afterhello.captures.models.card import Card
from afterhello.people.models import Person


class SomebodyElseQuerySet(OwnedQuerySet["SomebodyElse"]):
    """What was said."""

    def say(self, card: Card, person: Person, in_common: Iterable[str]) -> None:
        """Remember it, with what spoke for `person` when it was said; saying it again renews that."""
        kept = {"in_common": sorted(in_common)}
        self.update_or_create(owner=card.owner, card=card, person=person, defaults=kept)

    def unsay(self, card: Card, person: Person) -> None:
        """It is that person after all."""
        self.filter(owner=card.owner, card=card, person=person).delete()


class SomebodyElse(Owned):
    """The owner's word that `card` is not a card of `person`, however much speaks for it.

    The card is not asked about again, read anew or not. Where it became somebody, the
    two are known to be two: see `joining.known_apart`. `in_common` is what card and person
    shared at the time, as `Likeness.in_common`. It goes with either of them.
    """

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    in_common = models.JSONField(default=list)
    said_at = models.DateTimeField(auto_now_add=True)

    objects = SomebodyElseQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint("owner", "card", "person", name="somebody_else_once"),)
        indexes = (models.Index("owner", "person", name="somebody_else_by_person"),)

    def __str__(self) -> str:
        return f"{self.card}: {self.said_at:%Y-%m-%d}"

    # What every row that points at a person can do: see people/about.py.

    def in_plain_words(self) -> str:
        """Whose card is not theirs."""
        return _("You said that the card of {name} is somebody else’s.").format(name=self.card)

    def as_data(self) -> dict[str, Any]:
        """Everything kept of it, for an export."""
        return {"not_of_the_card": str(self.card_id), "said_at": self.said_at.isoformat()}

    def passages(self) -> Iterable[str]:
        """Nothing that one would search for."""
        return []

    def move_to(self, person: Person) -> None:
        """Let it be about `person`; it goes where that was said already."""
        if SomebodyElse.objects.of(self.owner).filter(card=self.card_id, person=person).exists():
            self.delete()
        else:
            self.person = person
            self.save(update_fields=["person"])

    def erase(self) -> None:
        """Forget that it was said."""
        self.delete()
