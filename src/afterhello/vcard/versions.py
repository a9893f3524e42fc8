"""What the versions of vCard write differently, rewritten from one to another.

Only the lines that must change do; every other is handed on as it is.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from dataclasses import replace

from afterhello.vcard.escaping import escape, split, unescape
from afterhello.vcard.property import Params, Property

_BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_COMPONENTS = frozenset({"N", "ADR", "ORG"})
_TEXTS = frozenset({"FN", "NICKNAME", "TITLE", "ROLE", "NOTE", "EMAIL", "TEL", "LABEL", "MAILER"})


def converted(properties: Iterable[Property], source: str, target: str) -> list[Property]:
    """The lines as version `target` ("3.0" or "4.0") writes them."""
    lines = [_plain(line, source) for line in properties]
    if target == "4.0":
        return list(_with_full_name(_as_4(line) for line in lines))
    return list(_with_name(_as_3(line) for line in lines))


def _without(params: Params, *names: str) -> Params:
    return tuple(pair for pair in params if pair[0].upper() not in names)


def _plain(line: Property, source: str) -> Property:
    """Without what only 2.1 has: quoted-printable, charsets, commas that mean themselves."""
    quoted_printable = line.encoding == "quoted-printable"
    if not quoted_printable and source != "2.1":
        return line
    params = _without(line.params, "CHARSET")
    if quoted_printable:
        params = _without(params, "ENCODING")
    value, name = line.plain, line.name.upper()
    if name in _COMPONENTS:
        value = ";".join(escape(unescape(part)) for part in split(value, ";"))
    elif name in _TEXTS:
        value = escape(unescape(value))
    else:
        value = value.replace("\r\n", "\n").replace("\n", "\\n")
    return replace(line, params=params, value=value)


def _as_4(line: Property) -> Property:
    params = _without(line.params, "CHARSET")
    name = line.name.upper()
    data = line.binary if name in _BINARY and line.encoding == "base64" else None
    if data is not None:
        uri = f"data:{line.media_type};base64,{base64.b64encode(data).decode()}"
        params = _without(params, "ENCODING", "TYPE", "VALUE")
        return replace(line, params=params, value=uri)
    if "pref" in line.types and not line.param("PREF"):
        params = (*_types_without_pref(params), ("PREF", ("1",)))
    return line if params == line.params else replace(line, params=params)


def _flat(values: tuple[str, ...]) -> tuple[str, ...]:
    """TYPEs one by one; many write them as `"work,voice"`."""
    return tuple(part for value in values for part in value.split(","))


def _types_without_pref(params: Params) -> Params:
    kept: list[tuple[str, tuple[str, ...]]] = []
    for name, values in params:
        if name.upper() != "TYPE":
            kept.append((name, values))
        elif types := tuple(it for it in _flat(values) if it.strip().lower() != "pref"):
            kept.append((name, types))
    return tuple(kept)


def _as_3(line: Property) -> Property:
    name = line.name.upper()
    data = line.binary if name in _BINARY and line.encoding == "" else None
    if data is not None:
        kind = line.media_type.rpartition("/")[2].upper()
        params = _without(line.params, "MEDIATYPE", "VALUE", "TYPE")
        params += (("ENCODING", ("b",)), *((("TYPE", (kind,)),) if kind else ()))
        return replace(line, params=params, value=base64.b64encode(data).decode())
    if name == "TEL" and line.value[:4].lower() == "tel:":
        number, *rest = unescape(line.value)[4:].split(";")
        extension = next((part[4:] for part in rest if part.lower().startswith("ext=")), "")
        spoken = f"{number} ext. {extension}" if extension else number
        line = replace(line, params=_without(line.params, "VALUE"), value=escape(spoken))
    return replace(line, params=_preference_as_type(line))


def _preference_as_type(line: Property) -> Params:
    """TYPE="work,voice";PREF=1 as TYPE=work,voice,pref."""
    params: list[tuple[str, tuple[str, ...]]] = []
    for name, values in line.params:
        if name.upper() == "TYPE":
            params.append((name, _flat(values)))
        elif name.upper() == "PREF" and values == ("1",):
            params.append(("TYPE", ("pref",)))
        else:
            params.append((name, values))
    return tuple(params)


def _with_full_name(lines: Iterator[Property]) -> Iterator[Property]:
    """4.0 insists on FN: where there is none, the name in reading order, else the organisation."""
    kept = list(lines)
    if not any(line.is_called("FN") for line in kept):
        yield Property(None, "FN", (), escape(_spoken(kept)))
    yield from kept


def _spoken(lines: list[Property]) -> str:
    for wanted in ("N", "ORG", "NICKNAME", "EMAIL", "TEL"):
        for line in lines:
            if line.is_called(wanted):
                parts = line.components
                if wanted == "N" and len(parts) > 1:
                    parts = (*parts[3:4], parts[1], *parts[2:3], parts[0], *parts[4:5])
                if said := " ".join(part for part in parts if part.strip()):
                    return said
    return ""


def _with_name(lines: Iterator[Property]) -> Iterator[Property]:
    """3.0 insists on N: where there is none, the whole name stands as the given one."""
    kept = list(lines)
    if not any(line.is_called("N") for line in kept):
        full = next((line.text for line in kept if line.is_called("FN")), "")
        yield Property(None, "N", (), f";{escape(full)};;;")
    yield from kept
