"""The lines that say how to reach somebody, and the code that says it to a phone."""

from __future__ import annotations

from random import Random

from benchmarks.generator.people import Locale, Number, Person, PhoneKind
from benchmarks.generator.sheet import Kind

ContactLine = tuple[str, tuple[Kind, ...]]
"""The text of a line, and the kinds of value on it."""


def code_text(person: Person, rng: Random) -> str:
    """What a QR code on the card says: a vCard, a MECARD or the web address."""
    family = person.name.split()[-1]
    given = person.name.removesuffix(family).strip()
    phone, email = person.phones[0].text, person.email or ""
    if person.url and rng.random() < 0.4:
        return person.url if person.url.startswith("https://") else f"https://{person.url}"
    if rng.random() < 0.5:
        return f"MECARD:N:{family},{given};ORG:{person.organisation};TEL:{phone};EMAIL:{email};;"
    body = f"N:{family};{given};;;\r\nFN:{person.name}\r\nORG:{person.organisation}\r\n"
    ways = f"TEL:{phone}\r\nEMAIL:{email}\r\n"
    return f"BEGIN:VCARD\r\nVERSION:3.0\r\n{body}{ways}END:VCARD\r\n"


LABELS: dict[Locale, dict[PhoneKind, tuple[str, str, str]]] = {
    "GB": {
        "work": ("T ", "Tel: ", "t: "),
        "mobile": ("M ", "Mobile: ", "m: "),
        "fax": ("F ", "Fax: ", "f: "),
    },
    "US": {
        "work": ("O ", "Office: ", "p: "),
        "mobile": ("C ", "Cell: ", "c: "),
        "fax": ("F ", "Fax: ", "f: "),
    },
    "DE": {
        "work": ("T ", "Tel. ", "Telefon: "),
        "mobile": ("M ", "Mobil ", "Mobil: "),
        "fax": ("F ", "Fax ", "Telefax: "),
    },
    "FR": {
        "work": ("T ", "Tél. ", "Tél : "),
        "mobile": ("M ", "Port. ", "Mob : "),
        "fax": ("F ", "Fax ", "Fax : "),
    },
}


def contact_lines(person: Person, rng: Random) -> tuple[ContactLine, ...]:
    """The lines below the name, in one of the usual orders, labelled or bare; some share one."""
    style = rng.choice((None, 0, 1, 2))
    phones = [_phone_line(number, person.locale, style, len(person.phones)) for number in person.phones]
    if len(phones) == 2 and rng.random() < 0.2:
        phones = [_joined(phones[0], phones[1], rng)]
    web: list[ContactLine] = []
    if person.email:
        web.append((f"{_mail_label(style, rng)}{person.email}", ("email",)))
    if person.url:
        web.append((person.url, ("url",)))
    if person.social:
        web.append((person.social, ("social",)))
    address: list[ContactLine] = [(line, ("address",)) for line in person.address]
    if address and rng.random() < 0.15 and len(", ".join(person.address)) < 46:
        address = [(", ".join(person.address), ("address",))]
    blocks = rng.choice(((phones, web, address), (address, phones, web), (web, phones, address)))
    return tuple(line for block in blocks for line in block)


def _phone_line(number: Number, locale: Locale, style: int | None, count: int) -> ContactLine:
    kind: Kind = "fax" if number.kind == "fax" else "phone"
    if style is None and (number.kind == "work" or count == 1):
        return number.text, (kind,)
    return LABELS[locale][number.kind][style or 0] + number.text, (kind,)


def _joined(first: ContactLine, second: ContactLine, rng: Random) -> ContactLine:
    return f"{first[0]}{rng.choice(('  |  ', '   ', '  ·  '))}{second[0]}", (*first[1], *second[1])


def _mail_label(style: int | None, rng: Random) -> str:
    if style is None or rng.random() < 0.4:
        return ""
    return ("E ", "Email: ", "e: ")[style]
