"""The landing page, and the example evening."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from afterhello.accounts.requests import Request
from afterhello.captures import example
from afterhello.captures.models import Stack
from afterhello.people.models import Person
from afterhello.ui.toasting import say


@login_required
@require_GET
def landing(request: Request) -> HttpResponse:
    """GET / — what waits; on the first visit, two ways to begin."""
    user = request.user
    begun = Stack.objects.of(user).exists() or Person.objects.of(user).exists()
    template = "captures/landing.html" if begun else "captures/first_visit.html"
    return render(request, template, {"example": example.is_there(user)})


@login_required
@require_POST
def offered(request: Request, pk: UUID) -> HttpResponse:
    """POST /stacks/7/offer — a stack that was left was shown, or put away: it is not shown there again."""
    found = get_object_or_404(Stack.objects.of(request.user), pk=pk)
    found.was_offered()
    if request.htmx:
        return HttpResponse(status=204)
    say(request, _("It stays under Capture."))
    return redirect("landing")


@login_required
@require_POST
def begin_example(request: Request) -> HttpResponse:
    """POST /example — an invented evening, to try everything with."""
    return redirect(example.begin(request.user))


@login_required
@require_POST
def remove_example(request: Request) -> HttpResponse:
    """POST /example/removal — the evening goes as a whole."""
    example.remove(request.user)
    messages.success(request, _("The example evening is gone, with everybody in it."))
    return redirect("landing")
