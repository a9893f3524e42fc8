"""Cards of invented people, line by line, and what must come of them."""

from __future__ import annotations

from afterhello.cardreader.labelling import label
from afterhello.cardreader.shapes import QR, Fields, Line

WIDTH, HEIGHT = 1050.0, 600.0


def card(*printed: tuple[str, int] | str, left: float = 60) -> list[Line]:
    """Lines one under another; a tuple gives the height of its type in px (else 24)."""
    lines: list[Line] = []
    top = 30.0
    for item in printed:
        text, size = (item, 24) if isinstance(item, str) else item
        right, bottom = left + 0.5 * size * len(text), top + size
        lines.append(Line(text, 0.99, ((left, top), (right, top), (right, bottom), (left, bottom))))
        top = bottom + 0.4 * size
    return lines


def read(*printed: tuple[str, int] | str, country: str | None = "GB") -> Fields:
    people = label(card(*printed), WIDTH, HEIGHT, country, None)
    assert len(people) == 1
    return people[0]


def value(field: object) -> str | None:
    return getattr(field, "value", None)


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

    assert value(fields.name) == "Priya Nair"
    assert value(fields.title) == "Warehouse Manager"
    assert value(fields.organisation) == "Northern Cold Stores Ltd"
    assert [(p.value, p.kind, p.e164) for p in fields.phones] == [
        ("020 5555 0134", "work", "+442055550134"),
        ("07700 900123", "mobile", "+447700900123"),
        ("020 7946 0999", "fax", "+442079460999"),
    ]
    assert [mail.value for mail in fields.emails] == ["priya.nair@northerncoldstores.example.org"]
    assert [url.value for url in fields.urls] == ["www.northerncoldstores.example.org"]
    assert value(fields.address) == "14 Quince Lane, Leeds LS1 4XX"


def test_an_empty_card_is_one_nobody() -> None:
    assert label([], WIDTH, HEIGHT, None, None) == (Fields(),)


def test_a_code_wins_over_the_print_field_by_field() -> None:
    code = QR(
        "vcard",
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Nair;Priya;;;\r\nFN:Priya Nair\r\n"
        "TEL;TYPE=CELL:07700 900123\r\nEND:VCARD\r\n",
    )

    (fields,) = label(
        card(("Pr1ya Na1r", 44), "Warehouse Manager", "Fax: 020 7946 0999"),
        WIDTH,
        HEIGHT,
        "GB",
        code,
    )

    assert value(fields.name) == "Priya Nair"
    assert fields.name is not None
    assert fields.name.sure
    assert value(fields.title) == "Warehouse Manager"
    assert [(p.e164, p.kind) for p in fields.phones] == [
        ("+447700900123", "mobile"),
        ("+442079460999", "fax"),
    ]
