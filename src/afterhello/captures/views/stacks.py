"""Photographing cards, and watching them being read."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from afterhello.accounts.requests import Request
from afterhello.captures.forms import StackForm
from afterhello.captures.models import Stack
from afterhello.captures.occasion import Occasion
from afterhello.encounters.forms import OccasionForm
from afterhello.encounters.models import Event
from afterhello.ui.toasting import say_failed


@login_required
@require_http_methods(["GET", "POST"])
def capture(request: Request) -> HttpResponse:
    """GET, POST /capture — photos of cards are handed in, and read by the worker."""
    form = StackForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        stack = form.save(request.user)
        for sentence in form.refused:
            say_failed(request, sentence)
        return redirect(stack)
    context = {
        "form": form,
        "stacks": Stack.objects.of(request.user).counted().prefetch_related("photo_set")[:8],
        "events": Event.objects.of(request.user)[:30],
    }
    return render(request, "captures/capture.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def stack(request: Request, pk: UUID) -> HttpResponse:
    """GET /stacks/7 — how far the reading has come, and the cards found."""
    found = get_object_or_404(Stack.objects.of(request.user).prefetch_related("photo_set__card_set"), pk=pk)
    cards = list(found.cards.select_related("person"))
    waiting = sum(1 for card in cards if card.is_waiting)
    context = {"stack": found, "cards": cards, "next": found.next_card(), "waiting": waiting}
    partial = "#progress" if request.htmx else ""
    return render(request, f"captures/stack.html{partial}", context)


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
