"""Addresses of quick notes."""

from __future__ import annotations

from django.urls import path

from afterhello.followups import views

urlpatterns = [
    path("people/<uuid:pk>/quick-notes", views.begin, name="person-quick-notes"),
    path("quick-notes/<uuid:pk>", views.quick_note, name="quick-note"),
    path("quick-notes/<uuid:pk>/dispatch", views.dispatch, name="quick-note-dispatch"),
    path("quick-notes/<uuid:pk>/withdrawal", views.take_back, name="quick-note-withdrawal"),
    path("quick-notes/<uuid:pk>/handover", views.hand_over, name="quick-note-handover"),
]
