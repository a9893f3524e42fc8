"""`afterhello cards read PHOTO…`: needs no account, no database and no Django."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from afterhello.cardreader import as_json
from afterhello.cardreader.shapes import Card, Field, Progress, Reading, Unread
from afterhello.errors import Unreadable

_COUNTRY_LETTERS = 2


@click.group()
def cards() -> None:
    """Read business cards."""


@cards.command()
@click.argument("photos", nargs=-1, required=True, metavar="PHOTO…", type=click.Path())
@click.option("--json", "wants_json", is_flag=True, help="One JSON object a photo, a line each.")
@click.option(
    "--country",
    metavar="GB",
    callback=lambda _context, _option, value: _country(value),
    help="Where phone numbers without a country code are from, in two letters.",
)
def read(photos: tuple[str, ...], wants_json: bool, country: str | None) -> None:
    """Read the cards on each PHOTO (JPEG, PNG or WebP).

    Ends with 2 if a photo could not be read; the others are read all the same.
    """
    show = _as_json if wants_json else _as_words
    failed = False
    for name in photos:
        result = _result(name, country)
        failed = failed or result.error is not None
        show(result)
    if failed:
        sys.exit(Unreadable.exit_code)


@dataclass(frozen=True, slots=True)
class _Result:
    """What became of one photo: a reading, or the sentence that says why there is none."""

    name: str
    seconds: float
    reading: Reading | None
    error: str | None


def _result(name: str, country: str | None) -> _Result:
    from afterhello.cardreader import read as read_photo  # the name `read` is the command's here

    started = time.perf_counter()
    reading, error = None, None
    try:
        reading = read_photo(_bytes_of(name), country=country, progress=_telling(name))
    except Unreadable as refusal:
        error = refusal.sentence
    return _Result(name, time.perf_counter() - started, reading, error)


def _bytes_of(name: str) -> bytes:
    """What the file holds, or its refusal; a file too large is not read into memory."""
    from afterhello.cardreader.photo import MAX_BYTES

    try:
        with Path(name).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as problem:
        reason = problem.strerror or "it cannot be opened"
        raise Unreadable(f"{name} could not be opened: {reason}. Check the path and try again.") from problem


def _telling(name: str) -> Callable[[Progress], None]:
    def tell(progress: Progress) -> None:
        if progress.total == 0:
            words = "no card found"
        elif progress.done == 0:
            words = f"{_count(progress.total)} found"
        else:
            words = f"read {progress.done} of {progress.total}"
            if progress.found:
                words += f": found {_article(progress.found)}"
        click.echo(f"{name}: {words}", err=True)

    return tell


def _as_json(result: _Result) -> None:
    name, seconds = result.name, result.seconds
    if result.reading is None:
        line = as_json.of_failure(name, result.error or "", seconds)
    else:
        line = as_json.of_photo(name, result.reading, seconds)
    click.echo(json.dumps(line, ensure_ascii=False))


def _as_words(result: _Result) -> None:
    if result.reading is None:
        click.echo(f"{result.name}: {result.error}", err=True)
        return
    click.echo(f"{result.name}: {_count(len(result.reading.cards))}")
    for number, card in enumerate(result.reading.cards, start=1):
        click.echo(f"\n  {number}.")
        for label, value in _rows(card):
            click.echo(f"     {label:<13}{value}")
    click.echo()


def _rows(card: Card) -> Iterator[tuple[str, str]]:
    """Label and value of each field; the printed lines where no field was recognised."""
    fields = card.fields
    rows: list[tuple[str, Field | None]] = [
        ("name", fields.name),
        ("title", fields.title),
        ("organisation", fields.organisation),
        *((phone.kind or "phone", phone) for phone in fields.phones),
        *(("email", email) for email in fields.emails),
        *(("url", url) for url in fields.urls),
        ("address", fields.address),
        *(("social", social) for social in fields.social),
    ]
    known = [(label, field) for label, field in rows if field is not None]
    for label, field in known:
        yield label, field.value if field.sure else f"{field.value}  (please check)"
    if not known:
        yield from (("", line.text) for line in card.lines)
    if card.qr is not None:
        yield "code", " ".join(card.qr.text.split())
    for unread in card.unread:
        yield "unread", _unread(unread)


def _country(value: str | None) -> str | None:
    if value is None:
        return None
    if len(value) != _COUNTRY_LETTERS or not (value.isascii() and value.isalpha()):
        raise click.BadParameter("give a country as two letters, such as GB")
    return value.upper()


def _unread(unread: Unread) -> str:
    lines = "one line" if unread.lines == 1 else f"{unread.lines} lines"
    return f"{lines} in {unread.script or 'a script that this program cannot read yet'}"


def _count(cards_: int) -> str:
    return {0: "no card", 1: "one card"}.get(cards_, f"{cards_} cards")


def _article(kind: str) -> str:
    named = {"phone": "phone number", "email": "email address", "url": "web address"}
    named["social"] = "social profile"
    noun = named.get(kind, kind)
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"
