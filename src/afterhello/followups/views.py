"""Writing a quick note, and sending it."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from afterhello.accounts.requests import Request
from afterhello.followups.forms import DispatchForm, QuickNoteForm
from afterhello.followups.letter import Letter
from afterhello.followups.models import QuickNote
from afterhello.people.models import Person
from afterhello.post.models import MailAccount


def drawn(request: Request, note: QuickNote, form: QuickNoteForm) -> HttpResponse:
    """The page on which a note is written."""
    to, subject, body = note.person.email, note.proposed_subject, note.words
    context = {
        "note": note,
        "form": form,
        "letter": Letter.of(note),
        "account": MailAccount.objects.of(request.user).first(),
        "mailto": f"mailto:{quote(to)}?subject={quote(subject)}&body={quote(body)}",
    }
    status = 422 if form.errors else 200
    return render(request, "followups/quick_note.html", context, status=status)


@login_required
@require_POST
def begin(request: Request, pk: UUID) -> HttpResponse:
    """POST /people/7/quick-notes — begins a note, or goes on with the one that was begun."""
    person = get_object_or_404(Person.objects.of(request.user), pk=pk)
    return redirect(QuickNote.objects.of(request.user).begin(person))


@login_required
@require_http_methods(["GET", "POST"])
def quick_note(request: Request, pk: UUID) -> HttpResponse:
    """GET, POST /quick-notes/7 — shows the note; keeps the words."""
    note = get_object_or_404(QuickNote.objects.of(request.user), pk=pk)
    if not note.is_open:
        return redirect("person", pk=note.person_id)
    form = QuickNoteForm(note, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.keep()
        if request.POST.get("then") == "line":
            return redirect("person-line", pk=note.person_id)
        messages.success(request, _("Your words are kept."))
        return redirect(note)
    return drawn(request, note, form)


@login_required
@require_POST
def dispatch(request: Request, pk: UUID) -> HttpResponse:
    """POST /quick-notes/7/dispatch — sends it."""
    note = get_object_or_404(QuickNote.objects.of(request.user), pk=pk)
    form = DispatchForm(note, request.POST)
    if not form.is_valid():
        return drawn(request, note, form)
    form.keep().send(form.cleaned_data["to"])
    messages.success(request, _("Your note to {name} is on its way.").format(name=note.person.greeting))
    return redirect("person", pk=note.person_id)


@login_required
@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """POST /quick-notes/7/withdrawal — stops it while it waits."""
    note = get_object_or_404(QuickNote.objects.of(request.user), pk=pk)
    note.take_back()
    return redirect(note)


@login_required
@require_POST
def hand_over(request: Request, pk: UUID) -> HttpResponse:
    """POST /quick-notes/7/handover — the owner sent the words another way."""
    note = get_object_or_404(QuickNote.objects.of(request.user), pk=pk)
    form = QuickNoteForm(note, request.POST)
    if not form.is_valid():
        return drawn(request, note, form)
    form.keep().hand_over()
    return redirect("person", pk=note.person_id)
