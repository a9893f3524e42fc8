"""People in the browser."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from afterhello.accounts.requests import Request
from afterhello.people.folding import tidied
from afterhello.people.forms import Details, LookUp, known_or_removed
from afterhello.people.models import Person
from afterhello.people.vcards import as_vcards
from afterhello.ui import chapters
from afterhello.ui.toasting import say


@login_required
@require_safe
@vary_on_headers("HX-Request")
def people(request: Request) -> HttpResponse:
    """GET /people?words=…&tag=…&after=… — the address book, a hundred at a time."""
    look_up = LookUp(request.GET)
    after = look_up.after_whom(request.user)
    page = look_up.page(request.user, after)
    said = chapters.rows("person", request.user, page.people)
    context = {"look_up": look_up, **look_up.asked(), "page": page, "after": after, "said": said}
    return render(request, f"people/people.html{_part(request, bool(after))}", context)


def _part(request: Request, going_on: bool) -> str:
    """What htmx asked for: further rows, or all that was found; else the whole page."""
    if not request.htmx or request.htmx.boosted or request.htmx.history_restore_request:
        return ""
    return "#rows" if going_on else "#found"


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """GET and POST /people/new — somebody without a card."""
    name = {"full_name": request.GET.get("name", "")[:200]}
    form = Details(Person(owner=request.user), *_sent(request), initial=name)
    if request.method == "POST" and form.is_valid():
        return redirect(form.save())
    return render(request, "people/details.html", {"form": form}, status=_status(request))


def _sent(request: Request) -> tuple[Any, Any]:
    """What was filled in, and the files with it; nothing where the form is only looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _status(request: Request) -> int:
    """Of a form drawn: 422 where it was sent and something in it is wrong."""
    return 422 if request.method == "POST" else 200


@login_required
@require_http_methods(["GET", "POST"])
def details(request: Request, pk: UUID) -> HttpResponse:
    """GET and POST /people/<uuid>/details — what is known of somebody, to change."""
    found = get_object_or_404(Person.objects.of(request.user).whole(), pk=pk)
    form = Details(found, *_sent(request))
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("person-details" if "more" in request.POST else "person", pk)
    return render(request, "people/details.html", {"form": form, "person": found}, status=_status(request))


@login_required
@require_safe
def person(request: Request, pk: UUID) -> HttpResponse:
    """GET /people/<uuid> — one person, composed of chapters."""
    found = get_object_or_404(known_or_removed(request.user).whole(), pk=pk)
    template = "people/removed.html" if found.removed_at else "people/person.html"
    return render(request, template, {"person": found})


@login_required
@require_POST
def greeting(request: Request, pk: UUID) -> HttpResponse:
    """POST /people/<uuid>/greeting — that is how the user says hello."""
    found = get_object_or_404(Person.objects.of(request.user).whole(), pk=pk)
    found.keep_greeting(request.POST.get("greeting", ""))
    if request.htmx:
        return render(request, "people/person.html#greeting", {"person": found})
    return redirect(found)


@login_required
@require_POST
def tags(request: Request, pk: UUID) -> HttpResponse:
    """POST /people/<uuid>/tags — put a tag beside somebody (`name`) or take one away (`drop`)."""
    found = get_object_or_404(Person.objects.of(request.user), pk=pk)
    if "drop" in request.POST:
        found.untag(request.POST["drop"])
    else:
        found.tag(request.POST.get("name", ""))
    if request.htmx:
        return render(request, "people/person.html#tags", {"person": found})
    return redirect(found)


@login_required
@require_POST
def removal(request: Request, pk: UUID) -> HttpResponse:
    """POST /people/<uuid>/removal — hidden at once, to be brought back for thirty days."""
    found = get_object_or_404(Person.objects.of(request.user), pk=pk)
    found.remove()
    sentence = _("You removed %(name)s.") % {"name": found.full_name}
    say(request, sentence, undo=reverse("person-return", args=[pk]))
    return redirect("people")


@login_required
@require_POST
def bring_back(request: Request, pk: UUID) -> HttpResponse:
    """POST /people/<uuid>/return — as if never removed."""
    found = get_object_or_404(Person.objects.of(request.user, removed=True), pk=pk)
    found.bring_back()
    say(request, _("%(name)s is back among your people.") % {"name": found.full_name})
    return redirect(found)


@login_required
@require_POST
def erasure(request: Request, pk: UUID) -> HttpResponse:
    """POST /people/<uuid>/erasure — everything about somebody, at once and for good."""
    found = get_object_or_404(known_or_removed(request.user), pk=pk)
    found.erase()
    # Without the name: what is said here may wait in the table of sessions.
    say(request, _("Erased. Nothing about this person is kept here any more."))
    return redirect("people")


@login_required
@require_safe
def card(request: Request, pk: UUID) -> HttpResponse:
    """GET /people/<uuid>.vcf — a person as vCard 4.0."""
    found = get_object_or_404(Person.objects.of(request.user).whole(), pk=pk)
    return _as_file(as_vcards([found]), f"{found.full_name}.vcf")


@login_required
@require_safe
def everybodys_cards(request: Request) -> HttpResponse:
    """GET /people.vcf — all people as vCard 4.0."""
    known = Person.objects.of(request.user).whole().in_order()
    return _as_file(as_vcards(known.iterator(chunk_size=500)), _("people.vcf"))


def _as_file(cards: bytes, name: str) -> HttpResponse:
    """A download whose name no system takes for a folder or a hidden file."""
    safe = tidied("".join(" " if sign in '/\\:*?"<>|' else sign for sign in name)).lstrip(". ")
    return HttpResponse(
        cards,
        content_type="text/vcard; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, safe) or ""},
    )


@login_required
@require_safe
@cache_control(private=True, max_age=3600)
def portrait(request: Request, pk: UUID) -> FileResponse:
    """GET /people/<uuid>/portrait — the picture of somebody, for whom they belong to."""
    found = get_object_or_404(Person.objects.of(request.user), pk=pk)
    try:
        return FileResponse(found.portrait.open("rb"), content_type="image/jpeg")
    except (FileNotFoundError, ValueError):  # lost with its folder, or never there
        raise Http404 from None
