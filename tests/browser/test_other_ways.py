"""The short journey on a telephone, by keyboard alone, and without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import OpenPage
from browser.laid import lay, spec
from browser.program import PATIENCE_MS, Program, reload_until, sign_in, until
from post.office import Office

TELEPHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def hand_in(page: Page, photograph: Path) -> None:
    """Choose a photo, say where the people were met, and hand it in."""
    page.goto("/capture")
    page.locator("#id_pictures").set_input_files(photograph)
    page.get_by_label("Where did you meet?").fill("Makers & Movers")
    page.get_by_label("On which day?").fill("2026-11-17")
    page.get_by_role("button", name="Read the cards").click()
    expect(page).to_have_url(re.compile(r"/stacks/"))


def set_up_mail(page: Page, office: Office) -> None:
    """The office as mail server, kept without trying it."""
    page.goto("/settings/mail")
    page.get_by_label("Server").fill("127.0.0.1")
    page.get_by_label("Security").select_option("none")
    page.get_by_label("Port").fill(str(office.port))
    page.get_by_role("button", name="Keep without trying").click()
    expect(page.get_by_text("Not tried yet.")).to_be_visible()


def test_on_a_telephone(program: Program, open_page: OpenPage, office: Office, photograph: Path) -> None:
    program.add_user("tess@example.org", "Tess Quill")
    page = open_page(program, **TELEPHONE)
    sign_in(page, program, "tess@example.org")

    page.get_by_role("link", name="Photograph your cards").tap()
    expect(page.get_by_role("heading", name="Whom did you meet?")).to_be_visible()
    hand_in(page, photograph)
    page.get_by_role("link", name="Look through them").tap(timeout=PATIENCE_MS)
    page.get_by_label("What did they tell you?").fill("restores old radios")
    page.get_by_role("button", name="Keep Grace").tap()
    expect(page.get_by_role("heading", name="Ken Morioka")).to_be_visible()
    page.get_by_role("button", name="Not a person").tap()
    expect(page.get_by_text("That's the whole stack.")).to_be_visible()

    set_up_mail(page, office)
    page.get_by_role("navigation", name="Places").get_by_role("link", name="People").tap()
    page.get_by_role("link", name="Grace Hollis").tap()
    page.get_by_role("button", name="Write to Grace").tap()
    page.get_by_label("Your note").fill("Hello Grace, is the radio playing yet?")
    page.get_by_role("button", name="Send the note").tap()
    expect(page.get_by_text("is on its way.")).to_be_visible()
    until(lambda: office.received)

    (letter,) = office.letters()
    assert letter["To"] == "grace@example.org"
    assert "is the radio playing yet?" in letter.get_content()


def press_until(page: Page, key: str, reached: str) -> None:
    """Press `key` until the focus is on what `reached` selects."""
    for _press in range(60):
        if page.evaluate("selector => document.activeElement.matches(selector)", reached):
            return
        page.keyboard.press(key)
    pytest.fail(f"{reached} is never reached by {key}")


def test_a_card_is_reviewed_by_keyboard_alone(program: Program, open_page: OpenPage) -> None:
    program.add_user("kay@example.org", "Kay Brandt")
    page = open_page(program, viewport={"width": 1280, "height": 900})
    sign_in(page, program, "kay@example.org")
    *_cards, stack = lay(program, "kay@example.org", [spec(1), spec(2)])
    page.goto(stack)

    page.keyboard.press("Tab")
    press_until(page, "Tab", ".acts a.first")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Grace Hollis")).to_be_visible()
    press_until(page, "Tab", "#id_full_name")
    page.keyboard.press("End")
    page.keyboard.type("-Reed")
    press_until(page, "Tab", "#id_said")
    page.keyboard.type("moving to Lyon in March")
    press_until(page, "Tab", ".decide .first")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page.get_by_text("Grace Hollis-Reed is kept.")).to_be_visible()
    expect(page.get_by_role("heading", name="Ken Morioka")).to_be_visible()

    page.goto("/people")
    press_until(page, "Tab", "#found .name a")
    page.keyboard.press("Enter")
    expect(page.locator("blockquote")).to_contain_text("moving to Lyon in March")


def test_without_javascript(program: Program, open_page: OpenPage, office: Office, photograph: Path) -> None:
    program.add_user("nina@example.org", "Nina Osei")
    page = open_page(program, java_script_enabled=False, viewport={"width": 1280, "height": 900})
    sign_in(page, program, "nina@example.org")

    hand_in(page, photograph)
    reload_until(page, "Look through them")
    page.get_by_role("link", name="Look through them").click()
    page.get_by_label("Organisation").fill("North Light")
    page.get_by_label("What did they tell you?").fill("looks for cold storage near Leeds")
    page.get_by_role("button", name="Keep Grace").click()
    page.get_by_role("button", name="Keep Ken").click()
    expect(page.get_by_text("That's the whole stack.")).to_be_visible()

    set_up_mail(page, office)
    page.goto("/people?words=north+light")
    expect(page.locator("li.person")).to_have_count(1)
    page.get_by_role("link", name="Grace Hollis").click()
    page.get_by_role("button", name="Write to Grace").click()
    assert "cold storage near Leeds" in page.get_by_label("Your note").input_value()
    page.get_by_role("button", name="Send the note").click()
    expect(page.get_by_text("is on its way.")).to_be_visible()
    reload_until(page, "Sent today at")
    assert [letter["To"] for letter in office.letters()] == ["grace@example.org"]

    page.get_by_role("button", name="Remove", exact=True).click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Grace Hollis", level=1)).to_be_visible()
