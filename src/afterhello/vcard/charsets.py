"""Bytes of unknown make → text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

_KNOWN = re.compile(
    r"utf-?8|us-ascii|iso-?8859-?\d+|latin-?\d|windows-?\d+|cp-?\d+|koi8-[ru]|mac-?\w+|"
    r"shift[_-]?jis|iso-2022-\w+|euc-?\w+|big5\w*|gb\d+|gbk",
    re.IGNORECASE,
)
"""Charsets that we let a file name. Python knows "charsets" that unpack archives, too."""


def as_utf8(data: bytes) -> bytes:
    """A file's bytes without byte order mark and, if they are UTF-16, as UTF-8."""
    if data.startswith(codecs.BOM_UTF8):
        return data[3:]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace").encode("utf-8", "replace")
    if data[1:2] == b"\0":
        return data.decode("utf-16-le", "replace").encode("utf-8", "replace")
    if data[:1] == b"\0":
        return data.decode("utf-16-be", "replace").encode("utf-8", "replace")
    return data


def decoded(data: bytes, declared: Iterable[str] = ()) -> str:
    """Text from bytes: the declared charset if it fits, else UTF-8, else Windows-1252.

    >>> decoded("Zoë".encode("cp1252"))
    'Zoë'
    """
    for charset in (*filter(_KNOWN.fullmatch, declared), "utf-8", "cp1252"):
        try:
            return data.decode(charset)
        except (LookupError, ValueError):
            continue
    return data.decode("latin-1")
