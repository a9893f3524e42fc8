"""Names of people who do not exist, as cards print them."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.generator.marked import Marked, capitals, said
from benchmarks.generator.words import ELSEWHERE, Voice, ascii_letters, words

FROM_ELSEWHERE = 0.12


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the order it is said, and as printed, its honorific and degrees with it."""

    given: str
    family: str
    printed: Marked
    spelt: tuple[str, str] = ("info", "")
    """Both in ASCII, where their letters are not Latin."""

    @property
    def mailbox(self) -> tuple[str, str]:
        """Given and family name as mailboxes spell them; the given one is never empty."""
        return ascii_letters(self.given) or self.spelt[0], ascii_letters(self.family) or self.spelt[1]


def name(voice: Voice, whose: int = 0) -> Name:
    """A name, now and then with all that people put around it."""
    given, family = _given_and_family(voice)
    printed = _in_order(voice, given, family)
    if voice.latin and voice.chance(0.13):
        printed = capitals(printed)
    spelt = ("info", "") if voice.latin else _spelt(voice)
    return Name(given, family, _dressed(voice, said(printed, "name", whose), whose), spelt)


def _spelt(voice: Voice) -> tuple[str, str]:
    """How somebody whose name is not in Latin letters might spell it in a mailbox."""
    given, family = _romanised(voice)
    return ascii_letters(given), ascii_letters(family)


def _given_and_family(voice: Voice) -> tuple[str, str]:
    if not voice.latin:
        fake = voice.faker()
        return fake.first_name(), fake.last_name()
    if voice.locale in ("JP", "CN", "GR"):
        return _romanised(voice)
    whole = words(voice.locale).get("names")
    if whole and not voice.unusual and voice.chance(0.25):
        return _parted(voice, voice.rng.choice(whole))
    if voice.unusual or voice.chance(FROM_ELSEWHERE):
        return _of_elsewhere(voice)
    if words(voice.locale).get("given") and voice.chance(1.0 if voice.locale == "VN" else 0.4):
        return voice.one("given"), voice.one("family")
    fake = voice.faker()
    return fake.first_name(), _family(voice, fake.last_name())


def _parted(voice: Voice, whole: str) -> tuple[str, str]:
    first, rest = whole.split(" ", 1)
    return (rest, first) if words(voice.locale).get("family_first") else (first, rest)


def _romanised(voice: Voice) -> tuple[str, str]:
    if voice.locale == "CN":
        own = words("CN")
        return voice.rng.choice(own["given_latin"]), voice.rng.choice(own["family_latin"])
    fake = voice.faker()
    if voice.locale == "JP":
        return str(fake.first_romanized_name()), str(fake.last_romanized_name())
    return ascii_letters(fake.first_name()).capitalize(), ascii_letters(fake.last_name()).capitalize()


def _of_elsewhere(voice: Voice) -> tuple[str, str]:
    """A name of no list of this country: from a card's own rare words, or from far away."""
    rare = words(voice.locale).get("unusual")
    if voice.unusual and rare and voice.chance(0.5):
        return voice.one("given"), voice.one("family")
    fake = voice.faker(voice.rng.choice(ELSEWHERE))
    return fake.first_name(), fake.last_name()


def _family(voice: Voice, family: str) -> str:
    roll = voice.rng.random()
    if roll < 0.06:
        return f"{family}-{voice.faker().last_name()}"
    if roll < 0.09 and words(voice.locale)["faker"].startswith(("es", "pt")):
        return f"{family} {voice.faker().last_name()}"
    particles = {
        "DE": "von ",
        "FR": "de ",
        "NL": "van der ",
        "IT": "De ",
        "BR": "da ",
        "IE": "Mc",
        "GB": "Mac",
    }
    if roll > 0.96 and voice.locale in particles and " " not in family:
        return particles[voice.locale] + family
    return family


def _in_order(voice: Voice, given: str, family: str) -> str:
    if not voice.latin and voice.locale in ("JP", "CN"):
        return f"{family}{voice.rng.choice(('', ' ', ' ')) if voice.locale == 'JP' else ''}{given}"
    share = 0.3 if voice.locale in ("JP", "CN") else 0.9
    if words(voice.locale).get("family_first") and voice.chance(share):
        return f"{capitals(family) if voice.chance(0.2) else family} {given}"
    ways = (
        (78, f"{given} {family}"), (9, f"{given} {voice.rng.choice('ABCDEFGHJKLMNPRST')}. {family}"),
        (4, f"{given[0]}. {family}"), (3, f"{given} {_given(voice)} {family}"), (1.5, given),
        (3, f"{given} “{voice.common('nicknames')}” {family}"), (2, f"{given} {capitals(family)}"),
    )  # fmt: skip
    return voice.rng.choices([way for _, way in ways], [weight for weight, _ in ways])[0]


def _given(voice: Voice) -> str:
    """A second given name, in the card's own letters."""
    if voice.latin and voice.locale in ("JP", "CN", "GR"):
        return _romanised(voice)[0]
    return voice.faker().first_name()


def _dressed(voice: Voice, bare: Marked, whose: int) -> Marked:
    """With honorific, degrees and pronouns, as a few are."""
    before = voice.one("honorifics") if voice.chance(0.1) else ""
    whole = said(before, "honorific", whose) + " " + bare if before else bare
    if voice.chance(0.08):
        after = voice.one("degrees")
        bare_comma = ", " if voice.latin and voice.chance(0.75) else " "
        whole = whole + bare_comma + said(after, "degree", whose)
    if voice.latin and voice.chance(0.03):
        whole = whole + " " + said(voice.common("pronouns"), "pronouns", whose)
    return whole
