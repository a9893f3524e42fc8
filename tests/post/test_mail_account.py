"""A mail account, tried out against servers that do and do not work."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from afterhello.accounts.models import User
from afterhello.post.durable import durably
from afterhello.post.models import MailAccount, Message
from post.office import DROP, PASSWORD, SILENCE, USERNAME, Office

pytestmark = pytest.mark.django_db
Opens = Callable[[bool], Office]


def an_account(owner: User, office: Office, security: str) -> MailAccount:
    account = MailAccount(
        owner=owner,
        host="127.0.0.1",
        port=office.port,
        security=security,
        username=USERNAME,
        sender_address="ada@example.org",
    )
    account.keep(PASSWORD)
    return account


def test_trying_out_signs_in_and_sends_nothing(account: MailAccount, office: Office) -> None:
    account.try_out()

    assert account.trouble == ""
    assert account.state_sentence.startswith("It worked today at ")
    assert office.reached == ["greeting", "EHLO", "AUTH"]


@pytest.mark.parametrize("without", ["PLAIN", "LOGIN"])
def test_it_signs_in_the_way_the_server_knows(account: MailAccount, office: Office, without: str) -> None:
    office.without = frozenset({without})

    account.try_out()

    assert account.trouble == ""


def test_a_server_that_knows_no_way_to_sign_in(account: MailAccount, office: Office) -> None:
    office.without = frozenset({"PLAIN", "LOGIN"})

    account.try_out()

    assert "offers no way to sign in" in account.trouble


@pytest.mark.parametrize(("from_the_start", "security"), [(True, "tls"), (False, "starttls")])
def test_a_trusted_certificate_is_accepted(
    ada: User,
    sealed_office: Opens,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    from_the_start: bool,
    security: str,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    office = sealed_office(from_the_start)
    account = an_account(ada, office, security)
    letter = Message.objects.queue(
        owner=ada, account=account, to="grace@example.org", subject="Hello", body="Hello"
    )

    letter.deliver()

    assert letter.state_sentence.startswith("Sent today at ")
    assert len(office.received) == 1


@pytest.mark.parametrize(("from_the_start", "security"), [(True, "tls"), (False, "starttls")])
def test_a_certificate_that_signed_itself_is_not_trusted(
    ada: User, sealed_office: Opens, *, from_the_start: bool, security: str
) -> None:
    office = sealed_office(from_the_start)
    account = an_account(ada, office, security)

    account.try_out()

    assert "showed a certificate that cannot be trusted" in account.trouble
    assert "AUTH" not in office.reached


def test_tls_where_the_server_speaks_none(ada: User, office: Office) -> None:
    account = an_account(ada, office, "tls")

    account.try_out()

    assert f"does not speak TLS on port {office.port}" in account.trouble


def test_starttls_where_the_server_offers_none(ada: User, office: Office) -> None:
    account = an_account(ada, office, "starttls")

    account.try_out()

    assert "offers no STARTTLS" in account.trouble
    assert "AUTH" not in office.reached


@pytest.mark.usefixtures("impatient")
def test_no_tls_where_the_server_waits_for_it(ada: User, sealed_office: Opens) -> None:
    account = an_account(ada, sealed_office(True), "none")

    account.try_out()

    assert "did not answer" in account.trouble


def test_a_port_where_nobody_listens(account: MailAccount) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        account.port = unused.getsockname()[1]

        account.try_out()

    assert f"takes no connection on port {account.port}" in account.trouble


@pytest.mark.parametrize("host", ["mail.invalid", "a..b", "mail server", "x" * 70 + ".invalid"])
def test_a_server_that_does_not_exist(account: MailAccount, host: str) -> None:
    account.host = host

    account.try_out()

    assert account.trouble.startswith(f"There is no mail server called {host}.")


@pytest.mark.parametrize("point", ["greeting", "EHLO", "AUTH"])
@pytest.mark.parametrize("manner", ["554 go away 100%", "421 busy", DROP, SILENCE])
@pytest.mark.usefixtures("impatient")
def test_whatever_happens_has_a_sentence(
    account: MailAccount, office: Office, point: str, manner: str
) -> None:
    office.manners[point] = manner

    account.try_out()

    assert "127.0.0.1" in account.trouble
    assert "Nothing is lost" in account.trouble
    assert "{words}" not in account.trouble
    assert PASSWORD not in account.trouble
    if manner.startswith("554") and point != "EHLO":  # which is then asked as HELO
        assert "go away 100%" in account.trouble


def test_what_a_server_says_is_one_short_line(account: MailAccount, office: Office) -> None:
    office.manners["AUTH"] = "535 no\x07 " + "x" * 400

    account.try_out()

    assert "\x07" not in account.trouble
    assert len(account.trouble) < 600


def test_a_lost_key_is_said_as_a_trouble_of_the_account(account: MailAccount, letter: Message) -> None:
    account.sealed_password = b"sealed with another key"
    account.save()

    account.try_out()
    letter.deliver()

    assert "Enter the password again" in account.trouble
    assert letter.state == "queued"
    assert "Enter the password again" in letter.reason


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"sender_address": "ada"}, "sender_address"),
        ({"sender_address": "ada@example.org\nBcc: x@example.org"}, "sender_address"),
        ({"sender_name": "Ada\r\nBcc: x@example.org"}, "sender_name"),
        ({"host": "smtp.example.org", "security": "none"}, "security"),
        ({"port": 0}, "port"),
        ({"port": 65536}, "port"),
        ({"host": ""}, "host"),
    ],
)
def test_an_account_that_cannot_work_is_refused(
    account: MailAccount, fields: dict[str, object], wrong: str
) -> None:
    for name, value in fields.items():
        setattr(account, name, value)

    with pytest.raises(ValidationError) as refused:
        account.full_clean()

    assert set(refused.value.error_dict) == {wrong}


@pytest.mark.parametrize("fields", [{"port": 0}, {"port": 70000}, {"security": "perhaps"}])
def test_the_database_refuses_it_too(account: MailAccount, fields: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MailAccount.objects.filter(pk=account.pk).update(**fields)


def test_one_account_a_user(ada: User, account: MailAccount, office: Office) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        an_account(ada, office, "none")


def test_deleting_a_user_deletes_account_and_letters(ada: User, letter: Message) -> None:
    ada.delete()

    assert not Message.objects.exists()
    assert not MailAccount.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_commits_that_matter_outlive_a_power_cut(letter: Message, office: Office) -> None:
    said: list[str] = []

    def listen(execute: Callable[..., object], sql: str, *rest: object) -> object:
        said.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(listen):
        Message.objects.claim(letter)
        letter._begin_data(1)

    durable = [sql for sql in said if "synchronous" in sql]
    updates = [sql for sql in said if sql.startswith("UPDATE")]
    if connection.vendor == "sqlite":
        assert durable == ["PRAGMA synchronous=FULL", "PRAGMA synchronous=NORMAL"] * 2
        begun = [said.index("BEGIN IMMEDIATE")] if "BEGIN IMMEDIATE" in said else []
        assert all(said.index(durable[0]) < at for at in begun)
    else:
        assert durable == ["SET LOCAL synchronous_commit TO on"] * 2
    assert said.index(durable[0]) < said.index(updates[0])


@pytest.mark.django_db(transaction=True)
def test_the_pragma_is_in_force_inside_and_put_back_after() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no such pragma")

    def synchronous() -> int:
        with connection.cursor() as cursor:
            return int(cursor.execute("PRAGMA synchronous").fetchone()[0])

    before = synchronous()
    with durably():
        inside = synchronous()

    assert (before, inside, synchronous()) == (1, 2, 1)


@pytest.mark.django_db(transaction=True)
def test_a_durable_commit_refuses_to_wait_for_another() -> None:
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic(), durably():
        pass


def test_the_password_is_in_no_picture_of_an_object(account: MailAccount) -> None:
    assert PASSWORD not in repr(account.server())
    assert PASSWORD not in repr(vars(account))
