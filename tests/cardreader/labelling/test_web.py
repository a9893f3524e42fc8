"""Addresses of the net, with the faults that reading adds."""

from __future__ import annotations

import time

import pytest

from cardreader.labelling.printing import read


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Email: tom@example.org", ["tom@example.org"]),
        ("E tom@example.org", ["tom@example.org"]),
        ("e:tom@example.org", ["tom@example.org"]),
        ("E-Mail : tom @ example.org", ["tom@example.org"]),
        ("tom.whitlock@example,org", ["tom.whitlock@example.org"]),
        ("tom. whitlock@example. org", ["tom.whitlock@example.org"]),
        ("tom (at) example.org", ["tom@example.org"]),
        ("tom@example.org / info@quince.example.com", ["tom@example.org", "info@quince.example.com"]),
        ("tom@example.org, www.quince.example.com", ["tom@example.org"]),
        ("Emailtom@example.org", ["tom@example.org"]),
        ("tom@gmail.compriya@example.org", ["tom@gmail.com", "priya@example.org"]),
        ("E-mail. tom@example.org", ["tom@example.org"]),
        ("E.tom@example.org", ["tom@example.org"]),
        ("e.weston@example.org", ["e.weston@example.org"]),
        ("Courriel. tom@example.org", ["tom@example.org"]),
        ("tom@quinceorg", ["tom@quince.org"]),
        ("E-mail.tom@example.org", ["tom@example.org"]),
        ("tom(quince.example.org", ["tom@quince.example.org"]),
        ("tomßquince.example.org", ["tom@quince.example.org"]),
        ("micheIle@quinceexampIe.org", ["michelle@quinceexample.org"]),
        ("Meet us @ the fair", []),
    ],
)  # fmt: skip
def test_emails_are_found_and_their_spaces_and_commas_mended(printed: str, expected: list[str]) -> None:
    assert [mail.value for mail in read(printed).emails] == expected


@pytest.mark.parametrize(
    ("page", "mail"),
    [
        ("W.SALTBOX.EXAMPLE.ORG", "SALTBOX.EXAMPLE.ORG"),
        ("Wsaltbox.example.org", "saltbox.example.org"),
        ("SALTBOXEXAMPLE.ORG", "SALTBOX.EXAMPLE.ORG"),
        ("ltbox.example.org", "saltbox.example.org"),
        ("www.saltboxexampleorg", "www.saltbox.example.org"),
        ("www.sa1tbox.example.org", "www.saltbox.example.org"),
        ("wwwsaltbox.example.org", "www.saltbox.example.org"),
    ],
)
def test_a_page_is_mended_by_the_mailbox_at_the_same_host(page: str, mail: str) -> None:
    fields = read(("Tom Whitlock", 40), page, "tom@saltbox.example.org", "Saltbox Ltd")

    assert [url.value for url in fields.urls] == [mail]
    assert not fields.urls[0].sure
    assert [one.value for one in fields.emails] == ["tom@saltbox.example.org"]


def test_a_mailbox_is_mended_by_the_page_at_the_same_host() -> None:
    fields = read(("Tom Whitlock", 40), "tom@saltboxexampleorg", "www.saltbox.example.org")

    assert [one.value for one in fields.emails] == ["tom@saltbox.example.org"]
    assert not fields.emails[0].sure


def test_a_mailbox_is_spelt_as_the_name_is() -> None:
    fields = read(("Sharon Miles", 40), "sharon.rniles@example.org")

    assert [one.value for one in fields.emails] == ["sharon.miles@example.org"]


def test_hosts_of_two_firms_stay_as_they_are() -> None:
    fields = read(("Tom Whitlock", 40), "tom@quince.example.org", "www.lantern.example.com")

    assert [one.value for one in fields.emails] == ["tom@quince.example.org"]
    assert [url.value for url in fields.urls] == ["www.lantern.example.com"]


def test_the_label_stuck_to_an_address_goes_when_the_name_says_so() -> None:
    fields = read(("Rachel Ramirez", 40), "Head Brewer", "Erachel@sycamore.example.com")

    assert [mail.value for mail in fields.emails] == ["rachel@sycamore.example.com"]


