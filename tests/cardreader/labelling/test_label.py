"""Cards of invented people, line by line, and what must come of them."""

from __future__ import annotations

import time

import pytest

from afterhello.cardreader.labelling import label
from afterhello.cardreader.shapes import QR, Fields
from cardreader.labelling.printing import HEIGHT, WIDTH, Printed, column, line, read, value, who


def test_a_british_card_is_labelled_wholly() -> None:
    fields = read(
        ("Priya Nair", 44),
        "Warehouse Manager",
        ("Northern Cold Stores Ltd", 30),
        "Tel: 020 5555 0134",
        "M 07700 900123   F 020 7946 0999",
        "Email: priya. nair @northerncoldstores.example.org",
        "www.northerncoldstores.example.org",
        "14 Quince Lane",
        "Leeds LS1 4XX",
    )

    assert who(fields) == ("Priya Nair", "Warehouse Manager", "Northern Cold Stores Ltd")
    assert [(p.value, p.kind, p.e164) for p in fields.phones] == [
        ("020 5555 0134", "work", "+442055550134"),
        ("07700 900123", "mobile", "+447700900123"),
        ("020 7946 0999", "fax", "+442079460999"),
    ]
    assert [mail.value for mail in fields.emails] == ["priya.nair@northerncoldstores.example.org"]
    assert [url.value for url in fields.urls] == ["www.northerncoldstores.example.org"]
    assert value(fields.address) == "14 Quince Lane, Leeds LS1 4XX"


CARDS: tuple[tuple[tuple[Printed, ...], tuple[str | None, str | None, str | None]], ...] = (
    (
        (("MAREBITO DESIGN", 40), ("Haruka Ishida", 28), "Art Director", "haruka@marebito.example.com"),
        ("Haruka Ishida", "Art Director", "MAREBITO DESIGN"),
    ),
    (
        (("Dr. Wilhelmine Aschenbach", 32), "Fachärztin für Radiologie", "Praxis am Mühlteich",
         "Tel. 030 23125 123"),
        ("Dr. Wilhelmine Aschenbach", "Fachärztin für Radiologie", "Praxis am Mühlteich"),
    ),
    (
        (("Chukwuemeka Adebanjo, PhD", 30), "Principal Investigator", "Tidewater Institute",
         "c.adebanjo@tidewater.example.org"),
        ("Chukwuemeka Adebanjo, PhD", "Principal Investigator", "Tidewater Institute"),
    ),
    (
        (("K.V. Subramanyam", 30), "B.E., M.Tech.", "Managing Partner", ("LOTUS BRIDGES PVT. LTD.", 30)),
        ("K.V. Subramanyam", "Managing Partner", "LOTUS BRIDGES PVT. LTD."),
    ),
    (
        (("Étienne de la Roche", 30), "Directeur artistique", ("Atelier du Fondeur SARL", 26)),
        ("Étienne de la Roche", "Directeur artistique", "Atelier du Fondeur SARL"),
    ),
    (
        (("María José Fuentes", 30), "Directora", ("Olivares Sombra S.L.", 26),
         "mjfuentes@olivares.example.com"),
        ("María José Fuentes", "Directora", "Olivares Sombra S.L."),
    ),
    (
        (("OYELARAN", 60), ("PRESS", 30), ("Sinéad O'Donoghue", 28), "Editor-in-Chief",
         "sinead@oyelaran.example.org"),
        ("Sinéad O'Donoghue", "Editor-in-Chief", "OYELARAN PRESS"),
    ),
    (
        (("Nguyễn Thị Hoa", 30), "Co-Founder & CTO", ("Lotus Kite Ltd", 26), "hoa@lotuskite.example.com"),
        ("Nguyễn Thị Hoa", "Co-Founder & CTO", "Lotus Kite Ltd"),
    ),
)  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), CARDS, ids=lambda item: str(item[0])[:24])
def test_names_of_many_cultures_stand_beside_title_and_organisation(
    printed: tuple[Printed, ...], expected: tuple[str | None, str | None, str | None]
) -> None:
    assert who(read(*printed)) == expected


def test_a_slogan_is_no_organisation() -> None:
    fields = read(
        ("We build what lasts", 40),
        ("Marram Coastal Trust", 30),
        "Bring your ideas to life!",
        "hello@marram.example.org",
    )

    assert value(fields.organisation) == "Marram Coastal Trust"
    assert fields.name is None


def test_an_empty_card_is_one_nobody() -> None:
    assert label([], WIDTH, HEIGHT, None, None) == (Fields(),)


def test_a_shop_without_a_person_has_no_name() -> None:
    fields = read(("Saltmarsh Bakery Ltd", 44), "Bread and cakes", "020 5555 0134", country="GB")

    assert fields.name is None
    assert value(fields.organisation) == "Saltmarsh Bakery Ltd"


def test_a_title_over_two_lines_is_one() -> None:
    fields = read(("Rosalind Wren", 36), "Head of Research and", "Development", "r.wren@example.org")

    assert value(fields.title) == "Head of Research and Development"


