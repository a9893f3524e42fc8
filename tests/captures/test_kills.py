"""A real worker is killed while it reads: nothing is lost, and no card is there twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client

from afterhello.accounts.models import User
from afterhello.background.models import Job
from afterhello.captures.models import Card, Photo, Stack
from background.conftest import database_url
from captures.conftest import desk, jpeg, lies_there

As = Callable[[User], Client]
StartWorker = Callable[[], "subprocess.Popen[bytes]"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.ocr]

LEASE_S = "3"
PATIENCE_S = 90


def until(condition: Callable[[], object]) -> None:
    """Return once `condition` holds; fail when it does not come true."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


@pytest.fixture
def start_worker(transactional_db: None, tmp_path: Path) -> Iterator[StartWorker]:
    """Starts `afterhello work` as a process of its own; what is left of it ends with the test."""
    started: list[subprocess.Popen[bytes]] = []
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "AFTERHELLO_MEDIA": str(settings.MEDIA_ROOT),
        "AFTERHELLO_LEASE_S": LEASE_S,
    }

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "afterhello", "work"]
        with (tmp_path / f"worker-{len(started)}").open("wb") as said:
            started.append(subprocess.Popen(command, env=environment, stderr=said))
        return started[-1]

    yield start
    for worker in started:
        worker.kill()
        worker.wait()


def photo_now(stack: Stack) -> Photo:
    return stack.photo_set.get()


def in_the_middle(stack: Stack) -> bool:
    """Whether the cards are found, and being read."""
    photo = photo_now(stack)
    assert photo.read_at is None, "it was read before anybody could break in"
    return photo.started_at is not None and photo.total > 0


def card_now(card: Card) -> Card:
    return Card.objects.get(pk=card.pk)


def names(stack: Stack) -> list[str]:
    return [card.proposed_name for card in stack.cards]


def test_a_photo_whose_worker_is_killed_is_read_by_the_next_and_every_card_is_there_once(
    stack: Stack, client_of: As, start_worker: StartWorker
) -> None:
    first = start_worker()
    until(lambda: in_the_middle(stack))
    first.send_signal(signal.SIGKILL)
    first.wait()

    assert photo_now(stack).is_reading
    assert not Card.objects.filter(photo__stack=stack).exists()
    assert lies_there(photo_now(stack).picture.name)
    assert "Reading 1 of 2" in client_of(stack.owner).get(stack.get_absolute_url()).content.decode()

    start_worker()
    until(lambda: photo_now(stack).read_at)

    assert names(stack) == ["Grace Hollis", "Ken Morioka"]
    assert all(lies_there(card.crop.name) for card in stack.cards)
    until(lambda: Job.objects.about(photo_now(stack)).exclude(done_at=None).exists())
    job = Job.objects.about(photo_now(stack)).get()
    assert (job.attempt, len(set(job.workers))) == (2, 2)


def test_a_worker_that_slept_while_another_read_its_photo_adds_no_card(
    stack: Stack, start_worker: StartWorker
) -> None:
    sleeper = start_worker()
    until(lambda: in_the_middle(stack))
    sleeper.send_signal(signal.SIGSTOP)

    start_worker()
    until(lambda: photo_now(stack).read_at)
    before = list(stack.cards.values_list("pk", flat=True))
    sleeper.send_signal(signal.SIGCONT)
    sleeper.terminate()  # ends after the job at hand

    assert sleeper.wait(PATIENCE_S) == 0
    assert list(stack.cards.values_list("pk", flat=True)) == before
    assert names(stack) == ["Grace Hollis", "Ken Morioka"]


def test_a_card_whose_worker_is_killed_while_it_is_read_again_is_read_by_the_next(
    read_stack: Stack, start_worker: StartWorker
) -> None:
    Job.objects.all().delete()  # its photo is read already
    card = read_stack.cards[0]
    card.crop.save(
        "crop.jpg", ContentFile(jpeg(desk().crop((90, 220, 750, 640)).rotate(90, expand=True))), save=True
    )
    card.keep_typed({"said": "loves climbing"})
    card.turn()
    upright = card_now(card).crop.name

    first = start_worker()
    until(lambda: Job.objects.about(card).exclude(leased_by="").exists())
    first.send_signal(signal.SIGKILL)
    first.wait()

    assert card_now(card).asked_at, "it was read before anybody could break in"
    assert card_now(card).proposed_name == "Grace Hollis"
    assert lies_there(upright)

    start_worker()
    until(lambda: card_now(card).asked_at is None)

    assert (card_now(card).proposed_name, card_now(card).unread_at) == ("Grace Hollis", None)
    assert [line["text"] for line in card_now(card).reading["lines"]][:2] == ["Grace Hollis", "Architect"]
    assert card_now(card).typed == {"said": "loves climbing"}
    assert card_now(card).crop.name == upright
    assert read_stack.cards.count() == 2
