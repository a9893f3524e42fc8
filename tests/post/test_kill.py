"""A sender is killed in the middle of its conversation, and nothing is lost or sent twice."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from afterhello.background.work import work_off
from afterhello.post.models import Message
from afterhello.post.models.outbox import LEASE
from background.conftest import database_url
from post.office import SILENCE, Office

pytestmark = pytest.mark.django_db(transaction=True)

WORK = "import django; django.setup(); from afterhello.background.work import work_off; work_off()"


@pytest.fixture
def sender(letter: Message, office: Office) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that works off the queue, with the office silent at some point."""
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "AFTERHELLO_DATA": str(settings.DATA),
        "AFTERHELLO_KEYS": str(settings.PASSWORD_KEYS.parent),
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", settings.SETTINGS_MODULE),
    }
    process = subprocess.Popen([sys.executable, "-c", WORK], env=environment)
    yield process
    process.kill()
    process.wait(10)


def killed_in_silence(sender: subprocess.Popen[bytes], office: Office) -> None:
    """`kill -9` while the office says nothing; after that the office does everything right."""
    assert office.silent.wait(60), "the sender never came that far"
    sender.kill()
    sender.wait(10)
    office.manners.clear()


@pytest.fixture
def silent_after_the_letter(office: Office) -> None:
    office.manners["END"] = SILENCE


@pytest.fixture
def silent_before_the_letter(office: Office) -> None:
    office.manners["RCPT"] = SILENCE


@pytest.mark.usefixtures("silent_after_the_letter")
def test_killed_between_data_and_250_it_is_uncertain_and_never_sent_again_by_itself(
    sender: subprocess.Popen[bytes], letter: Message, office: Office
) -> None:
    killed_in_silence(sender, office)

    letter.refresh_from_db()
    assert letter.state == "sending"
    work_off()
    with time_machine.travel(timezone.now() + LEASE + timedelta(seconds=5)):
        work_off()
        letter.refresh_from_db()
        assert letter.state == "uncertain"
        assert letter.asks
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        Message.objects.pick_up()
        work_off()
    assert len(office.received) == 1

    letter.send_again()
    work_off()
    letter.refresh_from_db()
    assert letter.state == "sent"
    assert [one["Message-ID"] for one in office.letters()] == [letter.message_id] * 2


@pytest.mark.usefixtures("silent_before_the_letter")
def test_killed_before_data_it_is_queued_again_and_sent_once(
    sender: subprocess.Popen[bytes], letter: Message, office: Office
) -> None:
    killed_in_silence(sender, office)

    work_off()
    letter.refresh_from_db()
    assert letter.state == "sending"
    with time_machine.travel(timezone.now() + LEASE + timedelta(seconds=5)):
        work_off()

    letter.refresh_from_db()
    assert letter.state == "sent"
    assert letter.attempt == 2
    assert len(office.received) == 1
