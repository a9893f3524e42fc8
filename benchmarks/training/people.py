"""Somebody invented, and every line that a card may print of them, each with its role."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal

import phonenumbers
from faker import Faker

from afterhello.cardreader.labelling import vocabulary

Role = Literal[
    "name", "title", "organisation", "department", "slogan", "address", "other", "contact"
]  # fmt: skip

LOCALES: dict[str, str] = {
    "en_GB": "en", "en_US": "en", "en_IN": "en", "en_AU": "en", "en_CA": "en", "en_IE": "en", "en_NZ": "en",
    "en_NG": "en", "de_DE": "de", "de_AT": "de", "de_CH": "de", "fr_FR": "fr", "fr_CH": "fr", "fr_BE": "fr",
    "fr_CA": "fr", "es_ES": "es", "es_MX": "es", "es_AR": "es", "it_IT": "it", "nl_NL": "nl", "nl_BE": "nl",
    "pt_PT": "pt", "pt_BR": "pt", "sv_SE": "sv", "no_NO": "sv", "da_DK": "sv", "fi_FI": "sv", "pl_PL": "pl",
    "cs_CZ": "pl", "sk_SK": "pl", "hu_HU": "pl", "ro_RO": "it", "hr_HR": "pl", "sl_SI": "pl", "lt_LT": "pl",
    "lv_LV": "pl", "et_EE": "sv", "tr_TR": "en", "el_GR": "el", "ja_JP": "ja", "zh_CN": "zh", "zh_TW": "zh",
    "vi_VN": "en", "id_ID": "en", "tl_PH": "en", "sq_AL": "it", "ga_IE": "en", "zu_ZA": "en", "yo_NG": "en",
    "ha_NG": "en", "tw_GH": "en", "lb_LU": "de", "is_IS": "sv", "az_AZ": "en", "ru_RU": "pl", "uk_UA": "pl",
}  # fmt: skip
"""Faker's locale → the language of the words around the name."""

FAMILY_FIRST = {"hu_HU", "ja_JP", "zh_CN", "zh_TW", "vi_VN"}
UNSPACED = {"ja_JP", "zh_CN", "zh_TW"}
DEGREES = ("PhD", "Ph.D.", "MBA", "M.Sc.", "B.Sc.", "MD", "LL.M.", "CPA", "Dipl.-Ing.", "FRSA", "RIBA",
           "Esq.", "M.A.", "CFA", "PMP", "MBBS", "Jr.", "DipArch", "M.Eng.", "PE", "ACA")  # fmt: skip
HONORIFICS = ("Dr.", "Dr", "Prof.", "Prof. Dr.", "Mr", "Mrs.", "Ms", "Dr.-Ing.", "Dr. med.", "Sir", "Rev.",
              "Dipl.-Ing.", "Ing.", "Dott.", "Avv.", "Me", "Mag.", "Er.", "Mgr.", "Adv.")  # fmt: skip
