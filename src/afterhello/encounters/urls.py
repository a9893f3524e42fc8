"""Addresses of lines about people."""

from __future__ import annotations

from django.urls import path

from afterhello.encounters import views

urlpatterns = [
    path("people/<uuid:pk>/notes", views.add_line, name="person-line"),
    path("people/<uuid:pk>/encounters", views.meet, name="person-encounters"),
    path("encounters/<uuid:pk>", views.encounter, name="encounter"),
    path("notes/<uuid:pk>", views.note, name="note"),
    path("notes/<uuid:pk>/removal", views.drop, name="note-removal"),
]
