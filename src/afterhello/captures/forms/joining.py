"""Whom on a card one may know already: shown beside its fields, and answered with them."""

from __future__ import annotations

from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from afterhello.captures.forms.review import ReviewForm, in_one_line
from afterhello.captures.joining import WORDS, Offer, Printed, everybody, offers
from afterhello.errors import RuleBroken
from afterhello.people.models import Person

NOBODY = "nobody"


class Question:
    """Is it one of those? Asked by the review of a card, and answered with its form.

    The form sends `join`: the id of a person, or nobody. Of each person offered it
    sends `join-ID-shown`, the names of the fields that stood side by side;
    `join-ID-NAME`, known or card, for each that differs; and `join-ID-add`, the names
    of what is to be added. What was not shown is not decided: what is new is added, and
    what differs is asked. `asked` are those whom the owner has seen and passed over.
    """

    def __init__(self, form: ReviewForm) -> None:
        self.form = form
        self.data = form.data if isinstance(form.data, QueryDict) else QueryDict()
        self.answer = self.data.get("join", "")
        printed = printed_in(form)
        self.offers = offers(form.card, printed)
        if self.answer not in {"", NOBODY} and self.chosen is None:
            self.offers.append(Offer(form.card, printed, self._somebody_else(self.answer), None))
        for offer in self.offers:
            self._hear(offer)

    def _somebody_else(self, answer: str) -> Person:
        """Whoever was chosen, although what is on the card now speaks for them no more."""
        try:
            return everybody(self.form.card).get(pk=UUID(answer))
        except (ValueError, Person.DoesNotExist):
            raise RuleBroken(
                _("This person is not among your people any more. Nothing was kept: the card waits.")
            ) from None

    def _hear(self, offer: Offer) -> None:
        """What was chosen of the pieces that were shown."""
        shown = self._shown(offer)
        added = self.data.getlist(f"join-{offer.person.pk}-add")
        for piece in offer.pieces:
            if piece.name in shown:
                chosen = self.data.get(f"join-{offer.person.pk}-{piece.name}") == "card"
                piece.is_taken = piece.name in added if piece.is_new else chosen

    def _shown(self, offer: Offer) -> set[str]:
        return set(self.data.get(f"join-{offer.person.pk}-shown", "").split())

    @property
    def likely(self) -> list[Offer]:
        """Those on good grounds, and whoever was chosen; not of whom it was said that it is somebody else."""
        return [offer for offer in self.offers if offer is self.chosen or self._is_asked_about(offer)]

    def _is_asked_about(self, offer: Offer) -> bool:
        told_apart = offer.is_somebody_else and self.answer != NOBODY
        return not told_apart and (offer.likeness is None or offer.likeness.is_likely)

    @property
    def others(self) -> list[Offer]:
        """Of whom the owner said that it is somebody else."""
        return [offer for offer in self.offers if offer.is_somebody_else and offer not in self.likely]

    @property
    def namesakes(self) -> list[Offer]:
        """Those who have the name, and nothing else in common."""
        return [offer for offer in self.offers if offer not in self.likely and offer not in self.others]

    @property
    def chosen(self) -> Offer | None:
        """The one that the owner says it is."""
        return next((offer for offer in self.offers if str(offer.person.pk) == self.answer), None)

    @property
    def asked(self) -> str:
        """Whom the owner was asked about, once this page is drawn."""
        before = self.data.get("asked", "").split()
        return " ".join({*before, *self._ids()} if self.is_asking else before)

    def _ids(self) -> set[str]:
        return {str(offer.person.pk) for offer in self.likely}

    @property
    def must_be_asked(self) -> bool:
        """Whether nobody has answered it yet, or a difference came up that was not shown."""
        if self.chosen:
            shown = self._shown(self.chosen)
            return any(piece.name not in shown for piece in self.chosen.differences)
        return self.answer != NOBODY and not self._ids() <= set(self.data.get("asked", "").split())

    @property
    def is_asking(self) -> bool:
        """Whether the page was sent, and comes back because of this."""
        return self.form.is_bound and not self.form.errors and self.must_be_asked

    @property
    def pointed_at(self) -> Offer | None:
        """Of whom the page asks, when it comes back because of this."""
        return (self.chosen or self.likely[0]) if self.is_asking else None

    def remember(self) -> None:
        """Keep that it is nobody of those who were asked about; it is not asked at this card again."""
        card = self.form.card
        if self.answer == NOBODY and card.is_waiting:
            for offer in self.likely:
                offer.pass_over()

    def save(self) -> Person:
        """The person on the card: the one known, or a new one.

        Raises:
            RuleBroken: the card is decided already, or the person is gone for good.
        """
        if self.chosen is None:
            self.remember()
            return self.form.save()
        self.chosen.join(self.form.typed())
        return self.chosen.person

    def said(self, person: Person) -> str:
        """What was done, and what of the card was left."""
        if self.chosen is None:
            return _("{name} is kept.").format(name=person)
        if not self.chosen.left:
            return _("Joined with {name}.").format(name=person)
        left = ", ".join(self.chosen.left)
        return _("Joined with {name}. Left on the card: {left}.").format(name=person, left=left)


def printed_in(form: ReviewForm) -> Printed:
    """What the form says of the card: as it was sent, else as it was read or typed before."""
    said = {name: in_one_line(str(form[name].value() or "")) for name in (*WORDS, *form.of_ways())}
    ways = {}
    for name in form.of_ways():
        kind, value = name.rpartition("-")[0], said[name]
        read = form.values.get(name, ("", {}))[1]
        label = form.label_of(kind, value) or read.get("kind") or ""  # a mobile stays one when corrected
        if value:
            ways[name] = (kind, value, label)
    return Printed({name: said[name] for name in WORDS}, ways)
