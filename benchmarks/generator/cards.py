"""A flat business card, and the truth of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from PIL import Image

from benchmarks.generator import fonts as typefaces
from benchmarks.generator.contact import code_text
from benchmarks.generator.design import design, trimmed
from benchmarks.generator.layouts import LAYOUTS, SETTINGS, Layout, Setting
from benchmarks.generator.marks import gradient, grain, mixed
from benchmarks.generator.people import Person, Truth, as_truth, colleague, firm, invent
from benchmarks.generator.sheet import PrintedLine, Sheet, px
from benchmarks.generator.words import OWN_SCRIPT, Locale, Voice, words

__all__ = ["LAYOUTS", "Layout", "RenderedCard", "card"]

ROUNDED_MM = 3.0


@dataclass(frozen=True, slots=True)
class RenderedCard:
    """A flat card and the truth of it. It is drawn when `image` is first asked for.

    `lines` are in the order of printing, in px of `image`; `fields` are those of the first person (name None
    on the card of a firm), `others` those of further people. `qr` is the text in its code, `fonts` the
    families of text, name and firm, `rounding` the radius of the paper's corners (px; 0 is square).
    """

    sheet: Sheet
    fields: Truth
    others: tuple[Truth, ...]
    lines: tuple[PrintedLine, ...]
    locale: Locale
    layout: Layout
    qr: str | None
    fonts: tuple[str, str, str]
    rounding: int

    @property
    def image(self) -> Image.Image:
        """The picture."""
        return self.sheet.image

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture, px, without drawing it."""
        return self.sheet.size


def card(
    seed: int, locale: Locale, layout: Layout, *, unusual: bool = False, fonts: Sequence[str] | None = None
) -> RenderedCard:
    """The card of somebody invented; the same arguments give the same card.

    `unusual` people have words that no list is likely to hold. `fonts` are the families to choose from, all
    that the machine has if None; where none of them has the letters of the country, another family does.
    """
    pool = tuple(sorted(fonts)) if fonts else typefaces.families()
    rng = Random(f"{seed} {locale} {layout}")
    setting = SETTINGS[layout]
    own = locale in OWN_SCRIPT and rng.random() < 0.75 and _can_set(locale)
    people = _people(rng, locale, setting, unusual=unusual, own_script=own)
    voice = Voice(rng, locale, own, unusual)
    dark = rng.random() < setting.dark
    code = code_text(people[0], rng) if setting.code and rng.random() < 0.3 else None
    taste = design(people, voice, pool, dark=dark, code=code)
    sheet = Sheet(*_size(locale, setting), taste.paper)
    _paper(sheet, taste.accent, rng)
    setting.draw(sheet, taste)
    truths = tuple(as_truth(person) for person in people)
    return RenderedCard(
        sheet, truths[0], truths[1:], tuple(sheet.lines), locale, layout, sheet.qr,
        (taste.body, taste.head, taste.logo), px(ROUNDED_MM) if rng.random() < 0.1 else 0,
    )  # fmt: skip


def _people(
    rng: Random, locale: Locale, setting: Setting, *, unusual: bool, own_script: bool
) -> tuple[Person, ...]:
    if setting.people == 0:
        return (trimmed(firm(rng, locale, unusual=unusual, own_script=own_script), setting.most),)
    first = trimmed(invent(rng, locale, unusual=unusual, own_script=own_script), setting.most)
    if setting.named:
        first = replace(first, organisation=first.organisation or first.stem)
    if setting.people == 1:
        return (first,)
    other = colleague(rng, first, own_script=own_script)
    first = replace(first, phones=first.phones[:1], emails=first.emails[:1], department="")
    return first, replace(other, address=first.address, urls=first.urls)


def _can_set(locale: Locale) -> bool:
    """Whether this machine has letters for the country."""
    sample = "".join(words(locale)["titles"])
    return any(typefaces.prints(name, sample) for name in typefaces.families())


def _size(locale: Locale, setting: Setting) -> tuple[float, float]:
    """Width and height of the paper, mm."""
    width, height = words(locale)["size"]
    return {
        "wide": (width, height), "upright": (height, width), "slim": (width, 38.0), "square": (62.0, 62.0),
    }[setting.shape]  # fmt: skip


def _paper(sheet: Sheet, accent: tuple[int, int, int], rng: Random) -> None:
    """Most papers are plain; some have a tint that grows, or a grain."""
    roll = rng.random()
    if roll < 0.08:
        gradient(sheet, (0, 0, sheet.width, sheet.height), sheet.paper, mixed(sheet.paper, accent, 0.12))
    elif roll < 0.22:
        grain(sheet, rng.uniform(2, 6), rng.randrange(2**31))
