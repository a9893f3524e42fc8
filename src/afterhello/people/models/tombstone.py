"""What is left of somebody erased: enough to know them again, too little to tell who it was."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import models

from afterhello.accounts.models import Owned, OwnedQuerySet, User
from afterhello.people.folding import folded

if TYPE_CHECKING:
    from afterhello.people.models.person import Person


class TombstoneQuerySet(OwnedQuerySet["Tombstone"]):
    """Tombstones, of one owner as a rule."""

    def bury(self, person: Person) -> None:
        """Remember, in digests alone, that `person` shall not come back by an import."""
        owner = person.owner
        salt = next(iter(self._salts(owner)), "") or secrets.token_hex(16)
        ways = list(person.contact_points.all())
        emails = [way.normalised for way in ways if way.kind == way.Kind.EMAIL]
        phones = [way.e164 for way in ways if way.e164]
        reach = "with" if emails or phones else "alone"
        marks = {*_marks(person.full_name, emails, phones), _named(person.full_name, reach)}
        stones = [Tombstone(owner=owner, salt=salt, digest=_digest(salt, mark)) for mark in marks]
        self.bulk_create(stones, ignore_conflicts=True)

    def _salts(self, owner: User) -> list[str]:
        """One for each owner; several where books were brought together."""
        return list(self.of(owner).order_by().values_list("salt", flat=True).distinct())


class Tombstone(Owned):
    """A digest of one mark of somebody erased, under a salt of the owner's."""

    salt = models.CharField(max_length=32, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    set_at = models.DateTimeField(auto_now_add=True)

    objects = TombstoneQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["owner", "digest"], name="tombstone_once_per_owner"),)

    def __str__(self) -> str:
        return self.digest[:8]


def _marks(full_name: str, emails: list[str], phones: list[str]) -> Iterator[str]:
    """What somebody is known by. An equal mark of two people means that they are one."""
    yield from (f"email {email.strip().lower()}" for email in emails)
    yield from (f"phone {phone} {word}" for phone in phones for word in folded(full_name).split())


def _named(full_name: str, reach: str) -> str:
    """The mark of a name, `with` ways to reach its bearer or `alone`."""
    return f"name {reach} {folded(full_name)}"


def _digest(salt: str, mark: str) -> str:
    return hmac.new(bytes.fromhex(salt), mark.encode(), hashlib.sha256).hexdigest()
