"""Signing in and out, and the user's own settings."""

from __future__ import annotations

from collections.abc import Callable

import time_machine
from click.testing import CliRunner
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from afterhello.accounts.cli import user
from afterhello.accounts.models import User
from afterhello.accounts.schedule import forget_ended_sessions
from conftest import PASSWORD

As = Callable[[User], Client]


def test_one_signs_in_with_the_address_however_it_is_capitalised(ada: User) -> None:
    client = Client()

    response = client.post("/sign-in", {"login": "ADA@example.org", "password": PASSWORD})

    assert response.status_code == 302
    assert client.get("/people").status_code == 200


def test_a_wrong_password_says_so_and_signs_nobody_in(ada: User) -> None:
    client = Client()

    response = client.post("/sign-in", {"login": "ada@example.org", "password": "wrong"})

    assert b"wrong-all" in response.content
    assert client.get("/people").status_code == 302


def test_guessing_passwords_is_slowed_down(ada: User) -> None:
    cache.clear()
    client = Client()
    answers = [
        client.post("/sign-in", {"login": "ada@example.org", "password": f"guess {n}"}) for n in range(6)
    ]

    right = client.post("/sign-in", {"login": "ada@example.org", "password": PASSWORD})

    assert answers[0].status_code == 200
    assert right.status_code != 302
    cache.clear()


def test_guessing_goes_no_faster_under_another_name_of_the_host(ada: User) -> None:
    cache.clear()
    client = Client()
    for n in range(6):
        client.post("/sign-in", {"login": "ada@example.org", "password": f"guess {n}"})

    right = {"login": "ADA@example.org", "password": PASSWORD}
    assert client.post("/sign-in", right, HTTP_HOST="localhost:8000").status_code != 302
    cache.clear()


def test_a_password_set_in_the_terminal_lets_in_whoever_was_locked_out(ada: User) -> None:
    cache.clear()
    client = Client()
    for n in range(6):
        client.post("/sign-in", {"login": "ada@example.org", "password": f"guess {n}"})

    CliRunner().invoke(user, ["reset-password", "ada@example.org"], input="entirely new words\n")

    answer = client.post("/sign-in", {"login": "Ada@example.org", "password": "entirely new words"})
    assert answer.status_code == 302
    cache.clear()


def test_the_page_of_the_password_speaks_our_words(ada: User, client_of: As) -> None:
    page = client_of(ada).get("/settings/password").content.decode()

    for own in ("Your password now", "A new one", "The new one again", "Ten characters or more."):
        assert own in page
    for foreign in ("Current Password", "New Password", "personal information", "placeholder"):
        assert foreign not in page


def test_following_a_link_signs_nobody_out(ada: User, client_of: As) -> None:
    client = client_of(ada)

    assert client.get("/sign-out").status_code == 200
    assert client.get("/people").status_code == 200
    assert client.post("/sign-out").status_code == 302
    assert client.get("/people").status_code == 302


def test_signing_out_leaves_no_picture_in_the_browser(ada: User, client_of: As) -> None:
    assert client_of(ada).post("/sign-out")["Clear-Site-Data"] == '"cache"'


def test_signing_in_is_told_by_nothing_but_the_page(ada: User) -> None:
    client = Client()

    signed_in = {"login": "ada@example.org", "password": PASSWORD}
    page = client.post("/sign-in", signed_in, follow=True).content.decode()

    assert "Hello" in page or "Remember people" in page
    assert "Successfully" not in page


def test_a_new_password_keeps_this_browser_and_ends_the_others(ada: User, client_of: As) -> None:
    here, elsewhere = client_of(ada), client_of(ada)
    new = "seven tall paper lamps"

    changed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    page = here.post("/settings/password", changed, follow=True).content.decode()

    assert "Your new password holds from now on" in page
    assert here.get("/people").status_code == 200
    assert elsewhere.get("/people").status_code == 302


def test_no_name_that_was_said_waits_in_a_cookie(ada: User, client_of: As) -> None:
    client = client_of(ada)

    client.post("/settings", {"full_name": "Ada", "language": "en-gb", "time_zone": "UTC", "country": "GB"})

    assert "messages" not in client.cookies
    assert "Kept." in client.get("/settings").content.decode()


def test_sessions_that_ended_are_let_go(ada: User, client_of: As) -> None:
    with time_machine.travel("2026-01-01T12:00:00Z", tick=False):
        client_of(ada)
    client_of(ada)

    forget_ended_sessions.call()

    assert Session.objects.count() == 1


def test_settings_keep_name_signature_zone_and_country(ada: User, client_of: As) -> None:
    response = client_of(ada).post(
        "/settings",
        {
            "full_name": "Ada B. Lovell",
            "signature": "Ada\n020 5555 0100",
            "language": "en-gb",
            "time_zone": "Pacific/Auckland",
            "country": "NZ",
        },
    )

    assert response.status_code == 302
    ada.refresh_from_db()
    assert (ada.full_name, ada.time_zone, ada.country) == ("Ada B. Lovell", "Pacific/Auckland", "NZ")


def test_a_zone_that_does_not_exist_is_refused(ada: User, client_of: As) -> None:
    given = {"full_name": "Ada", "language": "en-gb", "time_zone": "Mars/Olympus", "country": "GB"}

    assert client_of(ada).post("/settings", given).status_code == 422


def test_each_request_is_in_its_users_own_time_zone(ada: User, client_of: As) -> None:
    User.objects.filter(pk=ada.pk).update(time_zone="Pacific/Auckland")

    client_of(ada).get("/settings")

    assert timezone.get_current_timezone_name() == "UTC"


def test_a_note_is_signed_with_the_signature_or_the_name(ada: User) -> None:
    assert ada.signed("Hello Grace.") == "Hello Grace.\n\nAda Lovell"
    ada.signature = "A.\n"
    assert ada.signed("Hello Grace.\n") == "Hello Grace.\n\nA."


def test_no_view_of_signing_in_sends_mail(ada: User) -> None:
    client = Client()

    assert client.get("/password/reset").status_code == 404
    assert client.get("/accounts/password/reset/").status_code == 404
    assert client.get("/signup").status_code == 404
