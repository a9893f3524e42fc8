"""Addresses of the mail settings and of letters."""

from __future__ import annotations

from django.urls import path

from afterhello.post import views

urlpatterns = [
    path("settings/mail", views.mail_settings, name="mail-settings"),
    path("settings/mail/test", views.mail_test, name="mail-test"),
    path("messages/<uuid:pk>", views.message, name="message"),
    path("messages/<uuid:pk>/answer", views.answer, name="message-answer"),
    path("messages/<uuid:pk>/withdrawal", views.withdrawal, name="message-withdrawal"),
]
