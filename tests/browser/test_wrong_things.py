"""What goes wrong is said on the page: what happened, that nothing is lost, what to do."""

from __future__ import annotations

import socket
from pathlib import Path

from playwright.sync_api import Page, expect

from browser.conftest import OpenPage
from browser.program import Program, reload_until, sign_in, until
from post.office import USERNAME, Office

DESK = {"width": 1280, "height": 900}


def test_a_file_that_is_no_photo(program: Program, open_page: OpenPage, tmp_path: Path) -> None:
    program.add_user("phil@example.org", "Phil Marsh")
    page = open_page(program, viewport=DESK)
    sign_in(page, program, "phil@example.org")
    (tmp_path / "minutes.jpg").write_text("These are the minutes of a meeting.")

    page.goto("/capture")
    page.locator("#id_pictures").set_input_files(tmp_path / "minutes.jpg")
    page.get_by_label("Where did you meet?").fill("Makers & Movers")
    page.get_by_role("button", name="Read the cards").click()

    expect(page.get_by_role("alert").filter(has_text="minutes.jpg")).to_contain_text(
        "is not a JPEG, PNG or WebP photo"
    )
    expect(page.get_by_label("Where did you meet?")).to_have_value("Makers & Movers")
    page.goto("/")
    expect(page.get_by_role("link", name="Photograph your cards")).to_be_visible()


def fill_in_mail(page: Page, port: int, password: str) -> None:
    page.goto("/settings/mail")
    page.get_by_label("Server").fill("127.0.0.1")
    page.get_by_label("Security").select_option("none")
    page.get_by_label("Port").fill(str(port))
    page.get_by_label("User name").fill(USERNAME)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Keep and try it").click()


def test_a_wrong_mail_password_and_a_port_where_nobody_listens(
    program: Program, open_page: OpenPage, office: Office
) -> None:
    program.add_user("mia@example.org", "Mia Torres")
    page = open_page(program, viewport=DESK)
    sign_in(page, program, "mia@example.org")

    fill_in_mail(page, office.port, "not the one")
    notice = page.get_by_role("main").get_by_role("status")
    expect(notice).to_contain_text("It did not work today")
    expect(notice).to_contain_text("password")

    with socket.socket() as taken:  # bound, and nobody listens
        taken.bind(("127.0.0.1", 0))
        fill_in_mail(page, taken.getsockname()[1], "not the one")
        expect(notice).to_contain_text("It did not work today")
        expect(notice).to_contain_text(str(taken.getsockname()[1]))
    expect(page.get_by_label("Password")).to_have_value("")
    assert "not the one" not in page.content()


def test_a_password_that_is_wrong_at_sign_in(program: Program, open_page: OpenPage) -> None:
    program.add_user("wes@example.org", "Wes Hall")
    page = open_page(program, viewport=DESK)

    page.goto("/sign-in")
    page.get_by_label("Email").fill("wes@example.org")
    page.get_by_label("Password").fill("quite another one")
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Email")).to_have_value("wes@example.org")


def test_an_address_where_nothing_lies(program: Program, open_page: OpenPage) -> None:
    program.add_user("lost@example.org", "Lena Lost")
    page = open_page(program, viewport=DESK)
    sign_in(page, program, "lost@example.org")

    answer = page.goto("/people/01a20000-0000-7000-8000-000000000000")

    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", name="Nothing lies here")).to_be_visible()
    page.get_by_role("link", name="To the first page").click()
    expect(page).to_have_url(f"{program.url}/")


def test_what_the_server_refuses_keeps_the_words_on_the_page(program: Program, open_page: OpenPage) -> None:
    program.add_user("rita@example.org", "Rita Vance")
    page = open_page(program, viewport=DESK)
    sign_in(page, program, "rita@example.org")

    page.goto("/people/new")
    page.get_by_label("Name", exact=True).fill("Priya Raghunathan")
    page.get_by_label("Value").first.fill("priya at example")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_label("Name", exact=True)).to_have_value("Priya Raghunathan")
    expect(page.get_by_label("Value").first).to_have_value("priya at example")
    expect(page.get_by_label("Value").first).to_have_attribute("aria-invalid", "true")


def test_a_note_that_is_sent_from_two_tabs_and_pressed_twice_goes_once(
    program: Program, open_page: OpenPage, office: Office
) -> None:
    program.add_user("tom@example.org", "Tom Ashby")
    page = open_page(program, viewport=DESK)
    sign_in(page, program, "tom@example.org")
    page.goto("/settings/mail")
    page.get_by_label("Server").fill("127.0.0.1")
    page.get_by_label("Security").select_option("none")
    page.get_by_label("Port").fill(str(office.port))
    page.get_by_role("button", name="Keep without trying").click()
    page.goto("/people/new")
    page.get_by_label("Name", exact=True).fill("Priya Raghunathan")
    page.get_by_label("Value").first.fill("priya@example.org")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Write to Priya").click()
    page.get_by_label("Your note").fill("Hello Priya, have you found any?")
    page.get_by_label("Subject").fill("Cold storage")
    second = page.context.new_page()
    second.goto(page.url)
    second.get_by_label("Your note").fill("Hello Priya, from the other tab.")

    page.get_by_role("button", name="Send the note").dblclick()
    expect(page.get_by_text("is on its way.")).to_be_visible()
    second.get_by_role("button", name="Send the note").click()

    expect(second.get_by_text("This note has gone already.")).to_be_visible()
    until(lambda: office.received)
    page.goto("/people")
    page.get_by_role("link", name="Priya Raghunathan").click()
    reload_until(page, "Sent today at")
    (letter,) = office.letters()
    assert letter.get_content().startswith("Hello Priya, have you found any?")
