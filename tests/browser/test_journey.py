"""From the first visit to a note that arrived: the whole of it, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from afterhello.vcard import parse
from browser.conftest import OpenPage
from browser.program import PASSWORD, PATIENCE_MS, Program, faults, reload_until, until
from post.office import PASSWORD as MAIL_PASSWORD
from post.office import USERNAME, Office

LINE = "looks for cold storage near Leeds, loves climbing"


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Program]:
    """An installation that nobody has visited yet."""
    running = Program(tmp_path)
    running.start()
    yield running
    running.end()


def make_the_first_account(page: Page, axe: str) -> None:
    page.goto("/")
    expect(page).to_have_url(re.compile(r"/welcome$"))
    assert faults(page, axe) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_label("Your name").fill("Ada Lovell")
    page.get_by_label("Email").fill("ada@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("link", name="Photograph your cards")).to_be_visible()


def watch_the_evening_being_read(page: Page) -> int:
    """Begin the example evening, leave while it is read, and come back; how many cards there are."""
    page.get_by_role("button", name="Try it with an example evening").click()
    expect(page.locator("#stack")).to_contain_text("Your cards are being read on this machine")
    expect(page.locator("#stack")).to_contain_text(re.compile(r"Reading \d+ of \d+"), timeout=PATIENCE_MS)

    page.goto("/")
    expect(page.get_by_text("Being read.")).to_be_visible()
    page.get_by_role("link", name="Makers & Movers").click()

    found = re.compile(r"Reading \d+ of \d+: found (a|an|what) ")
    expect(page.locator("#stack")).to_contain_text(found, timeout=PATIENCE_MS)
    expect(page.get_by_role("link", name="Look through them")).to_be_visible(timeout=PATIENCE_MS)
    return page.locator(".found-cards li").count()


def keep(page: Page, line: str = "") -> str:
    """Keep the person on the card; the name that was read."""
    name = page.get_by_label("Name", exact=True).input_value()
    page.get_by_label("What did they tell you?").fill(line)
    before = page.url
    page.locator(".decide").get_by_role("button", name="Keep").click()
    page.wait_for_url(lambda url: url != before)
    return name


def leave_for_later(page: Page) -> str:
    """Leave a card; where it lies."""
    left = page.url
    page.locator(".decide").get_by_role("button", name="Later").click()
    page.wait_for_url(lambda url: url != left)
    return left


def put_aside_and_bring_back(page: Page) -> None:
    """Once by the button that undoes it, once from the stack, where the card still lies."""
    card = page.url
    for way_back in ("Undo", "Bring it back"):
        page.get_by_role("button", name="Not a person").click()
        expect(page.get_by_text("Put aside")).to_be_visible()
        if way_back == "Bring it back":
            page.goto(card)
        page.get_by_role("button", name=way_back).last.click()  # that of the toast, where both undo it
        expect(page.locator(".decide").get_by_role("button", name="Keep")).to_be_visible()
        expect(page).to_have_url(card)


def review(page: Page, cards: int) -> tuple[str, str]:
    """Look through the stack until it is empty; name and organisation of the first person kept."""
    page.get_by_role("link", name="Look through them").click()
    organisation = page.get_by_label("Organisation").input_value() or "Brightwater Foods"
    page.get_by_label("Organisation").fill(organisation)
    first = keep(page, LINE)
    left = leave_for_later(page)
    put_aside_and_bring_back(page)
    keep(page, "restores old radios")
    page.get_by_role("button", name="Not a person").click()
    for _card in range(cards - 4):
        keep(page)

    assert page.url == left  # only that one is left, and it comes round again
    page.goto("/")
    expect(page.get_by_text("1 card waits for you.")).to_be_visible()
    page.get_by_role("link", name="Makers & Movers").click()
    page.get_by_role("link", name="Look through them").click()
    expect(page.get_by_text("The last one")).to_be_visible()
    keep(page)
    expect(page.get_by_text("That's the whole stack.")).to_be_visible()
    expect(page.locator(".found-cards li.gone")).to_have_count(cards)
    return first, organisation


def set_up_mail(page: Page, office: Office) -> None:
    page.goto("/settings/mail")
    page.get_by_label("Server").fill("127.0.0.1")
    page.get_by_label("Security").select_option("none")
    page.get_by_label("Port").fill(str(office.port))
    page.get_by_label("User name").fill(USERNAME)
    page.get_by_label("Password").fill(MAIL_PASSWORD)
    page.get_by_role("button", name="Keep and try it").click()
    expect(page.get_by_text("It worked today")).to_be_visible()
    assert not office.received


def open_person(page: Page, name: str) -> None:
    page.goto("/people")
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def write_and_send(page: Page, name: str) -> str:
    """Write the note from the person's page, change a word, and send it; the address it goes to."""
    open_person(page, name)
    page.get_by_role("button", name="Write to").click()
    note = page.get_by_label("Your note")
    words = note.input_value()
    assert words.startswith("Hello ")
    assert "cold storage near Leeds" in words
    assert words.rstrip().endswith("Ada Lovell")
    note.fill(words.replace("Ada Lovell", "Until soon,\nAda Lovell"))
    page.get_by_label("Subject").fill("Cold storage near Leeds")
    to = page.get_by_label("To", exact=True)
    if not to.input_value():
        to.fill("somebody@example.org")
    address = to.input_value()
    page.get_by_role("button", name="Send the note").click()
    expect(page.get_by_text("is on its way.")).to_be_visible()
    return address


