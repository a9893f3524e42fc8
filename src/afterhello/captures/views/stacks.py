"""Photographing cards, and watching them being read."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from afterhello.accounts.requests import Request
from afterhello.captures.forms import MorePhotosForm, StackForm
from afterhello.captures.models import Stack
from afterhello.captures.occasion import Occasion
from afterhello.captures.progress import Progress
from afterhello.encounters.forms import OccasionForm
from afterhello.encounters.models import Event
from afterhello.ui.toasting import say, say_failed


@login_required
@require_http_methods(["GET", "POST"])
def capture(request: Request) -> HttpResponse:
    """GET, POST /capture — photos of cards are handed in, and read by the worker."""
    form = StackForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        stack, known = form.save(request.user)
        say_what_was_left(request, form.refused, known)
        return redirect(stack)
    context = {
        "form": form,
        "stacks": Stack.objects.of(request.user).counted().prefetch_related("photo_set")[:8],
        "events": Event.objects.of(request.user)[:30],
    }
    return render(request, "captures/capture.html", context, status=422 if form.errors else 200)


def say_what_was_left(request: Request, refused: list[str], known: list[str]) -> None:
    """Say of each picture that is not read, why: it cannot be, or it lies here already."""
    for sentence in refused:
        say_failed(request, sentence)
    for sentence in known:
        say(request, sentence)


@login_required
@require_GET
def stack(request: Request, pk: UUID) -> HttpResponse:
    """GET /stacks/7?seen=… — how far the reading has come, and the cards found; silent if nothing is new."""
    found = get_object_or_404(Stack.objects.of(request.user).prefetch_related("photo_set__card_set"), pk=pk)
    progress = Progress(found)
    if request.htmx and request.GET.get("seen") == progress.seen:
        return HttpResponse(status=204)
    return drawn(request, found, progress, MorePhotosForm())


def drawn(request: Request, found: Stack, progress: Progress, form: MorePhotosForm) -> HttpResponse:
    """The page of a stack."""
    context = {
        "stack": found,
        "progress": progress,
        "cards": list(found.cards.select_related("person")),
        "next": found.next_card(),
        "form": form,
    }
    partial = "#progress" if request.htmx else ""
    status = 422 if form.errors else 200
    return render(request, f"captures/stack.html{partial}", context, status=status)


@login_required
@require_POST
def more_photos(request: Request, pk: UUID) -> HttpResponse:
    """POST /stacks/7/photos — more photos of the same evening: other cards, or their backs."""
    found = get_object_or_404(Stack.objects.of(request.user).prefetch_related("photo_set__card_set"), pk=pk)
    form = MorePhotosForm(request.POST, request.FILES)
    if not form.is_valid():
        return drawn(request, found, Progress(found), form)
    say_what_was_left(request, form.refused, form.add_to(found))
    return redirect(found)


@login_required
@require_http_methods(["GET", "POST"])
def occasion(request: Request, pk: UUID) -> HttpResponse:
    """GET, POST /stacks/7/occasion — corrects where and when the people of a stack were met."""
    found = get_object_or_404(Stack.objects.of(request.user), pk=pk)
    known = {"event": found.event.name if found.event else "", "held_on": found.met_on}
    form = OccasionForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        Occasion(**form.cleaned_data).correct(found)
        return redirect(found)
    context = {"form": form, "stack": found, "events": Event.objects.of(request.user)[:30]}
    return render(request, "captures/occasion.html", context, status=422 if form.errors else 200)
