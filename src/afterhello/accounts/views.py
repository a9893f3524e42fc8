"""Signing in and out, the first visit, and the user's own settings."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView, LogoutView, PasswordChangeView
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from afterhello.accounts import first_visit
from afterhello.accounts.forms import FirstAccountForm, PasswordForm, ProfileForm
from afterhello.accounts.models import User
from afterhello.accounts.requests import Request
from afterhello.ui.toasting import say

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class SignIn(LoginView):  # type: ignore[misc]  # allauth ships no types
    """GET, POST /sign-in. Before the first account it leads to /welcome."""

    template_name = "accounts/sign_in.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if User.nobody_yet():
            return redirect("welcome")
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer


class SignOut(LogoutView):  # type: ignore[misc]  # allauth ships no types
    """POST /sign-out. A GET asks once, since following a link must change nothing."""

    template_name = "accounts/sign_out.html"

    def post(self, *args: object, **kwargs: object) -> HttpResponse:
        answer: HttpResponse = super().post(*args, **kwargs)
        # Whoever sits here next must not leaf back to pages and pictures that the browser kept.
        answer["Clear-Site-Data"] = '"cache"'
        return answer


class Password(PasswordChangeView):  # type: ignore[misc]  # allauth ships no types
    """GET, POST /settings/password."""

    template_name = "accounts/password.html"
    form_class = PasswordForm
    success_url = reverse_lazy("settings")

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        say(self.request, _("Your new password holds from now on. Other browsers have to sign in again."))
        return answer


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """GET, POST /welcome — the first account, made on the machine itself."""
    if request.user.is_authenticated:
        return redirect("landing")
    if request.method == "GET" and not User.nobody_yet():
        return redirect("sign-in")
    first_visit.check(request)
    form = FirstAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.save(), backend=BACKEND)
        return redirect("landing")
    status = 422 if form.errors else 200
    return render(request, "accounts/welcome.html", {"form": form}, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def settings(request: Request) -> HttpResponse:
    """GET, POST /settings — name, signature, language, time zone, country."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Kept."))
        return redirect("settings")
    status = 422 if form.errors else 200
    return render(request, "accounts/settings.html", {"form": form}, status=status)
