"""A way to reach somebody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from afterhello.accounts.models import Owned, OwnedQuerySet
from afterhello.errors import Unreadable
from afterhello.people import ways

if TYPE_CHECKING:
    from afterhello.people.models.person import Person


class ContactPointQuerySet(OwnedQuerySet["ContactPoint"]):
    """Ways to reach people."""

    def of_kind(self, kind: str) -> ContactPointQuerySet:
        """Those of one kind, in the order the user gave them."""
        return self.filter(kind=kind).order_by("position", "id")


class ContactPoint(Owned):
    """An email address, a number, a page, a postal address or a profile of one person.

    `value` is as printed or typed. `normalised` is what two spellings of it
    share: an email address in lower case, a number as E.164 (with ;ext=), a web
    address with its scheme; it is empty where a number is known in its house only.
    """

    LONGEST = 500

    class Kind(models.TextChoices):
        EMAIL = "email", _("email")
        PHONE = "phone", _("phone")
        URL = "url", _("web page")
        ADDRESS = "address", _("address")
        SOCIAL = "social", _("profile")

    class Label(models.TextChoices):
        NONE = "", _("no label")
        MOBILE = "mobile", _("mobile")
        WORK = "work", _("work")
        HOME = "home", _("home")
        FAX = "fax", _("fax")

    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, related_name="contact_points", editable=False
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    value = models.CharField(_("value"), max_length=LONGEST)
    label = models.CharField(_("label"), max_length=10, choices=Label, blank=True, default="")
    normalised = models.CharField(max_length=LONGEST, blank=True, default="", editable=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        ordering = ("position", "id")
        indexes = (
            models.Index(fields=["owner", "kind", "normalised"], name="contact_point_by_value"),
            models.Index(fields=["owner", "person", "position"], name="contact_point_in_order"),
        )
        constraints = (
            models.CheckConstraint(name="contact_point_says_something", condition=~models.Q(value="")),
        )

    def __str__(self) -> str:
        return self.value

    def clean(self) -> None:
        """Refuse what is none of its kind, beside the field that says it."""
        try:
            self.read()
        except Unreadable as problem:
            raise ValidationError({"value": problem.sentence}) from problem

    def save(self, *args: Any, **options: Any) -> None:
        """Keep `normalised` in step with the value.

        Raises:
            Unreadable: the value is none of its kind.
        """
        self.read()
        super().save(*args, **options)

    def read(self) -> None:
        """Derive `normalised` from the value; a number without +code is one of the owner's country.

        Raises:
            Unreadable: the value is none of its kind.
        """
        self.value = self.value.replace("\x00", "").strip()
        if len(self.value) > self.LONGEST:
            raise Unreadable(
                gettext(
                    "This is longer than %(most)s letters: %(value)s… Nothing was saved: keep what "
                    "leads to them, and write the rest into a note."
                )
                % {"most": self.LONGEST, "value": self.value[:40]}
            )
        self.normalised = ways.comparable(self.kind, self.value, self.owner.country)[: self.LONGEST]

    def leads_where(self, other: ContactPoint) -> bool:
        """Whether both lead to the same place; a fax is not the telephone of that number."""
        fax = self.Label.FAX
        same = self.normalised == other.normalised if self.normalised else self.value == other.value
        return self.kind == other.kind and (self.label == fax) == (other.label == fax) and same

    @property
    def e164(self) -> str:
        """A telephone number as it is rung from anywhere; empty where it cannot be."""
        return self.normalised.partition(";")[0] if self.kind == self.Kind.PHONE else ""

    @property
    def href(self) -> str:
        """Where a link on it leads; empty where there is nowhere to go."""
        if self.kind == self.Kind.EMAIL:
            return f"mailto:{self.normalised}"
        if self.kind == self.Kind.PHONE:
            return f"tel:{self.normalised}" if self.normalised else ""
        return self.normalised if self.normalised.startswith(("http://", "https://")) else ""

    @property
    def leads_out(self) -> bool:
        """Whether its link opens a page of somebody else's."""
        return self.href.startswith(("http://", "https://"))

    @property
    def called(self) -> str:
        """The words that stand beside it: Mobile; Phone; Email, work."""
        kind, label = str(self.get_kind_display()).capitalize(), str(self.get_label_display())
        if self.label in {self.Label.MOBILE, self.Label.FAX}:
            return label.capitalize()
        return f"{kind}, {label}" if self.label else kind

    def in_plain_words(self) -> str:
        """Mobile: 020 5555 0134"""
        return f"{self.called}: {self.value}"

    def as_data(self) -> dict[str, Any]:
        """Kind, value, label, and the number as E.164."""
        return {
            "kind": self.kind,
            "value": self.value,
            "label": self.label or None,
            "e164": self.e164 or None,
        }

    def passages(self) -> Iterable[str]:
        """The value: one searches for a street or half an address."""
        yield self.value

    def move_to(self, person: Person) -> None:
        """Let it lead to `person`, unless they can be reached so already."""
        if any(self.leads_where(theirs) for theirs in person.contact_points.all()):
            self.delete()
        else:
            self.person = person
            self.save(update_fields=["person"])

    def erase(self) -> None:
        """Gone for good."""
        self.delete()
