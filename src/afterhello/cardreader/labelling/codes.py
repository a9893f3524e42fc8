"""What a code on the card says of the person: a vCard, MECARD or BIZCARD wins over the print, field by field.

What a code says was not misread. But it may be older than the print or say less, so a field that
it leaves out stays as printed, and so do numbers and addresses that it does not know.

Source: MECARD by NTT Docomo, BIZCARD as zxing's "Barcode Contents" describes both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from afterhello.cardreader.labelling import phones
from afterhello.cardreader.shapes import QR, Field, Fields, Phone, PhoneKind
from afterhello.errors import Unreadable
from afterhello.vcard import Property, VCard, parse

CERTAIN = 0.99
ALIKE = 75
"""Likeness, 0 … 100, from which a printed address is the code's one, misread."""
LONGEST = 300
"""Letters of a value; what is longer is no name and no address."""

_KINDS: tuple[tuple[str, PhoneKind], ...] = (
    ("fax", "fax"), ("cell", "mobile"), ("mobile", "mobile"), ("home", "home"), ("work", "work")
)  # fmt: skip
_BIZCARD: tuple[tuple[str, PhoneKind | None], ...] = (("M", "mobile"), ("B", "work"), ("F", "fax"))


@dataclass
class Said:
    """What a code says, plain."""

    name: str = ""
    title: str = ""
    organisation: str = ""
    address: str = ""
    phones: list[tuple[str, PhoneKind | None]] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    social: list[str] = field(default_factory=list)


def onto(people: Sequence[Fields], qr: QR | None, country: str | None) -> tuple[Fields, ...]:
    """The fields of each person on a card, with what its code says.

    Of several people the code speaks of the one whose name or mailbox it has; of none of them if
    it has nobody's.
    """
    said = None if qr is None else _said(qr)
    if said is None:
        return tuple(people)
    if len(people) == 1 or not (said.name or said.emails):
        return tuple(_with(one, said, country) for one in people)
    return tuple(_with(one, said, country) if _is_of(one, said) else one for one in people)


def _said(qr: QR) -> Said | None:
    readers: dict[str, Callable[[str], Said | None]] = {"vcard": _vcard, "mecard": _mecard, "url": _url}
    reader = readers.get(qr.kind)
    return reader(qr.text) if reader else None


def _is_of(person: Fields, said: Said) -> bool:
    mine = {one.value.lower() for one in person.emails}
    if mine & {email.lower() for email in said.emails}:
        return True
    return (
        person.name is not None
        and fuzz.token_sort_ratio(person.name.value.lower(), said.name.lower()) > ALIKE
    )


# ── how each kind of code writes it ──


def _vcard(text: str) -> Said | None:
    if "\n" not in text and "\r" not in text:
        text = text.replace("\\n", "\n")  # made by hand, with the two letters in place of a break
    try:
        card = parse(text.encode("utf-8", "replace"))[0]
    except (Unreadable, ValueError):
        return None
    return Said(
        name=_clean(card.text("FN")) or _full_name(card),
        title=_clean(card.text("TITLE")) or _clean(card.text("ROLE")),
        organisation=next((part for part in map(_clean, card.components("ORG")) if part), ""),
        address=_address(card.preferred("ADR")),
        phones=[(_number(line.text), _kind(line, card)) for line in card.all("TEL")],
        emails=[_clean(re.sub(r"^mailto:", "", email, flags=re.IGNORECASE)) for email in card.texts("EMAIL")],
        urls=[_clean(url) for url in card.texts("URL")],
        social=[_clean(one) for name in ("X-SOCIALPROFILE", "SOCIALPROFILE") for one in card.texts(name)],
    )


def _full_name(card: VCard) -> str:
    family, given, middle, before, after = (*map(_clean, card.components("N")), "", "", "", "", "")[:5]
    return " ".join(part for part in (before, given, middle, family, after) if part)


def _address(line: Property | None) -> str:
    parts = () if line is None else (" ".join(filter(None, map(_clean, part))) for part in line.lists)
    return ", ".join(part for part in parts if part)


def _kind(line: Property, card: VCard) -> PhoneKind | None:
    told = {*line.types, *card.label(line).lower().split()}
    return next((kind for word, kind in _KINDS if word in told), None)


