"""People who do not exist, what stands on their cards, and the truth of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TypedDict

from benchmarks.generator import firms
from benchmarks.generator.addresses import address
from benchmarks.generator.marked import Marked
from benchmarks.generator.names import Name, name
from benchmarks.generator.numbers import Number, PhoneKind, e164, one_phone, phones
from benchmarks.generator.words import LOCALES, Locale, Voice, ascii_letters

__all__ = [
    "LOCALES",
    "Locale",
    "Person",
    "TruePhone",
    "Truth",
    "as_truth",
    "colleague",
    "e164",
    "firm",
    "invent",
]

DOMAINS = ("example.org", "example.org", "example.com", "example.net")


class TruePhone(TypedDict):
    """`value` as printed, without its label."""

    value: str
    kind: PhoneKind
    e164: str | None


class Truth(TypedDict):
    """What is printed, shaped as the fields of `afterhello cards read --json`, values only.

    A name has its honorific and its degrees with it, as printed; pronouns are no part of it.
    """

    name: str | None
    title: str | None
    organisation: str | None
    phones: list[TruePhone]
    emails: list[str]
    urls: list[str]
    address: str | None
    social: list[str]


@dataclass(frozen=True, slots=True)
class Person:
    """What one person's part of a card says. Every text is as printed; what is empty is not on it.

    `name` is empty on the card of a firm. `stem` is the organisation without its legal form.
    """

    locale: Locale
    name: Marked
    given: str
    family: str
    title: str
    department: str
    organisation: str
    stem: str
    slogan: str
    phones: tuple[Number, ...]
    emails: tuple[str, ...]
    urls: tuple[str, ...]
    address: tuple[str, ...]
    social: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()


def as_truth(person: Person) -> Truth:
    """The fields that a perfect reader finds on the person's card."""
    return {
        "name": person.name.only("honorific", "name", "degree") or None,
        "title": person.title or None,
        "organisation": person.organisation or None,
        "phones": [
            {"value": number.text, "kind": number.kind, "e164": e164(number.text, person.locale)}
            for number in person.phones
        ],
        "emails": list(person.emails),
        "urls": list(person.urls),
        "address": ", ".join(person.address) or None,
        "social": list(person.social),
    }


def invent(rng: Random, locale: Locale, *, unusual: bool = False, own_script: bool = True) -> Person:
    """A person of that locale, drawn from `rng`; `unusual` with words that no list is likely to hold."""
    voice = Voice(rng, locale, own_script, unusual)
    who = name(voice)
    called = firms.stem(voice, who.family)
    domain = _domain(voice, called)
    emails: tuple[str, ...] = (_email(voice, who, domain),) if voice.chance(0.94) else ()
    if emails and voice.chance(0.06):
        emails += (f"{voice.rng.choice(('info', 'hello', 'office', 'contact', 'sales'))}@{domain}",)
    return Person(
        locale=locale,
        name=who.printed,
        given=who.given,
        family=who.family,
        title=firms.title(voice) if voice.chance(0.9) else "",
        department=(voice.one("departments") if voice.chance(0.6) else voice.common("departments"))
        if voice.chance(0.16)
        else "",
        organisation=firms.full(voice, called) if voice.chance(0.95) else "",
        stem=called,
        slogan=firms.slogan(voice) if voice.chance(0.3) else "",
        phones=phones(voice),
        emails=tuple(dict.fromkeys(emails)),
        urls=(_url(voice, domain),) if voice.chance(0.72) else (),
        address=address(voice, who.family) if voice.chance(0.82) else (),
        social=_social(voice, who) if voice.chance(0.18) else (),
        numbers=_numbers(voice) if voice.chance(0.14) else (),
        hours=(voice.one("hours"),) if voice.chance(0.05) else (),
    )


