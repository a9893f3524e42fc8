"""Somebody the user knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from afterhello.accounts.models import Owned, Removable, RemovableQuerySet, User, uuid7
from afterhello.accounts.models.owned import UNDO_FOR
from afterhello.errors import RuleBroken
from afterhello.people.about import HearsOfRemoval, everything_about
from afterhello.people.folding import folded, tidied
from afterhello.people.greeting import parts, proposed
from afterhello.people.models.contact_point import ContactPoint
from afterhello.people.models.organisation import Organisation
from afterhello.people.models.tag import Tag, Tagging
from afterhello.people.models.tombstone import Tombstone

if TYPE_CHECKING:
    from afterhello.people.likeness import Likeness

Way = tuple[str, str, str]
"""kind, value, label of a contact point."""


def portrait_path(person: Person, _name: str) -> str:
    """A folder for each owner; the name that came with the picture is nobody's business."""
    return f"portraits/{person.owner_id}/{uuid7()}.jpg"


class Page(NamedTuple):
    """A piece of the address book, and whom the next one follows; None at its end."""

    people: list[Person]
    last: Person | None


class PersonQuerySet(RemovableQuerySet["Person"]):
    """People, read as sentences: Person.objects.of(ada).named("priya bright").in_order()."""

    @transaction.atomic
    def make(
        self,
        owner: User,
        *,
        full_name: str,
        title: str = "",
        organisation: str = "",
        contact_points: Iterable[Way] = (),
        example_at: datetime | None = None,
    ) -> Person:
        """A new person with the ways to reach them, all or nothing.

        Args:
            contact_points: kind, value as printed, label ("" for none); doubles are kept once.
            example_at: when the example evening began that they are part of.

        Raises:
            RuleBroken: the name is empty.
            Unreadable: a way to reach them is none of its kind.
        """
        person = Person(owner=owner, full_name=full_name, title=title, example_at=example_at)
        person.work_at(organisation)
        for kind, value, label in contact_points:
            person.add_way(kind, value, label)
        return person

    def named(self, text: str) -> Self:
        """Those with every word of `text` somewhere in their name or organisation, in any order."""
        return self.filter(*(Q(search_text__contains=word) for word in folded(text).split()))

    def tagged(self, name: str) -> Self:
        """Those who carry the tag of that name."""
        carried = Tagging.objects.filter(
            owner=OuterRef("owner"),
            person=OuterRef("pk"),
            tag__owner=F("owner"),
            tag__folded=Tag.key(name),
        )
        return self.filter(Exists(carried))

    def in_order(self) -> Self:
        """As in an address book: by family name, then by given name."""
        return self.order_by("sort_key", "id")

    def page(self, after: Person | None = None, length: int = 100) -> Page:
        """At most `length` of them in order, behind `after` or from the beginning."""
        behind = Q()
        if after is not None:
            behind = Q(sort_key__gt=after.sort_key) | Q(sort_key=after.sort_key, pk__gt=after.pk)
        found = list(self.filter(behind).in_order().select_related("organisation")[: length + 1])
        return Page(found[:length], found[length - 1] if len(found) > length else None)

    def meant_by(self, who: str) -> Person:
        """The one person that an id or the words of a name mean.

        Raises:
            RuleBroken: it is nobody, or several.
        """
        try:
            found = list(self.filter(pk=UUID(who)))
        except ValueError:
            found = list(self.named(who).in_order()[:4])
        if len(found) == 1:
            return found[0]
        if not found:
            raise RuleBroken(f"Nobody you know is called {who}. See: afterhello people list")
        names = ", ".join(f"{person} ({person.pk})" for person in found[:3])
        more = " and others" if len(found) > 3 else ""
        raise RuleBroken(f"{who} may be {names}{more}. Say more of the name, or the id.")

    def resembling(
        self, owner: User, *, full_name: str, organisation: str = "", contact_points: Iterable[Way] = ()
    ) -> list[Likeness]:
        """Those who may be the one that is described so, the likeliest first, each with why."""
        from afterhello.people.likeness import Somebody

        return Somebody(owner, full_name, organisation, contact_points).among(self)

    def whole(self) -> Self:
        """With all that a page or a vCard shows, in four queries for any number of people."""
        return self.select_related("owner", "organisation").prefetch_related("contact_points", "tags")


