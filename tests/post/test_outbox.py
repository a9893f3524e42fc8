"""A letter leaves once, or its owner is told why not, or asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from afterhello.accounts.models import User
from afterhello.background.models import Job
from afterhello.background.work import work_off
from afterhello.errors import RuleBroken
from afterhello.post.models import MailAccount, Message
from afterhello.post.models.message import Superseded
from afterhello.post.models.outbox import LEASE
from post.office import DROP, SILENCE, Office

pytestmark = pytest.mark.django_db

SHORTLY_AFTER_THE_LEASE = LEASE + timedelta(seconds=5)
BEFORE_THE_LETTER = ("greeting", "EHLO", "AUTH", "MAIL", "RCPT", "DATA")


def test_a_queued_letter_is_sent_by_the_worker(letter: Message, office: Office) -> None:
    assert letter.state == "queued"

    work_off()

    letter.refresh_from_db()
    assert letter.state == "sent"
    assert [one.rcpt_tos for one in office.received] == [["grace@example.org"]]
    assert letter.state_sentence.startswith("Sent today at ")


def test_what_arrives_is_what_was_written(ada: User, account: MailAccount, office: Office) -> None:
    body = "Grüße aus Leeds,\n.\n..\nFrom here it rains.\n\nAda"
    sent = Message.objects.queue(
        owner=ada, account=account, to="Grace@Example.ORG", subject="Schöne Grüße", body=body
    )

    sent.deliver()

    [arrived] = office.letters()
    assert arrived["From"] == "Ada Lovell <ada@example.org>"
    assert arrived["To"] == "Grace@example.org"
    assert arrived["Subject"] == "Schöne Grüße"
    assert arrived["Message-ID"] == sent.message_id
    assert sent.message_id.endswith("@example.org>")
    assert arrived.get_content().replace("\r\n", "\n") == f"{body}\n".replace("From", " From")


def test_how_it_stands_is_said_in_the_readers_own_time(letter: Message, office: Office) -> None:
    with time_machine.travel("2026-12-01T23:30:00Z", tick=False):
        letter.deliver()
        assert letter.sent_at
    with (
        time_machine.travel("2026-12-03T12:00:00Z", tick=False),
        timezone.override("Asia/Tokyo"),
    ):
        assert letter.state_sentence == "Sent yesterday at 08:30."
    with time_machine.travel("2026-12-04T12:00:00Z", tick=False):
        assert letter.state_sentence == "Sent on Tuesday at 23:30."


def test_the_job_of_a_letter_is_taken_back_with_the_callers_transaction(
    ada: User, account: MailAccount, office: Office
) -> None:
    with transaction.atomic():
        Message.objects.queue(
            owner=ada, account=account, to="grace@example.org", subject="Hello", body="Hello"
        )
        transaction.set_rollback(True)

    assert work_off() == 0
    assert office.received == []


def test_a_second_run_finds_nothing_to_send(letter: Message, office: Office) -> None:
    letter.deliver()
    letter.deliver()

    assert len(office.received) == 1
    assert letter.attempt == 1


@pytest.mark.parametrize("point", BEFORE_THE_LETTER)
@pytest.mark.parametrize("manner", ["421 4.3.0 come back later", DROP, SILENCE])
@pytest.mark.usefixtures("impatient")
def test_whatever_goes_wrong_before_the_letter_it_waits_and_goes_out_once(
    letter: Message, office: Office, point: str, manner: str
) -> None:
    office.manners[point] = manner

    letter.deliver()

    assert letter.state == "queued"
    assert letter.not_before_at
    assert letter.not_before_at > timezone.now()
    assert letter.state_sentence.startswith("Waiting. 127.0.0.1 ")
    assert "Nothing is lost" in letter.state_sentence
    assert "Afterhello tries again" in letter.state_sentence
    assert office.received == []
    office.manners.clear()
    with time_machine.travel(letter.not_before_at + timedelta(seconds=1)):
        work_off()
    letter.refresh_from_db()
    assert letter.state == "sent"
    assert len(office.received) == 1


def test_a_letter_put_off_at_its_end_waits(letter: Message, office: Office) -> None:
    office.manners["END"] = "451 4.7.1 greylisted"

    letter.deliver()

    assert letter.state == "queued"
    assert "451 4.7.1 greylisted" in letter.reason
    assert not letter.account.trouble


@pytest.mark.parametrize("point", ["MAIL", "RCPT", "DATA", "END"])
def test_a_refusal_is_final_and_says_why(letter: Message, office: Office, point: str) -> None:
    office.manners[point] = "550 5.1.1 no such person here"

    letter.deliver()

    assert letter.state == "failed"
    assert "550 5.1.1 no such person here" in letter.state_sentence
    work_off()
    letter.refresh_from_db()
    assert letter.state == "failed"


def test_a_refused_letter_can_be_sent_again(letter: Message, office: Office) -> None:
    office.manners["RCPT"] = "552 mailbox full"
    letter.deliver()
    office.manners.clear()

    letter.send_again()
    work_off()

    letter.refresh_from_db()
    assert letter.state == "sent"
    assert letter.attempt == 2


@pytest.mark.parametrize("manner", [DROP, SILENCE])
@pytest.mark.usefixtures("impatient")
def test_a_connection_lost_while_handing_over_leaves_it_uncertain(
    letter: Message, office: Office, manner: str
) -> None:
    office.manners["END"] = manner

    letter.deliver()

    assert letter.state == "sending"
    assert "broke off while the letter was handed over" in letter.state_sentence
    office.manners.clear()
    with time_machine.travel(timezone.now() + SHORTLY_AFTER_THE_LEASE):
        work_off()
        letter.refresh_from_db()
        assert letter.state == "uncertain"
        assert letter.asks
        assert letter.state_sentence.startswith("We cannot know whether it went out")
    with time_machine.travel(timezone.now() + timedelta(days=9)):
        Message.objects.pick_up()
        work_off()
    assert len(office.received) == 1


@pytest.fixture
def uncertain(letter: Message, office: Office) -> Iterator[Message]:
    """A letter that the office took although its 250 never came."""
    office.manners["END"] = DROP
    letter.deliver()
    office.manners.clear()
    with time_machine.travel(timezone.now() + SHORTLY_AFTER_THE_LEASE):
        work_off()
        letter.refresh_from_db()
        yield letter


def test_it_arrived_says_the_owner(uncertain: Message, office: Office) -> None:
    uncertain.was_sent()

    assert uncertain.state == "sent"
    assert uncertain.sent_at == uncertain.sending_since
    work_off()
    assert len(office.received) == 1


def test_send_it_again_says_the_owner_and_it_is_the_same_letter(uncertain: Message, office: Office) -> None:
    uncertain.send_again()
    work_off()

    uncertain.refresh_from_db()
    assert uncertain.state == "sent"
    assert [one["Message-ID"] for one in office.letters()] == [uncertain.message_id] * 2


def test_let_it_be_says_the_owner(uncertain: Message) -> None:
    uncertain.let_be()

    assert uncertain.state == "uncertain"
    assert not uncertain.asks
    assert "you let it be" in uncertain.state_sentence
    assert uncertain not in Message.objects.of(uncertain.owner).on_their_way()


def test_an_answer_counts_once(uncertain: Message) -> None:
    uncertain.was_sent()

    with pytest.raises(RuleBroken, match="on its way or has arrived"):
        uncertain.send_again()
    with pytest.raises(RuleBroken, match="decided already"):
        uncertain.let_be()
    with pytest.raises(RuleBroken, match="decided already"):
        uncertain.was_sent()


def test_a_late_250_is_better_than_none(letter: Message, office: Office) -> None:
    attempt = Message.objects.claim(letter)
    assert attempt
    Message.objects.filter(pk=letter.pk).update(data_began_at=timezone.now())
    with time_machine.travel(timezone.now() + SHORTLY_AFTER_THE_LEASE):
        letter.settle()
        assert letter.state == "uncertain"

        letter.record_sent(attempt)

        assert letter.state == "sent"


def test_a_worker_whose_lease_ran_out_sends_nothing(letter: Message, office: Office) -> None:
    account = letter.account
    attempt = Message.objects.claim(letter)
    assert attempt == 1
    Message.objects.filter(pk=letter.pk).update(leased_until=timezone.now())
    letter.settle()
    assert letter.state == "queued"

    with pytest.raises(Superseded):
        account.submit(letter.as_mail(), lambda: letter._begin_data(attempt))

    assert office.received == []
    letter.record_sent(attempt)
    assert letter.state == "queued"


def test_a_later_attempt_is_settled_too(letter: Message, office: Office) -> None:
    office.manners["MAIL"] = "421 later"
    letter.deliver()
    assert letter.not_before_at
    office.manners["MAIL"] = ""
    office.manners["END"] = DROP
    with time_machine.travel(letter.not_before_at + timedelta(seconds=1)):
        letter.deliver()
        assert letter.state == "sending"
    assert letter.leased_until

    with time_machine.travel(letter.leased_until - timedelta(seconds=30)):
        work_off()
        letter.refresh_from_db()
        assert letter.state == "sending"
    with time_machine.travel(letter.leased_until + timedelta(seconds=5)):
        work_off()
        letter.refresh_from_db()
        assert letter.state == "uncertain"


def test_the_pauses_grow_and_after_two_days_a_person_decides(letter: Message, office: Office) -> None:
    office.manners["MAIL"] = "421 closed for repairs"
    pauses = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        while letter.state == "queued":
            letter.deliver()
            if letter.not_before_at and letter.state == "queued":
                pauses.append(letter.not_before_at - timezone.now())
                clock.move_to(letter.not_before_at)

    assert pauses[:3] == [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=20)]
    assert pauses == sorted(pauses)
    assert letter.state == "failed"
    assert "closed for repairs" in letter.reason
    assert office.received == []


def test_a_wrong_password_lets_letters_wait_and_the_server_alone(
    ada: User, account: MailAccount, letter: Message, office: Office
) -> None:
    account.keep("wrong")
    another = Message.objects.queue(
        owner=ada, account=account, to="grace@example.org", subject="Hello", body="Hello"
    )

    work_off()

    for one in (letter, another):
        one.refresh_from_db()
        assert one.state == "queued"
        assert "did not accept the user name and password" in one.state_sentence
    assert office.reached.count("AUTH") == 1
    account.refresh_from_db()
    assert "did not accept" in account.state_sentence
    assert "wrong" not in account.trouble


def test_letters_go_out_as_soon_as_the_password_is_mended(
    account: MailAccount, letter: Message, office: Office
) -> None:
    account.keep("wrong")
    work_off()

    account.keep("rätselhaft")
    work_off()

    letter.refresh_from_db()
    assert letter.state == "sent"
    account.refresh_from_db()
    assert account.trouble == ""


def test_a_server_that_wants_a_password_where_none_was_given_is_a_wrong_password(
    letter: Message, office: Office
) -> None:
    office.manners["MAIL"] = "530 5.7.0 Authentication required"

    letter.deliver()

    assert letter.state == "queued"
    assert letter.account.not_let_in_at


def test_a_letter_can_be_stopped_until_it_goes(letter: Message, office: Office) -> None:
    letter.withdraw()
    work_off()

    letter.refresh_from_db()
    letter.withdraw()
    assert letter.state == "withdrawn"
    assert office.received == []
    assert letter.state_sentence.startswith("Stopped today at ")


def test_a_letter_that_has_begun_to_leave_cannot_be_stopped(letter: Message) -> None:
    Message.objects.claim(letter)

    with pytest.raises(RuleBroken, match="too late"):
        letter.withdraw()


def test_a_letter_whose_job_got_lost_is_picked_up(letter: Message, office: Office) -> None:
    Job.objects.all().delete()
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        Message.objects.pick_up()
        work_off()

    letter.refresh_from_db()
    assert letter.state == "sent"


def test_a_letter_goes_out_only_through_its_owners_account(mallory: User, account: MailAccount) -> None:
    with pytest.raises(RuleBroken, match="somebody else's"):
        Message.objects.queue(
            owner=mallory, account=account, to="grace@example.org", subject="Hello", body="Hello"
        )


NOW = timezone.now()
IMPOSSIBLE: dict[str, dict[str, object]] = {
    "sent without having been sending": {"sent_at": NOW},
    "sent without its letter begun": {"sent_at": NOW, "sending_since": NOW, "attempt": 1},
    "uncertain without its letter begun": {"uncertain_at": NOW, "sending_since": NOW, "attempt": 1},
    "two endings": {
        "sent_at": NOW,
        "failed_at": NOW,
        "sending_since": NOW,
        "data_began_at": NOW,
        "attempt": 1,
    },
    "sending without a lease": {"sending_since": NOW, "attempt": 1},
    "a lease without sending": {"leased_until": NOW},
    "sending without an attempt": {"sending_since": NOW, "leased_until": NOW},
    "withdrawn while sending": {"withdrawn_at": NOW, "sending_since": NOW, "attempt": 1},
    "begun without sending": {"data_began_at": NOW},
    "let be while queued": {"let_be_at": NOW},
}


@pytest.mark.parametrize("fields", IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_the_database_refuses_states_that_cannot_be(letter: Message, fields: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=letter.pk).update(**fields)


def test_a_message_id_is_never_used_twice(letter: Message) -> None:
    letter.pk = None
    letter._state.adding = True

    with pytest.raises(IntegrityError), transaction.atomic():
        letter.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_while_the_server_talks_everything_is_committed_and_no_transaction_is_open(
    letter: Message, office: Office
) -> None:
    seen: dict[str, tuple[str, bool]] = {}

    def look(point: str) -> None:
        """From another connection: what is committed; and write: an open transaction bars that."""
        try:
            row = Message.objects.get(pk=letter.pk)
            seen[point] = (row.state, row.data_began_at is not None)
            User.objects.filter(pk=letter.owner_id).update(full_name=point)
        finally:
            connection.close()

    for point in ("EHLO", "MAIL", "RCPT", "DATA", "END"):
        office.hooks[point] = partial(look, point)

    letter.deliver()

    assert seen == {
        "EHLO": ("sending", False),
        "MAIL": ("sending", False),
        "RCPT": ("sending", False),
        "DATA": ("sending", True),
        "END": ("sending", True),
    }
    assert letter.state == "sent"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("point", "received"), [("RCPT", 0), ("END", 1)])
def test_a_letter_erased_while_the_server_talks_goes_no_further(
    letter: Message, office: Office, point: str, received: int
) -> None:
    def erase() -> None:
        try:
            Message.objects.filter(pk=letter.pk).delete()
        finally:
            connection.close()

    office.hooks[point] = erase

    work_off()

    assert len(office.received) == received
    assert not Message.objects.exists()
    assert not Job.objects.filter(failed_at__isnull=False).exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_cannot_both_claim_a_letter(letter: Message) -> None:
    start = threading.Barrier(4)
    won: list[int | None] = []

    def claim() -> None:
        try:
            mine = Message.objects.get(pk=letter.pk)
            start.wait(10)
            won.append(Message.objects.claim(mine))
        finally:
            connection.close()

    workers = [threading.Thread(target=claim) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)

    assert sorted(won, key=str) == [1, None, None, None]
