"""Bytes → cards. Lenient in what it takes, exact in what it keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from afterhello.errors import Unreadable
from afterhello.vcard.card import VCard
from afterhello.vcard.charsets import as_utf8, decoded
from afterhello.vcard.escaping import escape
from afterhello.vcard.property import Params, Property

_BREAK = re.compile(rb"\r*\n|\r")
_FOLD = re.compile(rb"\n[ \t]")
_CHARSET = re.compile(rb"""CHARSET="?([A-Za-z0-9_-]+)""", re.IGNORECASE)
_HEAD = re.compile(r"""(?:([\w-]+)\.)?([\w/-]+)((?:;(?:[^";:]++|"[^"]*+")*+)*+):(.*)""", re.DOTALL)
_HEAD_WITH_LOOSE_QUOTES = re.compile(r"(?:([\w-]+)\.)?([\w/-]+)((?:;[^;:]*+)*+):(.*)", re.DOTALL)
_PARAM = re.compile(r""";((?:[^";]++|"[^"]*+")*+)""")
_LIST_ITEM = re.compile(r"""((?:[^",]++|"[^"]*+")*+)(?:,|$)""")
_ONLY_BASE64 = re.compile(r"[A-Za-z0-9+/= \t]*")
_ENCODINGS = frozenset({"BASE64", "QUOTED-PRINTABLE", "8BIT", "7BIT"})


def parse(data: bytes) -> list[VCard]:
    """Every card in a file, at least one.

    UTF-8 is expected; UTF-16, a byte order mark, Windows-1252 and a declared CHARSET
    are understood, line by line where a file mixes them. Text outside BEGIN … END is
    left out; a card whose END is missing counts.

    Raises:
        Unreadable: there is no card in it.
    """
    cards = list(_cards(_logical_lines(_text(data))))
    if not cards:
        raise Unreadable(
            "There is no vCard in this file: no line in it says BEGIN:VCARD. Nothing was changed. "
            "Export the contacts again as vCard (.vcf) and try that file."
        )
    return cards


def _text(data: bytes) -> str:
    """The unfolded text. Folds are undone on bytes: some writers fold inside a character."""
    data = _FOLD.sub(b"", _BREAK.sub(b"\n", as_utf8(data)))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "\n".join(decoded(line, _declared(line)) for line in data.split(b"\n"))


def _declared(line: bytes) -> list[str]:
    return ["utf-8", *(it.decode() for it in _CHARSET.findall(line.partition(b":")[0]))]


def _logical_lines(text: str) -> Iterator[str]:
    """Lines that say something, each whole.

    Joined are the soft breaks of quoted-printable, and base64 that old writers put
    on the next lines without the space of a fold.
    """
    pieces: list[str] = []
    soft = quoted_printable = base64 = False
    for line in text.split("\n"):
        if (soft and line[:9].upper() != "END:VCARD") or (base64 and _ONLY_BASE64.fullmatch(line)):
            pieces.append(line)
        else:
            if pieces:
                yield "".join(pieces)
            pieces = [line] if line.strip() else []
            head = line.partition(":")[0].upper()
            quoted_printable = "QUOTED-PRINTABLE" in head
            base64 = "BASE64" in head or "ENCODING=B" in head
        soft = bool(pieces) and quoted_printable and line.endswith("=")
        if soft:
            pieces[-1] = line.rstrip("=")
    if pieces:
        yield "".join(pieces)


def _cards(lines: Iterator[str]) -> Iterator[VCard]:
    card: VCard | None = None
    for line in lines:
        mark = line.strip().upper() if len(line) < 40 else ""
        if mark == "BEGIN:VCARD":
            if card is not None and _awaits_a_card(card):
                card.properties.append(_agent(card.properties.pop(), lines))
                continue
            if card is not None:
                yield card
            card = VCard(version="3.0")
        elif card is None:
            continue
        elif mark == "END:VCARD":
            yield card
            card = None
        else:
            _take(card, line, lines)
    if card is not None:
        yield card


def _take(card: VCard, line: str, lines: Iterator[str]) -> None:
    found = _property(line)
    name = found.name.upper()
    if name == "VERSION":
        card.version = found.value.strip() or card.version
    elif name == "AGENT" and found.value.strip().upper() == "BEGIN:VCARD":
        card.properties.append(_agent(found, lines))
    else:
        card.properties.append(found)


def _property(line: str) -> Property:
    """One line taken apart; one that is no property keeps all it says as its value."""
    line = line.lstrip(" \t")
    found, loose = _HEAD.fullmatch(line), False
    if found is None:
        found, loose = _HEAD_WITH_LOOSE_QUOTES.fullmatch(line), True
    if found is None:
        return Property(None, "", (), line)
    group, name, params, value = found.groups()
    return Property(group, name, _params(params, loose) if params else (), value)


def _params(text: str, loose: bool) -> Params:
    """`;TYPE=work;PREF` as pairs. What stands alone, as in 2.1, is an encoding or a type."""
    parts = text.split(";")[1:] if loose or '"' not in text else _PARAM.findall(text)
    return tuple(_param(part, loose) for part in parts if part)


def _param(part: str, loose: bool) -> tuple[str, tuple[str, ...]]:
    name, equals, said = part.partition("=")
    if not equals or '"' in name:
        name, said = ("ENCODING" if part.upper() in _ENCODINGS else "TYPE"), part
    if loose or '"' not in said:
        return name, tuple(said.split(","))
    items = _LIST_ITEM.findall(said)
    if items and not items[-1] and not said.endswith(","):
        items.pop()
    return name, tuple(map(_unquoted, items))


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] == '"' and '"' not in value[1:-1]:
        return value[1:-1]
    return value


def _awaits_a_card(card: VCard) -> bool:
    """2.1 puts the card of an AGENT on the lines below it."""
    last = card.properties[-1] if card.properties else None
    return last is not None and last.is_called("AGENT") and not last.value.strip()


def _agent(line: Property, lines: Iterator[str]) -> Property:
    """The AGENT with the card inside it as one text, which is how 3.0 writes it."""
    inner, depth = ["BEGIN:VCARD"], 1
    for other in lines:
        mark = other.strip().upper()
        depth += mark.endswith("BEGIN:VCARD") - (mark == "END:VCARD")
        inner.append(other)
        if not depth:
            break
    return replace(line, value=escape("\n".join(inner)))
