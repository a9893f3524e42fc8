"""What holds for any line: nothing of it leaves unless it is quoted."""

from __future__ import annotations

import re
import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterhello.notereader import Draft, Question, draft, subject
from afterhello.notereader.language import language_named

TODAY = date(2026, 11, 19)
WORD = re.compile(r"[^\W_]+")
BEGINNINGS = [
    *("looks for", "is looking for", "she's looking for", "struggles with", "struggles to find"),
    *("needs", "loves", "Likes", "is into", "promised", "I promised her", "I'll send", "moving to"),
    *("moves to", "restores", "collects", "wants to", "is planning to", "opened", "met at", "owe"),
    *("asked good questions about", "laughed about", "talked about", "Priya's looking for", "I"),
    *("her sister", "Tom", "doesn't like", "found", "might", "he", "they", "and", "but", "told me"),
]
THINGS = [
    *("cold storage near Leeds", "climbing", "her garden", "his brother", "Lyon in March", "a van"),
    *("Tom's number", "by Friday", "tomorrow", "cancer", "the badges", "my talk", "old radios"),
    *("(secret)", "ada@example.org", "12", "their house", "herself", "to build a shed", "😀", "?"),
]
LINES = st.lists(
    st.sampled_from(BEGINNINGS) | st.sampled_from(THINGS) | st.text(max_size=12), max_size=12
).flatmap(
    lambda words: st.lists(
        st.sampled_from([" ", " ", ", ", ". ", "; ", " and ", "\n", "-", " – ", "? "]),
        min_size=len(words),
        max_size=len(words),
    ).map(lambda gaps: "".join(a + b for a, b in zip(words, gaps, strict=True)))
)


def drafted(said: str, **changes: object) -> Draft | Question:
    given_: dict[str, object] = {
        "greeting": "Priya",
        "met_on": date(2026, 11, 17),
        "today": TODAY,
        "place_or_event": None,
        **changes,
    }
    return draft(said, **given_)  # type: ignore[arg-type]  # (changes are of the right kinds)


def our_words() -> set[str]:
    """Every word that our sentences may use, whatever the line."""
    words = language_named("en").words
    tables = [words[key] for key in ("opening", "neutral", "met", "say", "days", "found")]
    text = repr(tables) + words["greeting"]
    return {word.lower() for word in WORD.findall(text)} | {"priya", "17", "november"}


OURS = our_words()


@settings(max_examples=500)
@given(LINES | st.text())
def test_nothing_but_our_words_and_quotes_is_ever_in_a_draft(said: str) -> None:
    note = drafted(said)
    if isinstance(note, Question):
        return

    between = note.text
    for span in reversed(note.quoted):
        between = between[: span.start] + " " + between[span.end :]

    assert {word.lower() for word in WORD.findall(between)} <= OURS


@settings(max_examples=500)
@given(LINES)
def test_a_quote_is_the_part_of_the_line_that_it_names(said: str) -> None:
    note = drafted(said)
    if isinstance(note, Question):
        return

    yours = {"you", "your", "yours", "yourself", "are", "were", "have", "do", "need", "want"}
    turn = language_named("en").words["turn"]
    forms = yours | {"like", "love", *turn["verbs"].values(), *turn["first"].values()}
    for span in note.quoted:
        quoted = WORD.findall(note.text[span.start : span.end])
        source = set(WORD.findall(said[span.source_start : span.source_end]))
        assert quoted
        assert {word for word in quoted if word not in source} <= forms


@settings(max_examples=500)
@given(LINES | st.text())
def test_what_stands_beside_is_in_order_and_apart_from_the_quotes(said: str) -> None:
    note = drafted(said)
    if isinstance(note, Question):
        return

    at = 0
    for span in note.beside:
        assert at <= span.source_start < span.source_end <= len(said)
        assert (span.start, span.end) == (span.source_start, span.source_end)
        at = span.source_end
    for quote in note.quoted:
        for span in note.beside:
            assert quote.source_end <= span.start or span.end <= quote.source_start
    if not note.quoted:
        assert sum(map(len, WORD.findall(said))) == sum(
            len("".join(WORD.findall(said[span.start : span.end]))) for span in note.beside
        )


@settings(max_examples=200)
@given(LINES, st.text(max_size=30), st.text(max_size=30), st.integers(-20, 900), st.text(max_size=6))
def test_any_setting_gives_a_short_note_and_the_same_one_again(
    said: str, name: str, place: str, days_ago: int, language: str
) -> None:
    setting: dict[str, object] = {
        "greeting": name,
        "place_or_event": place,
        "met_on": TODAY - timedelta(days=days_ago),
        "language": language,
    }
    note = drafted(said, **setting)

    assert note == drafted(said, **setting)
    if isinstance(note, Draft):
        assert len(note.text.split()) <= 60 + len(name.split()) + len(place.split())
        assert "!" not in note.text or "!" in name + place


@given(LINES)
def test_a_subject_is_one_short_line(said: str) -> None:
    proposed = subject(said, met_on=None, today=TODAY)

    assert 0 < len(proposed) <= 48
    assert "\n" not in proposed


@pytest.mark.parametrize(
    "piece",
    ["a", "looks for a van, ", "she's looking for ", "promised her ", "((((", ". ", ",", "her ", "\n"],
)
def test_a_line_of_a_megabyte_is_answered_at_once(piece: str) -> None:
    said = piece * (1_000_000 // len(piece))

    started = time.perf_counter()
    drafted(said)
    subject(said, met_on=None, today=TODAY)

    assert time.perf_counter() - started < 2