def _mecard(text: str) -> Said | None:
    head, _, body = text.strip().partition(":")
    told: dict[str, list[str]] = {}
    for item in re.split(r"(?<!\\);", body):
        key, colon, value = item.partition(":")
        if colon and value.strip():
            told.setdefault(key.strip().upper(), []).append(value)
    first = {key: _unescaped(values[0]) for key, values in told.items()}
    every = {key: [_unescaped(value) for value in values] for key, values in told.items()}
    if head.upper() == "BIZCARD":
        return Said(
            name=" ".join(part for part in (first.get("N", ""), first.get("X", "")) if part),
            title=first.get("T", ""),
            organisation=first.get("C", ""),
            address=first.get("A", ""),
            phones=[(value, kind) for key, kind in _BIZCARD for value in every.get(key, ())],
            emails=every.get("E", []),
        )
    family_first = [_unescaped(part) for part in re.split(r"(?<!\\),", told.get("N", [""])[0])]
    address = [_unescaped(part) for part in re.split(r"(?<!\\),", told.get("ADR", [""])[0])]
    return Said(
        name=" ".join(part for part in (*family_first[1:], family_first[0]) if part),
        title=first.get("TITLE", ""),
        organisation=first.get("ORG", ""),
        address=", ".join(part for part in address if part),
        phones=[(_number(value), None) for value in every.get("TEL", ())],
        emails=every.get("EMAIL", []),
        urls=every.get("URL", []),
    )


def _url(text: str) -> Said:
    return Said(urls=[_clean(text)])


def _unescaped(value: str) -> str:
    return _clean(re.sub(r"\\(.)", r"\1", value))


def _number(value: str) -> str:
    """A number without what the address form `tel:` adds."""
    return _clean(re.sub(r"^tel:|;(?!ext=).*$|;ext=.*$", "", value, flags=re.IGNORECASE))


def _clean(value: str) -> str:
    """One line without control characters; empty if it is longer than any value may be."""
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in value).split())
    return text if len(text) <= LONGEST else ""


# ── print and code together ──


def _with(printed: Fields, said: Said, country: str | None) -> Fields:
    numbers = [Phone(value, CERTAIN, sure=True, kind=kind, e164=phones.e164(value, country))
               for value, kind in said.phones if value]  # fmt: skip
    return replace(
        printed,
        name=_either(said.name, printed.name),
        title=_either(said.title, printed.title),
        organisation=_either(said.organisation, printed.organisation),
        phones=_joined_phones(numbers, printed.phones),
        emails=_joined(said.emails, printed.emails, _same_mailbox),
        urls=_joined(said.urls, printed.urls, _same_page),
        address=_either(said.address, printed.address),
        social=_joined(said.social, printed.social, _same_page),
    )


def _either(said: str, printed: Field | None) -> Field | None:
    """The code's value, spelt as printed where they differ in capitals, spaces or order alone."""
    if not said:
        return printed
    as_printed = printed is not None and _folded(printed.value) == _folded(said)
    return Field(printed.value if printed is not None and as_printed else said, CERTAIN, sure=True)


def _folded(value: str) -> str:
    return "".join(sorted(letter for letter in value.casefold() if letter.isalnum()))


def _joined(
    said: Sequence[str], printed: Sequence[Field], same: Callable[[str, str], bool]
) -> tuple[Field, ...]:
    """The code's values, then those only printed."""
    spelt = {_bare(one.value): one.value for one in printed}
    mine = list(dict.fromkeys(spelt.get(_bare(value), value) for value in said if value))
    beside = [one for one in printed if not any(same(value, one.value) for value in mine)]
    return (*(Field(value, CERTAIN, sure=True) for value in mine), *beside)


def _same_mailbox(one: str, other: str) -> bool:
    (mine, _, host), (theirs, _, other_host) = (value.lower().rpartition("@") for value in (one, other))
    return min(fuzz.ratio(mine, theirs), fuzz.ratio(host, other_host)) >= ALIKE


def _same_page(one: str, other: str) -> bool:
    """Whether two addresses of the web are one, with a letter misread at most in ten."""
    return fuzz.ratio(_bare(one), _bare(other)) >= 90


def _bare(address: str) -> str:
    """An address of the web without its scheme, www and last slash; a mailbox in small letters."""
    return re.sub(r"^(https?://)?(www\.)?|/+$", "", address.strip().lower())


def _joined_phones(code: Sequence[Phone], printed: Sequence[Phone]) -> tuple[Phone, ...]:
    """The code's numbers, of the kind printed if it tells none, then those only printed."""
    by_digits = {_digits(phone): phone for phone in printed}
    told = [
        replace(phone, kind=phone.kind or by_digits[_digits(phone)].kind)
        if _digits(phone) in by_digits
        else phone
        for phone in code
    ]
    said = {_digits(phone) for phone in code}
    return (*told, *(phone for phone in printed if _digits(phone) not in said))


def _digits(phone: Phone) -> str:
    return phone.e164 or re.sub(r"\D", "", phone.value)
