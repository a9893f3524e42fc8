"""What holds for any text, any bytes and any card."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from afterhello.errors import Unreadable
from afterhello.vcard import VCard, parse
from afterhello.vcard.escaping import clean, decode_parameter, encode_parameter, escape, unescape

TEXT = st.text(max_size=300)
JUNK = st.text(alphabet='aT=;:,"\\^. \t\nB', max_size=40) | st.sampled_from(
    ["PHOTO;BASE64:", "X;B:", "N;QUOTED-PRINTABLE:a=", "AAEC", "AGENT:", "BEGIN:VCARD", " "]
)


@given(TEXT)
def test_any_text_comes_back_as_it_was_meant(text: str) -> None:
    assert unescape(escape(text)) == clean(text)
    assert decode_parameter(encode_parameter(text)) == clean(text)


@given(text=TEXT, label=TEXT, parts=st.lists(TEXT, min_size=1, max_size=7))
def test_a_card_of_any_texts_survives_its_file(text: str, label: str, parts: list[str]) -> None:
    card = VCard.new()
    card.add("NOTE", text)
    card.add("ADR", tuple(parts), label=label)

    (again,) = parse(card.serialize())

    assert again.text("NOTE") == clean(text)
    assert again.components("ADR") == tuple(map(clean, parts))
    assert again.all("ADR")[0].param("LABEL") == (clean(label),)
    assert again == card


@settings(max_examples=400)
@given(st.lists(JUNK, max_size=6))
def test_whatever_stands_in_a_card_is_written_again_as_it_was_read(junk: list[str]) -> None:
    body = "\n".join(junk)
    cards = parse(f"BEGIN:VCARD\nVERSION:4.0\nFN:Ada\n{body}\nEND:VCARD\n".encode())

    assert [parse(one.serialize(None))[0] for one in cards] == cards
    for one in cards:
        parse(one.serialize("3.0"))


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for whole in (data, b"BEGIN:VCARD\n" + data, b"BEGIN:VCARD\nN;CHARSET=utf-7:" + data):
        try:
            cards = parse(whole)
        except Unreadable:
            continue
        for card in cards:
            for line in card.properties:
                assert isinstance(line.text, str)
                assert line.binary is None or isinstance(line.binary, bytes)
            card.serialize("4.0")
