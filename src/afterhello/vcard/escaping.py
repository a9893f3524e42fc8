"""How text is written inside a line of a vCard, and read back from it."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\([\\nN,;:])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NEWLINE = re.compile(r"\r\n?")
_CARET = re.compile(r"\^([n'^])")
_CARETS = {"n": "\n", "'": '"', "^": "^"}


def clean(text: str) -> str:
    """`text` as a vCard may hold it: \\n for newlines, no control characters or lone surrogates.

    >>> clean("a\\r\\nb\\x00")
    'a\\nb'
    """
    text = _CONTROL.sub("", _NEWLINE.sub("\n", text))
    return text.encode("utf-8", "replace").decode("utf-8")


def escape(text: str) -> str:
    """`text` as a value. Semicolons are escaped too, so that it may stand inside a component.

    Source:
        RFC 6350, section 3.4.

    >>> escape("Leeds, UK")
    'Leeds\\\\, UK'
    """
    text = clean(text).replace("\\", "\\\\").replace("\n", "\\n")
    return text.replace(",", "\\,").replace(";", "\\;")


def unescape(value: str) -> str:
    """The text that a value stands for; a backslash before anything else is a backslash.

    Colons are unescaped too: Apple writes them as `http\\://`, which no RFC asks for.
    """
    if "\\" not in value:
        return value
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def split(value: str, separator: str) -> list[str]:
    """The parts of a value between unescaped separators, each still escaped.

    >>> split("a\\\\;b;c", ";")
    ['a\\\\;b', 'c']
    """
    if "\\" not in value:
        return value.split(separator)
    parts, start, at = [], 0, 0
    while at < len(value):
        if value[at] == "\\":
            at += 1
        elif value[at] == separator:
            parts.append(value[start:at])
            start = at + 1
        at += 1
    parts.append(value[start:])
    return parts


def encode_parameter(text: str) -> str:
    """`text` as the value of a parameter.

    Source:
        RFC 6868: ^n is a newline, ^' a double quote, ^^ a caret.
    """
    text = clean(text).replace("^", "^^").replace("\n", "^n")
    return text.replace('"', "^'")


def decode_parameter(value: str) -> str:
    """The text that the value of a parameter stands for."""
    return _CARET.sub(lambda found: _CARETS[found[1]], value) if "^" in value else value
