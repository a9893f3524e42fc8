"""Addresses of capturing and reviewing."""

from __future__ import annotations

from django.urls import path

from afterhello.captures import views

urlpatterns = [
    path("", views.landing, name="landing"),
    path("capture", views.capture, name="capture"),
    path("stacks/<uuid:pk>", views.stack, name="stack"),
    path("stacks/<uuid:pk>/occasion", views.occasion, name="stack-occasion"),
    path("cards/<uuid:pk>", views.card, name="card"),
    path("cards/<uuid:pk>/acceptance", views.accept, name="card-acceptance"),
    path("cards/<uuid:pk>/discard", views.discard, name="card-discard"),
    path("cards/<uuid:pk>/return", views.reopen, name="card-return"),
    path("cards/<uuid:pk>/crop", views.crop, name="card-crop"),
    path("photos/<uuid:pk>/picture", views.picture, name="photo-picture"),
    path("photos/<uuid:pk>/cards", views.type_card, name="photo-cards"),
    path("photos/<uuid:pk>/removal", views.discard_photo, name="photo-removal"),
    path("example", views.begin_example, name="example"),
    path("example/removal", views.remove_example, name="example-removal"),
]
