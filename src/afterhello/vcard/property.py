"""One line of a vCard."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from dataclasses import dataclass, replace
from urllib.parse import unquote_to_bytes

from afterhello.vcard.charsets import decoded
from afterhello.vcard.escaping import decode_parameter, escape, split, unescape

Params = tuple[tuple[str, tuple[str, ...]], ...]
"""Parameters in their order: name as written, values without quotes, carets still encoded."""

_DATA = re.compile(
    r"data:(?P<media>[^;,]*)(?:;[^,]*?)??(?P<b64>;base64)?,(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_LOOSE_EQUALS = re.compile(r"=(?![0-9A-Fa-f]{2})")

Structured = tuple[str | tuple[str, ...] | list[str], ...] | list[str | tuple[str, ...] | list[str]]


def structured(components: Structured) -> str:
    """The raw value of components; a component may itself be a list.

    >>> structured(("Winter", "Ada", ("Marie", "Lou"), "", ""))
    'Winter;Ada;Marie,Lou;;'
    """
    return ";".join(
        escape(part) if isinstance(part, str) else ",".join(map(escape, part)) for part in components
    )


@dataclass(frozen=True, slots=True)
class Property:
    """One line: `group.NAME;PARAM=x:value`.

    `value` is raw: unfolded, still escaped or encoded. A line that is no property
    at all has the empty name and is its own value, so that it can be written again.
    """

    group: str | None
    name: str
    params: Params
    value: str

    def is_called(self, name: str) -> bool:
        """Whether its name is `name`, in any case."""
        return self.name.upper() == name.upper()

    def param(self, name: str) -> tuple[str, ...]:
        """Every value of every parameter of that name, decoded; empty when there is none."""
        wanted = name.upper()
        return tuple(
            decode_parameter(value)
            for key, values in self.params
            if key.upper() == wanted
            for value in values
        )

    @property
    def types(self) -> frozenset[str]:
        """Its TYPEs in lower case; `TYPE="work,voice"`, which many write, counts as two."""
        return frozenset(part.strip().lower() for value in self.param("TYPE") for part in value.split(","))

    @property
    def preference(self) -> int:
        """1 (most preferred) … 100; 101 when nothing is said of it."""
        for value in self.param("PREF"):
            if value.isascii() and value.isdigit():
                return max(1, min(int(value[:4]), 100))
        return 1 if "pref" in self.types or self.param("PREF") else 101

    @property
    def encoding(self) -> str:
        """`base64`, `quoted-printable` or empty."""
        found = {value.lower() for value in self.param("ENCODING")}
        if found & {"b", "base64"}:
            return "base64"
        return "quoted-printable" if "quoted-printable" in found else ""

    @property
    def plain(self) -> str:
        """The value with quoted-printable undone, still escaped."""
        if self.encoding != "quoted-printable":
            return self.value
        ascii_bytes = _LOOSE_EQUALS.sub("", self.value).encode("utf-8")
        return decoded(quopri.decodestring(ascii_bytes), self.param("CHARSET"))

    @property
    def text(self) -> str:
        """The value as text."""
        return unescape(self.plain).replace("\r\n", "\n")

    @property
    def texts(self) -> tuple[str, ...]:
        """The value as a list of texts, such as the words of CATEGORIES."""
        return tuple(unescape(part) for part in split(self.plain, ","))

    @property
    def components(self) -> tuple[str, ...]:
        """The parts of a structured value (N, ADR, ORG), as texts.

        A part that is itself a list keeps its commas; `lists` takes it apart.
        """
        return tuple(unescape(part) for part in split(self.plain, ";"))

    @property
    def lists(self) -> tuple[tuple[str, ...], ...]:
        """The parts of a structured value, each as the list of its texts."""
        return tuple(tuple(unescape(item) for item in split(part, ",")) for part in split(self.plain, ";"))

    @property
    def binary(self) -> bytes | None:
        """The bytes inside it (a photo), or None when it holds none or they are damaged."""
        try:
            if self.encoding == "base64":
                return base64.b64decode(self.value.encode("ascii"), validate=False) or None
            found = _DATA.fullmatch(unescape(self.value))
            if found is None:
                return None
            rest = found["rest"]
            return base64.b64decode(rest) if found["b64"] else unquote_to_bytes(rest)
        except (binascii.Error, ValueError):
            return None

    @property
    def media_type(self) -> str:
        """Of the bytes inside: `image/jpeg`; empty when nothing is said of it."""
        found = _DATA.fullmatch(self.value) if self.value[:5].lower() == "data:" else None
        if found:
            return found["media"].lower()
        if said := self.param("MEDIATYPE"):
            return said[0].lower()
        family = {"SOUND": "audio", "KEY": "application"}.get(self.name.upper(), "image")
        kinds = sorted(self.types - {"pref", "work", "home", "uri"})
        return "" if not kinds else kinds[0] if "/" in kinds[0] else f"{family}/{kinds[0]}"

    def with_text(self, text: str) -> Property:
        """The same line saying something else."""
        return self._with_value(escape(text))

    def with_components(self, components: Structured) -> Property:
        """The same line with other parts."""
        return self._with_value(structured(components))

    def _with_value(self, value: str) -> Property:
        params = tuple(pair for pair in self.params if pair[0].upper() not in {"ENCODING", "CHARSET"})
        return replace(self, value=value, params=params)
