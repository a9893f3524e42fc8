"""Reviewing cards, one after the other."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from afterhello.accounts.requests import Request
from afterhello.captures.forms import ReviewForm
from afterhello.captures.models import Card
from afterhello.ui.toasting import say


@login_required
@require_GET
def card(request: Request, pk: UUID) -> HttpResponse:
    """GET /cards/7 — the card beside its fields."""
    found = get_object_or_404(Card.objects.of(request.user).in_order(), pk=pk)
    if found.person and not found.is_waiting:
        return redirect("person", pk=found.person_id)
    return drawn(request, found, ReviewForm(found))


def drawn(request: Request, found: Card, form: ReviewForm) -> HttpResponse:
    """The page on which a card is reviewed."""
    pile = list(found.photo.stack.cards)
    context = {
        "card": found,
        "form": form,
        "stack": found.photo.stack,
        "pile": pile,
        "after": sum(1 for card in pile if card.is_waiting and card.pk != found.pk),
        "later": found.photo.stack.next_card(after=found),
    }
    return render(request, "captures/card.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def accept(request: Request, pk: UUID) -> HttpResponse:
    """POST /cards/7/acceptance — the card becomes a person."""
    found = get_object_or_404(Card.objects.of(request.user).in_order(), pk=pk)
    form = ReviewForm(found, request.POST)
    if found.is_waiting and not form.is_valid():
        return drawn(request, found, form)
    person = form.save() if form.is_valid() else None
    if person:
        messages.success(request, _("{name} is kept.").format(name=person.full_name))
    return onwards(found)


def onwards(found: Card) -> HttpResponse:
    """To the next card that waits, or back to the stack when none does."""
    following = found.photo.stack.next_card(after=found)
    return redirect(following or found.photo.stack)


@login_required
@require_POST
def discard(request: Request, pk: UUID) -> HttpResponse:
    """POST /cards/7/discard — nobody to remember."""
    found = get_object_or_404(Card.objects.of(request.user).in_order(), pk=pk)
    found.discard()
    say(request, _("Put aside: {card}.").format(card=found), undo=reverse("card-return", args=[pk]))
    return onwards(found)


@login_required
@require_POST
def reopen(request: Request, pk: UUID) -> HttpResponse:
    """POST /cards/7/return — back onto the stack."""
    found = get_object_or_404(Card.objects.of(request.user).in_order(), pk=pk)
    found.reopen()
    return redirect(found)
