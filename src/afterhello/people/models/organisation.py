"""Where people work."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from afterhello.accounts.models import Owned, OwnedQuerySet, User
from afterhello.people.folding import folded, tidied


class OrganisationQuerySet(OwnedQuerySet["Organisation"]):
    """Organisations, of one owner as a rule."""

    def called(self, owner: User, name: str) -> Organisation | None:
        """The owner's organisation of that name, made if it is new; None without a name."""
        name = tidied(name)[:200]
        if not name:
            return None
        found, _made = self.get_or_create(owner=owner, folded=Organisation.key(name), defaults={"name": name})
        return found

    def sweep(self, owner: User) -> None:
        """Let go of the owner's organisations where nobody is known any more."""
        from afterhello.people.models.person import Person

        working = Person.objects.filter(owner=OuterRef("owner"), organisation=OuterRef("pk"))
        self.filter(~Exists(working), owner=owner).delete()


class Organisation(Owned):
    """A firm, a school, a club. One row a name: case, accents and marks do not make another."""

    name = models.CharField(_("organisation"), max_length=200)
    folded = models.CharField(max_length=400, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["owner", "folded"], name="organisation_once_per_owner"),
        )

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def key(name: str) -> str:
        """What two spellings of one name share; a name of marks alone is its own."""
        return (folded(name) or name)[:400]

    def save(self, *args: Any, **options: Any) -> None:
        """Keep the comparable name in step with the name."""
        self.folded = Organisation.key(self.name)
        super().save(*args, **options)
