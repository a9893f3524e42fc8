"""A post office, Ada's account there, and a letter to Grace."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from afterhello.accounts.models import User
from afterhello.post.models import MailAccount, Message
from post.office import PASSWORD, USERNAME, Office, Open

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings as SettingsWrapper


@pytest.fixture(autouse=True)
def key_file(settings: SettingsWrapper, tmp_path: Path) -> Path:
    """A key file of this test's own, not yet made."""
    settings.PASSWORD_KEYS = tmp_path / "keys" / "passwords.key"
    settings.PASSWORD_KEYS.parent.mkdir(mode=0o700)
    return tmp_path / "keys" / "passwords.key"


@pytest.fixture
def office() -> Iterator[Office]:
    """A post office that does everything right until it is told otherwise."""
    with Open(Office()) as opened:
        yield opened


@pytest.fixture
def account(ada: User, office: Office) -> MailAccount:
    """Ada's account at the office, with the right password."""
    kept = MailAccount(
        owner=ada,
        host="127.0.0.1",
        port=office.port,
        security="none",
        username=USERNAME,
        sender_name="Ada Lovell",
        sender_address="ada@example.org",
    )
    kept.keep(PASSWORD)
    return kept


@pytest.fixture
def letter(ada: User, account: MailAccount) -> Message:
    """A letter to Grace, queued."""
    return Message.objects.queue(
        owner=ada,
        account=account,
        to="grace@example.org",
        subject="Your question about cold storage",
        body="Hello Grace,\n\nyou asked about cold storage: I found one.\n\nAda",
    )


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sender that waits half a second for an answer, not twenty."""
    monkeypatch.setattr("afterhello.post.dialogue.TIMEOUT_S", 0.5)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that signed itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example.org")])
    now = dt.datetime.now(dt.UTC)
    here = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([here]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "office.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def sealed_office(certificate: Path) -> Iterator[Callable[[bool], Office]]:
    """Opens offices that speak TLS: from the start, or after STARTTLS."""
    opened: list[Open] = []

    def open_one(from_the_start: bool) -> Office:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        opened.append(Open(Office(tls=context, from_the_start=from_the_start)))
        return opened[-1].__enter__()

    yield open_one
    for one in opened:
        one.__exit__()
