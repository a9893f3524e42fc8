"""The web's one handler of everything that the program refuses to do."""

from __future__ import annotations

import errno
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from afterhello.errors import AfterhelloError, Unreachable

FULL = (errno.ENOSPC, errno.EDQUOT)
HEADINGS = {403: _("Not from here"), 503: _("There was no answer")}


def way_back(request: HttpRequest) -> str:
    """The page of ours that one came from, or the first page."""
    came_from = request.META.get("HTTP_REFERER", "")
    safe = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure())
    return came_from if safe else "/"


def as_toast(response: HttpResponse) -> HttpResponse:
    """An answer to htmx that goes to the foot of the page, whatever was asked for."""
    response["HX-Retarget"] = "#toasts"
    response["HX-Reswap"] = "beforeend"
    return response


def disk_is_full(error: Exception) -> AfterhelloError | None:
    """The sentence for a full disk, whichever part of the program met it; None for anything else."""
    by_file = isinstance(error, OSError) and error.errno in FULL
    by_database = isinstance(error, OperationalError) and "full" in str(error).lower()
    if not (by_file or by_database):
        return None
    return Unreachable(
        gettext(
            "The disk is full, so this could not be kept. "
            "Nothing that was there before is lost: make some room, and do it again."
        )
    )


class ErrorMiddleware:
    """Turns any AfterhelloError into a page, or for htmx into a toast, with its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        refusal = error if isinstance(error, AfterhelloError) else disk_is_full(error)
        if refusal is None:
            return None
        if getattr(request, "htmx", False):
            return as_toast(render(request, "ui/error.html#toast", {"error": refusal}, status=refusal.status))
        heading = HEADINGS.get(refusal.status, _("That could not be done"))
        context = {"error": refusal, "heading": heading, "back": way_back(request)}
        return render(request, "ui/error.html", context, status=refusal.status)
