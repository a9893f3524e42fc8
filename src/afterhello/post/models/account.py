"""The mail account through which a user's letters leave."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from afterhello.accounts.models import Owned, OwnedQuerySet
from afterhello.errors import AfterhelloError, Refused, RuleBroken, Unreachable
from afterhello.post import secrets, wording
from afterhello.post.dialogue import Lost, NotNow, Security, Server, WrongPassword
from afterhello.post.letter import address, header

# A provider locks an account that is tried too often with a wrong password.
HOLD_BACK_FOR = timedelta(hours=1)


class MailAccountQuerySet(OwnedQuerySet["MailAccount"]):
    """Mail accounts; a user has at most one for now."""

    def reseal(self, sealed_anew: Callable[[bytes], bytes]) -> None:
        """Seal every password again; for `secrets.rotate`."""
        with transaction.atomic():
            for account in self.select_for_update().exclude(sealed_password=b""):
                account.sealed_password = sealed_anew(bytes(account.sealed_password))
                account.save(update_fields=["sealed_password"])


class MailAccount(Owned):
    """A server that takes the user's letters, and the sender they show.

    The password is sealed and never shown. `tried_at` and `trouble` tell how the
    last conversation with the server went: an empty trouble is none.
    """

    SECURITIES = (
        ("tls", _("TLS, usually port 465")),
        ("starttls", _("STARTTLS, usually port 587")),
        ("none", _("None, in your own network")),
    )

    host = models.CharField(_("server"), max_length=255)
    port = models.PositiveIntegerField(
        _("port"), default=465, validators=[MinValueValidator(1), MaxValueValidator(65535)]
    )
    security = models.CharField(_("security"), max_length=8, choices=SECURITIES, default="tls")
    username = models.CharField(_("user name"), max_length=255, blank=True)
    sealed_password = models.BinaryField(default=b"", editable=False)
    sender_name = models.CharField(_("your name, as they see it"), max_length=200, blank=True)
    sender_address = models.EmailField(_("your address"))
    tried_at = models.DateTimeField(null=True, editable=False)
    trouble = models.TextField(blank=True, default="", editable=False)
    not_let_in_at = models.DateTimeField(null=True, editable=False)

    objects = MailAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail account")
        constraints = (
            models.UniqueConstraint(fields=["owner"], name="mail_account_one_an_owner"),
            models.CheckConstraint(
                name="mail_account_port_in_range", condition=models.Q(port__range=(1, 65535))
            ),
            models.CheckConstraint(
                name="mail_account_security_known",
                condition=models.Q(security__in=["tls", "starttls", "none"]),
            ),
        )

    def __str__(self) -> str:
        return self.sender_address

    @property
    def state_sentence(self) -> str:
        """How the last conversation with the server went, as one says it."""
        return wording.account(self)

    def clean(self) -> None:
        """Sender and server as they can be used; raises ValidationError by field."""
        wrong: dict[str, Any] = {}
        for name, tidied in (("sender_address", address), ("sender_name", header)):
            try:
                setattr(self, name, tidied(getattr(self, name)))
            except RuleBroken as problem:
                wrong[name] = str(problem)
        self.host = self.host.strip()
        if self.security == "none" and self.username and not _is_near(self.host):
            wrong["security"] = _(
                "Without TLS the password could be read on its way to this server. Choose TLS or STARTTLS."
            )
        if wrong:
            raise ValidationError(wrong)

    def may_say_password_to(self, host: str, security: str) -> bool:
        """Whether the password that is kept may be said there without being entered again.

        Not to another server, nor in the clear where it was not before.
        Whoever sits before an open session could have it sent to a server of
        their own, and read it there.
        """
        bared = security == "none" and self.security != "none"
        return not bared and host.strip().lower() == self.host.lower()

    def keep(self, password: str = "") -> None:
        """Save what was entered; an empty password leaves the one that is kept.

        What waited because the old settings did not work is offered again.
        """
        from afterhello.post.models.message import Message  # which itself knows the account

        if password:
            self.sealed_password = secrets.seal(password)
        if not self.username:
            self.sealed_password = b""
        self.tried_at, self.trouble, self.not_let_in_at = None, "", None
        with transaction.atomic():
            self.save()
            Message.objects.filter(account=self, owner=self.owner_id).hurry()

    @property
    def has_password(self) -> bool:
        """Whether a password was entered."""
        return bool(self.sealed_password)

    @property
    def sender(self) -> tuple[str, str]:
        """Name (may be empty) and address."""
        return self.sender_name, self.sender_address

    def server(self) -> Server:
        """The server, with the password in the clear: for a moment only.

        Raises:
            WrongPassword: the key that sealed the password is gone.
        """
        try:
            password = secrets.unseal(self.sealed_password)
        except AfterhelloError as problem:
            raise WrongPassword(str(problem)) from problem
        return Server(self.host, self.port, cast("Security", self.security), self.username, password)

    def try_out(self) -> None:
        """Connect and sign in, send nothing, and remember how it went in `trouble`."""
        try:
            self.server().try_out()
        except Unreachable as problem:
            self._remember(problem)
        else:
            self._remember(None)

    def submit(self, mail: EmailMessage, before_data: Callable[[], None]) -> None:
        """Hand a letter to the server; see `Server.submit`.

        For an hour after the server did not let us in it is left alone: the
        next letter waits for the settings to be corrected.
        """
        if self.not_let_in_at and timezone.now() < self.not_let_in_at + HOLD_BACK_FOR:
            raise WrongPassword(self.trouble)
        try:
            self.server().submit(mail, before_data)
        except (Lost, NotNow, Refused):
            # That was about the letter: the account itself works.
            self._remember(None)
            raise
        except Unreachable as problem:
            self._remember(problem)
            raise
        self._remember(None)

    def _remember(self, problem: Unreachable | None) -> None:
        now = timezone.now()
        self.tried_at = now
        self.trouble = str(problem) if problem else ""
        self.not_let_in_at = now if isinstance(problem, WrongPassword) else None
        self.save(update_fields=["tried_at", "trouble", "not_let_in_at"])


def _is_near(host: str) -> bool:
    """Whether a password in the clear stays on this machine or in a private network."""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or "." not in host
    return found.is_private
