"""Telephone numbers that never ring, printed in the ways of each country.

They come from the ranges that regulators keep for fiction or tests. Where a country has none, a number is
invented that its plan cannot hold: it has the length of one there, but a block that is not given out
(`phonenumbers` finds it possible and not valid), or a subscriber's part that begins with 0, as none
does that is given out.

Source:
    GB: Ofcom, telephone numbers for use in TV and radio drama programmes. US, CA: NANPA, 555-0100 to
    555-0199. DE: Bundesnetzagentur, Rufnummern für Medienproduktionen. FR: Arcep, numéros pour les oeuvres
    audiovisuelles. IE: ComReg, 020 91X XXXX. SE: PTS, fiktiva telefonnummer. AU: ACMA, numbers for use
    in radio, film and television. All others: invented as above.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import phonenumbers

from benchmarks.generator.words import Locale, Voice, words

PhoneKind = Literal["mobile", "work", "fax"]
KINDS: tuple[tuple[PhoneKind, ...], ...] = (
    ("work",), ("mobile",), ("work", "mobile"), ("work", "fax"), ("work", "mobile", "fax"), ("work", "work"),
    ("mobile", "mobile"), ("work", "work", "mobile"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number as printed."""

    text: str
    kind: PhoneKind


def phones(voice: Voice) -> tuple[Number, ...]:
    """The numbers of a card, all printed in one way."""
    kinds = voice.rng.choices(KINDS, weights=(26, 20, 33, 6, 8, 2, 2, 3))[0]
    style = voice.rng.randrange(9)
    made = []
    for kind in kinds:
        text = _printed(voice, kind, style)
        if kind == "work" and voice.chance(0.05):
            text += f" {words(voice.locale)['extension']} {voice.rng.randrange(10, 4000)}"
        made.append(Number(text, kind))
    return tuple({number.text: number for number in made}.values())


def one_phone(voice: Voice, kind: PhoneKind = "work") -> Number:
    """One number."""
    return Number(_printed(voice, kind, voice.rng.randrange(9)), kind)


def _printed(voice: Voice, kind: PhoneKind, style: int) -> str:
    own = words(voice.locale)
    pattern = voice.rng.choice(own["mobile" if kind == "mobile" else "work"])
    body = voice.digits(pattern)
    if own["code"] == "1":
        return _north_american(body, style)
    trunk, code = own["trunk"], own["code"]
    home = f"{trunk}{body}" if trunk != "06" else f"06 {body}"
    abroad = f"+{code} {body}"
    area, _, rest = body.partition(" ")
    ways = (
        home, abroad, abroad, home.replace(" ", "-") if "-" not in home else home,
        f"+{code} ({trunk}){body}" if trunk == "0" else abroad,
        f"({trunk}{area}) {rest}" if rest and (trunk or own.get("area")) else home,
        home.replace(" ", ".") if own.get("glue") or voice.chance(0.5) else home,
        f"00{code} {body}" if voice.chance(0.5) else f"+{code}-{body}",
        f"{trunk}{area} / {rest}" if rest and voice.locale == "DE" else abroad.replace(" ", ""),
    )  # fmt: skip
    return ways[style]


def _north_american(body: str, style: int) -> str:
    area, middle, last = body.split()
    return (
        f"({area}) {middle}-{last}", f"({area}) {middle}-{last}", f"{area}-{middle}-{last}",
        f"{area}.{middle}.{last}", f"+1 {area} {middle} {last}", f"+1 ({area}) {middle}-{last}",
        f"1-{area}-{middle}-{last}", f"{area} {middle} {last}", f"{area}/{middle}-{last}",
    )[style]  # fmt: skip


def e164(text: str, locale: Locale) -> str | None:
    """The number such as +442079460134, or None where the numbering plan does not know it."""
    try:
        number = phonenumbers.parse(text, locale)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
