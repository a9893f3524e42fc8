"""What it means to belong to a user, and to be removed.

Every row of the domain belongs to one owner, and a face reaches it only by
`.objects.of(owner)`. Removing is one mechanism: `removed_at` hides a row from
`.of()`, for thirty days it can be brought back, then it is purged.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from uuid_utils.compat import uuid7

from afterhello.accounts.models.user import User

__all__ = ["Owned", "OwnedQuerySet", "Removable", "RemovableQuerySet", "uuid7"]

M = TypeVar("M", bound=models.Model)

UNDO_FOR = timedelta(days=30)


class OwnedQuerySet(models.QuerySet[M]):
    """Rows that belong to somebody."""

    def of(self, owner: User) -> Self:
        """The rows that `owner` may see."""
        return self.filter(owner=owner)


class Owned(models.Model):
    """A row of the domain: a UUIDv7 that a phone can make, and its owner."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False
    )

    class Meta:
        abstract = True


class RemovableQuerySet(OwnedQuerySet[M]):
    """Rows that can be removed and brought back."""

    def of(self, owner: User, *, removed: bool = False) -> Self:
        """The rows that `owner` sees; with `removed`, those that can still be brought back instead."""
        return self.filter(owner=owner, removed_at__isnull=not removed)

    def forgotten(self) -> Self:
        """Everybody's rows that were removed longer ago than they can be brought back."""
        return self.filter(removed_at__lt=timezone.now() - UNDO_FOR)


class Removable(models.Model):
    """A row that its owner can remove, and bring back for thirty days."""

    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def remove(self) -> None:
        """Hide it from everybody; `bring_back` undoes it."""
        self.removed_at = timezone.now()
        self.save(update_fields=["removed_at"])

    def bring_back(self) -> None:
        """Undo `remove`."""
        self.removed_at = None
        self.save(update_fields=["removed_at"])