def test_what_follows_a_title_in_brackets_is_no_part_of_it() -> None:
    assert value(read(("Tom Whitlock", 36), "Regional Manager (South)").title) == "Regional Manager"
    assert value(read(("Tom Whitlock", 36), "Founder (and CEO)").title) == "Founder (and CEO)"


def test_two_people_on_a_card_are_two_with_their_own_ways_to_reach_them() -> None:
    lines = [
        line("Quince & Company Ltd", 300, 30, 40),
        line("Priya Nair", 60, 200, 32),
        line("Founder", 60, 245),
        line("07700 900123", 60, 280),
        line("priya@quince.example.org", 60, 315),
        line("Tom Whitlock", 600, 200, 32),
        line("Warehouse Manager", 600, 245),
        line("07700 900456", 600, 280),
        line("tom@quince.example.org", 600, 315),
        line("14 Quince Lane, Leeds LS1 4XX", 300, 500),
    ]

    one, other = label(lines, WIDTH, HEIGHT, "GB", None)

    assert who(one) == ("Priya Nair", "Founder", "Quince & Company Ltd")
    assert who(other) == ("Tom Whitlock", "Warehouse Manager", "Quince & Company Ltd")
    assert [phone.value for phone in one.phones] == ["07700 900123"]
    assert [phone.value for phone in other.phones] == ["07700 900456"]
    assert [mail.value for mail in one.emails] == ["priya@quince.example.org"]
    assert [mail.value for mail in other.emails] == ["tom@quince.example.org"]
    assert one.address == other.address


def test_only_what_two_witnesses_agree_on_is_sure() -> None:
    told = read(("Priya Nair", 44), "Founder", "priya.nair@example.org").name
    guessed = read(("Blessing Oak", 44), "020 5555 0134").name

    assert told is not None
    assert told.sure
    assert guessed is None or not guessed.sure


def test_a_line_read_badly_is_never_sure() -> None:
    lines = [
        line("Priya Nair", 60, 30, 44, confidence=0.7),
        line("Founder", 60, 100, 24, confidence=0.7),
        line("priya.nair@example.org", 60, 150, 24, confidence=0.7),
    ]

    (fields,) = label(lines, WIDTH, HEIGHT, "GB", None)

    assert not any(field and field.sure for field in (fields.name, fields.title, *fields.emails))


def test_a_code_wins_over_the_print_field_by_field() -> None:
    code = QR(
        "vcard",
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Nair;Priya;;;\r\nFN:Priya Nair\r\n"
        "TEL;TYPE=CELL:07700 900123\r\nEND:VCARD\r\n",
    )
    printed = column(("Pr1ya Na1r", 44), "Warehouse Manager", "Fax: 020 7946 0999")

    (fields,) = label(printed, WIDTH, HEIGHT, "GB", code)

    assert who(fields)[:2] == ("Priya Nair", "Warehouse Manager")
    assert fields.name is not None
    assert fields.name.sure
    assert [(p.e164, p.kind) for p in fields.phones] == [
        ("+447700900123", "mobile"),
        ("+442079460999", "fax"),
    ]


def test_a_mecard_fills_an_unread_card() -> None:
    code = QR("mecard", "MECARD:N:Nair,Priya;TEL:020 5555 0134;EMAIL:priya@example.org;;")

    (fields,) = label([], WIDTH, HEIGHT, "GB", code)

    assert value(fields.name) == "Priya Nair"
    assert [phone.e164 for phone in fields.phones] == ["+442055550134"]
    assert [mail.value for mail in fields.emails] == ["priya@example.org"]


def test_a_card_takes_no_more_than_thirty_milliseconds() -> None:
    lines = [line(f"Line {n}, Quince Lane {n} and 020 5555 01{n:02}", 40, 14 * n, 10) for n in range(40)]
    label(lines, WIDTH, HEIGHT, "GB", None)
    taken = []
    for _ in range(5):
        start = time.process_time()
        label(lines[:20], WIDTH, HEIGHT, "GB", None)
        taken.append(time.process_time() - start)

    assert min(taken) < 0.03


CROWD = (
    ("Priya Nair", 44),
    "Warehouse Manager",
    "M 07700 900123",
    "priya.nair@northerncoldstores.example.org",
    "jan.novak@harbour.example.org",
    "www.northerncoldstores.example.org",
)


def sure_of(fields: Fields) -> list[str]:
    single = (fields.name, fields.title, fields.organisation, fields.address)
    several = (*fields.phones, *fields.emails, *fields.urls, *fields.social)
    return [one.value for one in (*single, *several) if one and one.sure]


def test_nothing_is_sure_on_a_card_with_the_mailboxes_of_three_people() -> None:
    two, three = read(*CROWD), read(*CROWD, "amina.diallo@maple.example.org")

    assert "Priya Nair" in sure_of(two)
    assert sure_of(three) == []
    assert who(three) == who(two)


def test_nothing_is_sure_on_a_card_with_more_lines_than_cards_hold() -> None:
    words = [f"Quince number {number} in syrup" for number in range(30)]

    assert sure_of(read(*CROWD[:4], *words)) == []
