"""The addresses of people."""

from __future__ import annotations

from django.urls import path

from afterhello.people import views

urlpatterns = [
    path("people", views.people, name="people"),
    path("people.vcf", views.everybodys_cards, name="people-vcard"),
    path("people/new", views.new, name="person-new"),
    path("people/<uuid:pk>", views.person, name="person"),
    path("people/<uuid:pk>.vcf", views.card, name="person-vcard"),
    path("people/<uuid:pk>/details", views.details, name="person-details"),
    path("people/<uuid:pk>/greeting", views.greeting, name="person-greeting"),
    path("people/<uuid:pk>/portrait", views.portrait, name="person-portrait"),
    path("people/<uuid:pk>/tags", views.tags, name="person-tags"),
    path("people/<uuid:pk>/removal", views.removal, name="person-removal"),
    path("people/<uuid:pk>/return", views.bring_back, name="person-return"),
    path("people/<uuid:pk>/erasure", views.erasure, name="person-erasure"),
]
