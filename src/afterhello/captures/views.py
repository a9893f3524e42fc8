"""The landing page, photographing cards, watching them being read, and reviewing them."""

from __future__ import annotations

from pathlib import PurePath
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from afterhello.accounts.requests import Request
from afterhello.captures import example
from afterhello.captures.forms import ReviewForm, StackForm
from afterhello.captures.models import Card, Photo, Stack
from afterhello.captures.occasion import Occasion
from afterhello.encounters.forms import OccasionForm
from afterhello.encounters.models import Event
from afterhello.people.models import Person
from afterhello.ui.toasting import say, say_failed


@login_required
@require_GET
def landing(request: Request) -> HttpResponse:
    """GET / — what waits; on the first visit, two ways to begin."""
    user = request.user
    begun = Stack.objects.of(user).exists() or Person.objects.of(user).exists()
    template = "captures/landing.html" if begun else "captures/first_visit.html"
    return render(request, template, {"example": example.is_there(user)})


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


@login_required
@require_POST
def type_card(request: Request, pk: UUID) -> HttpResponse:
    """POST /photos/7/cards — an empty card beside the photo, to type what is on it."""
    photo = get_object_or_404(Photo.objects.of(request.user), pk=pk)
    return redirect(photo.type_instead())


@login_required
@require_POST
def discard_photo(request: Request, pk: UUID) -> HttpResponse:
    """POST /photos/7/removal — the photo goes, with the cards on it that nobody kept."""
    photo = get_object_or_404(Photo.objects.of(request.user), pk=pk)
    stack = photo.stack
    photo.discard()
    messages.success(request, _("The photo is gone. Everybody you kept from it stays."))
    return redirect(stack if stack.photo_set.exists() else "capture")


@login_required
@require_GET
@cache_control(private=True, no_cache=True)
def crop(request: Request, pk: UUID) -> HttpResponseBase:
    """GET /cards/7/crop — the straightened card, for its owner; asked for each time, sent once."""
    found = get_object_or_404(Card.objects.of(request.user), pk=pk)
    known = get_conditional_response(request, etag=f'"{found.pk}"')
    return known or with_etag(served(found.crop), f'"{found.pk}"')


def with_etag(response: FileResponse, etag: str) -> FileResponse:
    """The same, with what the browser asks again by."""
    response["ETag"] = etag
    return response


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def picture(request: Request, pk: UUID) -> FileResponse:
    """GET /photos/7/picture — the photo, for its owner, while its review lasts."""
    photo = get_object_or_404(Photo.objects.of(request.user), pk=pk)
    if photo.to_blacken:
        raise Http404  # somebody on it was erased: nobody sees it before that part is black
    return served(photo.picture)


def served(file: FieldFile) -> FileResponse:
    """The picture of a row, as a picture whatever it was called; 404 where it has none any more."""
    kind = {".png": "image/png", ".webp": "image/webp"}.get(PurePath(file.name or "").suffix, "image/jpeg")
    try:
        return FileResponse(file.open("rb"), content_type=kind)
    except (FileNotFoundError, ValueError):  # lost with its folder, or let go
        raise Http404 from None


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
