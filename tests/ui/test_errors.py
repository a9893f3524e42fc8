"""What one sees when something does not work."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from afterhello.accounts.models import User
from afterhello.errors import AfterhelloError, NotHere, RuleBroken, Unreachable
from afterhello.ui.views import broken

SENTENCE = "The server did not answer. Your note is kept. Try again in a minute."
REFUSALS: dict[str, type[AfterhelloError]] = {"rule": RuleBroken, "place": NotHere, "silence": Unreachable}


def refuse(request: HttpRequest, how: str) -> HttpResponse:
    raise REFUSALS[how](SENTENCE)


def fall_over(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


def take(request: HttpRequest) -> HttpResponse:
    return HttpResponse("taken")


urlpatterns = [
    path("", include("afterhello.config.urls")),
    path("refuse/<str:how>", refuse),
    path("fall-over", fall_over),
    path("take", take),
]
handler400 = "afterhello.ui.views.bad_request"
handler403 = "afterhello.ui.views.forbidden"
handler404 = "afterhello.ui.views.not_found"
handler500 = "afterhello.ui.views.broken"

HTMX = {"hx-request": "true"}


@pytest.fixture
def browser(ada: User, client_of: Callable[[User], Client], settings: object) -> Client:
    settings.ROOT_URLCONF = __name__  # type: ignore[attr-defined] # pytest-django's own
    client = client_of(ada)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(("how", "status"), [("rule", 422), ("place", 403), ("silence", 503)])
def test_a_refusal_is_a_page_with_its_sentence_and_its_status(browser: Client, how: str, status: int) -> None:
    answer = browser.get(f"/refuse/{how}", headers={"referer": "http://testserver/people"})
    assert answer.status_code == status
    assert SENTENCE in answer.text
    assert 'href="http://testserver/people"' in answer.text


def test_the_way_back_never_leads_to_a_stranger(browser: Client) -> None:
    answer = browser.get("/refuse/rule", headers={"referer": "https://elsewhere.example.org/"})
    assert "elsewhere" not in answer.text


def test_htmx_is_answered_with_a_toast(browser: Client) -> None:
    answer = browser.get("/refuse/silence", headers=HTMX)
    assert answer.status_code == 503
    assert answer["HX-Retarget"] == "#toasts"
    assert SENTENCE in answer.text
    assert "<html" not in answer.text


def test_what_is_not_there_is_said_with_the_menu_around_it(browser: Client) -> None:
    answer = browser.get("/nowhere")
    assert answer.status_code == 404
    assert "Nothing lies here" in answer.text
    assert 'class="places"' in answer.text


def test_what_is_not_there_is_a_toast_for_htmx(browser: Client) -> None:
    answer = browser.get("/nowhere", headers=HTMX)
    assert answer.status_code == 404
    assert answer["HX-Retarget"] == "#toasts"


def test_a_fault_of_ours_is_owned_up_to(browser: Client) -> None:
    answer = browser.get("/fall-over")
    assert answer.status_code == 500
    assert "The fault is in the program" in answer.text


def test_the_page_of_a_fault_asks_neither_session_nor_database() -> None:
    assert broken(HttpRequest()).status_code == 500  # without the `db` fixture any query would fail


def test_a_name_that_is_not_allowed_names_the_setting(browser: Client) -> None:
    answer = browser.get("/", headers={"host": "people.local"})
    assert answer.status_code == 400
    assert "AFTERHELLO_HOSTS" in answer.text


def test_a_form_without_its_token_says_that_nothing_was_saved(browser: Client, ada: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada)
    answer = strict.post("/take")
    assert answer.status_code == 403
    assert "Nothing was saved or sent" in answer.text
    assert strict.post("/take", headers=HTMX)["HX-Retarget"] == "#toasts"


def test_an_error_page_breaks_no_promise_of_the_security_policy(browser: Client) -> None:
    answer = browser.get("/nowhere")
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert " style=" not in answer.text
