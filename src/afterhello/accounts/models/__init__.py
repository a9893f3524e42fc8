"""The user, and what it means to belong to one."""

from afterhello.accounts.models.owned import (
    Owned,
    OwnedQuerySet,
    Removable,
    RemovableQuerySet,
    uuid7,
)
from afterhello.accounts.models.user import User

__all__ = ["Owned", "OwnedQuerySet", "Removable", "RemovableQuerySet", "User", "uuid7"]