@pytest.mark.parametrize(
    ("printed", "mail"),
    [
        ("rachel.ramirezgsycamore.example.com", "rachel.ramirez@sycamore.example.com"),
        ("E: ramirezQsycamore.example.com", "ramirez@sycamore.example.com"),
        ("infogsycamore.example.com", "info@sycamore.example.com"),
        ("rachel-ramirezg@sycamore.example.com", "rachel-ramirez@sycamore.example.com"),
        ("rachel@Dsycamore.example.com", "rachel@sycamore.example.com"),
        ("ERAMIREZ@SYCAMORE.EXAMPLE.COM", "RAMIREZ@SYCAMORE.EXAMPLE.COM"),
    ],
)
def test_a_mailbox_that_reading_garbled_is_told_by_the_rest_of_the_card(printed: str, mail: str) -> None:
    fields = read(
        ("Rachel Ramirez", 40), "Head Brewer", printed, ("Sycamore Ales", 30), "www.sycamore.example.com"
    )

    assert [one.value for one in fields.emails] == [mail]
    assert [one.value for one in fields.urls] == ["www.sycamore.example.com"]


@pytest.mark.parametrize(
    "page", ["sycamorebrewing.example.com", "ramirezgarcia.example.com", "sycamoregarden.example.com"]
)
def test_a_page_with_letters_like_an_at_stays_a_page(page: str) -> None:
    fields = read(("Rachel Ramirez", 40), "Head Brewer", page, ("Ramirez Garcia", 30))

    assert [one.value for one in fields.urls] == [page]
    assert fields.emails == ()


@pytest.mark.parametrize("local", ["eramirez", "e.ramirez", "emma", "ramirezg"])
def test_initials_of_a_mailbox_are_no_label(local: str) -> None:
    fields = read(("Emma Ramirez", 40), f"{local}@sycamore.example.com")

    assert [one.value for one in fields.emails] == [f"{local}@sycamore.example.com"]


def test_a_mended_address_is_not_sure() -> None:
    plain, mended = read("tom@example.org").emails[0], read("tom @ example,org").emails[0]

    assert plain.sure
    assert not mended.sure
    assert mended.confidence < plain.confidence


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("www.quince.example.org", ["www.quince.example.org"]),
        ("Web: https://quince.example.org/shop", ["https://quince.example.org/shop"]),
        ("quince.example.org", ["quince.example.org"]),
        ("wwwquincestores.example.org", ["www.quincestores.example.org"]),
        ("www,quince.example.org", ["www.quince.example.org"]),
        ("www. quince. example.org", ["www.quince.example.org"]),
        ("www | www.quince.example.org", ["www.quince.example.org"]),
        ("Web. quince. example.org", ["quince.example.org"]),
        ("M.Sc. Tom Whitlock", []),
        ("Quince Co. Ltd.", []),
        ("open 9.30 to 17.00", []),
    ],
)
def test_home_pages_are_found_and_abbreviations_are_none(printed: str, expected: list[str]) -> None:
    assert [url.value for url in read(printed).urls] == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("linkedin.com/in/tomwhitlock", ["linkedin.com/in/tomwhitlock"]),
        ("www.instagram.com/quince", ["www.instagram.com/quince"]),
        ("@tomwhitlock", ["@tomwhitlock"]),
        ("Twitter: @tomwhitlock", ["@tomwhitlock"]),
        ("@tom@mastodon.example.org", ["@tom@mastodon.example.org"]),
        ("github.com/tomwhitlock", ["github.com/tomwhitlock"]),
    ],
)
def test_profiles_are_social_and_no_home_pages(printed: str, expected: list[str]) -> None:
    fields = read(printed)

    assert [profile.value for profile in fields.social] == expected
    assert fields.urls == ()
    assert fields.emails == ()


def test_a_pattern_read_as_a_line_without_end_is_cut_short() -> None:
    start = time.process_time()
    read("a, " * 2000)
    read("www." * 1500)

    assert time.process_time() - start < 1
