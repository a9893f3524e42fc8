"""What a code says, and what becomes of the print beside it."""

from __future__ import annotations

import pytest

from afterhello.cardreader.labelling.codes import onto
from afterhello.cardreader.shapes import QR, Field, Fields, Phone

PRINTED = Fields(
    name=Field("PRIYA NAIR", 0.9, sure=False),
    title=Field("Warehouse Manager", 0.8, sure=False),
    emails=(Field("pr1ya@example.org", 0.7, sure=False), Field("info@example.org", 0.9, sure=True)),
    urls=(Field("www.example.org", 0.9, sure=True),),
    phones=(Phone("020 5555 0134", 0.8, sure=False, kind="work", e164="+442055550134"),),
)


def told(kind: str, text: str, printed: Fields = PRINTED) -> Fields:
    """One person's fields with the code's."""
    assert kind in ("vcard", "mecard", "url", "text")
    (fields,) = onto([printed], QR(kind, text), "GB")  # type: ignore[arg-type]  # narrowed above
    return fields


def vcard(*lines: str, version: str = "3.0") -> Fields:
    return told(
        "vcard", "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]), Fields()
    )


def values(fields: Fields) -> list[str | None]:
    some = (fields.name, fields.title, fields.organisation, fields.address)
    return [None if one is None else one.value for one in some]


def test_a_vcard_3_is_read_with_its_structured_values() -> None:
    fields = vcard(
        "N:Nair;Priya;K.;Dr.;", "ORG:Northern Cold\\, Ltd;Leeds", "TITLE:Warehouse Manager",
        "ADR;TYPE=WORK:;;12 Mill Lane;Leeds;;LS1 4AB;United Kingdom",
        "TEL;TYPE=CELL,VOICE:07700 900123", "TEL;TYPE=WORK;TYPE=FAX:020 7946 0999",
        "item1.TEL:020 7946 0134", "item1.X-ABLabel:Home",
    )  # fmt: skip

    assert values(fields) == [
        "Dr. Priya K. Nair", "Warehouse Manager", "Northern Cold, Ltd",
        "12 Mill Lane, Leeds, LS1 4AB, United Kingdom",
    ]  # fmt: skip
    assert [(phone.e164, phone.kind) for phone in fields.phones] == [
        ("+447700900123", "mobile"), ("+442079460999", "fax"), ("+442079460134", "home")
    ]  # fmt: skip
    assert all(phone.sure for phone in fields.phones)


def test_a_vcard_2_1_with_quoted_printable_and_soft_breaks_is_read() -> None:
    fields = vcard(
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen Gr=C3=A4=",
        "tz",
        "TEL;CELL:0171 3920078",
        version="2.1",
    )

    assert values(fields)[0] == "Jürgen Grätz"
    assert fields.phones[0].kind == "mobile"


def test_a_vcard_4_with_addresses_for_numbers_and_folded_lines_is_read() -> None:
    fields = vcard(
        "FN:Priya",
        "  Nair",
        'TEL;VALUE=uri;TYPE="voice,work":tel:+44-20-7946-0134;ext=12',
        "EMAIL:mailto:priya@example.org",
        version="4.0",
    )

    assert values(fields)[0] == "Priya Nair"
    assert [(phone.value, phone.kind) for phone in fields.phones] == [("+44-20-7946-0134", "work")]
    assert [email.value for email in fields.emails] == ["priya@example.org"]


def test_a_vcard_whose_breaks_were_written_out_is_read() -> None:
    fields = told("vcard", r"BEGIN:VCARD\nVERSION:3.0\nFN:Priya Nair\nEND:VCARD", Fields())

    assert values(fields)[0] == "Priya Nair"


def test_a_mecard_keeps_escaped_marks() -> None:
    text = (
        r"MECARD:N:Nair,Priya;ORG:Cold\; Dry\, Ltd;URL:https\://example.org;ADR:12 Mill Lane,Leeds,LS1 4AB;;"
    )

    fields = told("mecard", text, Fields())

    assert values(fields) == ["Priya Nair", None, "Cold; Dry, Ltd", "12 Mill Lane, Leeds, LS1 4AB"]
    assert fields.urls[0].value == "https://example.org"


def test_a_bizcard_is_read_by_its_letters() -> None:
    who = "BIZCARD:N:Priya;X:Nair;T:Manager;C:Northern Cold;"
    text = f"{who}A:12 Mill Lane;B:02079460134;M:07700900123;E:p@example.org;;"

    fields = told("mecard", text, Fields())

    assert values(fields) == ["Priya Nair", "Manager", "Northern Cold", "12 Mill Lane"]
    assert [(phone.value, phone.kind) for phone in fields.phones] == [
        ("07700900123", "mobile"),
        ("02079460134", "work"),
    ]


def test_the_code_wins_field_by_field_and_mends_what_was_misread() -> None:
    fields = told("mecard", "MECARD:N:Nair,Priya;EMAIL:priya@example.org;TEL:+442055550134;;")

    assert values(fields)[:2] == ["PRIYA NAIR", "Warehouse Manager"]
    assert fields.name is not None
    assert fields.name.sure
    assert [email.value for email in fields.emails] == ["priya@example.org", "info@example.org"]
    assert [(phone.value, phone.kind, phone.sure) for phone in fields.phones] == [
        ("+442055550134", "work", True)
    ]


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("https://example.org/", ["www.example.org"]),
        ("https://example.org/priya", ["https://example.org/priya", "www.example.org"]),
    ],
)
def test_an_address_in_a_code_is_one_of_the_card_once(text: str, urls: list[str]) -> None:
    assert [url.value for url in told("url", text).urls] == urls


def test_of_two_people_the_code_speaks_of_the_one_it_names() -> None:
    jan = Fields(name=Field("Jan Novak", 0.9, sure=True))

    first, second = onto([PRINTED, jan], QR("mecard", "MECARD:N:Novak,Jan;TEL:07700900123;;"), "GB")

    assert first == PRINTED
    assert [phone.value for phone in second.phones] == ["07700900123"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("vcard", "BEGIN:VCARD"), ("vcard", "nothing"), ("vcard", "BEGIN:VCARD\nTEL\nFN\n;;:;;\n\x00\x01:"),
        ("vcard", "BEGIN:VCARD\nEND:VCARD"), ("mecard", "MECARD:"), ("mecard", "MECARD"),
        ("mecard", f"MECARD:N:{'x' * 5000};;"), ("text", "020 5555 0134"),
    ],
)  # fmt: skip
def test_a_damaged_code_changes_nothing(kind: str, text: str) -> None:
    assert told(kind, text) == PRINTED
