"""The first account: made on the machine itself, once."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from afterhello.accounts.first_visit import is_loopback
from afterhello.accounts.models import User

pytestmark = pytest.mark.django_db
NEW = {"full_name": "Ada Lovell", "email": "Ada@Example.org", "password": "correct horse battery"}


HERE: dict[str, Any] = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost:8000"}


def test_the_first_visit_leads_to_the_welcome() -> None:
    assert Client().get("/", follow=True).redirect_chain[-1][0] == "/welcome"


def test_the_first_account_is_made_in_the_browser_and_signed_in() -> None:
    client = Client()

    response = client.post("/welcome", NEW, **HERE)

    assert response.status_code == 302
    assert User.objects.get().email == "ada@example.org"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"REMOTE_ADDR": "192.168.1.20"},
        {"HTTP_X_FORWARDED_FOR": "203.0.113.9"},
        {"HTTP_FORWARDED": "for=203.0.113.9"},
        {"HTTP_X_REAL_IP": "203.0.113.9"},
        {"HTTP_VIA": "1.1 proxy"},
    ],
)
def test_nobody_else_takes_the_first_account(elsewhere: dict[str, str]) -> None:
    response = Client().post("/welcome", NEW, **{**HERE, **elsewhere})

    assert response.status_code == 403
    assert "afterhello user add" in response.content.decode()
    assert not User.objects.exists()


def test_a_page_that_rebinds_its_name_to_this_machine_is_refused(settings: object) -> None:
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]  # pytest-django's settings

    response = Client().post("/welcome", NEW, REMOTE_ADDR="127.0.0.1", HTTP_HOST="evil.example.com")

    assert response.status_code == 403
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "others", [{"PUBLIC_URL": "https://people.example.org"}, {"OTHER_HOSTS": ["ada.local"]}]
)
def test_where_others_are_let_in_the_first_account_is_made_in_the_terminal(
    others: dict[str, Any], settings: Any
) -> None:
    for name, value in others.items():
        setattr(settings, name, value)

    # What nginx's bare `proxy_pass` hands on: loopback everywhere, and no header that tells of it.
    response = Client().post("/welcome", NEW, **HERE)

    assert response.status_code == 403
    assert "afterhello user add" in response.content.decode()
    assert "127.0.0.1" not in response.content.decode()
    assert not User.objects.exists()


def test_sign_up_is_closed_afterwards(ada: User) -> None:
    response = Client().post("/welcome", {**NEW, "email": "eve@example.org"}, **HERE)

    assert response.status_code == 422
    assert User.objects.count() == 1


def test_whoever_comes_later_is_led_to_sign_in(ada: User) -> None:
    assert Client().get("/welcome", **HERE).headers["Location"] == "/sign-in"


def test_a_weak_password_is_refused_beside_its_field() -> None:
    response = Client().post("/welcome", {**NEW, "password": "password12"}, **HERE)

    assert response.status_code == 422
    assert "too common" in response.content.decode()


@pytest.mark.parametrize(
    ("host", "near"),
    [("::ffff:127.0.0.1", True), ("127.8.9.1", True), ("0.0.0.0", False), ("", False)],  # noqa: S104 - a string
)
def test_loopback_is_told_from_its_likes(host: str, near: bool) -> None:
    assert is_loopback(host) is near
