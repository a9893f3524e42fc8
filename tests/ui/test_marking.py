"""Quoted words under a honey mark."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from afterhello.ui.marking import pieces
from afterhello.ui.templatetags.ui import marked


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=5))
def test_the_pieces_put_together_are_the_letter(text: str, quoted: list[str]) -> None:
    assert "".join(piece for piece, _ in pieces(text, quoted)) == text


@given(st.text(max_size=100), st.text(min_size=1, max_size=20).filter(str.strip), st.text(max_size=100))
def test_a_quote_that_stands_in_the_letter_is_marked(before: str, quote: str, after: str) -> None:
    assert any(is_quoted for _, is_quoted in pieces(before + quote + after, [quote]))


def test_a_quote_that_begins_a_sentence_is_marked() -> None:
    assert list(pieces("Ugly apples?", ["ugly apples"])) == [("Ugly apples", True), ("?", False)]


def test_the_longer_of_two_quotes_wins() -> None:
    assert ("cold storage near Leeds", True) in pieces(
        "looking for cold storage near Leeds", ["Leeds", "cold storage near Leeds"]
    )


def test_what_people_write_is_never_markup() -> None:
    drawn = marked("<b>I & you</b> climb", ["<b>", "climb"])
    assert drawn == "<mark>&lt;b&gt;</mark>I &amp; you&lt;/b&gt; <mark>climb</mark>"
