"""What allauth asks of us: sign-up is closed, and there is no mail."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from afterhello.accounts.models import User


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Our answers to allauth."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: the first account is made at /welcome, the others in the terminal."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: what there is to say our views say, in our own words."""
        return

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing: this program sends no mail but the user's own."""
        return

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """What failed attempts are counted by: the address and the password that holds.

        A new password is a new count, so that whoever was locked out and sets one in
        the terminal is let in at once. allauth hashes what we give; its own key also
        counts apart by Host, which whoever guesses may choose.
        """
        email = str(credentials.get("email", "")).lower()
        secret = User.objects.filter(email=email).values_list("password", flat=True).first()
        return f"{email}:{secret or ''}"
