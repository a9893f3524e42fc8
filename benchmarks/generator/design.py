"""What a layout draws from: people, typefaces, colours, and the blocks of text made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from benchmarks.generator import fonts
from benchmarks.generator.contact import Way, ways
from benchmarks.generator.flow import Item
from benchmarks.generator.fonts import Style, Weight
from benchmarks.generator.marked import Kind, Marked, joined, said
from benchmarks.generator.people import Person
from benchmarks.generator.sheet import Colour, Ink
from benchmarks.generator.words import Voice

PAPERS: tuple[Colour, ...] = (
    (255, 255, 255), (255, 255, 255), (252, 251, 248), (248, 243, 230), (240, 240, 236), (235, 226, 203),
    (232, 238, 240), (244, 232, 226), (226, 232, 220), (214, 208, 196), (250, 246, 250),
)  # fmt: skip
INKS: tuple[Colour, ...] = (
    (25, 25, 28), (35, 32, 28), (40, 44, 52), (20, 30, 60), (60, 60, 64), (70, 50, 40), (16, 60, 50),
)  # fmt: skip
ACCENTS: tuple[Colour, ...] = (
    (56, 72, 45), (150, 50, 40), (24, 70, 110), (154, 90, 0), (90, 40, 90), (0, 100, 100), (60, 60, 66),
    (190, 80, 30), (200, 30, 60), (20, 120, 70), (70, 90, 180), (120, 100, 80), (30, 30, 34), (170, 120, 40),
)  # fmt: skip
DARKS: tuple[Colour, ...] = (
    (26, 24, 21), (24, 34, 52), (40, 20, 28), (20, 44, 38), (48, 48, 50), (12, 12, 14), (70, 24, 34),
    (18, 58, 84),
)  # fmt: skip
LIGHT_INKS: tuple[Colour, ...] = ((243, 238, 226), (255, 255, 255), (226, 222, 214))
LIGHT_ACCENTS: tuple[Colour, ...] = (
    (224, 178, 98),
    (236, 208, 160),
    (150, 210, 200),
    (240, 150, 120),
    (255, 255, 255),
)

BODY: tuple[tuple[Style, int], ...] = (
    ("sans", 52), ("serif", 22), ("narrow", 8), ("rounded", 6), ("slab", 4), ("mono", 4), ("display", 2),
)  # fmt: skip
HEAD: tuple[tuple[Style, int], ...] = (
    ("sans", 30), ("serif", 30), ("narrow", 12), ("script", 8), ("display", 10), ("slab", 5), ("rounded", 5),
)  # fmt: skip


@dataclass(frozen=True)
class Design:
    """The taste of one card; `people` are those it names, the first one first, `zoom` how large it is set."""

    people: tuple[Person, ...]
    voice: Voice
    body: str
    head: str
    logo: str
    paper: Colour
    ink: Colour
    accent: Colour
    ways: tuple[Way, ...]
    code: str | None
    icons: bool
    zoom: float

    @property
    def rng(self) -> Random:
        """Chance."""
        return self.voice.rng

    @property
    def person(self) -> Person:
        """The first person, or the firm."""
        return self.people[0]

    def text(
        self, size_pt: float, *, bold: bool = False, accent: bool = False, weight: Weight = "regular"
    ) -> Ink:
        """The ordinary ink of this card."""
        return Ink(
            self.accent if accent else self.ink, size_pt * self.zoom, self.body, "bold" if bold else weight
        )

    def who(self, size: float = 13, whose: int = 0, *, title: float = 8.2) -> list[Item]:
        """Name, title and department, in one of the orders that these come in."""
        person = self.people[whose]
        if not person.name:
            return []
        bold, accent = self.rng.random() < 0.5, self.rng.random() < 0.5
        head = Ink(self.ink, size * self.zoom, self.head, "bold" if bold else "regular")
        below = self.text(
            title, accent=accent, weight=self.rng.choice(("regular", "regular", "italic", "light"))
        )
        names = self._name_lines(person, head)
        roll = self.rng.random()
        called, office = said(person.title, "title", whose), said(person.department, "department", whose)
        if called and roll < 0.06 and len(names) == 1 and len(person.name.text + person.title) < 36:
            named = replace(names[0], text=person.name + ", " + called)
            return [named, Item(office, below)]
        if called and office and roll < 0.3 and len(person.title + person.department) < 44:
            between = self.rng.choice((", ", " | ", " · ", " – "))
            return [*names, Item(joined([called, office], between), below)]
        if called and roll > 0.95:
            return [Item(called, below), *names, Item(office, below)]
        return [*names, Item(called, below, 0.3), Item(office, replace(below, size_pt=below.size_pt * 0.92))]

    def _name_lines(self, person: Person, head: Ink) -> list[Item]:
        """The name, now and then its words below one another."""
        text = person.name.text
        if self.rng.random() < 0.08 and text.count(" ") == 1:
            place = text.index(" ")
            return [Item(person.name.cut(0, place), head), Item(person.name.cut(place + 1, len(text)), head)]
        return [Item(person.name, head)]

    def firm(
        self, size: float = 9.5, *, upper: bool = False, bold: bool | None = None, tracking: float = 0.0,
        colour: Colour | None = None, lines: int = 2,
    ) -> Item:  # fmt: skip
        """The organisation."""
        marked = said(self.person.organisation, "organisation")
        heavy = self.rng.random() < 0.6 if bold is None else bold
        ink = Ink(
            colour or self.accent, size * self.zoom, self.logo, "bold" if heavy else "regular", tracking
        )
        return Item(marked.upper() if upper else marked, ink, lines=lines)

    def motto(self, size: float = 7.2, colour: Colour | None = None) -> Item:
        """The slogan."""
        ink = Ink(
            colour or self.accent, size, self.body, self.rng.choice(("italic", "italic", "regular", "light"))
        )
        return Item(said(self.person.slogan, "slogan"), ink, 0.4)

    def small(self, size: float = 5.6) -> list[Item]:
        """Opening hours, registry and tax numbers."""
        ink = self.text(size)
        hours = [
            Item(said(text, "hours"), replace(ink, size_pt=ink.size_pt * 1.15), 0.3)
            for text in self.person.hours
        ]
        return [*hours, *(Item(said(text, "number"), ink) for text in self.person.numbers)]

    def contact(
        self, size: float = 7.6, *, whose: int | None = None, only: Sequence[Kind] | None = None,
        without: Sequence[Kind] = (), leads: bool = False, colour: Colour | None = None,
    ) -> list[Item]:  # fmt: skip
        """The ways to reach somebody: all, or of some kinds; labels in a column of their own with `leads`."""
        ink = replace(self.text(size), colour=colour or self.ink)
        items = []
        for way in self.ways:
            kind = way.value.spans[0].kind
            if (whose is not None and way.whose != whose) or (only and kind not in only) or kind in without:
                continue
            lines = 2 if kind == "address" else 1
            if leads:
                lead = said(way.label.strip(" |"), "label", way.whose) if way.label.strip() else None
                items.append(Item(way.value, ink, lead=lead, lines=lines))
            else:
                shown, sign = (way.value, way.icon) if self.icons else (way.line(), None)
                items.append(Item(shown, ink, icon=sign, lines=lines))
        return items


# ── choosing ──


def design(
    people: tuple[Person, ...], voice: Voice, pool: Sequence[str], *, dark: bool, code: str | None
) -> Design:
    """Choose typefaces of the pool that have every letter needed, colours, and the manner of the lines."""
    rng = voice.rng
    needed = _letters(people, voice)
    body = family(rng, pool, BODY, needed)
    head = body if rng.random() < 0.55 else family(rng, pool, HEAD, needed)
    logo = rng.choice((body, head, head, family(rng, pool, HEAD, needed)))
    accent = rng.choice(LIGHT_ACCENTS if dark else ACCENTS)
    shared = [ways(person, voice, whose) for whose, person in enumerate(people)]
    return Design(
        people=people,
        voice=voice,
        body=body,
        head=head,
        logo=logo,
        paper=rng.choice(DARKS if dark else PAPERS),
        ink=rng.choice(LIGHT_INKS if dark else INKS),
        accent=accent,
        ways=tuple(way for group in shared for way in group),
        code=code,
        icons=rng.random() < 0.14,
        zoom=rng.choice((0.86, 0.94, 1.0, 1.0, 1.08, 1.16)),
    )


def _letters(people: tuple[Person, ...], voice: Voice) -> str:
    """Every letter that may be printed, capitals of them too."""
    texts = []
    for one in people:
        texts += [one.name.text, one.title, one.department, one.organisation, one.slogan, *one.address,
                  *one.hours, *one.numbers, *(number.text for number in one.phones)]  # fmt: skip
    texts += [label for kind in ("work", "mobile", "fax", "email", "url") for label in voice.labels(kind)]
    whole = "".join(texts)
    return "".join(sorted(set(whole + whole.upper() + "@.|·•–")))


def family(rng: Random, pool: Sequence[str], styles: tuple[tuple[Style, int], ...], needed: str) -> str:
    """A family of the pool that has every letter: of a style drawn by weight if there is one."""
    for _ in range(8):
        style = rng.choices([name for name, _ in styles], [weight for _, weight in styles])[0]
        of_style = [name for name in pool if fonts.style_of(name) == style]
        if of_style:
            chosen = rng.choice(of_style)
            if fonts.prints(chosen, needed):
                return chosen
    able = [name for name in pool if fonts.prints(name, needed) and fonts.style_of(name) != "script"]
    able = able or [name for name in fonts.families() if fonts.prints(name, needed)]
    return rng.choice(able) if able else most_letters(pool, needed)


def most_letters(pool: Sequence[str], needed: str) -> str:
    """The family that lacks the fewest letters."""
    return min(pool, key=lambda name: sum(not fonts.prints(name, letter) for letter in needed))


def trimmed(person: Person, most: int) -> Person:
    """The person with so few ways to be reached that `most` lines hold them; the last to go is the email."""
    while _lines(person) > most:
        smaller = _without_one(person)
        if smaller == person:
            break
        person = smaller
    return person


def _lines(one: Person) -> int:
    ways_of = len(one.phones) + len(one.emails) + len(one.urls) + len(one.social)
    return ways_of + len(one.address) + len(one.numbers) + len(one.hours)


def _without_one(one: Person) -> Person:
    shorter: tuple[tuple[str, int], ...] = (
        ("numbers", 0), ("social", 0), ("hours", 0), ("emails", 1), ("phones", 2), ("address", 2),
        ("urls", 0), ("phones", 1), ("address", 0), ("phones", 0), ("emails", 0),
    )  # fmt: skip
    for what, least in shorter:
        held = getattr(one, what)
        if len(held) > least:
            cut: dict[str, tuple[object, ...]] = {what: held[:-1] if what != "address" or least else ()}
            return replace(one, **cut)  # type: ignore[arg-type]  # each is a tuple of what it was
    return one


def initials(text: str) -> Marked:
    """The first letters of a firm's words as its mark."""
    letters = [word[0] for word in text.replace("&", " ").split() if word[0].isalpha()][:3]
    return said("".join(letters).upper(), "logo")
