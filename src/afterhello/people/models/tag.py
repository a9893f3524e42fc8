"""Words the user puts beside people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from afterhello.accounts.models import Owned, OwnedQuerySet, User
from afterhello.errors import RuleBroken
from afterhello.people.folding import folded, tidied

if TYPE_CHECKING:
    from afterhello.people.models.person import Person


class TagQuerySet(OwnedQuerySet["Tag"]):
    """Tags, of one owner as a rule."""

    def called(self, owner: User, name: str) -> Tag:
        """The owner's tag of that name, made if it is new.

        Raises:
            RuleBroken: the name is empty, or longer than a tag.
        """
        name = tidied(name)
        if not folded(name) or len(name) > Tag.LONGEST:
            raise RuleBroken(
                gettext(
                    "A tag is a word or a few, %(most)s letters at most. Nothing was changed: try a "
                    "shorter one."
                )
                % {"most": Tag.LONGEST}
            )
        found, _made = self.get_or_create(owner=owner, folded=Tag.key(name), defaults={"name": name})
        return found

    def sweep(self, owner: User) -> None:
        """Let go of the owner's tags that nobody carries any more."""
        carried = Tagging.objects.filter(owner=OuterRef("owner"), tag=OuterRef("pk"))
        self.filter(~Exists(carried), owner=owner).delete()


class Tag(Owned):
    """A word the user puts beside people: climbing, Leeds. Case and accents do not make another."""

    LONGEST = 40

    name = models.CharField(_("tag"), max_length=LONGEST)
    folded = models.CharField(max_length=200, editable=False)
    people = models.ManyToManyField("people.Person", through="people.Tagging", related_name="tags")

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ("folded",)
        constraints = (models.UniqueConstraint(fields=["owner", "folded"], name="tag_once_per_owner"),)

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def key(name: str) -> str:
        """What two spellings of one tag share."""
        return folded(name)[:200]

    def save(self, *args: Any, **options: Any) -> None:
        """Keep the comparable name in step with the name."""
        self.folded = Tag.key(self.name)
        super().save(*args, **options)


class TaggingQuerySet(OwnedQuerySet["Tagging"]):
    """Who carries which tag."""


class Tagging(Owned):
    """That a person carries a tag."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="taggings")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="taggings")

    objects = TaggingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["owner", "person", "tag"], name="tagging_once_per_person"),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.tag}"

    def in_plain_words(self) -> str:
        """Tagged climbing"""
        return str(_("Tagged %(name)s")) % {"name": self.tag.name}

    def as_data(self) -> dict[str, Any]:
        """The tag's name."""
        return {"tag": self.tag.name}

    def passages(self) -> Iterable[str]:
        """The tag's name."""
        yield self.tag.name

    def move_to(self, person: Person) -> None:
        """Put the tag beside `person`, once."""
        Tagging.objects.get_or_create(owner=self.owner, tag=self.tag, person=person)
        self.delete()

    def erase(self) -> None:
        """Gone for good, and the tag with it where nobody else carries it."""
        self.delete()
        Tag.objects.sweep(self.owner)
