"""Whatever the engine reads, labelling answers, invents nothing, and answers the same again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from afterhello.cardreader.labelling import label
from afterhello.cardreader.shapes import QR, Field, Fields, Line
from cardreader.labelling.printing import HEIGHT, WIDTH, line

SCRAPS = st.sampled_from(
    ("Priya Nair", "Founder & CEO", "Quince Ltd", "priya@example.org", "www.example.org", "E:", "Tel",
     "+44 20 5555 0134", "(", ")", "/", "|", "@", ",", ".", "Dr.", "14 Quince Lane", "LS1 4XX", "-",
     "VAT", "IBAN", "x", "0", "GmbH", "株式会社", "ß", "©", "www", "@example")
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(SCRAPS, max_size=7).map(" ".join),
    st.lists(SCRAPS, max_size=7).map("".join),
)
NUMBERS = st.floats(-50, 1100, allow_nan=False)
LINES = st.lists(st.builds(line, TEXTS, NUMBERS, NUMBERS, st.floats(0, 90), st.floats(0, 1)), max_size=12)
WILD = st.floats(allow_nan=True, allow_infinity=True)
CORNERS = st.tuples(WILD, WILD)


def every(fields: Fields) -> Iterator[Field]:
    for field in (fields.name, fields.title, fields.organisation, fields.address):
        if field is not None:
            yield field
    yield from (*fields.phones, *fields.emails, *fields.urls, *fields.social)


@given(LINES)
@settings(max_examples=150, deadline=None)
def test_every_character_of_a_value_was_printed(lines: list[Line]) -> None:
    printed = Counter("".join(one.text for one in lines))
    # The repairs that labelling/web.py allows, and the comma that joins an address.
    allowed = set(" .,@")

    for fields in label(lines, WIDTH, HEIGHT, "GB", None):
        for field in every(fields):
            beyond = Counter(field.value) - printed
            assert set(beyond) <= allowed


@given(LINES)
@settings(max_examples=100, deadline=None)
def test_beliefs_are_probabilities_and_values_are_not_empty(lines: list[Line]) -> None:
    people = label(lines, WIDTH, HEIGHT, "GB", None)

    assert 1 <= len(people) <= 2
    for fields in people:
        for field in every(fields):
            assert 0 < field.confidence <= 1
            assert field.value.strip() == field.value != ""
        for phone in fields.phones:
            assert phone.e164 is None or re.fullmatch(r"\+[1-9]\d{4,16}", phone.e164)
        for mail in fields.emails:
            assert re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", mail.value)


@given(LINES, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_same_lines_give_the_same_answer_in_any_order(lines: list[Line], rng: object) -> None:
    shuffled = sorted(lines, key=lambda _: rng.random())  # type: ignore[attr-defined]  # a Random

    assert label(shuffled, WIDTH, HEIGHT, "GB", None) == label(lines, WIDTH, HEIGHT, "GB", None)


@given(
    st.lists(st.builds(Line, TEXTS, WILD, st.tuples(CORNERS, CORNERS, CORNERS, CORNERS)), max_size=5),
    WILD,
    WILD,
    st.none() | st.text(max_size=3),
    st.none() | st.builds(QR, st.sampled_from(("vcard", "mecard", "url", "text")), st.text(max_size=80)),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_nothing_that_an_engine_says_makes_it_fail(
    lines: list[Line], width: float, height: float, country: str | None, code: QR | None
) -> None:
    assert label(lines, width, height, country, code)
