"""What a vCard or MECARD in a QR code says of the person, read simply."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterhello.cardreader.labelling import phones
from afterhello.cardreader.shapes import QR, Field, Fields, Phone, PhoneKind

_LINE = re.compile(r"^(?:[\w-]+\.)?(?P<name>[A-Za-z-]+)(?P<params>(?:;[^:]*)?):(?P<value>.*)$")
_CERTAIN = 0.99


def fields(qr: QR | None, country: str | None) -> Fields | None:
    """The fields that the code fills; None for a code that carries no person."""
    if qr is None or qr.kind not in ("vcard", "mecard"):
        return None
    read = _vcard if qr.kind == "vcard" else _mecard
    told: dict[str, list[tuple[str, str]]] = {}
    for name, params, value in read(qr.text):
        if value.strip(" ;"):
            told.setdefault(name, []).append((params, value))
    if not told:
        return None
    return Fields(
        name=_name(told, comma=qr.kind == "mecard"),
        title=_first(told, "TITLE"),
        organisation=_joined(told, "ORG", ", "),
        phones=tuple(_phone(params, value, country) for params, value in told.get("TEL", ())),
        emails=tuple(_field(_plain(value)) for _, value in told.get("EMAIL", ())),
        urls=tuple(_field(_plain(value)) for _, value in told.get("URL", ())),
        address=_joined(told, "ADR", ", "),
        social=tuple(_field(_plain(v)) for _, v in told.get("X-SOCIALPROFILE", ())),
    )


def _vcard(text: str) -> Iterator[tuple[str, str, str]]:
    for line in re.sub(r"\r?\n[ \t]", "", text).splitlines():
        if match := _LINE.match(line.strip()):
            yield match["name"].upper(), match["params"].upper(), match["value"]


def _mecard(text: str) -> Iterator[tuple[str, str, str]]:
    body = re.sub(r"^\s*MECARD:", "", text, flags=re.IGNORECASE)
    for item in re.split(r"(?<!\\);", body):
        name, colon, value = item.partition(":")
        if colon:
            yield name.strip().upper(), "", value


def _pieces(value: str) -> list[str]:
    return [_plain(piece) for piece in re.split(r"(?<!\\);", value) if piece.strip()]


def _plain(value: str) -> str:
    text = re.sub(r"\\[nN]", " ", value)
    return re.sub(r"\s+", " ", re.sub(r"\\(.)", r"\1", text)).strip()


def _field(value: str) -> Field:
    return Field(value, _CERTAIN, sure=True)


def _first(told: dict[str, list[tuple[str, str]]], name: str) -> Field | None:
    values = [_plain(value) for _, value in told.get(name, ())]
    return _field(values[0]) if values and values[0] else None


def _joined(told: dict[str, list[tuple[str, str]]], name: str, glue: str) -> Field | None:
    value = glue.join(_pieces(told[name][0][1])) if name in told else ""
    return _field(value) if value else None


def _name(told: dict[str, list[tuple[str, str]]], *, comma: bool) -> Field | None:
    if formatted := _first(told, "FN"):
        return formatted
    if "N" not in told:
        return None
    value = told["N"][0][1]
    pieces = [_plain(piece) for piece in re.split(r"(?<!\\)," if comma else r"(?<!\\);", value)]
    family, given, middle, before, after = (*pieces, "", "", "", "", "")[:5]
    name = " ".join(word for word in (before, given, middle, family, after) if word)
    return _field(name) if name else None


def _phone(params: str, value: str, country: str | None) -> Phone:
    kinds: tuple[tuple[str, PhoneKind], ...] = (
        ("FAX", "fax"), ("CELL", "mobile"), ("HOME", "home"), ("WORK", "work")
    )  # fmt: skip
    kind = next((kind for word, kind in kinds if word in params), None)
    number = re.sub(r"^tel:", "", _plain(value), flags=re.IGNORECASE)
    return Phone(number, _CERTAIN, sure=True, kind=kind, e164=phones.e164(number, country))