def firm(rng: Random, locale: Locale, *, unusual: bool = False, own_script: bool = True) -> Person:
    """A shop or firm that names nobody."""
    voice = Voice(rng, locale, own_script, unusual)
    someone = invent(rng, locale, unusual=unusual, own_script=own_script)
    domain = _domain(voice, someone.stem)
    return replace(
        someone,
        name=Marked(""),
        title="",
        department="",
        organisation=someone.organisation or someone.stem,
        slogan=someone.slogan or firms.slogan(voice),
        emails=(f"{voice.rng.choice(('info', 'hello', 'mail', 'office', 'shop'))}@{domain}",)
        if voice.chance(0.8)
        else (),
        urls=(_url(voice, domain),) if voice.chance(0.8) else (),
        social=(f"@{ascii_letters(someone.stem)[:16] or 'hello'}",) if voice.chance(0.3) else (),
        hours=(voice.one("hours"),) if voice.chance(0.6) else (),
    )


def colleague(rng: Random, first: Person, *, own_script: bool = True) -> Person:
    """Somebody else of the same organisation, with a title and ways of their own."""
    voice = Voice(rng, first.locale, own_script)
    who = name(voice, 1)
    domain = first.emails[0].partition("@")[2] if first.emails else _domain(voice, first.stem)
    return replace(
        first,
        name=who.printed,
        given=who.given,
        family=who.family,
        title=firms.title(voice),
        department="",
        slogan="",
        phones=(one_phone(voice, "mobile"),),
        emails=(_email(voice, who, domain),),
        social=(),
        numbers=(),
        hours=(),
    )


def _domain(voice: Voice, called: str) -> str:
    pieces = [ascii_letters(word) for word in called.split()]
    pieces = [piece for piece in pieces if len(piece) > 1] or [
        voice.rng.choice(("mail", "team", "post", "office"))
    ]
    whole = "".join(pieces)
    short = max(pieces, key=len) if len(whole) > 15 or voice.chance(0.4) else whole
    if voice.chance(0.08) and len(pieces) > 1 and len(whole) < 18:
        short = "-".join(pieces)
    country = f"{voice.locale.lower()}." if voice.chance(0.05) else ""
    return f"{country}{short[:22]}.{voice.rng.choice(DOMAINS)}"


def _email(voice: Voice, who: Name, domain: str) -> str:
    first, last = who.mailbox
    if not last:
        return f"{first}@{domain}"
    mailbox = voice.rng.choice(
        (f"{first}.{last}", f"{first}.{last}", f"{first[0]}.{last}", f"{first[0]}{last}", first, last,
         f"{first}_{last}", f"{last}.{first}", f"{first}{last[0]}", f"{first[0]}{last[:3]}",
         f"{first}-{last}")
    )  # fmt: skip
    text = f"{mailbox[:26]}@{domain}"
    roll = voice.rng.random()
    if roll < 0.04:
        return text.upper()
    return f"{mailbox[:26].title()}@{domain}" if roll < 0.08 and "." in mailbox else text


def _url(voice: Voice, domain: str) -> str:
    path = voice.rng.choice(("en", "team", "contact", "shop", voice.locale.lower()))
    return voice.rng.choice(
        (f"www.{domain}", f"www.{domain}", f"www.{domain}", domain, domain, f"https://{domain}",
         f"http://www.{domain}", f"WWW.{domain.upper()}", domain.upper(), f"{domain}/{path}", f"https://www.{domain}/")
    )  # fmt: skip


def _social(voice: Voice, who: Name) -> tuple[str, ...]:
    first, last = who.mailbox
    handle = first + voice.rng.choice((last[:8], "", f"_{last[:5]}" if last else ""))
    found = [voice.common("handles").format(h=handle)]
    if voice.chance(0.15):
        found.append(voice.common("handles").format(h=handle))
    return tuple(dict.fromkeys(found))


def _numbers(voice: Voice) -> tuple[str, ...]:
    count = voice.rng.choice((1, 1, 2))
    return tuple(
        dict.fromkeys(voice.digits(voice.one("numbers")).replace("XXXXX", "ABCDE") for _ in range(count))
    )