def check_the_letter(page: Page, office: Office, address: str) -> None:
    """It arrived once, with the words as they were changed, and the person's page says so."""
    until(lambda: office.received)
    reload_until(page, "Sent today at")
    (letter,) = office.letters()
    (envelope,) = office.received
    assert letter["From"] == "Ada Lovell <ada@example.org>"
    assert letter["To"] == address
    assert letter["Subject"] == "Cold storage near Leeds"
    assert envelope.rcpt_tos == [address]
    text = letter.get_content().replace("\r\n", "\n")
    assert "cold storage near Leeds" in text
    assert text.rstrip().endswith("Until soon,\nAda Lovell")
    expect(page.get_by_role("heading", name="What you wrote")).to_be_visible()


def find_by_organisation(page: Page, name: str, organisation: str) -> None:
    page.goto("/people")
    page.get_by_role("searchbox").press_sequentially(organisation)
    expect(page.locator("#found li.person")).to_have_count(1)
    expect(page.locator("#found li.person")).to_contain_text(name)
    expect(page).to_have_url(re.compile(r"words="))
    page.get_by_role("searchbox").fill("nobody of that name")
    expect(page.get_by_text("Nobody here is called")).to_be_visible()


def change_and_tag(page: Page, name: str) -> None:
    open_person(page, name)
    page.get_by_role("link", name="Change", exact=True).last.click()
    page.get_by_label("Title", exact=True).fill("Keeper of cold rooms")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Keeper of cold rooms")).to_be_visible()

    page.get_by_text("Add a tag").click()
    page.get_by_label("Tag", exact=True).fill("climbing")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("link", name="climbing").click()
    expect(page.get_by_text("Tagged climbing")).to_be_visible()
    expect(page.locator("#found li.person")).to_have_count(1)


def remove_and_undo(page: Page, name: str) -> None:
    open_person(page, name)
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text(f"You removed {name}.")).to_be_visible()
    expect(page.locator("#found").get_by_text(name)).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    expect(page.get_by_text("is back among your people")).to_be_visible()


def download_vcard(page: Page, name: str, address: str, organisation: str) -> None:
    with page.expect_download() as download:
        page.get_by_role("link", name="Save as vCard").click()
    (card,) = parse(download.value.path().read_bytes())
    assert card.text("FN") == name
    assert card.text("EMAIL") == address
    assert card.components("ORG") == (organisation,)
    assert card.text("TITLE") == "Keeper of cold rooms"


def remove_the_evening(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Remove the example evening").click()
    expect(page.get_by_text("The example evening is gone")).to_be_visible()
    expect(page.get_by_role("button", name="Try it with an example evening")).to_be_visible()
    page.goto("/people")
    expect(page.get_by_text("Nobody here yet")).to_be_visible()


def test_from_the_first_visit_to_a_note_that_arrived(
    fresh: Program, open_page: OpenPage, office: Office, axe: str
) -> None:
    page = open_page(fresh)

    make_the_first_account(page, axe)
    cards = watch_the_evening_being_read(page)
    assert cards >= 6
    name, organisation = review(page, cards)
    set_up_mail(page, office)
    address = write_and_send(page, name)
    check_the_letter(page, office, address)
    find_by_organisation(page, name, organisation)
    change_and_tag(page, name)
    remove_and_undo(page, name)
    download_vcard(page, name, address, organisation)
    remove_the_evening(page)
    assert len(office.received) == 1