class Person(Owned, Removable):
    """Somebody the user knows. The full name, as printed, is the truth; its parts are read from it.

    `greeting` is proposed by a rule until the user keeps one (`greeting_kept_at`).
    `search_text` and `sort_key` are derived on every save.
    """

    full_name = models.CharField(_("name"), max_length=200)
    prefix = models.CharField(_("before the name"), max_length=60, blank=True, default="")
    given_name = models.CharField(_("given name"), max_length=100, blank=True, default="")
    additional_name = models.CharField(_("middle name"), max_length=100, blank=True, default="")
    family_name = models.CharField(_("family name"), max_length=100, blank=True, default="")
    suffix = models.CharField(_("after the name"), max_length=60, blank=True, default="")
    greeting = models.CharField(_("you greet them as"), max_length=200, blank=True, default="")
    greeting_kept_at = models.DateTimeField(null=True, editable=False)
    title = models.CharField(_("what they do"), max_length=200, blank=True, default="")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    birthday = models.DateField(_("birthday"), null=True, blank=True)
    portrait = models.FileField(upload_to=portrait_path, blank=True, editable=False, max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    example_at = models.DateTimeField(null=True, editable=False)
    search_text = models.CharField(max_length=500, default="", editable=False)
    sort_key = models.CharField(max_length=250, default="", editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["owner", "sort_key", "id"], name="person_in_order"),
            models.Index(fields=["owner", "search_text"], name="person_by_words"),
            models.Index(fields=["owner", "removed_at"], name="person_removed"),
            models.Index(fields=["owner", "example_at"], name="person_of_example"),
        )
        constraints = (models.CheckConstraint(name="person_has_a_name", condition=~Q(full_name="")),)

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        """Their page."""
        return reverse("person", args=[self.pk])

    @property
    def letter(self) -> str:
        """Under which letter they stand in the address book."""
        first = self.sort_key[:1].upper()
        return first if first.isalpha() else "#"

    def save(self, *args: Any, **options: Any) -> None:
        """Save, with what follows from the names: parts, greeting, words, order.

        Raises:
            RuleBroken: the name is empty.
        """
        if options.get("update_fields") is None:
            self.derive()
        super().save(*args, **options)

    def derive(self) -> None:
        """What follows from the names; nothing that the user kept or wrote is changed."""
        self.full_name, self.title = tidied(self.full_name)[:200], tidied(self.title)[:200]
        if not self.full_name:
            raise RuleBroken(
                gettext("A person needs a name. Nothing was saved: write the name as you know it.")
            )
        if not (self.given_name or self.family_name):
            self._read_parts()
        if self.greeting_kept_at is None:
            self.greeting = proposed(self.full_name)
        named = (
            self.full_name,
            self.given_name,
            self.family_name,
            self.greeting,
            str(self.organisation or ""),
        )
        self.search_text = folded(" ".join(dict.fromkeys(named)))[:500]
        surname_first = f"{self.family_name} {self.given_name}" if self.family_name else self.full_name
        self.sort_key = (folded(surname_first) or self.full_name)[:250]

    def _read_parts(self) -> None:
        found = parts(self.full_name)
        self.prefix = self.prefix or found.prefix[:60]
        self.suffix = self.suffix or found.suffix[:60]
        self.additional_name = self.additional_name or found.additional[:100]
        self.given_name, self.family_name = found.given[:100], found.family[:100]

    def forget_parts(self) -> None:
        """The full name was written anew: its parts are read again on the next save."""
        self.prefix = self.given_name = self.additional_name = self.family_name = self.suffix = ""

    def work_at(self, organisation: str) -> None:
        """They work there now; an empty name says that it is not known. Saves."""
        before = self.organisation_id
        self.organisation = Organisation.objects.called(self.owner, organisation)
        self.save()
        if before not in {None, self.organisation_id}:
            Organisation.objects.sweep(self.owner)

    def correct(self, **changed: str) -> None:
        """What is said anew of full_name, title, organisation or greeting; nothing else changes."""
        if "full_name" in changed and tidied(changed["full_name"]) != self.full_name:
            self.full_name = changed["full_name"]
            self.forget_parts()
        self.title = changed.get("title", self.title)
        self.work_at(changed.get("organisation", str(self.organisation or "")))
        if "greeting" in changed:
            self.keep_greeting(changed["greeting"])

    def keep_greeting(self, name: str) -> None:
        """The user says how they greet this person; an empty name lets the rule propose again."""
        self.greeting = tidied(name)[:200]
        self.greeting_kept_at = timezone.now() if self.greeting else None
        self.save()

    # ── Ways to reach them ────────────────────────────────────────────────

    def add_way(self, kind: str, value: str, label: str = "") -> ContactPoint:
        """Another way to reach them; one that is there already is answered as it is.

        Raises:
            Unreadable: the value is none of its kind.
        """
        known = list(self.contact_points.filter(owner=self.owner))
        way = ContactPoint(owner=self.owner, person=self, kind=kind, value=value, label=label)
        way.read()
        for other in known:
            if other.leads_where(way):
                return other
        way.position = max((other.position for other in known), default=-1) + 1
        way.save()
        return way

    def ways(self, kind: str) -> list[ContactPoint]:
        """Their ways of one kind in the user's order; no query where they are loaded already."""
        return [way for way in self.contact_points.all() if way.kind == kind]

    @property
    def email(self) -> str:
        """The address one writes to; empty where none is known."""
        return next((way.normalised for way in self.ways(ContactPoint.Kind.EMAIL)), "")

    @property
    def phone(self) -> ContactPoint | None:
        """The number one calls; None where none can be rung."""
        phones = self.ways(ContactPoint.Kind.PHONE)
        return next((way for way in phones if way.label != way.Label.FAX and way.href), None)

    # ── Tags ──────────────────────────────────────────────────────────────

    @transaction.atomic
    def tag(self, name: str) -> Tag:
        """Put a tag beside them, once.

        Raises:
            RuleBroken: the name is empty or too long.
        """
        found = Tag.objects.called(self.owner, name)
        Tagging.objects.get_or_create(owner=self.owner, tag=found, person=self)
        return found

    @transaction.atomic
    def untag(self, name: str) -> None:
        """Take a tag away; it goes altogether where nobody else carries it."""
        Tagging.objects.filter(owner=self.owner, person=self, tag__folded=Tag.key(name)).delete()
        Tag.objects.sweep(self.owner)

    # ── How they look ─────────────────────────────────────────────────────

    @property
    def portrait_url(self) -> str:
        """Where their picture is served; empty without one. A new picture has another address."""
        name = PurePath(self.portrait.name or "").stem
        return f"{reverse('person-portrait', args=[self.pk])}?{name}" if name else ""

    def show_as(self, picture: bytes) -> None:
        """Keep a picture of them, as `portraits.square` cut it."""
        self.take_picture_down()
        self.portrait.save("portrait.jpg", ContentFile(picture), save=False)
        self.save(update_fields=["portrait"])

    def take_picture_down(self) -> None:
        """Let go of their picture, when the transaction is through."""
        name, storage = self.portrait.name, self.portrait.storage
        if name:
            transaction.on_commit(lambda: storage.delete(name))
            self.portrait = ""
            self.save(update_fields=["portrait"])

    @property
    def gone_on(self) -> datetime | None:
        """Until when a removed person can be brought back."""
        return self.removed_at + UNDO_FOR if self.removed_at else None

    # ── Leaving ───────────────────────────────────────────────────────────

    @transaction.atomic
    def remove(self) -> None:
        """Hide them from everybody, and stop what was about to reach them; `bring_back` undoes the first."""
        super().remove()
        for row in everything_about(self):
            if isinstance(row, HearsOfRemoval):
                row.person_removed()

    @transaction.atomic
    def purge(self) -> None:
        """Take the person and everything about them out of the world; nothing bars a return."""
        for row in everything_about(self):
            row.erase()
        self.take_picture_down()
        owner = self.owner
        self.delete()
        Organisation.objects.sweep(owner)

    @transaction.atomic
    def erase(self) -> None:
        """`purge`, and leave a tombstone, so that no import brings them back."""
        Tombstone.objects.bury(self)
        self.purge()

    # ── What is known, for others to show ─────────────────────────────────

    def in_plain_words(self) -> str:
        """Priya Raghunathan, Supply planner, Brightwater Foods"""
        return ", ".join(filter(None, [self.full_name, self.title, str(self.organisation or "")]))

    def as_data(self) -> dict[str, Any]:
        """Who they are as JSON can hold it; their ways and tags are rows of their own."""
        return {
            "id": str(self.pk),
            "full_name": self.full_name,
            "prefix": self.prefix or None,
            "given_name": self.given_name or None,
            "additional_name": self.additional_name or None,
            "family_name": self.family_name or None,
            "suffix": self.suffix or None,
            "greeting": self.greeting,
            "greeting_kept": self.greeting_kept_at is not None,
            "title": self.title or None,
            "organisation": self.organisation.name if self.organisation else None,
            "birthday": self.birthday.isoformat() if self.birthday else None,
            "created_at": self.created_at.isoformat(),
            "removed_at": self.removed_at.isoformat() if self.removed_at else None,
        }

    def passages(self) -> Sequence[str]:
        """Name, title, organisation."""
        return [text for text in (self.full_name, self.title, str(self.organisation or "")) if text]
