"""The mail settings and the page of a letter, and what a stranger sees of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from afterhello.accounts.models import User
from afterhello.background.work import work_off
from afterhello.post.models import MailAccount, Message
from afterhello.post.models.outbox import LEASE
from post.office import DROP, PASSWORD, USERNAME, Office

pytestmark = pytest.mark.django_db
Browsers = Callable[[User], Client]


@pytest.fixture
def browser(client_of: Browsers, ada: User) -> Client:
    """Ada's."""
    return client_of(ada)


def typed(office: Office, **other: object) -> dict[str, Any]:
    """What Ada types into the form."""
    return {
        "host": "127.0.0.1",
        "port": office.port,
        "security": "none",
        "username": USERNAME,
        "password": PASSWORD,
        "sender_name": "Ada Lovell",
        "sender_address": "ada@example.org",
        **other,
    }


def words_of(page: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode()).split())


def test_the_form_begins_with_the_users_own_name_and_address(browser: Client) -> None:
    page = browser.get("/settings/mail")

    assert page.status_code == 200
    assert b'value="Ada Lovell"' in page.content
    assert b'value="ada@example.org"' in page.content


def test_keeping_and_trying_says_that_it_works(browser: Client, ada: User, office: Office) -> None:
    answer = browser.post("/settings/mail/test", typed(office), follow=True)

    assert answer.redirect_chain == [("/settings/mail", 302)]
    assert "It worked today at " in words_of(answer.content)
    assert office.received == []
    assert MailAccount.objects.of(ada).get().server().password == PASSWORD


def test_keeping_without_trying_tells_the_server_nothing(browser: Client, office: Office) -> None:
    answer = browser.post("/settings/mail", typed(office), follow=True)

    assert "Not tried yet." in words_of(answer.content)
    assert office.reached == []


def test_a_wrong_password_is_said_on_the_page(browser: Client, office: Office) -> None:
    answer = browser.post("/settings/mail/test", typed(office, password="wrong"), follow=True)

    assert "did not accept the user name and password" in words_of(answer.content)


def test_what_is_kept_can_be_tried_again(browser: Client, account: MailAccount, office: Office) -> None:
    answer = browser.post("/settings/mail/test", follow=True)

    assert "It worked today at " in words_of(answer.content)


def test_there_is_nothing_to_try_before_anything_is_kept(browser: Client) -> None:
    assert browser.post("/settings/mail/test").status_code == 404


def test_trying_is_a_post(browser: Client) -> None:
    assert browser.get("/settings/mail/test").status_code == 405


def test_the_password_is_never_shown_again(browser: Client, account: MailAccount, office: Office) -> None:
    pages = [
        browser.get("/settings/mail"),
        browser.post("/settings/mail", typed(office, port=0)),
        browser.post("/settings/mail/test", typed(office, host="")),
    ]

    assert [page.status_code for page in pages] == [200, 422, 422]
    assert all(PASSWORD not in page.content.decode() for page in pages)


def test_an_empty_password_keeps_the_one_before(
    browser: Client, account: MailAccount, office: Office
) -> None:
    browser.post("/settings/mail", typed(office, password="", sender_name="Ada"))

    account.refresh_from_db()
    assert account.sender_name == "Ada"
    assert account.server().password == PASSWORD


@pytest.mark.parametrize("change", [{"host": "localhost"}, {"host": "evil.example.org"}])
def test_a_kept_password_is_not_said_to_another_server(
    browser: Client, account: MailAccount, office: Office, change: dict[str, str]
) -> None:
    change = {"security": "tls", **change}

    answer = browser.post("/settings/mail/test", typed(office, password="", **change))

    assert answer.status_code == 422
    assert "Enter the password again" in words_of(answer.content)
    account.refresh_from_db()
    assert account.host == "127.0.0.1"


def test_a_kept_password_is_not_said_in_the_clear(
    browser: Client, account: MailAccount, office: Office
) -> None:
    MailAccount.objects.filter(pk=account.pk).update(security="tls")

    answer = browser.post("/settings/mail", typed(office, password="", security="none"))

    assert answer.status_code == 422


def test_a_user_name_needs_a_password(browser: Client, office: Office) -> None:
    answer = browser.post("/settings/mail", typed(office, password=""))

    assert answer.status_code == 422
    assert "Enter the password that goes with the user name" in words_of(answer.content)


def test_no_user_name_drops_the_password(browser: Client, account: MailAccount, office: Office) -> None:
    browser.post("/settings/mail", typed(office, username="", password=""))

    account.refresh_from_db()
    assert not account.has_password


def test_nonsense_in_every_field_is_answered_kindly(browser: Client, office: Office) -> None:
    nonsense = dict.fromkeys(typed(office), "\x00\n'\"<script>" * 100)

    answer = browser.post("/settings/mail", nonsense)

    assert answer.status_code == 422
    assert b"<script>alert" not in answer.content
    assert not MailAccount.objects.exists()


def test_the_page_of_a_letter_says_how_it_stands(browser: Client, letter: Message) -> None:
    page = browser.get(f"/messages/{letter.pk}")

    assert "On its way." in words_of(page.content)
    assert "Stop it" in words_of(page.content)
    assert "cold storage: I found one." in words_of(page.content)


