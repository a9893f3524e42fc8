"""Lines → bytes."""

from __future__ import annotations

from collections.abc import Iterable

from afterhello.vcard.escaping import clean
from afterhello.vcard.property import Property

LINE_OCTETS = 75
"""Longest line without its CRLF. Source: RFC 6350, section 3.2."""


def written(version: str, properties: Iterable[Property]) -> bytes:
    """The whole card, CRLF after every line.

    Lines of 2.1 stay unfolded: there the space of a fold belongs to the value, and
    readers do not agree on it.
    """
    lines = ["BEGIN:VCARD", f"VERSION:{version}", *map(line_of, properties), "END:VCARD"]
    encoded = [line.encode("utf-8", "replace") for line in lines]
    if version != "2.1":
        encoded = [line if len(line) <= LINE_OCTETS else folded(line) for line in encoded]
    return b"\r\n".join(encoded) + b"\r\n"


def line_of(line: Property) -> str:
    """One property as one unfolded line.

    A newline in a raw value is escaped here, whoever put it there: nothing that
    is inside a value can ever begin a line of its own.
    """
    value = line.value
    if "\n" in value or "\r" in value:
        value = clean(value).replace("\n", "\\n")
    if not line.name:
        return value
    group = f"{line.group}." if line.group else ""
    params = "".join(f";{name}={','.join(map(quoted, values))}" for name, values in line.params)
    return f"{group}{line.name}{params}:{value}"


def quoted(value: str) -> str:
    """The value of a parameter, in quotes where its characters need them."""
    if '"' in value or not any(mark in value for mark in ",;:"):
        return value
    return f'"{value}"'


def folded(line: bytes) -> bytes:
    """`line` in pieces of at most 75 octets; no character of UTF-8 is split.

    >>> folded(("é" * 40).encode()).split(b"\\r\\n ")[0].decode()[-1]
    'é'
    """
    pieces, start, room = [], 0, LINE_OCTETS
    while len(line) - start > room:
        end = start + room
        while end > start and line[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(line[start:end])
        start, room = end, LINE_OCTETS - 1
    pieces.append(line[start:])
    return b"\r\n ".join(pieces)
