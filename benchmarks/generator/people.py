"""People who do not exist, and what stands on their cards.

Numbers come from ranges that are kept for fiction, so that no telephone rings.

Source:
    GB: Ofcom, numbers for use in TV and radio drama. US: NANPA, 555-0100 to 555-0199.
    DE: Bundesnetzagentur, numbers for films and novels. FR: Arcep, numbers for audiovisual works.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal, TypedDict

import phonenumbers

Locale = Literal["GB", "US", "DE", "FR"]
LOCALES: tuple[Locale, ...] = ("GB", "US", "DE", "FR")

PhoneKind = Literal["mobile", "work", "fax"]
PHONE_SETS: tuple[tuple[PhoneKind, ...], ...] = (
    ("work",),
    ("mobile",),
    ("work", "mobile"),
    ("work", "fax"),
    ("work", "mobile", "fax"),
)


class TruePhone(TypedDict):
    """`value` as printed, without its label."""

    value: str
    kind: PhoneKind
    e164: str | None


class Truth(TypedDict):
    """What is printed, shaped as the fields of `afterhello cards read --json`, values only."""

    name: str | None
    title: str | None
    organisation: str | None
    phones: list[TruePhone]
    emails: list[str]
    urls: list[str]
    address: str | None
    social: list[str]


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number as printed."""

    text: str
    kind: PhoneKind


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented. Every text is as printed; `None` or empty is not on the card."""

    locale: Locale
    name: str
    title: str | None
    organisation: str
    phones: tuple[Number, ...]
    email: str | None
    url: str | None
    address: tuple[str, ...]
    social: str | None
    slogan: str | None
    department: str | None


@cache
def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads((Path(__file__).parent / "people.toml").read_text("utf-8"))


def as_truth(person: Person) -> Truth:
    """The fields that a perfect reader finds on the person's card."""
    return {
        "name": person.name,
        "title": person.title,
        "organisation": person.organisation,
        "phones": [
            {"value": number.text, "kind": number.kind, "e164": e164(number.text, person.locale)}
            for number in person.phones
        ],
        "emails": [person.email] if person.email else [],
        "urls": [person.url] if person.url else [],
        "address": ", ".join(person.address) or None,
        "social": [person.social] if person.social else [],
    }


def e164(text: str, locale: Locale) -> str | None:
    """The number such as +442079460134, or None where the numbering plan does not know it."""
    try:
        number = phonenumbers.parse(text, locale)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def invent(rng: Random, locale: Locale, *, unusual: bool = False) -> Person:
    """A person of that locale, drawn from `rng`; `unusual` with words that no list holds."""
    words = _words()[locale]
    if unusual:
        words = {**words, **words["unusual"], "forms": [""], "departments": [""]}
    given, family = rng.choice(words["given"]), rng.choice(words["family"])
    stem = rng.choice(words["organisations"])
    domain = _domain(rng, stem)
    return Person(
        locale=locale,
        name=_name(rng, given, family, words["honorifics"]),
        title=rng.choice(words["titles"]) if rng.random() < 0.92 else None,
        organisation=_organisation(rng, stem, words["forms"]),
        phones=_phones(rng, locale),
        email=_email(rng, given, family, domain) if rng.random() < 0.95 else None,
        url=_url(rng, domain) if rng.random() < 0.75 else None,
        address=_address(rng, words) if rng.random() < 0.85 else (),
        social=_social(rng, given, family) if rng.random() < 0.2 else None,
        slogan=rng.choice(words["slogans"]) if rng.random() < 0.25 else None,
        department=(rng.choice(words["departments"]) or None) if rng.random() < 0.12 else None,
    )


def _name(rng: Random, given: str, family: str, honorifics: list[str]) -> str:
    roll = rng.random()
    name = f"{given} {rng.choice('ABEJKLMRT')}. {family}" if roll < 0.1 else f"{given} {family}"
    if rng.random() < 0.08:
        name = f"{rng.choice(honorifics)} {name}"
    return name.upper() if roll > 0.75 and "ß" not in name else name


def _organisation(rng: Random, stem: str, forms: list[str]) -> str:
    full = f"{stem} {rng.choice(forms)}".strip() if rng.random() < 0.5 else stem
    return stem.upper() if rng.random() < 0.2 and "ß" not in stem else full


def ascii_letters(text: str) -> str:
    """The text as domains and mailboxes spell it.

    >>> ascii_letters("Jürgen Weiß")
    'juergenweiss'
    """
    text = text.casefold()
    for letter, spelt in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ı", "i")):
        text = text.replace(letter, spelt)
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if char.isascii() and char.isalnum())


def _domain(rng: Random, stem: str) -> str:
    words = [ascii_letters(word) for word in stem.split()]
    longest = max(words, key=len)
    return f"{longest}.{rng.choice(('example.org', 'example.org', 'example.com'))}"


def _email(rng: Random, given: str, family: str, domain: str) -> str:
    first, last = ascii_letters(given), ascii_letters(family)
    mailbox = rng.choice(
        (f"{first}.{last}", f"{first}.{last}", f"{first[0]}.{last}", first, f"{first}_{last}")
    )
    return f"{mailbox}@{domain}"


def _url(rng: Random, domain: str) -> str:
    return rng.choice((f"www.{domain}", f"www.{domain}", domain, f"https://{domain}"))


def _address(rng: Random, words: dict[str, Any]) -> tuple[str, ...]:
    return (rng.choice(words["streets"]), rng.choice(words["towns"]))


def _social(rng: Random, given: str, family: str) -> str:
    handle = ascii_letters(given) + ascii_letters(family)[:6]
    return rng.choice((f"@{handle}", f"linkedin.com/in/{handle}", f"instagram.com/{handle}"))


def _phones(rng: Random, locale: Locale) -> tuple[Number, ...]:
    kinds = rng.choices(PHONE_SETS, weights=(28, 17, 38, 8, 9))[0]
    style = rng.randrange(3)
    return tuple(Number(_number(rng, locale, kind, style), kind) for kind in kinds)


def _number(rng: Random, locale: Locale, kind: PhoneKind, style: int) -> str:
    """A number of the range kept for fiction, in one of the ways it is printed there."""
    n = f"{rng.randrange(1000):03d}"
    pair = f"{rng.randrange(100):02d}"
    if locale == "GB":
        return _british(n, kind, style)
    if locale == "US":
        area = rng.choice(("212", "503", "312"))
        return (f"({area}) 555-01{pair}", f"{area}.555.01{pair}", f"+1 {area} 555 01{pair}")[style]
    if locale == "DE":
        if kind == "mobile":
            return (f"0171 39200{pair}", f"+49 171 39200{pair}", f"0171 / 392 00 {pair}")[style]
        return (f"030 23125 {n}", f"+49 30 23125-{n}", f"+49 (0)30 23125-{n}")[style]
    start = ("6 39 98" if kind == "mobile" else "1 99 00") + f" {n[1:]} {pair}"
    return (f"0{start}", f"+33 {start}", f"0{start}".replace(" ", "."))[style]


def _british(n: str, kind: PhoneKind, style: int) -> str:
    if kind == "mobile":
        return (f"07700 900{n}", f"+44 7700 900{n}", f"+44 (0)7700 900 {n}")[style]
    if style == 0 and int(n) % 3 == 0:
        return f"020 5555 0{n}"
    return (f"020 7946 0{n}", f"+44 20 7946 0{n}", f"+44 (0)20 7946 0{n}")[style]
