"""A reading as the stable JSON of `cards read --json`; docs/reference/cards-read.md explains it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from afterhello.cardreader.shapes import QR, Card, Field, Fields, Line, Phone, Quad, Reading

JSON: TypeAlias = "dict[str, JSON] | list[JSON] | str | int | float | bool | None"


def of_photo(name: str, reading: Reading, seconds: float) -> dict[str, JSON]:
    """One photo that was read: `name` as given, `seconds` of wall time."""
    cards: list[JSON] = [of_card(card) for card in reading.cards]
    return {
        "photo": name,
        "width": reading.width,
        "height": reading.height,
        "seconds": round(seconds, 3),
        "error": None,
        "cards": cards,
    }


def of_failure(name: str, sentence: str, seconds: float) -> dict[str, JSON]:
    """One photo that could not be read, and why."""
    return {
        "photo": name,
        "width": None,
        "height": None,
        "seconds": round(seconds, 3),
        "error": sentence,
        "cards": [],
    }


def of_card(card: Card) -> dict[str, JSON]:
    """One card; `upright_jpeg` is left out, it can be cut from the photo along `quad`."""
    lines: list[JSON] = [_line(line) for line in card.lines]
    unread: list[JSON] = [{"script": one.script, "lines": one.lines} for one in card.unread]
    return {
        "quad": _quad(card.quad),
        "fields": of_fields(card.fields),
        "qr": _qr(card.qr),
        "lines": lines,
        "unread": unread,
    }


def of_fields(fields: Fields) -> dict[str, JSON]:
    """What the card says of one person; absent values are null or []."""
    phones: list[JSON] = [_phone(phone) for phone in fields.phones]
    return {
        "name": _field(fields.name),
        "title": _field(fields.title),
        "organisation": _field(fields.organisation),
        "phones": phones,
        "emails": _fields(fields.emails),
        "urls": _fields(fields.urls),
        "address": _field(fields.address),
        "social": _fields(fields.social),
    }


def _field(field: Field | None) -> dict[str, JSON] | None:
    if field is None:
        return None
    return {
        "value": field.value,
        "confidence": round(field.confidence, 3),
        "sure": field.sure,
        "quad": None if field.quad is None else _quad(field.quad),
    }


def _fields(fields: Iterable[Field]) -> list[JSON]:
    return [_field(field) for field in fields]


def _phone(phone: Phone) -> dict[str, JSON]:
    return {**(_field(phone) or {}), "kind": phone.kind, "e164": phone.e164}


def _qr(code: QR | None) -> dict[str, JSON] | None:
    return None if code is None else {"kind": code.kind, "text": code.text}


def _line(line: Line) -> dict[str, JSON]:
    return {
        "text": line.text,
        "confidence": round(line.confidence, 3),
        "quad": _quad(line.quad),
    }


def _quad(quad: Quad) -> list[JSON]:
    return [[round(x, 1), round(y, 1)] for x, y in quad]
