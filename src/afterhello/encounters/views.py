"""A line about somebody: written, corrected, dropped."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from afterhello.accounts.requests import Request
from afterhello.encounters.forms import EncounterForm, LineForm
from afterhello.encounters.models import Encounter, Event, Note
from afterhello.people.models import Person


@login_required
@require_http_methods(["GET", "POST"])
def add_line(request: Request, pk: UUID) -> HttpResponse:
    """GET, POST /people/7/notes — one more line about somebody."""
    person = get_object_or_404(Person.objects.of(request.user), pk=pk)
    form = LineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.write_about(person)
        return redirect("person", pk=person.pk)
    status = 422 if form.errors else 200
    return render(request, "encounters/line_form.html", {"form": form, "person": person}, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def meet(request: Request, pk: UUID) -> HttpResponse:
    """GET, POST /people/7/encounters — one more meeting with somebody."""
    person = get_object_or_404(Person.objects.of(request.user), pk=pk)
    return how_we_met(request, Encounter(owner=request.user, person=person))


@login_required
@require_http_methods(["GET", "POST"])
def encounter(request: Request, pk: UUID) -> HttpResponse:
    """GET, POST /encounters/7 — corrects when, where and through whom."""
    return how_we_met(request, get_object_or_404(Encounter.objects.of(request.user), pk=pk))


def how_we_met(request: Request, met: Encounter) -> HttpResponse:
    """The page on which a meeting is written down."""
    form = EncounterForm(request.POST or None, instance=met)
    if request.method == "POST" and form.is_valid():
        form.keep()
        return redirect("person", pk=met.person_id)
    events = Event.objects.of(request.user)[:30]
    context = {"form": form, "met": met, "person": met.person, "events": events}
    return render(request, "encounters/encounter_form.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def note(request: Request, pk: UUID) -> HttpResponse:
    """GET, POST /notes/7 — corrects the words, or the mark that a quick note may use them."""
    found = get_object_or_404(Note.objects.of(request.user), pk=pk)
    form = LineForm(request.POST or None, instance=found)
    person = found.encounters.select_related("person")[0].person
    if request.method == "POST" and form.is_valid():
        form.correct()
        return redirect("person", pk=person.pk)
    context = {"form": form, "person": person, "note": found}
    return render(request, "encounters/line_form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def drop(request: Request, pk: UUID) -> HttpResponse:
    """POST /notes/7/removal — the words are gone at once."""
    found = get_object_or_404(Note.objects.of(request.user), pk=pk)
    person = found.encounters.select_related("person")[0].person
    found.delete()
    messages.success(request, _("The line is gone."))
    return redirect("person", pk=person.pk)
