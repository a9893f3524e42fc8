"""A card of somebody known, more photos, and a stack that was left, in a real browser."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import OpenPage
from browser.laid import lay, spec
from browser.photographs import desk
from browser.program import PATIENCE_MS, Program, faults, sign_in

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
GRACE = {
    "name": "Grace Hollis",
    "title": "Architect",
    "organisation": "North Light",
    "emails": ["grace@example.org"],
    "phones": ["020 5555 0134"],
}
ASKED = "Shall we look through them together?"


def write_down_grace(page: Page) -> str:
    """Grace, as somebody who was met before; the address of her page."""
    page.goto("/people/new")
    page.get_by_label("Name", exact=True).fill("Grace Hollis")
    page.get_by_label("Title", exact=True).fill("Surveyor")
    page.get_by_label("Value").first.fill("grace@example.org")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Say how you met").click()
    page.get_by_label("On which day?").fill("2026-03-03")
    page.get_by_label("At which event?").fill("Spring fair")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("heading", name="Grace Hollis", level=1)).to_be_visible()
    return page.url


def hand_in(page: Page, photograph: Path) -> str:
    """A stack of the photo, once it is read; its address."""
    page.goto("/capture")
    page.locator("#id_pictures").set_input_files(photograph)
    page.get_by_label("Where did you meet?").fill("Makers & Movers")
    page.get_by_role("button", name="Read the cards").click()
    expect(page.get_by_role("link", name="Look through them")).to_be_visible(timeout=PATIENCE_MS)
    return page.url


def check_both_meetings(page: Page, person: str) -> None:
    page.goto(person)
    main = page.get_by_role("main")
    for words in ("Spring fair", "Makers & Movers", "moves to Lyon in March", "Architect", "020 5555 0134"):
        expect(main.get_by_text(words).first).to_be_visible()
    expect(page.get_by_role("img", name="The card of Grace Hollis")).to_be_visible()


@pytest.mark.parametrize("screen", ["keys", "thumb"])
def test_a_card_of_somebody_known_is_joined_with_what_was_chosen_and_undone(
    program: Program, open_page: OpenPage, axe: str, screen: str
) -> None:
    email = f"join-{screen}@example.org"
    program.add_user(email, "Jo Inman")
    page = open_page(program, viewport=DESK if screen == "keys" else PHONE, has_touch=screen == "thumb")
    sign_in(page, program, email)
    person = write_down_grace(page)
    *_cards, stack = lay(program, email, [GRACE, spec(2)], "Makers & Movers")
    page.goto(stack)
    page.get_by_role("link", name="Look through them").click()
    card = page.url
    known = page.locator(".known")
    expect(known).to_contain_text("You know Grace Hollis")
    expect(known).to_contain_text("The same email, and the same name. You met on 3 March at Spring fair.")
    size = page.viewport_size
    assert size
    assert faults(page, axe) == []
    page.set_viewport_size(size)

    page.get_by_label("What did they tell you?").fill("moves to Lyon in March")
    page.locator(".decide").get_by_role("button", name="Keep").click()  # nobody has said who it is
    expect(known.get_by_role("alert")).to_contain_text("Nothing is kept yet")
    expect(page.get_by_label("What did they tell you?")).to_have_value("moves to Lyon in March")
    known.get_by_role("group", name="Title").get_by_label("Architect").check()
    if screen == "keys":
        page.keyboard.press("s")
        expect(known.get_by_label("Somebody else")).to_be_checked()
        page.keyboard.press("j")
        expect(known.get_by_label("They’re the same person")).to_be_checked()
        page.keyboard.press("Enter")
    else:
        known.get_by_text("They’re the same person").tap()
        page.locator(".decide").get_by_role("button", name="Keep").tap()

    expect(page.get_by_role("heading", name="Ken Morioka")).to_be_visible()
    expect(page.get_by_text("Joined with Grace Hollis.")).to_be_visible()
    tab = page.context.new_page()
    check_both_meetings(tab, person)
    tab.goto("/people")
    expect(tab.locator("li.person")).to_have_count(1)

    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page).to_have_url(card)
    expect(page.get_by_label("What did they tell you?")).to_have_value("moves to Lyon in March")
    tab.goto(person)
    expect(tab.get_by_text("Surveyor")).to_be_visible()
    expect(tab.get_by_text("Makers & Movers")).to_have_count(0)


def test_a_photo_is_added_to_a_stack_and_the_same_one_is_not_read_twice(
    program: Program, open_page: OpenPage, photograph: Path, tmp_path: Path
) -> None:
    program.add_user("more@example.org", "Mo Reed")
    page = open_page(program, viewport=DESK)
    sign_in(page, program, "more@example.org")
    stack = hand_in(page, photograph)
    backs = tmp_path / "backs.jpg"
    desk().rotate(180).save(backs, quality=90)

    page.get_by_text("Add photos to this stack").click()
    page.locator("#id_pictures").set_input_files([backs, photograph])
    page.get_by_role("button", name="Read them too").click()

    expect(page.get_by_text("you handed this photo in already, today. It is in Makers")).to_be_visible()
    expect(page.locator("#stack-says")).to_have_text("4 cards wait for you.", timeout=PATIENCE_MS)
    expect(page.locator(".found-cards li")).to_have_count(4)
    assert page.url == stack

    page.goto("/capture")
    page.locator("#id_pictures").set_input_files(photograph)
    page.get_by_role("button", name="Read the cards").click()
    expect(page).to_have_url(stack)


def leave_for_days(program: Program) -> None:
    """Let every photo be six days old, as if nobody had come by."""
    then = (datetime.now(UTC) - timedelta(days=6)).strftime("%Y-%m-%d %H:%M:%S")
    database = sqlite3.connect(next((program.room / "data").glob("*.sqlite3")), timeout=20)
    with database:
        database.execute("UPDATE captures_photo SET created_at = ?", (then,))
    database.close()


def test_a_stack_left_for_days_is_offered_once(program: Program, open_page: OpenPage, axe: str) -> None:
    program.add_user("left@example.org", "Lee Fitch")
    page = open_page(program, viewport=DESK)
    sign_in(page, program, "left@example.org")
    *_cards, stack = lay(program, "left@example.org", [GRACE, spec(2)], "Makers & Movers")
    leave_for_days(program)

    with page.expect_response(lambda answer: answer.url.endswith("/offer")) as seen:
        page.goto("/")
        expect(page.get_by_text(ASKED)).to_be_visible()
        assert faults(page, axe) == []
    assert seen.value.status == 204
    page.goto("/")
    expect(page.get_by_text(ASKED)).to_have_count(0)
    page.goto("/capture")
    page.get_by_role("link", name="Makers & Movers").click()
    expect(page).to_have_url(stack)
