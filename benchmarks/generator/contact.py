"""The lines that say how to reach somebody, and the code that says it to a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.generator.flow import Shape
from benchmarks.generator.marked import Kind, Marked, joined, said
from benchmarks.generator.numbers import Number
from benchmarks.generator.people import Person
from benchmarks.generator.words import Voice

SEPARATORS = ("  |  ", "   ", "  ·  ", " • ", " / ", "  –  ")


@dataclass(frozen=True, slots=True)
class Way:
    """One line: its label, if it has one, and what it says, apart from each other."""

    label: str
    value: Marked
    icon: Shape | None = None
    whose: int = 0

    def line(self) -> Marked:
        """Label and value on one line."""
        if not self.label:
            return self.value
        return said(self.label.rstrip(), "label", self.whose) + _after(self.label) + self.value


def _after(label: str) -> str:
    return label[len(label.rstrip()) :] or " "


def ways(person: Person, voice: Voice, whose: int = 0) -> tuple[Way, ...]:
    """The lines below the name, in one of the usual orders, labelled or bare."""
    label = _labeller(voice, len(person.phones))
    phones = [_phone(number, label, whose) for number in person.phones]
    web = [Way(label("email"), said(text, "email", whose), "mail", whose) for text in person.emails]
    web += [Way(label("url"), said(text, "url", whose), "globe", whose) for text in person.urls]
    web += [Way("", said(text, "social", whose), "dot", whose) for text in person.social]
    where = [Way("", said(text, "address", whose), None, whose) for text in person.address]
    if where and voice.latin and voice.chance(0.2) and len(", ".join(person.address)) < 52:
        between = voice.rng.choice((", ", ", ", " · ", " | "))
        where = [Way("", joined([way.value for way in where], between), "pin", whose)]
    elif where:
        where[0] = Way("", where[0].value, "pin", whose)
    blocks = voice.rng.choice(
        (
            (phones, web, where),
            (phones, web, where),
            (where, phones, web),
            (web, phones, where),
            (where, web, phones),
        )
    )
    return tuple(way for block in blocks for way in block)


def _phone(number: Number, label: _Labeller, whose: int) -> Way:
    kind: Kind = "fax" if number.kind == "fax" else "phone"
    return Way(label(number.kind), said(number.text, kind, whose), "phone", whose)


class _Labeller:
    """One manner of labels for a whole card: bare, one letter, words, with or without a colon."""

    def __init__(self, voice: Voice, phones: int) -> None:
        self.voice = voice
        self.bare = voice.chance(0.3)
        self.places = {
            kind: voice.rng.randrange(len(voice.labels(kind))) if not voice.chance(0.3) else 0
            for kind in ("work", "mobile", "fax", "email", "url")
        }
        self.mark = voice.rng.choice((" ", " ", ": ", ": ", ". ", " | "))
        self.web = voice.chance(0.55)
        self.phones = phones

    def __call__(self, kind: str) -> str:
        must = kind == "fax" or (kind == "mobile" and self.phones > 1)
        if (self.bare and not must) or (kind in ("email", "url") and not self.web):
            return ""
        text = self.voice.labels(kind)[self.places[kind]]
        mark = self.mark if not text.endswith(".") or self.mark == ": " else " "
        return f"{text}{mark}"


def _labeller(voice: Voice, phones: int) -> _Labeller:
    return _Labeller(voice, phones)


def in_one_line(lines: Sequence[Way], rng: Random, most: int = 62) -> list[Marked]:
    """The ways joined by a separator, as many on a line as fit `most` letters."""
    between = rng.choice(SEPARATORS)
    rows: list[list[Marked]] = [[]]
    for way in lines:
        so_far = sum(len(one.text) + len(between) for one in rows[-1])
        if rows[-1] and so_far + len(way.line().text) > most:
            rows.append([])
        rows[-1].append(way.line())
    return [joined(row, between) for row in rows if row]


def code_text(person: Person, rng: Random) -> str:
    """What a QR code on the card says: a vCard, a MECARD or the web address."""
    called = person.name.only("name")
    phone = person.phones[0].text if person.phones else ""
    email = person.emails[0] if person.emails else ""
    if person.urls and (rng.random() < 0.4 or not called):
        url = person.urls[0]
        return url if url.startswith("http") else f"https://{url}"
    if rng.random() < 0.5:
        whole = f"MECARD:N:{person.family},{person.given};ORG:{person.organisation};"
        return f"{whole}TEL:{phone};EMAIL:{email};;"
    body = f"N:{person.family};{person.given};;;\r\nFN:{called}\r\nORG:{person.organisation}\r\n"
    return f"BEGIN:VCARD\r\nVERSION:3.0\r\n{body}TEL:{phone}\r\nEMAIL:{email}\r\nEND:VCARD\r\n"
