"""How well and how fast a photo of cards is read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from afterhello import cardreader
from afterhello.cardreader import Reading
from benchmarks.baseline import by_patterns
from benchmarks.child import Cost, cost
from benchmarks.figures import Table, median, ratio, share
from benchmarks.generator import LOCALES, Difficulty, Stack, evening, stack
from benchmarks.generator.people import Locale
from benchmarks.scoring import (
    FIELDS,
    SAME_CARD,
    Score,
    pair,
    right_way_up,
    said_values,
    true_values,
)

FIRST_SEED = 1000
"""Tuning uses lower seeds, so that these photos are never looked at while tuning."""

EVENING = Path(evening.__file__).parents[2] / "src/afterhello/captures/static/captures/example/evening.jpg"


@dataclass
class Found:
    """Counts of cards."""

    photos: int = 0
    true: int = 0
    found: int = 0
    upright: int = 0
    false: int = 0


@dataclass
class Measured:
    """All that was learnt from reading one set of photos."""

    cards: Found = field(default_factory=Found)
    by_locale: dict[Locale, Score] = field(default_factory=lambda: {key: Score() for key in LOCALES})
    whole: Score = field(default_factory=Score)
    patterns: Score = field(default_factory=Score)

    def add(self, made: Stack, reading: Reading, country: Locale, where: str) -> None:
        """Count a photo."""
        pairing = pair(made.truth, reading.cards)
        self.cards.photos += 1
        self.cards.false += len(pairing.false)
        for number, (true, read, overlap) in enumerate(pairing.found):
            self.cards.true += 1
            self.cards.found += overlap > SAME_CARD
            self.cards.upright += read is not None and right_way_up(true.quad, read.quad)
            values = true_values(true.fields)
            said = said_values(read.fields) if read else {}
            lines = [line.text for line in read.lines] if read else []
            self.whole.add(values, said, f"{where} card {number} {true.layout}")
            self.by_locale[country].add(values, said)
            self.patterns.add(values, by_patterns(lines, country))
        for read in pairing.false:
            self.whole.add({}, said_values(read.fields), f"{where} false card")
            self.by_locale[country].add({}, said_values(read.fields))


@dataclass(frozen=True, slots=True)
class Kind:
    """A set of generated photos of eight cards each."""

    name: str
    difficulty: Difficulty
    photos: int
    unusual: bool = False
    rows: bool = False


def tables(*, quick: bool, losses: bool = False) -> Iterable[Table]:
    """Speed, cards found, fields, and how far *sure* may be believed."""
    yield costs(runs=3 if quick else 6)
    measured: dict[str, Measured] = {}
    for kind in kinds(quick=quick):
        measured[kind.name] = measure(kind)
        yield fields(kind.name, measured[kind.name])
    measured["the example evening"] = measure_evening()
    yield found(measured)
    yield sureness(measured)
    if losses:
        yield lost(measured)


def kinds(*, quick: bool) -> tuple[Kind, ...]:
    """What is measured: photos as most are, then what is hard by its words, its rows, its light."""
    unusual = Kind("unusual words", "normal", 4, unusual=True)
    if quick:
        return Kind("normal", "normal", 4), unusual
    rows = Kind("tidy rows", "normal", 4, rows=True)
    return (
        Kind("easy", "easy", 4),
        Kind("normal", "normal", 8),
        unusual,
        rows,
        Kind("hard", "hard", 8),
    )


def measure(kind: Kind) -> Measured:
    """Read so many generated photos, the locales taking turns."""
    all_of_them = Measured()
    for number in range(kind.photos):
        country = LOCALES[number % len(LOCALES)]
        seed = FIRST_SEED + number
        size = (4000, 3000)
        made = stack(seed, 8, size, kind.difficulty, (country,), unusual=kind.unusual, rows=kind.rows)
        reading = cardreader.read(made.image, country=country)
        all_of_them.add(made, reading, country, f"{kind.name} {seed} {country}")
    return all_of_them


def measure_evening() -> Measured:
    """Read the picture that a new user sees read."""
    photo = EVENING.read_bytes()
    made = Stack(photo, evening.truth(), *evening.SIZE, "wood")
    one = Measured()
    one.add(made, cardreader.read(photo, country="GB"), "GB", "evening")
    return one


# ── the tables ──


def costs(runs: int) -> Table:
    """CPU, seconds and memory for a photo of eight cards, beside rapidocr as it comes."""
    with tempfile.TemporaryDirectory() as folder:
        photo = Path(folder) / "eight.jpg"
        photo.write_bytes(stack(FIRST_SEED, cards=8).image)
        ours, plain = cost("reader", photo, "GB", runs), cost("plain", photo, "GB", runs)
    rows = (
        _cost_row("CPU-s a card", ours, plain, [s / 8 for s in ours.cpu_s], [s / 8 for s in plain.cpu_s]),
        _cost_row("seconds for the photo", ours, plain, ours.wall_s, plain.wall_s),
        (
            "seconds, the first run",
            f"{ours.wall_s[0]:.2f}",
            f"{plain.wall_s[0]:.2f}",
            ratio(ours.wall_s[0], plain.wall_s[0]),
        ),
        (
            "peak memory, MB",
            f"{ours.peak_mb:.0f}",
            f"{plain.peak_mb:.0f}",
            ratio(ours.peak_mb, plain.peak_mb),
        ),
        ("of its decoding child, MB", f"{ours.decoder_mb:.0f}", "–", "–"),
    )
    return Table(
        "A photo of eight cards, 4000 × 3000 px",
        ("", "afterhello", "plain rapidocr", "ratio"),
        rows,
        f"Medians of {runs - 1} runs after the first, which loads the models. "
        "Plain rapidocr: its defaults on the whole photo; it finds no cards and labels nothing.",
    )


def _cost_row(
    title: str, ours: Cost, plain: Cost, mine: Iterable[float], theirs: Iterable[float]
) -> tuple[str, ...]:
    a, b = median(tuple(mine)[1:]), median(tuple(theirs)[1:])
    return title, f"{a:.2f}", f"{b:.2f}", ratio(a, b)


def found(measured: dict[str, Measured]) -> Table:
    """Cards found, turned rightly, and found where none lies."""
    rows = tuple(
        (kind, str(one.cards.photos), str(one.cards.true), share(one.cards.found, one.cards.true),
         share(one.cards.upright, one.cards.true), f"{one.cards.false / one.cards.photos:.2f}")
        for kind, one in measured.items()
    )  # fmt: skip
    return Table(
        "Cards",
        ("", "photos", "cards", "found", "right way up", "false a photo"),
        rows,
        f"Found: the quadrilaterals overlap by more than {SAME_CARD} (intersection over union).",
    )


def fields(kind: str, one: Measured) -> Table:
    """F1 of every field, by locale, beside patterns over the same lines."""
    locales = [key for key in LOCALES if one.by_locale[key].true.total()]
    rows = []
    for name in (*FIELDS, "all"):
        kinds = FIELDS if name == "all" else (name,)
        mine, theirs = one.whole.f1(kinds), one.patterns.f1(kinds)
        printed = sum(one.whole.true[key] for key in kinds)
        cells = [_two(one.by_locale[key].f1(kinds)) for key in locales]
        both = (_two(theirs), ratio(mine or 0.0, theirs or 0.0))
        rows.append((name, str(printed), _two(mine), *cells, *both))
    return Table(
        f"Fields, {kind} photos: micro-F1 end to end",
        ("", "printed", "F1", *locales, "patterns only", "ratio"),
        tuple(rows),
        "Patterns only: regular expressions over the same lines, other lines by their order.",
    )


def sureness(measured: dict[str, Measured]) -> Table:
    """How much the program is sure of, and how often it is then right."""
    rows = []
    for kind, one in measured.items():
        score = one.whole
        said, sure = score.said.total(), score.sure.total()
        wrong = sure - score.sure_right.total()
        rows.append((kind, str(said), share(score.right.total(), said), share(sure, said),
                     share(score.sure_right.total(), sure), str(wrong)))  # fmt: skip
    return Table(
        "Sure",
        ("", "values read", "right", "sure", "right when sure", "sure and wrong"),
        tuple(rows),
        "Sure: the program would not ask a person to check the value.",
    )


def lost(measured: dict[str, Measured]) -> Table:
    """Every value missed or invented, to learn from."""
    rows = tuple(
        (loss.where, loss.kind, loss.printed or "–", _short(loss.read))
        for one in measured.values()
        for loss in one.whole.losses
    )
    return Table("Lost", ("where", "field", "printed", "read"), rows)


def _short(read: tuple[str, ...]) -> str:
    text = " | ".join(read) or "–"
    return text if len(text) <= 60 else f"{text[:59]}…"


def _two(value: float | None) -> str:
    return "–" if value is None else share(value, 1)
