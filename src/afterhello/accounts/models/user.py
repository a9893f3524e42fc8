"""The user: who owns everything, and how they write."""

from __future__ import annotations

from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from afterhello.errors import RuleBroken


class UserManager(BaseUserManager["User"]):
    """Makes users, and finds the one that a terminal command means."""

    def create_user(self, email: str, password: str | None = None, **profile: Any) -> User:
        """A new user; the address is kept in lower case, as one signs in with it."""
        user = self.model(email=email.strip().lower(), **profile)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)

    def meant_by(self, email: str | None) -> User:
        """The user with that address; without one, the only user there is.

        Raises:
            RuleBroken: there is none, or several and no address.
        """
        found = list(self.filter(email__iexact=email) if email else self.all()[:2])
        if len(found) == 1:
            return found[0]
        if email:
            raise RuleBroken(f"Nobody here signs in as {email}. See: afterhello user add")
        if found:
            raise RuleBroken("Several people use this installation: say which one with --user EMAIL.")
        raise RuleBroken("There is no account yet. Make one with: afterhello user add EMAIL")


class User(AbstractBaseUser):
    """Somebody who meets people and uses this program.

    `country` (ISO 3166-1 alpha-2) tells how a telephone number without +code
    is meant; `signature` ends every mail; `time_zone` is an IANA name.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("email"), unique=True)
    full_name = models.CharField(_("your name"), max_length=200, blank=True)
    signature = models.TextField(_("signature"), max_length=1000, blank=True)
    language = models.CharField(_("language"), max_length=10, default="en-gb")
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/London")
    country = models.CharField(_("country"), max_length=2, default="GB")
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = (models.UniqueConstraint(Lower("email"), name="user_email_once"),)

    def __str__(self) -> str:
        return self.full_name or self.email

    @property
    def zone(self) -> ZoneInfo:
        """Their time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def first_name_or_email(self) -> str:
        """What to call them where there is room for one word."""
        return self.full_name.split()[0] if self.full_name.strip() else self.email

    def signed(self, text: str) -> str:
        """`text` with their signature beneath it, or their name where there is no signature."""
        ending = (self.signature or self.full_name).strip()
        return f"{text.rstrip()}\n\n{ending}" if ending else text.rstrip()

    @classmethod
    def nobody_yet(cls: type[Self]) -> bool:
        """Whether this installation waits for its first account."""
        return not cls.objects.exists()
