"""Reviewing cards, one after the other."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from afterhello.accounts.requests import Request
from afterhello.captures import undoing
from afterhello.captures.forms import NOBODY, Question, ReviewForm
from afterhello.captures.models import Card
from afterhello.ui.toasting import say


def card_of(request: Request, pk: UUID | str) -> Card:
    """The card, for its owner."""
    try:
        return get_object_or_404(Card.objects.of(request.user).in_order(), pk=UUID(str(pk)))
    except ValueError:
        raise Http404 from None


def keep_what_was_typed(request: Request) -> None:
    """Every act of the page sends its fields along: nothing typed or said is lost by leaving a card."""
    shown = request.POST.get("shown")
    if shown:
        card = card_of(request, shown)
        form = ReviewForm(card, request.POST)
        card.keep_typed(form.typed())
        if request.POST.get("join") == NOBODY:
            Question(form).remember()


@login_required
@require_GET
def card(request: Request, pk: UUID) -> HttpResponse:
    """GET /cards/7 — the card beside its fields."""
    found = card_of(request, pk)
    if found.front_id:
        return redirect(found)
    if found.person and not found.is_waiting:
        return redirect("person", pk=found.person_id)
    return drawn(request, found, ReviewForm(found))


def drawn(request: Request, found: Card, form: ReviewForm) -> HttpResponse:
    """The page on which a card is reviewed."""
    status = 422 if form.is_bound else 200
    return render(request, "captures/card.html", on_the_table(found, form), status=status)


def on_the_table(found: Card, form: ReviewForm) -> dict[str, Any]:
    """What the page of a card shows, whom one may know, and how far the stack has come."""
    stack = found.photo.stack
    pile = list(stack.cards)
    waiting = [card for card in pile if card.is_waiting and card.pk != found.pk]
    return {
        "card": found,
        "form": form,
        "question": Question(form) if found.is_waiting else None,
        "stack": stack,
        "pile": pile,
        "number": pile.index(found) + 1 if found in pile else 1,
        "beside": [card for card in pile if card.pk != found.pk and card.is_of_same_place(found)],
        "after": len(waiting),
        "others": any(not card.other_sides for card in waiting),
        "earlier": found.earlier(waiting),
        "undo": undoing.last_done(pile),
        "being_read": found.is_being_read,
    }


@login_required
@require_POST
def accept(request: Request, pk: UUID) -> HttpResponse:
    """POST /cards/7/acceptance — the card becomes a person, or one more of somebody known."""
    found = card_of(request, pk)
    form = ReviewForm(found, request.POST)
    valid, question = form.is_valid(), Question(form)
    if found.is_waiting and (not valid or question.must_be_asked):
        return drawn(request, found, form)
    if valid:
        say(request, question.said(question.save()), undo=reverse("card-return", args=[pk]))
    return onwards(found)


def onwards(found: Card) -> HttpResponse:
    """To the next card that waits, or back to the stack when none does."""
    following = found.photo.stack.next_card(after=found)
    return redirect(following or found.photo.stack)


@login_required
@require_POST
def later(request: Request, pk: UUID) -> HttpResponse:
    """POST /cards/7/later — to another card; what was typed over this one stays with it."""
    found = card_of(request, pk)
    keep_what_was_typed(request)
    following = request.POST.get("next")
    return redirect(card_of(request, following)) if following else onwards(found)


@login_required
@require_POST
def discard(request: Request, pk: UUID) -> HttpResponse:
    """POST /cards/7/discard — nobody to remember."""
    found = card_of(request, pk)
    keep_what_was_typed(request)
    found.discard()
    say(request, _("Put aside: {card}.").format(card=found), undo=reverse("card-return", args=[pk]))
    return onwards(found)


@login_required
@require_POST
def reopen(request: Request, pk: UUID) -> HttpResponse:
    """POST /cards/7/return — back onto the stack: put aside, kept, or joined."""
    found = card_of(request, pk)
    keep_what_was_typed(request)
    undoing.take_back(found)
    return redirect(found)


@login_required
@require_POST
def turn(request: Request, pk: UUID) -> HttpResponse:
    """POST /cards/7/turns — a quarter clockwise, and read so."""
    found = card_of(request, pk)
    keep_what_was_typed(request)
    found.turn()
    return redirect(found)


@login_required
@require_POST
def turn_back(request: Request, pk: UUID) -> HttpResponse:
    """POST /cards/7/turns/return — the last quarter back, and read so."""
    found = card_of(request, pk)
    keep_what_was_typed(request)
    found.turn_back()
    return redirect(found)


@login_required
@require_http_methods(["GET", "POST"])
def readings(request: Request, pk: UUID) -> HttpResponse:
    """GET, POST /cards/7/readings — asks for another reading; silent until it is there, then the fields."""
    found = card_of(request, pk)
    if request.method == "POST":
        keep_what_was_typed(request)
        for side in found.all_sides:
            side.ask_to_be_read()
        return redirect(found)
    context = on_the_table(found, ReviewForm(found))
    if context["being_read"]:
        return HttpResponse(status=204)
    return render(request, "captures/card.html#read_again", context)


@login_required
@require_http_methods(["GET", "POST"])
def other_side(request: Request, pk: UUID) -> HttpResponse:
    """GET, POST /cards/7/other-side — which card of the stack is it? `other` is the one that was chosen."""
    found = card_of(request, pk)
    if request.method == "GET":
        context = {"card": found, "stack": found.photo.stack, "likely": found.likely_sides()}
        return render(request, "captures/other_side.html", context)
    keep_what_was_typed(request)
    if not request.POST.get("other"):
        return redirect("card-other-side", pk=pk)
    back = card_of(request, request.POST["other"])
    card_of(request, pk).join(back)
    say(request, _("Two sides of one card."), undo=reverse("card-return", args=[back.pk]))
    return redirect(found)


@login_required
@require_GET
@cache_control(private=True, no_cache=True)
def strip(request: Request, pk: UUID) -> HttpResponse:
    """GET /cards/7/strip?of=phones-1 — the piece of the card that a field was read from."""
    found, of = card_of(request, pk), request.GET.get("of", "name")
    etag = f'"{found.version}-{of}-{request.GET.get("v", "")}"'
    known = get_conditional_response(request, etag=etag)
    return known or HttpResponse(found.strip(of), content_type="image/jpeg", headers={"ETag": etag})
