"""Organisations that do not exist, their slogans, and what people are called in them."""

from __future__ import annotations

from benchmarks.generator.marked import capitals
from benchmarks.generator.words import ENGLISH, Voice, words


def stem(voice: Voice, family: str) -> str:
    """What an organisation is called, without its legal form."""
    if not voice.latin or (voice.unusual and words(voice.locale).get("unusual")):
        return _local(voice, family)
    ways = (_local, _local, _of_the_family, _common, _coined, _letters, _fake, _institution)
    return voice.rng.choices(ways, weights=(24, 6, 14, 26, 10, 5, 12, 5))[0](voice, family)


def full(voice: Voice, called: str) -> str:
    """The stem as printed: with its legal form, in capitals, or as it is."""
    roll = voice.rng.random()
    if roll < 0.42:
        form = voice.one("forms")
        if not voice.latin and voice.locale in ("CN", "JP"):
            return f"{form}{called}" if voice.locale == "JP" and voice.chance(0.6) else f"{called}{form}"
        return called if _has_form(voice, called) else f"{called} {form}"
    if roll > 0.84:
        return capitals(called)
    return called.lower() if roll > 0.82 and called.lower().upper() == called.upper() else called


def _has_form(voice: Voice, called: str) -> bool:
    """Whether the legal form is part of the name already."""
    last = called.rsplit(maxsplit=1)[-1].replace(".", "").casefold()
    known = {form.split()[-1].replace(".", "").casefold() for form in voice.list("forms")}
    return last in known | {"group", "inc", "ltd", "plc", "kg"} or called.endswith(".")


def _local(voice: Voice, family: str) -> str:
    called = voice.one("stems") or f"{family} {voice.one('trades')}"
    if voice.list("stems") and voice.list("trades") and voice.chance(0.35):
        return (
            called + ("" if voice.locale in ("CN", "JP") and not voice.latin else " ") + voice.one("trades")
        )
    return called


def _of_the_family(voice: Voice, family: str) -> str:
    other = voice.faker().last_name() if voice.latin else family
    if voice.locale in ("JP", "CN", "GR"):
        other = voice.faker("en_GB").last_name()
    sons = {"DE": "Söhne", "FR": "Fils", "ES": "Hijos", "IT": "Figli", "NL": "Zonen", "PT": "Filhos"}
    return voice.rng.choice(
        (family, f"{family} {voice.one('trades')}", f"{voice.one('trades')} {family}", f"{family} & {other}",
         f"{family} & {sons.get(voice.locale, 'Sons')}", f"{other}, {family} & Partners", f"{family} {other}",
         f"Studio {family}", f"{family}-{other}")
    )  # fmt: skip


def _common(voice: Voice, _family: str) -> str:
    first = voice.common("stems")
    roll = voice.rng.random()
    if roll < 0.2:
        return first
    if roll < 0.35:
        return f"{first} & {voice.common('stems')}"
    if roll < 0.42:
        return f"The {first} {voice.common('suffixes')}"
    more = f" {voice.common('suffixes')}" if voice.chance(0.15) else ""
    return f"{first} {voice.common('suffixes')}{more}"


def _coined(voice: Voice, _family: str) -> str:
    made = "".join(voice.common("syllables") for _ in range(voice.rng.choice((2, 2, 3))))
    made = voice.rng.choice((made.capitalize(), made.capitalize(), made, made.upper()))
    return made if voice.chance(0.5) else f"{made} {voice.common('suffixes')}"


def _letters(voice: Voice, _family: str) -> str:
    made = "".join(voice.rng.choice("ABCDEFGHKLMNPRSTVW") for _ in range(voice.rng.choice((2, 3, 3, 4))))
    return voice.rng.choice((made, f"{made} {voice.common('suffixes')}", f"{made[0]}&{made[1:]}"))


def _fake(voice: Voice, _family: str) -> str:
    own = words(voice.locale)["faker"] if voice.locale not in ("JP", "CN", "GR") else "en_US"
    return voice.faker(own).company()


def _institution(voice: Voice, _family: str) -> str:
    return voice.common("places")


# ── what they are called ──


def title(voice: Voice) -> str:
    """A job title: one word, several, or two joined."""
    if voice.unusual and voice.latin and not words(voice.locale).get("unusual"):
        return voice.common("rare_titles")
    if voice.unusual and voice.chance(0.8):
        return voice.one("titles")
    made = _one_title(voice)
    if voice.latin and voice.chance(0.07):
        made += voice.rng.choice((" & ", " / ", ", ", " | ", " and ")) + _one_title(voice)
    if not voice.latin or len(made) > 58:
        return voice.one("titles")
    return capitals(made) if voice.chance(0.12) else made


def _one_title(voice: Voice) -> str:
    if not voice.latin:
        return voice.one("titles")
    english = voice.locale in ENGLISH
    roll = voice.rng.random()
    if roll < (0.22 if english else 0.5):
        return voice.one("titles")
    if roll < (0.48 if english else 0.62) and voice.locale not in ("JP", "CN", "GR"):
        job = voice.faker().job()
        return job if english or voice.locale in ("DE", "FR", "IT", "PL", "CZ") else voice.one("titles")
    return _composed(voice) if roll < 0.85 else voice.common("titles")


def _composed(voice: Voice) -> str:
    level, function, role = voice.common("levels"), voice.common("functions"), voice.common("roles")
    if level in ("Head of", "Director of"):
        more = f" & {voice.common('functions')}" if voice.chance(0.2) else ""
        return f"{level} {function}{more}"
    if level in ("VP", "Vice President"):
        return f"{level}{voice.rng.choice((' ', ', ', ' of '))}{function}"
    if level == "Chief":
        return f"Chief {function} Officer"
    return voice.rng.choice((f"{level} {role}", f"{level} {function} {role}", f"{function} {role}"))


def slogan(voice: Voice) -> str:
    """A slogan; many look like an organisation or a title."""
    if not voice.latin or voice.chance(0.45):
        return voice.one("slogans")
    if voice.chance(0.1):
        return voice.faker("en_US").catch_phrase()
    if voice.chance(0.15):
        return " · ".join(dict.fromkeys(voice.common("functions") for _ in range(3)))
    return voice.common("slogans")
