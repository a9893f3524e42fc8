"""Pages that belong to no noun: what went wrong, how things look, and whether we are awake."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_safe

from afterhello.ui.middleware import as_toast, way_back
from afterhello.ui.stylepage import everything


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """GET /healthz — answers "ok" while this process answers at all."""
    return HttpResponse("ok", content_type="text/plain")


@login_required
def style(request: HttpRequest) -> HttpResponse:
    """GET /style — every component, with words that could be real."""
    return render(request, "ui/style.html", everything(request))


def refused(request: HttpRequest, status: int, said: dict[str, str]) -> HttpResponse:
    """What happened, that nothing is lost, what to do: a page, or for htmx a toast."""
    if getattr(request, "htmx", False):
        toast = {"sentence": f"{said['happened']} {said['to_do']}", "failed": True}
        return as_toast(render(request, "ui/components/toast.html", toast, status=status))
    return render(request, f"{status}.html", said, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; a host name that is not allowed is the one that people meet, so it names the setting.

    Drawn without the request: the host name that it would be asked for is the very thing refused.
    """
    said = {
        "heading": _("That request made no sense"),
        "happened": _("The address or the form arrived damaged."),
        "to_do": _("Open the first page again and start from there."),
    }
    if isinstance(exception, DisallowedHost):
        said = {
            "heading": _("This name is not known here"),
            "happened": _("Afterhello was asked for under a name that it was not told about."),
            "to_do": _(
                "Start it with the setting AFTERHELLO_HOSTS, for example "
                "AFTERHELLO_HOSTS=people.local for the name people.local; or open it as localhost."
            ),
        }
    return HttpResponse(render_to_string("400.html", said), status=400)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, where no sentence of ours came with it."""
    said = {
        "heading": _("This is not open to you"),
        "happened": _("The page exists, but not for this account. Nothing was changed."),
        "to_do": _("Sign in as somebody who may see it, or go back."),
        "back": way_back(request),
        "back_label": _("Go back"),
    }
    return refused(request, 403, said)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a valid token: mostly a page left open while one signed in anew."""
    said = {
        "heading": _("This page was open for too long"),
        "happened": _("The form could not be matched with your sign-in. Nothing was saved or sent."),
        "to_do": _("Go back, load the page again, and press the button once more; cookies must be allowed."),
        "back": way_back(request),
        "back_label": _("Go back"),
    }
    return refused(request, 403, said)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not yours; nobody can tell which."""
    said = {
        "heading": _("Nothing lies here"),
        "happened": _("What you looked for was moved, removed, or never here. Nothing else is lost."),
        "to_do": _("Look for the person or the card by name, or start from the first page."),
        "back": "/",
        "back_label": _("To the first page"),
    }
    return refused(request, 404, said)


def broken(request: HttpRequest) -> HttpResponse:
    """500, drawn without the request: what broke may be the very thing that a page asks."""
    if getattr(request, "htmx", False):
        sentence = _("Something broke here. What was saved before is still there. Try it once more.")
        toast = {"sentence": sentence, "failed": True}
        return as_toast(HttpResponse(render_to_string("ui/components/toast.html", toast), status=500))
    return HttpResponse(render_to_string("500.html"), status=500)