def test_a_letter_is_stopped_from_its_page(browser: Client, letter: Message, office: Office) -> None:
    answer = browser.post(f"/messages/{letter.pk}/withdrawal", follow=True)

    assert answer.redirect_chain == [(f"/messages/{letter.pk}", 302)]
    assert "Stopped today at " in words_of(answer.content)
    work_off()
    assert office.received == []


def test_a_letter_that_has_gone_cannot_be_stopped(browser: Client, letter: Message) -> None:
    letter.deliver()

    answer = browser.post(f"/messages/{letter.pk}/withdrawal")

    assert answer.status_code == 422
    assert "It is too late to stop this letter" in words_of(answer.content)


@pytest.fixture
def uncertain(letter: Message, office: Office) -> Iterator[Message]:
    """A letter that the office took although its 250 never came."""
    office.manners["END"] = DROP
    letter.deliver()
    office.manners.clear()
    with time_machine.travel(timezone.now() + LEASE + timedelta(seconds=5)):
        letter.settle()
        yield letter


def test_what_is_uncertain_is_asked_in_the_settings_too(browser: Client, uncertain: Message) -> None:
    words = words_of(browser.get("/settings/mail").content)

    assert "We cannot know whether it went out" in words
    assert "It arrived Send it again Let it be" in words


@pytest.mark.parametrize(
    ("said", "state", "shown"),
    [
        ("arrived", "sent", "Sent "),
        ("again", "queued", "On its way."),
        ("let-be", "uncertain", "you let it be"),
    ],
)
def test_the_answer_counts(browser: Client, uncertain: Message, said: str, state: str, shown: str) -> None:
    answer = browser.post(f"/messages/{uncertain.pk}/answer", {"answer": said}, follow=True)

    uncertain.refresh_from_db()
    assert uncertain.state == state
    assert shown in words_of(answer.content)


def test_an_answer_is_redrawn_in_place(browser: Client, uncertain: Message) -> None:
    answer = browser.post(
        f"/messages/{uncertain.pk}/answer", {"answer": "arrived"}, headers={"HX-Request": "true"}
    )

    assert answer.status_code == 200
    assert b"<html" not in answer.content
    assert f'id="letter-{uncertain.pk}"'.encode() in answer.content


def test_one_comes_back_to_the_page_that_asked(browser: Client, uncertain: Message) -> None:
    answer = browser.post(f"/messages/{uncertain.pk}/answer", {"answer": "arrived", "next": "/settings/mail"})

    assert answer["Location"] == "/settings/mail"


@pytest.mark.parametrize("away", ["https://evil.example.org/", "//evil.example.org", "javascript:1"])
def test_nobody_is_sent_away_from_here(browser: Client, uncertain: Message, away: str) -> None:
    answer = browser.post(f"/messages/{uncertain.pk}/answer", {"answer": "arrived", "next": away})

    assert answer["Location"] == f"/messages/{uncertain.pk}"


def test_an_answer_that_is_none_changes_nothing(browser: Client, uncertain: Message) -> None:
    answer = browser.post(f"/messages/{uncertain.pk}/answer", {"answer": "perhaps"})

    assert answer.status_code == 422
    uncertain.refresh_from_db()
    assert uncertain.asks


def test_a_stranger_finds_no_letter(client_of: Browsers, mallory: User, uncertain: Message) -> None:
    stranger = client_of(mallory)

    answers = [
        stranger.get(f"/messages/{uncertain.pk}"),
        stranger.post(f"/messages/{uncertain.pk}/answer", {"answer": "again"}),
        stranger.post(f"/messages/{uncertain.pk}/withdrawal"),
        stranger.get(f"/messages/{uuid4()}"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    uncertain.refresh_from_db()
    assert uncertain.asks


def test_a_stranger_sees_and_changes_only_an_account_of_their_own(
    client_of: Browsers, mallory: User, account: MailAccount, letter: Message, office: Office
) -> None:
    stranger = client_of(mallory)

    page = stranger.get("/settings/mail")
    stranger.post("/settings/mail", typed(office, sender_address="mallory@example.org"))

    assert b"ada@example.org" not in page.content
    assert letter.subject.encode() not in page.content
    assert stranger.post("/settings/mail/test").status_code == 302
    account.refresh_from_db()
    assert account.sender_address == "ada@example.org"
    assert account.tried_at is None


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/settings/mail"),
        ("post", "/settings/mail"),
        ("post", "/settings/mail/test"),
        ("get", "/messages/{pk}"),
        ("post", "/messages/{pk}/answer"),
        ("post", "/messages/{pk}/withdrawal"),
    ],
)
def test_whoever_has_not_signed_in_is_asked_to(
    client: Client, letter: Message, method: str, path: str
) -> None:
    answer = getattr(client, method)(path.format(pk=letter.pk))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in")


def test_the_settings_take_few_queries_however_many_letters(
    browser: Client,
    ada: User,
    account: MailAccount,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    for number in range(12):
        Message.objects.queue(
            owner=ada, account=account, to="grace@example.org", subject=str(number), body="Hello"
        )

    with django_assert_max_num_queries(6):
        browser.get("/settings/mail")
