"""What each country's cards are made of: `locales/XX.toml`, common words, and Faker's lists of names."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal, get_args

from faker import Faker

Locale = Literal[
    "AU", "BR", "CA", "CN", "CZ", "DE", "DK", "ES", "FI", "FR", "GB", "GR", "HU",
    "IE", "IN", "IT", "JP", "NL", "PL", "PT", "SE", "TR", "US", "VN", "ZA",
]  # fmt: skip
LOCALES: tuple[Locale, ...] = get_args(Locale)
HELD_OUT_LOCALES: tuple[Locale, ...] = ("CZ", "IN", "IT", "SE", "VN")
TRAINING_LOCALES: tuple[Locale, ...] = tuple(one for one in LOCALES if one not in HELD_OUT_LOCALES)
ENGLISH: frozenset[Locale] = frozenset(("AU", "CA", "GB", "IE", "IN", "US", "ZA"))
OWN_SCRIPT: frozenset[Locale] = frozenset(("CN", "GR", "JP"))
"""Where names, titles and addresses are written with letters that are not Latin."""

FROM_GREEK = str.maketrans(
    dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True))
    | {"θ": "th", "χ": "ch", "ψ": "ps"}
)  # fmt: skip
"""Letter by letter, as Greek mailboxes do."""

ELSEWHERE = (
    "et_EE", "lv_LV", "lt_LT", "hr_HR", "sl_SI", "is_IS", "id_ID", "fil_PH", "sq_AL", "yo_NG", "ha_NG", "sw",
    "no_NO", "ro_RO", "sk_SK", "az_AZ", "ga_IE", "fr_DZ", "es_MX", "de_AT", "uz_UZ", "tw_GH", "en_KE",
    "mt_MT",
)  # fmt: skip
"""Whence the people of a card come who bear no name of its country."""


@cache
def words(locale: str) -> dict[str, Any]:
    """The lists of a locale; `common` holds those of no country."""
    return tomllib.loads((Path(__file__).parent / f"locales/{locale}.toml").read_text("utf-8"))


@cache
def faker(locale: str) -> Faker:
    """Faker of a locale such as en_GB; seed it before each use."""
    return Faker(locale)


@dataclass(frozen=True, slots=True)
class Voice:
    """One card's source of words.

    `own_script` says whether it is set in the letters of the country; `unusual` asks for words
    that no list is likely to hold.
    """

    rng: Random
    locale: Locale
    own_script: bool = True
    unusual: bool = False

    @property
    def latin(self) -> bool:
        """Whether everything is in Latin letters."""
        return self.locale not in OWN_SCRIPT or not self.own_script

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.rng.random() < share

    def list(self, key: str) -> Sequence[str]:
        """A list of the locale, in Latin letters where the card is; English words where it has none."""
        own = words(self.locale)
        if self.latin and self.locale in OWN_SCRIPT:
            found: Sequence[str] = own.get(f"{key}_latin") or words("common").get(key, ())
        else:
            rare = own.get("unusual", {}).get(key) if self.unusual else None
            found = rare or (own[key] if key in own else words("common").get(key, ()))
        return found

    def one(self, key: str) -> str:
        """One of a list; empty where there is none."""
        found = self.list(key)
        return self.rng.choice(found) if found else ""

    def common(self, key: str) -> str:
        """One of the words of no country (English)."""
        return str(self.rng.choice(words("common")[key]))

    def labels(self, kind: str) -> Sequence[str]:
        """What stands before a value of that kind."""
        own = words(self.locale)
        table = own["labels_latin"] if self.latin and "labels_latin" in own else own["labels"]
        found: Sequence[str] = table[kind]
        return found

    def faker(self, locale: str | None = None) -> Faker:
        """Faker, seeded by this card."""
        made = faker(locale or words(self.locale)["faker"])
        made.seed_instance(self.rng.randrange(2**31))
        return made

    def digits(self, pattern: str) -> str:
        """The pattern with each # a digit, each ? one of 1 to 9, each X a letter."""
        letters = {"#": "0123456789", "?": "123456789"}
        return "".join(self.rng.choice(letters[char]) if char in letters else char for char in pattern)


def ascii_letters(text: str) -> str:
    """The text as domains and mailboxes spell it; empty where it has neither Latin nor Greek letters.

    >>> ascii_letters("Jürgen Weiß")
    'juergenweiss'
    """
    text = text.casefold()
    for letter, spelt in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ı", "i"), ("ł", "l"), ("ø", "oe"),
                          ("đ", "d"), ("æ", "ae"), ("å", "aa")):  # fmt: skip
        text = text.replace(letter, spelt)
    plain = unicodedata.normalize("NFKD", text).translate(FROM_GREEK)
    return "".join(char for char in plain if char.isascii() and char.isalnum())
