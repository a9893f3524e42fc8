"""What holds for every page: it fits at any width, bars nobody, breaks no rule, and asks nobody else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import OpenPage
from browser.program import PATIENCE_MS, Program, faults, sign_in

EMAIL = "olive@example.org"

PAGES = {
    "landing": "/",
    "capture": "/capture",
    "stack": "{stack}",
    "stack with a broken photo": "{broken}",
    "card": "{card}",
    "people": "/people",
    "nobody found": "/people?words=nobody",
    "somebody new": "/people/new",
    "person": "{person}",
    "person's details": "{person}/details",
    "a line about a person": "{person}/notes",
    "person removed": "{removed}",
    "line": "{line}",
    "quick note": "{note}",
    "letter": "{letter}",
    "settings": "/settings",
    "mail settings": "/settings/mail",
    "password": "/settings/password",
    "sign out": "/sign-out",
    "components": "/style",
    "nothing there": "/nothing-there",
}


@dataclass
class House:
    """An account in which every page has something to show; `at` are the addresses of its rows."""

    program: Program
    state: Any = None
    at: dict[str, str] = field(default_factory=dict)

    def furnish(self, page: Page, photograph: Path) -> None:
        """Do a little of everything."""
        self.at["broken"] = self._hand_in(page, photograph.with_name("broken.jpg"), "Type a card")
        self.at["stack"] = self._hand_in(page, photograph, "Look through them")
        page.get_by_role("link", name="Look through them").click()
        page.get_by_label("What did they tell you?").fill("looks for cold storage near Leeds")
        page.get_by_role("button", name="Keep Grace").click()
        expect(page.get_by_role("heading", name="Ken Morioka")).to_be_visible()
        self.at["card"] = page.url
        self._let_somebody_go(page)
        self._write_to_grace(page)
        self.state = page.context.storage_state()

    def _hand_in(self, page: Page, photograph: Path, then: str) -> str:
        page.goto("/capture")
        page.locator("#id_pictures").set_input_files(photograph)
        page.get_by_label("Where did you meet?").fill("Makers & Movers")
        page.get_by_role("button", name="Read the cards").click()
        expect(page.get_by_text(then)).to_be_visible(timeout=PATIENCE_MS)
        return page.url

    def _let_somebody_go(self, page: Page) -> None:
        page.goto("/people/new")
        page.get_by_label("Name", exact=True).fill("Leila Haddad")
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_role("button", name="Remove", exact=True).wait_for()
        self.at["removed"] = page.url
        page.get_by_role("button", name="Remove", exact=True).click()

    def _write_to_grace(self, page: Page) -> None:
        """One note that waits for a mail server that is not there, and one that is being written."""
        page.goto("/settings/mail")
        page.get_by_label("Server").fill("127.0.0.1")
        page.get_by_label("Security").select_option("none")
        page.get_by_label("Port").fill("9")
        page.get_by_role("button", name="Keep without trying").click()
        page.goto("/people")
        page.get_by_role("link", name="Grace Hollis").click()
        self.at["person"] = page.url
        page.get_by_role("button", name="Write to Grace").click()
        page.get_by_role("button", name="Send the note").click()
        expect(page.get_by_text("is on its way.")).to_be_visible()
        page.get_by_role("button", name="Write to Grace").click()
        page.wait_for_url(re.compile("/quick-notes/"))
        self.at["note"] = page.url
        page.goto(self.at["person"])
        self.at["line"] = str(page.locator("a[href^='/notes/']").first.get_attribute("href"))
        page.goto("/settings/mail")
        self.at["letter"] = str(page.locator("a[href^='/messages/']").first.get_attribute("href"))


@pytest.fixture(scope="module")
def house(program: Program, browser: Browser, photograph: Path) -> House:
    """Olive's account."""
    whole = photograph.read_bytes()
    photograph.with_name("broken.jpg").write_bytes(whole[: len(whole) // 2])
    program.add_user(EMAIL, "Olive Tarn")
    context = browser.new_context(base_url=program.url, locale="en-GB")
    page = context.new_page()
    sign_in(page, program, EMAIL)
    built = House(program)
    built.furnish(page, photograph)
    context.close()
    return built


@pytest.mark.parametrize("name", PAGES)
def test_every_page_fits_bars_nobody_and_asks_nobody_else(
    name: str, house: House, open_page: OpenPage, axe: str
) -> None:
    page = open_page(house.program, storage_state=house.state)

    page.goto(PAGES[name].format(**house.at))

    assert faults(page, axe) == []


@pytest.mark.parametrize("address", ["/sign-in", "/welcome"])
def test_so_does_what_is_shown_to_who_has_not_signed_in(
    address: str, house: House, open_page: OpenPage, axe: str
) -> None:
    page = open_page(house.program)

    page.goto(address)  # the second is refused with a sentence: somebody lives here already

    assert faults(page, axe) == []


def test_so_do_the_empty_pages_of_a_first_visit(program: Program, open_page: OpenPage, axe: str) -> None:
    program.add_user("newt@example.org", "Newt Arden")
    page = open_page(program)
    sign_in(page, program, "newt@example.org")

    for address in ("/", "/people", "/capture"):
        page.goto(address)
        assert faults(page, axe) == []


def test_so_does_a_form_that_was_refused(house: House, open_page: OpenPage, axe: str) -> None:
    page = open_page(house.program, storage_state=house.state)

    page.goto("/people/new")
    page.get_by_label("Value").first.fill("priya at example")
    page.get_by_label("Name", exact=True).fill("Priya Raghunathan")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_label("Value").first).to_have_attribute("aria-invalid", "true")

    assert faults(page, axe) == []
