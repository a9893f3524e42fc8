"""Addresses of capturing and reviewing."""

from __future__ import annotations

from django.urls import path

from afterhello.captures.views import cards, landing, photos, stacks

urlpatterns = [
    path("", landing.landing, name="landing"),
    path("capture", stacks.capture, name="capture"),
    path("stacks/<uuid:pk>", stacks.stack, name="stack"),
    path("stacks/<uuid:pk>/photos", stacks.more_photos, name="stack-photos"),
    path("stacks/<uuid:pk>/occasion", stacks.occasion, name="stack-occasion"),
    path("stacks/<uuid:pk>/offer", landing.offered, name="stack-offer"),
    path("cards/<uuid:pk>", cards.card, name="card"),
    path("cards/<uuid:pk>/acceptance", cards.accept, name="card-acceptance"),
    path("cards/<uuid:pk>/discard", cards.discard, name="card-discard"),
    path("cards/<uuid:pk>/return", cards.reopen, name="card-return"),
    path("cards/<uuid:pk>/later", cards.later, name="card-later"),
    path("cards/<uuid:pk>/turns", cards.turn, name="card-turns"),
    path("cards/<uuid:pk>/turns/return", cards.turn_back, name="card-turns-return"),
    path("cards/<uuid:pk>/readings", cards.readings, name="card-readings"),
    path("cards/<uuid:pk>/other-side", cards.other_side, name="card-other-side"),
    path("cards/<uuid:pk>/strip", cards.strip, name="card-strip"),
    path("cards/<uuid:pk>/crop", photos.crop, name="card-crop"),
    path("photos/<uuid:pk>/picture", photos.picture, name="photo-picture"),
    path("photos/<uuid:pk>/cards", photos.type_card, name="photo-cards"),
    path("photos/<uuid:pk>/reading", photos.read_again, name="photo-reading"),
    path("photos/<uuid:pk>/removal", photos.discard_photo, name="photo-removal"),
    path("example", landing.begin_example, name="example"),
    path("example/removal", landing.remove_example, name="example-removal"),
]
