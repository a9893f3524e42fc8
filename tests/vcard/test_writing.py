"""What we write is what the RFCs ask for."""

from __future__ import annotations

import pytest

from afterhello.errors import RuleBroken
from afterhello.vcard import Property, VCard, parse


def test_a_built_card_is_written_as_the_rfc_says() -> None:
    card = VCard.new()
    card.add("FN", "Ada Winter")
    card.add("N", ("Winter", "Ada", ("Marie", "Lou"), "", ""))
    card.add("TEL", "+44 20 5555 0134", type=["work", "voice"], pref="1")
    card.add("NOTE", "one, two; three\nfour")
    card.add("URL", "https://example.org/a,b;c")
    card.add_list("CATEGORIES", ["bakers", "Leeds, UK"])

    assert card.serialize().decode() == "\r\n".join(
        [
            "BEGIN:VCARD",
            "VERSION:4.0",
            "FN:Ada Winter",
            "N:Winter;Ada;Marie,Lou;;",
            "TEL;TYPE=work,voice;PREF=1:+44 20 5555 0134",
            r"NOTE:one\, two\; three\nfour",
            "URL:https://example.org/a,b;c",
            r"CATEGORIES:bakers,Leeds\, UK",
            "END:VCARD",
            "",
        ]
    )


def test_lines_are_folded_at_75_octets_without_splitting_a_character() -> None:
    card = VCard.new()
    card.add("NOTE", "漢é😀x" * 60)

    lines = card.serialize().split(b"\r\n")

    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")


def test_nothing_inside_a_value_can_begin_a_line() -> None:
    card = VCard("4.0", [Property(None, "NOTE", (), "x\r\nEND:VCARD\r\nBEGIN:VCARD")])

    (again,) = parse(card.serialize())

    assert again.text("NOTE") == "x\nEND:VCARD\nBEGIN:VCARD"


@pytest.mark.parametrize("name", ["", "A B", "FN:x", "END", "version", "X\n"])
def test_a_line_cannot_be_given_a_name_that_breaks_the_card(name: str) -> None:
    with pytest.raises(RuleBroken, match="Nothing was changed"):
        VCard.new().add(name, "x")


def test_putting_a_value_keeps_the_place_group_and_parameters_of_its_line() -> None:
    (card,) = parse(b"BEGIN:VCARD\nVERSION:4.0\nitem1.TEL;TYPE=work:1\nFN:Ada\nEND:VCARD\n")

    card.put("TEL", "2")
    card.put("TITLE", "Baker")

    assert card.serialize().split(b"\r\n")[2:5] == [
        b"item1.TEL;TYPE=work:2",
        b"FN:Ada",
        b"TITLE:Baker",
    ]


def test_removing_a_line_takes_its_label_along() -> None:
    (card,) = parse(
        b"BEGIN:VCARD\nVERSION:4.0\nitem1.TEL:1\nitem1.X-ABLabel:boat\nitem2.X-ABLabel:b\nEND:VCARD\n"
    )

    card.remove("TEL")

    assert [line.group for line in card.properties] == ["item2"]


def test_the_preferred_line_is_the_one_its_owner_marked() -> None:
    (card,) = parse(b"BEGIN:VCARD\nVERSION:3.0\nTEL:1\nTEL;TYPE=home,pref:2\nEND:VCARD\n")

    preferred = card.preferred("TEL")

    assert preferred is not None
    assert preferred.value == "2"
    assert card.preferred("EMAIL") is None


def test_a_card_of_2_1_becomes_a_valid_one_of_4_0() -> None:
    data = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\n"
        b"N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;Zo=EB\r\n"
        b"ORG:Mill, The;Bakery\r\nTEL;WORK;PREF:1\r\n"
        b"PHOTO;JPEG;ENCODING=BASE64:AAEC\r\n\r\nEND:VCARD\r\n"
    )

    written = parse(data)[0].serialize("4.0").decode()

    assert written.split("\r\n")[1:-2] == [
        "VERSION:4.0",
        "FN:Zoë Müller",
        "N:Müller;Zoë",
        r"ORG:Mill\, The;Bakery",
        "TEL;TYPE=WORK;PREF=1:1",
        "PHOTO:data:image/jpeg;base64,AAEC",
    ]


def test_a_card_of_4_0_becomes_a_valid_one_of_3_0() -> None:
    card = VCard.new()
    card.add("FN", "Ada Winter")
    card.add("TEL", "tel:+44-20-5555-0134;ext=7", type=["work,voice"], value="uri", pref="1")
    card.add("PHOTO", "data:image/png;base64,AAEC")

    assert card.serialize("3.0").decode().split("\r\n")[1:-2] == [
        "VERSION:3.0",
        "N:;Ada Winter;;;",
        "FN:Ada Winter",
        "TEL;TYPE=work,voice;TYPE=pref:+44-20-5555-0134 ext. 7",
        "PHOTO;ENCODING=b;TYPE=PNG:AAEC",
    ]


def test_a_photo_survives_the_way_to_3_0_and_back() -> None:
    card = VCard.new()
    card.add("PHOTO", "data:image/png;base64,AAEC")

    (there,) = parse(card.serialize("3.0"))
    (back,) = parse(there.serialize("4.0"))

    assert back.all("PHOTO") == card.all("PHOTO")


def test_a_version_that_nobody_reads_is_not_written() -> None:
    with pytest.raises(RuleBroken, match=r"choose 3\.0 or 4\.0"):
        VCard.new().serialize("5.0")
