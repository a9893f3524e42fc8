"""The base page, the style page, and what the colours promise."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.test import Client

from afterhello import ui
from afterhello.accounts.models import User
from afterhello.ui import toasting

STATIC = Path(ui.__file__).parent / "static" / "ui"
ROOT = Path(__file__).resolve().parents[2]

GROUNDS = ("paper", "paper-raised", "paper-sunk")
INKS = ("walnut", "indigo", "moss", "plum", "slate", "brick", "sea", "iris")
TEXT = [
    *((ink, ground) for ink in ("ink", "ink-2", "ink-3") for ground in GROUNDS),
    *(("on-ink", f"ink-{name}") for name in INKS),
    *(("on-honey", ground) for ground in ("honey", "honey-deep")),
    *(("ink", ground) for ground in ("clay-wash", "honey-wash")),
    *((colour, "paper") for colour in ("honey", "leaf", "clay")),
    *(("honey-deep", "honey-wash"), ("leaf", "leaf-wash"), ("clay", "clay-wash"), ("paper", "ink")),
]
# Text needs 4.5, the lines of controls 3: WCAG 2.2, success criteria 1.4.3 and 1.4.11.
PAIRS = [*((*pair, 4.5) for pair in TEXT), *(("line-control", ground, 3.0) for ground in GROUNDS)]
COMPONENTS = (
    "page-head|who|said large|slip folded|paper|field check|field wrong|decide|thumb failed|pile|facts|chip|"
    "state done|notice|symbols|empty|ending|keys"
)


def colours(theme: str) -> dict[str, str]:
    light, _, dark = (STATIC / "tokens.css").read_text().partition("prefers-color-scheme: dark")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark)) if theme == "dark" else found


def luminance(colour: str) -> float:
    """Relative luminance, 0 … 1. Source: WCAG 2.2, definition of relative luminance."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 … 21. Source: WCAG 2.2, definition of contrast ratio."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper", "least"), PAIRS)
def test_every_pair_of_colours_can_be_read(theme: str, ink: str, paper: str, least: float) -> None:
    there = colours(theme)
    assert contrast(there[ink], there[paper]) >= least


def test_the_style_page_is_for_those_who_signed_in(client: Client) -> None:
    assert client.get("/style").status_code == 302


@pytest.fixture
def style_page(ada: User, client_of: Callable[[User], Client]) -> str:
    return client_of(ada).get("/style").text


def test_the_style_page_shows_the_components_that_are_documented(style_page: str) -> None:
    assert [shape for shape in COMPONENTS.split("|") if f'class="{shape}' not in style_page] == []


def test_every_file_that_a_page_asks_for_is_there(style_page: str) -> None:
    asked = set(re.findall(r'(?:href|src)="/static/([^"#]+)', style_page))
    assert len(asked) >= 10
    assert [name for name in asked if finders.find(name) is None] == []


def test_every_file_that_a_style_sheet_or_the_manifest_names_is_there() -> None:
    fonts = re.findall(r'url\("([^"]+)"\)', (STATIC / "tokens.css").read_text())
    icons = [icon["src"] for icon in json.loads((STATIC / "manifest.webmanifest").read_text())["icons"]]
    assert [name for name in fonts if not (STATIC / name).is_file()] == []
    assert [name for name in icons if finders.find(name.removeprefix("/static/")) is None] == []


def test_the_page_tells_htmx_what_the_security_policy_demands(style_page: str) -> None:
    found = re.search(r"name=\"htmx-config\" content='([^']+)'", style_page)
    assert found
    config = json.loads(found[1])
    assert config["includeIndicatorStyles"] is config["allowEval"] is config["allowScriptTags"] is False
    assert {"code": "[45]..", "swap": True, "error": True} in config["responseHandling"]


def test_who_signed_in_has_a_token_a_menu_and_a_way_out(style_page: str) -> None:
    assert '<meta name="csrf-token" content="' in style_page
    assert 'class="own"' in style_page
    assert 'action="/sign-out"' in style_page


def test_who_did_not_sign_in_has_none_of_that(client: Client, ada: User) -> None:
    page = client.get("/sign-in").text
    assert "<h1" in page
    assert "csrf-token" not in page
    assert 'class="own"' not in page
    assert 'class="places"' not in page


def test_a_page_begins_with_a_way_past_its_menu(style_page: str) -> None:
    body = style_page.partition("<body")[2]
    assert body.index('class="skip" href="#page"') < body.index("<header")
    assert '<main id="page"' in body


def test_we_are_awake(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text, answer["Content-Type"]) == (200, "ok", "text/plain")


def test_the_vendored_script_is_the_one_that_is_named() -> None:
    digest = hashlib.sha256((STATIC / "htmx-2.0.11.min.js").read_bytes()).hexdigest()
    assert digest in (ROOT / "THIRD-PARTY.md").read_text()


def test_the_components_are_documented() -> None:
    from afterhello.ui.templatetags.ui import register

    text = (ROOT / "docs/reference/components.md").read_text()
    inside = {"ink", "initials"}  # used by other tags only
    names = (set(register.tags) | set(register.filters)) - inside
    assert [name for name in sorted(names) if not re.search(rf"(% |\|){name}\b", text)] == []


def request_with_messages() -> HttpRequest:
    request = HttpRequest()
    request.session = {}  # type: ignore[assignment] # all that the storage asks of it
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined] # as its middleware does
    return request


def test_a_toast_carries_the_address_that_takes_it_back() -> None:
    request = request_with_messages()
    toasting.say(request, "Priya is removed.", undo="/people/1/return")
    toasting.say_failed(request, "It did not leave.")
    said, failed = toasting.waiting(get_messages(request))
    assert (said.sentence, said.undo, said.failed) == ("Priya is removed.", "/people/1/return", False)
    assert (failed.undo, failed.failed) == ("", True)
