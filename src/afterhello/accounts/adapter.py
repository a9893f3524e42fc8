"""What allauth asks of us: sign-up is closed, and there is no mail."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


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