FREE = ("gmail.com", "outlook.com", "yahoo.com", "gmx.de", "orange.fr", "icloud.com", "proton.me", "web.de")
ENDS = {"GB": "co.uk", "US": "com", "IN": "in", "AU": "com.au", "NZ": "co.nz", "BR": "com.br", "JP": "co.jp",
        "MX": "com.mx", "TR": "com.tr", "ZA": "co.za"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """One text as it would be printed, and what it is."""

    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach somebody: the value, and what is printed before it."""

    kind: Literal["phones", "emails", "urls", "social"]
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Invented:
    """The texts of one card; lists in reading order, empty where the card says nothing of it."""

    locale: str
    country: str
    name: str | None
    title: str | None
    organisation: str | None
    department: str | None
    slogan: str | None
    address: tuple[str, ...]
    contact: tuple[tuple[Way, ...], ...]
    """The ways to reach them, line by line; a line may hold two."""
    other: tuple[str, ...]
    logo: str | None
    """The firm again, shorter and large; its full name is the organisation."""
    degrees: str | None
    """Degrees on a line of their own, under the name."""
    colleague: tuple[str, str | None] | None
    """A second person's name and title."""
    services: tuple[str, ...]
    """What a shop offers, line by line."""


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


@cache
def faker(locale: str) -> Faker:
    """Faker's words of one locale."""
    return Faker(locale)


def invent(rng: Random, locale: str) -> Invented:
    """Somebody of that locale, drawn from `rng`."""
    fake = faker(locale)
    fake.seed_instance(rng.getrandbits(48))
    words = _words()[LOCALES[locale] if rng.random() < 0.85 or locale == "en_GB" else "en"]
    country = locale[-2:]
    given, family = _given(rng, fake), re.sub(r"[()]", "", fake.last_name())
    city = _city(fake)
    stem = _stem(rng, fake, family)
    firm = _firm(rng, fake, words, stem, city)
    person = rng.random() < 0.86
    domain = _domain(rng, firm, stem, country, family)
    return Invented(
        locale=locale,
        country=country,
        name=_name(rng, locale, given, family) if person else None,
        title=_title(rng, fake, words) if person and rng.random() < 0.86 else None,
        organisation=_cased(rng, firm, 0.22) if rng.random() < 0.92 else None,
        department=_filled(rng, "departments", words, stem, city) if rng.random() < 0.22 else None,
        slogan=_slogan(rng, fake, words, stem, city) if rng.random() < 0.3 else None,
        address=_address(rng, fake, locale, country) if rng.random() < 0.82 else (),
        contact=_contact(rng, (given, family) if person else None, domain, country, stem),
        other=tuple(
            _filled(rng, "hours", words, stem, city) for _ in range(rng.choice((0, 0, 0, 0, 1, 1, 2)))
        ),
        logo=_logo(rng, firm) if rng.random() < 0.12 else None,
        degrees=", ".join(rng.sample(DEGREES, rng.choice((1, 2, 3)))) if rng.random() < 0.06 else None,
        colleague=_colleague(rng, fake, words) if person and rng.random() < 0.04 else None,
        services=_services(rng, words) if rng.random() < (0.08 if person else 0.6) else (),
    )


def _services(rng: Random, words: Mapping[str, list[str]]) -> tuple[str, ...]:
    offered = [word.capitalize() for word in (*words["trades"], *rng.sample(_kinds(), 12))]
    glue = rng.choice((", ", " - ", " e ", " & ", " und ", " ", " / "))
    lines = [glue.join(rng.sample(offered, rng.choice((1, 2, 3)))) for _ in range(rng.choice((1, 2, 3, 4)))]
    return tuple(_cased(rng, line, 0.25) for line in lines)


def _logo(rng: Random, firm: str) -> str:
    words = firm.split()
    return rng.choice((words[0], words[0].upper(), "".join(word[0] for word in words).upper()))


def _colleague(rng: Random, fake: Faker, words: Mapping[str, list[str]]) -> tuple[str, str | None]:
    name = f"{_given(rng, fake)} {fake.last_name()}"
    return name, _title(rng, fake, words) if rng.random() < 0.8 else None


# ── names ──


def _given(rng: Random, fake: Faker) -> str:
    given = fake.first_name()
    if rng.random() < 0.06:
        given += rng.choice((" ", "-")) + fake.first_name()
    return str(given)


def _name(rng: Random, locale: str, given: str, family: str) -> str:
    roll = rng.random()
    if roll < 0.1:
        given += f" {rng.choice('ABCDEGHJKLMNPRST')}."
    elif roll < 0.14 + 0.25 * (locale == "en_IN") and given:
        given = ".".join(rng.sample("ABDGHJKMNPRSTV", rng.choice((1, 2, 2)))) + "."
    elif roll < 0.17:
        family += rng.choice(("-", " ")) + faker(locale).last_name()
    elif roll < 0.2 and locale not in UNSPACED:
        family = (
            rng.choice(("van der ", "de ", "von ", "Mac", "O'", "d'", "al-", "De ", "di ", "del ")) + family
        )
    if locale in UNSPACED:
        return family + rng.choice(("", "", " ")) + given
    first = locale in FAMILY_FIRST and rng.random() < 0.7
    name = f"{family} {given}" if first else f"{given} {family}"
    if rng.random() < 0.02:
        name = f"{family.upper()}, {given}"
    elif rng.random() < 0.04:
        name = f"{given} {family.upper()}"
    return _decorated(rng, _cased(rng, name, 0.2))


def _decorated(rng: Random, name: str) -> str:
    if rng.random() < 0.12:
        name = f"{rng.choice(HONORIFICS)} {name}"
    if rng.random() < 0.12:
        glue = rng.choice((", ", ", ", " "))
        name += glue + ", ".join(rng.sample(DEGREES, rng.choice((1, 1, 2))))
    if rng.random() < 0.02:
        name += rng.choice((" (she/her)", " (he/him)", " (they/them)", " (sie/ihr)"))
    return name


def _cased(rng: Random, text: str, often: float) -> str:
    roll = rng.random()
    if roll < often and "ß" not in text:
        return text.upper()
    return text.lower() if roll > 0.985 else text


# ── what they do, and where ──


def _title(rng: Random, fake: Faker, words: Mapping[str, list[str]]) -> str:
    roll = rng.random()
    if roll < 0.45:
        return _cased(rng, fake.job(), 0.12)
    title = _filled(rng, "titles", words, "", "")
    if roll > 0.93:
        title += rng.choice((" & ", " | ", " / ", ", ")) + _filled(rng, "titles", words, "", "")
    elif roll > 0.9:
        title += ", " + rng.choice(words["fields"])
    return _cased(rng, title, 0.12)


def _filled(rng: Random, key: str, words: Mapping[str, list[str]], stem: str, city: str) -> str:
    text = rng.choice(words[key])
    text = re.sub(r"\{f\}", lambda _: rng.choice(words["fields"]), text)
    text = re.sub(r"\{o\}", lambda _: rng.choice(words["trades"]), text)
    text = re.sub(r"\{n\}", lambda _: str(rng.randrange(100, 99999)), text)
    text = text.replace("{y}", str(rng.randrange(1850, 2024))).replace("{c}", city)
    text = re.sub(r"\{s\}", lambda _: stem, text, count=1)
    return text.replace("{s}", stem.rsplit(maxsplit=1)[-1] if stem else "") if "{s}" in text else text


def _stem(rng: Random, fake: Faker, family: str) -> str:
    roll = rng.random()
    if roll < 0.25:
        return family
    if roll < 0.5:
        return " ".join(word.capitalize() for word in faker("en_US").words(rng.choice((1, 1, 2))))
    if roll < 0.62:
        return "".join(rng.choice(HEADS) + rng.choice(TAILS) for _ in range(2)).capitalize()
    if roll < 0.72:
        return "".join(rng.sample("ABCDEGHIKLMNPRSTVXZ", rng.choice((2, 3, 3, 4))))
    if roll < 0.86:
        return f"{rng.choice(COLOURS)} {rng.choice(THINGS)}"
    return _city(fake)


HEADS = ("Za", "Lu", "Ko", "Ve", "Mar", "Ti", "No", "Qua", "Ser", "Bri", "Al", "Or", "Xen", "Vi", "To", "Dyn")
TAILS = ("", "ra", "lis", "nt", "vo", "dex", "tis", "mo", "ria")
COLOURS = ("Blue", "Red", "Northern", "Old", "Silver", "Green", "Quiet", "Long", "Little", "Open", "Bright",
           "Second", "High", "Wild", "True", "Kleine", "Alte", "Grand", "Petit", "Nova", "Casa",
           "Studio")  # fmt: skip
THINGS = ("Harbour", "Lantern", "Oak", "Table", "River", "Fox", "Kite", "Stone", "Wheel", "Bridge", "Garden",
          "Anchor", "Feather", "Mill", "Sky", "Field", "Heron", "Compass", "Signal", "Thread", "Werk", "Lune",
          "Sol", "Loft")  # fmt: skip


def _city(fake: Faker) -> str:
    return str(fake.city()).split(",")[0][:24]


def _firm(rng: Random, fake: Faker, words: Mapping[str, list[str]], stem: str, city: str) -> str:
    roll = rng.random()
    if roll < 0.4:
        return str(fake.company())
    if roll < 0.62:
        return _filled(rng, "firms", words, stem, city)
    if roll < 0.8:
        kinds = [kind.capitalize() for kind in rng.sample(_kinds(), 2)]
        return rng.choice((
            f"{stem} {kinds[0]}", f"{stem} {kinds[0]} {kinds[1]}", f"The {kinds[0]} {kinds[1]}",
            " ".join(kinds),
            f"{stem} {kinds[0]} & {kinds[1]}", f"{kinds[0]} {stem}", f"{kinds[0]} of {city}",
        ))  # fmt: skip
    return stem


@cache
def _kinds() -> tuple[str, ...]:
    """Words that firms call themselves by."""
    return tuple(sorted(vocabulary.words("organisations", "words")))


def _slogan(rng: Random, fake: Faker, words: Mapping[str, list[str]], stem: str, city: str) -> str:
    roll = rng.random()
    if roll < 0.25 and hasattr(fake, "catch_phrase"):
        text = str(fake.catch_phrase())
    elif roll < 0.35:
        text = str(faker("en_US").bs()).capitalize()
    else:
        text = _filled(rng, "slogans", words, stem, city)
    return _cased(rng, text[0].upper() + text[1:], 0.1)


# ── how to reach them ──


def plain(text: str) -> str:
    """The text as domains and mailboxes spell it."""
    for letter, spelt in (
        ("ä", "ae"),
        ("ö", "oe"),
        ("ü", "ue"),
        ("ı", "i"),
        ("ø", "o"),
        ("ł", "l"),
        ("đ", "d"),
    ):
        text = text.casefold().replace(letter, spelt)
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(mark for mark in decomposed if mark.isascii() and mark.isalnum())


def _domain(rng: Random, firm: str, stem: str, country: str, family: str) -> str:
    roll = rng.random()
    if roll < 0.12:
        return rng.choice(FREE)
    words = [plain(word) for word in firm.split()]
    words = [word for word in words if len(word) > 1] or ["studio"]
    shapes = (
        plain(stem), "".join(words[:2]), words[0], max(words, key=len), "-".join(words[:2]), "".join(words),
        "".join(word[0] for word in words) if len(words) > 2 else words[0], plain(stem) + "group",
        plain(family), "unrelated" + str(rng.randrange(99)),
    )  # fmt: skip
    host = rng.choices(shapes, weights=(30, 12, 14, 10, 5, 10, 6, 3, 5, 5))[0][:30] or "studio"
    end = rng.choice(("com", "com", "org", ENDS.get(country, country.lower()), "example.org", "example.com",
                      ENDS.get(country, country.lower()), "io", "eu", "net"))  # fmt: skip
    return f"{host}.{end}"


def _contact(
    rng: Random, person: tuple[str, str] | None, domain: str, country: str, stem: str
) -> tuple[tuple[Way, ...], ...]:
    lines = [(_phone(rng, country),) for _ in range(rng.choice((0, 1, 1, 2, 2, 3)))]
    joined: list[tuple[Way, ...]] = [*lines]
    if len(lines) > 1 and rng.random() < 0.2:
        joined = [(*lines[0], *lines[1]), *lines[2:]]
    if rng.random() < 0.93:
        label = rng.choice(("", "", "E ", "Email: ", "e: ", "E-Mail ", "Mail: "))
        joined.append((Way("emails", label, _email(rng, person, domain, stem)),))
    if rng.random() < 0.7:
        page = rng.choice((f"www.{domain}", domain, f"https://{domain}"))
        joined.append((Way("urls", rng.choice(("", "", "W ", "Web: ")), page),))
    if rng.random() < 0.15:
        handle = plain("".join(person)) if person else domain.split(".", maxsplit=1)[0]
        if len(handle) > 3:
            value = rng.choice(("@", "linkedin.com/in/", "instagram.com/")) + handle
            joined.append((Way("social", "", value),))
    return tuple(joined)


def _email(rng: Random, person: tuple[str, str] | None, domain: str, stem: str) -> str:
    if rng.random() < 0.05:
        return f"{plain(stem) or 'shop'}@{rng.choice((*FREE, domain))}"
    if person is None or rng.random() < 0.12:
        return f"{rng.choice(('info', 'hello', 'office', 'contact', 'studio', 'mail', 'post'))}@{domain}"
    first, last = plain(person[0]) or "mei", plain(person[1]) or "wang"
    shapes = (f"{first}.{last}", f"{first[0]}.{last}", first, f"{first}_{last}", f"{first[0]}{last}", last,
              f"{last}.{first}", f"{first}{last}", f"{first}{last[0]}", f"{first[0]}{last[0]}")  # fmt: skip
    return f"{rng.choices(shapes, weights=(30, 10, 14, 4, 12, 6, 3, 6, 3, 3))[0]}@{domain}"


LABELS = (
    "",
    "",
    "T ",
    "Tel: ",
    "Tel. ",
    "M ",
    "Mobile: ",
    "F ",
    "Fax: ",
    "Phone ",
    "Cell: ",
    "m: ",
    "t: ",
    "D ",
)


def _phone(rng: Random, country: str) -> Way:
    example = phonenumbers.example_number_for_type(
        country, rng.choice((phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE))
    )
    code, digits = (example.country_code, str(example.national_number)) if example else (44, "2079460000")
    number = phonenumbers.PhoneNumber(code, int(digits[:-4] + f"{rng.randrange(10000):04d}"))
    style = rng.choice(
        (phonenumbers.PhoneNumberFormat.NATIONAL, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    )
    text = phonenumbers.format_number(number, style)
    if rng.random() < 0.15:
        text = text.replace(" ", rng.choice((".", "-")))
    return Way("phones", rng.choice(LABELS), text)


FLOORS = ("3rd Floor", "Suite 210", "Unit 4", "2. OG", "Bâtiment C", "P.O. Box 213", "Level 5, Tower B",
          "Postfach 1203")  # fmt: skip


def _address(rng: Random, fake: Faker, locale: str, country: str) -> tuple[str, ...]:
    lines = [line.strip(" ,") for line in str(fake.address()).splitlines() if line.strip(" ,")]
    if rng.random() < 0.12:
        lines.insert(rng.randrange(2), rng.choice(FLOORS))
    if rng.random() < 0.18:
        lines.append(rng.choice((_country_name(country), _country_name(country).upper())))
    roll = rng.random()
    if roll < 0.2 and sum(map(len, lines)) < 60:
        lines = [rng.choice((", ", ", ", " · ", " | ")).join(lines)]
    if rng.random() < 0.05:
        lines[0] = rng.choice(("Address: ", "A ", "Add: ", "Adresse: ")) + lines[0]
    return tuple(lines[:5])


def _country_name(country: str) -> str:
    return {
        "GB": "United Kingdom", "US": "USA", "DE": "Germany", "FR": "France", "ES": "España", "IT": "Italia",
        "AT": "Österreich", "CH": "Switzerland", "NL": "The Netherlands", "IN": "India", "PL": "Poland",
        "JP": "Japan", "CN": "China", "BR": "Brasil", "SE": "Sweden", "GR": "Greece",
    }.get(country, faker("en_US").country()[:24])  # fmt: skip


def texts(invented: Invented) -> Sequence[Text]:
    """Every text of a card with its role, those of how to reach somebody aside."""
    single: tuple[tuple[str | None, Role], ...] = (
        (invented.name, "name"), (invented.title, "title"), (invented.organisation, "organisation"),
        (invented.department, "department"), (invented.slogan, "slogan"), (invented.degrees, "other"),
    )  # fmt: skip
    found = [Text(text, role) for text, role in single if text]
    found += [Text(line, "address") for line in invented.address]
    found += [Text(line, "other") for line in invented.other]
    return found


def truth(invented: Invented) -> dict[str, list[str]]:
    """The values by field, as `benchmarks.scoring` compares them."""
    ways: dict[str, list[str]] = {kind: [] for kind in ("phones", "emails", "urls", "social")}
    for line in invented.contact:
        for way in line:
            ways[way.kind].append(way.value)
    single = {
        "name": invented.name, "title": invented.title, "organisation": invented.organisation,
        "address": ", ".join(invented.address) or None,
    }  # fmt: skip
    told = {**ways, **{kind: [value] if value else [] for kind, value in single.items()}}
    if invented.colleague:
        name, title = invented.colleague
        told["name"].append(name)
        told["title"] += [title] if title else []
    return told
