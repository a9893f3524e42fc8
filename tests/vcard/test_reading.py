"""What vCards of every make say, and that nothing of it is lost."""

from __future__ import annotations

import time

import pytest

from afterhello.errors import Unreadable
from afterhello.vcard import Property, parse


def card(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""]).encode()


def test_lines_keep_their_order_group_parameters_and_raw_value() -> None:
    (ada,) = parse(card("FN:Ada Winter", "item1.TEL;type=CELL;type=pref:020 5555 0134"))

    assert ada.version == "3.0"
    assert ada.properties == [
        Property(None, "FN", (), "Ada Winter"),
        Property("item1", "TEL", (("type", ("CELL",)), ("type", ("pref",))), "020 5555 0134"),
    ]


def test_names_and_parameters_are_found_in_any_case() -> None:
    (ada,) = parse(card("tel;Type=Work,VOICE:020 5555 0134"))

    assert ada.text("TEL") == "020 5555 0134"
    assert ada.all("Tel")[0].types == {"work", "voice"}


def test_escaped_text_is_read_as_it_was_meant() -> None:
    (ada,) = parse(card(r"NOTE:a\, b\; c\\d\ne"))

    assert ada.text("NOTE") == "a, b; c\\d\ne"


def test_a_component_that_is_a_list_can_be_taken_apart() -> None:
    (ada,) = parse(card("N:Winter;Ada;Marie,Lou;Dr.;"))

    assert ada.components("N") == ("Winter", "Ada", "Marie,Lou", "Dr.", "")
    line = ada.first("N")
    assert line is not None
    assert line.lists[2] == ("Marie", "Lou")


def test_a_line_folded_inside_a_character_is_whole_again() -> None:
    data = card("FN:Zoë Winter").replace("ë".encode(), b"\xc3\r\n \xab")

    assert parse(data)[0].text("FN") == "Zoë Winter"


@pytest.mark.parametrize("newline", [b"\n", b"\r", b"\r\r\n"])
def test_any_kind_of_newline_ends_a_line(newline: bytes) -> None:
    assert parse(card("FN:Ada", "TITLE:Baker").replace(b"\r\n", newline))[0].text("TITLE") == "Baker"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_charsets_that_exports_use_are_understood(charset: str) -> None:
    text = card("FN:Zoë Müller").decode()

    assert parse(text.encode(charset))[0].text("FN") == "Zoë Müller"


def test_a_file_that_mixes_charsets_is_read_line_by_line() -> None:
    data = card("FN:Zoë", "TITLE:X").replace(b"TITLE:X", "TITLE:Bäckerin".encode("cp1252"))

    (zoe,) = parse(data)

    assert (zoe.text("FN"), zoe.text("TITLE")) == ("Zoë", "Bäckerin")


def test_a_declared_charset_is_believed_where_the_line_is_not_utf_8() -> None:
    data = card("FN:X").replace(b"FN:X", b"FN;CHARSET=Shift_JIS:" + "山田".encode("shift_jis"))

    assert parse(data)[0].text("FN") == "山田"


def test_a_charset_that_would_unpack_something_is_not_obeyed() -> None:
    assert parse(card("FN;CHARSET=zlib;ENCODING=QUOTED-PRINTABLE:x=9C"))[0].text("FN") == "xœ"


def test_types_without_a_name_are_types_as_in_2_1() -> None:
    (ada,) = parse(card("TEL;WORK;VOICE:020 5555 0134", "PHOTO;BASE64:AAEC"))

    assert ada.all("TEL")[0].types == {"work", "voice"}
    assert ada.all("PHOTO")[0].binary == b"\x00\x01\x02"


def test_quoted_printable_with_soft_line_breaks_is_decoded() -> None:
    data = card("NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:caf=C3=A9=0D=0A=", "corner", "TITLE:x")

    (ada,) = parse(data)

    assert ada.text("NOTE") == "café\ncorner"
    assert ada.text("TITLE") == "x"


def test_base64_on_lines_without_the_space_of_a_fold_belongs_together() -> None:
    (ada,) = parse(card("PHOTO;ENCODING=BASE64;TYPE=JPEG:", "AAEC", "AwQF", "FN:Ada"))

    assert ada.all("PHOTO")[0].binary == bytes(range(6))
    assert ada.all("PHOTO")[0].media_type == "image/jpeg"


def test_the_card_of_an_agent_stays_inside_its_line() -> None:
    (ada,) = parse(card("AGENT:", "BEGIN:VCARD", "FN:Tom", "END:VCARD", "FN:Ada"))

    assert ada.texts("FN") == ["Ada"]
    assert "FN:Tom" in ada.text("AGENT")


def test_an_agent_that_begins_on_its_own_line_is_one_too() -> None:
    (ada,) = parse(card("AGENT:BEGIN:VCARD", "FN:Tom", "END:VCARD", "FN:Ada"))

    assert ada.texts("FN") == ["Ada"]


def test_what_is_no_property_stays_in_its_place() -> None:
    data = card("FN:Ada", "View;CA;94040;USA", "X-GOOGLE TALK:ada", "TITLE:Baker")

    (ada,) = parse(data)

    assert ada.serialize(None) == data


def test_a_colon_inside_a_quoted_parameter_does_not_end_the_head() -> None:
    (ada,) = parse(card('ADR;LABEL="1 Mill Lane: rear";TYPE=work:;;1 Mill Lane;Leeds;;;'))

    assert ada.all("ADR")[0].param("label") == ("1 Mill Lane: rear",)
    assert ada.components("ADR")[3] == "Leeds"


def test_carets_in_parameters_are_decoded() -> None:
    (ada,) = parse(card("ADR;LABEL=Mill Lane^nLeeds ^'North^':;;;;;;"))

    assert ada.all("ADR")[0].param("LABEL") == ('Mill Lane\nLeeds "North"',)


def test_a_card_whose_end_is_missing_counts() -> None:
    data = b"BEGIN:VCARD\nVERSION:4.0\nFN:Ada\nBEGIN:VCARD\nVERSION:3.0\nFN:Grace\n"

    assert [(one.version, one.text("FN")) for one in parse(data)] == [
        ("4.0", "Ada"),
        ("3.0", "Grace"),
    ]


def test_the_label_of_a_group_is_found() -> None:
    (ada,) = parse(card("item1.URL:https://example.org", "item1.X-ABLabel:_$!<HomePage>!$_"))

    assert ada.label(ada.all("URL")[0]) == "HomePage"


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff\xe0 a photo", b"Name,Phone\nAda,1\n", b"\0\0\0"])
def test_a_file_without_a_card_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"Nothing was changed\. Export the contacts again"):
        parse(data)


def test_a_photo_of_megabytes_on_many_lines_is_read_at_once() -> None:
    lines = ["AAEC" * 18] * 60_000

    started = time.perf_counter()
    (ada,) = parse(card("PHOTO;ENCODING=BASE64:", *lines, "NOTE;QUOTED-PRINTABLE:=", *(["a="] * 60_000)))

    assert len(ada.all("PHOTO")[0].value) == 72 * 60_000
    assert time.perf_counter() - started < 5
