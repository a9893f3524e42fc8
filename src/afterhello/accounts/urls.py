"""Addresses of signing in, and of the user's own settings.

allauth looks its pages up by its own names, so three of ours carry both; its
views that send mail have no address.
"""

from __future__ import annotations

from django.urls import path

from afterhello.accounts import views

urlpatterns = [
    path("sign-in", views.SignIn.as_view(), name="account_login"),
    path("sign-in", views.SignIn.as_view(), name="sign-in"),
    path("sign-out", views.SignOut.as_view(), name="account_logout"),
    path("sign-out", views.SignOut.as_view(), name="sign-out"),
    path("welcome", views.welcome, name="account_signup"),
    path("welcome", views.welcome, name="welcome"),
    path("settings", views.settings, name="settings"),
    path("settings/password", views.Password.as_view(), name="account_change_password"),
    path("settings/password", views.Password.as_view(), name="password"),
]
