"""What a photo of cards becomes: the nouns that the parts of the reader hand to one another.

    photo → Found (a quadrilateral on the photo) → upright image → Lines → Fields

Every coordinate is in pixels of the full-size photo after its EXIF turn, origin
top left, x to the right, y down, unless a name says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
"""Four corners, clockwise from the top left of what is inside (a card, a line) as one reads it."""

PhoneKind = Literal["mobile", "work", "home", "fax"]
QRKind = Literal["vcard", "mecard", "url", "text"]


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of text.

    `confidence` is the engine's own, 0 … 1, and not comparable between engines. `letters` is the
    same of every character of the text, spaces too; empty where an engine does not tell.
    """

    text: str
    confidence: float
    quad: Quad
    letters: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled value, as printed.

    `confidence`, 0 … 1, is our belief that the value is right and rightly labelled;
    `sure` says that the program would not ask a person to check it.
    `quad` is where it was read: the piece of its line, or the box around its lines.
    None for what a QR code says. Labelling gives it in px of the upright card.
    """

    value: str
    confidence: float
    sure: bool
    quad: Quad | None = None


@dataclass(frozen=True, slots=True)
class Phone(Field):
    """A telephone number: `value` as printed, `e164` such as +442055550134 where it is a valid number."""

    kind: PhoneKind | None = None
    e164: str | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """What a card says of one person; absent ones are None or empty."""

    name: Field | None = None
    title: Field | None = None
    organisation: Field | None = None
    phones: tuple[Phone, ...] = ()
    emails: tuple[Field, ...] = ()
    urls: tuple[Field, ...] = ()
    address: Field | None = None
    social: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class QR:
    """A code on the card and the text in it."""

    kind: QRKind
    text: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Printed lines that could not be read because of their script: its English name (Cyrillic,
    Arabic …), None where it is not known, and how many lines there are.
    """

    script: str | None
    lines: int


@dataclass(frozen=True, slots=True)
class Card:
    """One card found on a photo. Two people printed on one card are two Cards with one quad.

    `upright_jpeg` is the straightened card, the right way up, as a JPEG. What is `unread` is not in
    `lines`; a card may have no other lines.
    """

    quad: Quad
    fields: Fields
    qr: QR | None
    lines: tuple[Line, ...]
    upright_jpeg: bytes
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one photo: its size in px after the EXIF turn, and the cards in reading order."""

    width: int
    height: int
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reading has come: `done` of `total` cards are read; `found` is the field found last."""

    done: int
    total: int
    found: Literal["name", "title", "organisation", "phone", "email", "url", "address", "social"] | None
