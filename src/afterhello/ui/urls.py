"""The addresses of the shared surface."""

from __future__ import annotations

from django.urls import path

from afterhello.ui import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("style", views.style, name="style"),
]
