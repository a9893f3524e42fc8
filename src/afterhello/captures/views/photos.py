"""Photos in review, and the pictures of cards, for their owner."""

from __future__ import annotations

from pathlib import PurePath
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from afterhello.accounts.requests import Request
from afterhello.captures.models import Card, Photo
from afterhello.captures.views.cards import keep_what_was_typed


@login_required
@require_POST
def type_card(request: Request, pk: UUID) -> HttpResponse:
    """POST /photos/7/cards — an empty card beside the photo, to type what is on it."""
    photo = get_object_or_404(Photo.objects.of(request.user), pk=pk)
    keep_what_was_typed(request)
    return redirect(photo.type_instead())


@login_required
@require_POST
def read_again(request: Request, pk: UUID) -> HttpResponse:
    """POST /photos/7/reading — once more: it failed, or no card was found."""
    photo = get_object_or_404(Photo.objects.of(request.user), pk=pk)
    photo.ask_to_be_read()
    return redirect(photo.stack)


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
    etag = f'"{PurePath(found.crop.name or "").stem}"'
    known = get_conditional_response(request, etag=etag)
    return known or with_etag(served(found.crop), etag)


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
