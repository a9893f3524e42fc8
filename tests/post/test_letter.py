"""What a letter looks like on the wire."""

from __future__ import annotations

import re
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterhello.errors import RuleBroken
from afterhello.post.letter import WIDTH, address, flowed, header, written

AT = datetime(2026, 12, 1, 14, 2, tzinfo=ZoneInfo("Europe/London"))


def a_letter(subject: str = "Hello", body: str = "Hello Grace", name: str = "Ada Lovell") -> bytes:
    mail = written(
        sender=(name, "ada@example.org"),
        to="grace@example.org",
        subject=subject,
        body=body,
        message_id="<1@example.org>",
        at=AT,
    )
    return mail.as_bytes()


def unflowed(text: str) -> str:
    """What a reader's program makes of it (RFC 3676, section 4.1)."""
    out = ""
    for line in text.removesuffix("\n").split("\n"):
        line = line.removeprefix(" ")  # noqa: PLW2901 -- the space that was put before it
        out += line if line.endswith(" ") else f"{line}\n"
    return out.removesuffix("\n")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.sampled_from(" \n>")))
def test_a_flowed_text_is_read_as_it_was_written(text: str) -> None:
    meant = "\n".join(line.rstrip(" ") for line in text.rstrip().split("\n"))

    assert unflowed(flowed(text)) == meant


@given(st.lists(st.text("abcé", min_size=1, max_size=30), max_size=60))
def test_lines_are_short(words: list[str]) -> None:
    assert all(len(line.rstrip(" ")) <= WIDTH for line in flowed(" ".join(words)).split("\n"))


def test_it_has_the_headers_of_a_letter() -> None:
    lines = a_letter(subject="Grüße aus Leeds").decode("ascii").split("\r\n")

    assert "From: Ada Lovell <ada@example.org>" in lines
    assert "To: grace@example.org" in lines
    assert "Date: Tue, 01 Dec 2026 14:02:00 +0000" in lines
    assert "Message-ID: <1@example.org>" in lines
    assert message_from_bytes(a_letter("Grüße aus Leeds"), policy=default)["Subject"] == ("Grüße aus Leeds")


@pytest.mark.parametrize(
    "text", ["Plain.", "Grüße, 你好, здравствуйте", "From here\n.\n..two dots\n> a quote", "x" * 3000]
)
def test_the_text_arrives_whole_in_seven_bits(text: str) -> None:
    raw = a_letter(body=text)

    raw.decode("ascii")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    part = message_from_bytes(raw, policy=default)
    assert part.get_content_type() == "text/plain"
    assert part["Content-Type"].params["format"] == "flowed"
    assert unflowed(part.get_content().replace("\r\n", "\n")) == text


@given(st.text(max_size=150))
def test_no_subject_adds_a_header(subject: str) -> None:
    try:
        raw = a_letter(subject=subject)
    except RuleBroken:
        return
    names = [line.partition(b":")[0] for line in re.split(rb"\r\n(?![ \t])", raw.split(b"\r\n\r\n")[0])]
    assert sorted(names) == [
        b"Content-Transfer-Encoding",
        b"Content-Type",
        b"Date",
        b"From",
        b"MIME-Version",
        b"Message-ID",
        b"Subject",
        b"To",
    ]


@pytest.mark.parametrize(
    "text", ["Hello\nBcc: all@example.org", "Hello\r\n\r\nbody", "a\u2028b", "a\x00b", "a\x7fb"]
)
def test_a_subject_of_several_lines_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken, match="one line without hidden characters"):
        header(text)
    with pytest.raises(RuleBroken):
        a_letter(name=text)


@pytest.mark.parametrize(
    "text",
    [
        "grace",
        "grace@example.org\nBcc: all@example.org",
        "grace@example.org, all@example.org",
        "Grace <grace@example.org>",
        "grâce@example.org",
        "",
    ],
)
def test_what_is_no_address_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(RuleBroken, match=r"is not a mail address \(.+\)\. Nothing was sent"):
        address(text)


def test_a_domain_beyond_ascii_goes_out_as_servers_know_it() -> None:
    assert address("grace@bücher.example.org") == "grace@xn--bcher-kva.example.org"
