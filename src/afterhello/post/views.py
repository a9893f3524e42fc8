"""The mail settings, and letters on their way out."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from afterhello.accounts.requests import Request
from afterhello.post.forms import AnswerForm, MailAccountForm
from afterhello.post.models import MailAccount, Message
from afterhello.ui.toasting import say


@never_cache
@sensitive_post_parameters("password")
@login_required
@require_http_methods(["GET", "POST"])
def mail_settings(request: Request) -> HttpResponse:
    """GET, POST /settings/mail — server, password, sender; and what is on its way."""
    form = MailAccountForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        say(request, _("Kept."))
        return redirect("mail-settings")
    return _settings_page(request, form)


@never_cache
@sensitive_post_parameters("password")
@login_required
@require_POST
def mail_test(request: Request) -> HttpResponse:
    """POST /settings/mail/test — keeps what was entered, connects, signs in, and sends nothing."""
    if request.POST.get("host") is None:
        account = get_object_or_404(MailAccount.objects.of(request.user))
    else:
        form = MailAccountForm(request.user, request.POST)
        if not form.is_valid():
            return _settings_page(request, form)
        account = form.save()
    account.try_out()
    return redirect("mail-settings")


def _settings_page(request: Request, form: MailAccountForm) -> HttpResponse:
    letters = Message.objects.of(request.user).on_their_way()
    context = {"form": form, "account": form.kept, "letters": letters}
    return render(request, "post/mail.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def message(request: Request, pk: UUID) -> HttpResponse:
    """GET /messages/7 — the letter, and how it stands."""
    found = get_object_or_404(Message.objects.of(request.user), pk=pk)
    return render(request, "post/message.html", {"message": found})


@login_required
@require_POST
def answer(request: Request, pk: UUID) -> HttpResponse:
    """POST /messages/7/answer — what became of it: arrived, again or let-be."""
    found = get_object_or_404(Message.objects.of(request.user), pk=pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        form.settle(found)
    return _redrawn(request, found, status=200 if form.is_valid() else 422)


@login_required
@require_POST
def withdrawal(request: Request, pk: UUID) -> HttpResponse:
    """POST /messages/7/withdrawal — stops it, as long as it has not begun to leave."""
    found = get_object_or_404(Message.objects.of(request.user), pk=pk)
    found.withdraw()
    return _redrawn(request, found, status=200)


def _redrawn(request: Request, found: Message, status: int) -> HttpResponse:
    """For htmx the letter's state; else back to the page that the form stood on."""
    back = request.POST.get("next", "")
    if request.htmx or status != 200:
        template = "post/message_state.html" if request.htmx else "post/message.html"
        return render(request, template, {"message": found, "back": back}, status=status)
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        return redirect(back)
    return redirect("message", pk=found.pk)
