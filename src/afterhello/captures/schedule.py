"""What captures do when there is nothing to read, and every night."""

from __future__ import annotations

from datetime import time

from django_tasks import task

from afterhello import engines
from afterhello.background.schedule import daily, when_idle
from afterhello.captures.models import Card, Joining, Photo
from afterhello.captures.models.files import sweep

REST_AFTER_S = 120.0


def put_models_away() -> bool:
    """Whether the models that read were put away: a stack comes once an evening, its 600 MB may go."""
    return engines.rest(REST_AFTER_S)


@task
def keep_no_longer() -> None:
    """Let go of what can be undone no more, and finish what ended in a kill: reviews, erasures."""
    for photo in Photo.objects.to_be_blackened().iterator():
        photo.black_out()
    for card in Card.objects.forgotten().iterator():
        card.delete()
    Joining.objects.forgotten().delete()
    for photo in Photo.objects.with_cards().iterator():
        photo.let_go_when_decided()


@task
def sweep_files() -> None:
    """Delete pictures that no row names: of work that broke off, or of a stack or an owner that is gone."""
    sweep(Photo.objects.all(), "picture", "photos")
    sweep(Card.objects.all(), "crop", "cards")


when_idle(put_models_away)
daily(time(3, 50), keep_no_longer)
daily(time(4, 10), sweep_files)
