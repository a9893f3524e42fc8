"""What a view is handed once somebody has signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

from afterhello.accounts.models import User

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """A request of a signed-in user. For annotations: Django makes the objects."""

    user: User
    htmx: HtmxDetails
