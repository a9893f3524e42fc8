"""How well photos of cards are read: found, labelled, and how far *sure* may be believed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from afterhello import cardreader
from benchmarks.figures import Table, ratio, share
from benchmarks.generator import evening
from benchmarks.judges import FIRST_RULES, PATTERNS, PLAIN, TESSERACT
from benchmarks.pairing import SAME_CARD, pair
from benchmarks.plan import FAMILIES, family, plan
from benchmarks.pools import POOLS
from benchmarks.readings import Read, read_all
from benchmarks.report import write
from benchmarks.results import OURS, Result, f1, results, total
from benchmarks.scoring import FIELDS, Score, said_values

EVENING = Path(evening.__file__).parents[2] / "src/afterhello/captures/static/captures/example/evening.jpg"
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.001)


def tables(*, quick: bool, losses: bool = False, report: Path | None = None) -> Iterable[Table]:
    """Cards found, fields by name and by locale, what is sure and whether rightly."""
    reads = list(_told(read_all(shots := plan(quick=quick)), len(shots)))
    everything = [one for read in reads for one in results(read)]
    stacks = [one for one in everything if family(one.kind) != "odd"]
    yield found(reads, everything)
    yield fields(stacks)
    yield on_other_lines(stacks)
    yield by_locale(stacks)
    yield sureness(stacks)
    yield calibration(stacks)
    if losses:
        yield lost(everything)
    if report:
        yield write(report, everything)


def _told(reads: Iterable[Read], count: int) -> Iterable[Read]:
    """The same, saying on stderr how far it is: minutes pass before the first table."""
    for number, read in enumerate(reads, 1):
        print(f"\r{number} of {count} photos read", end="", file=sys.stderr, flush=True)
        yield read
    print(file=sys.stderr)


# ── found ──


def found(reads: Sequence[Read], some: Sequence[Result]) -> Table:
    """Cards found, turned rightly, and found where none lies, by kind of photo."""
    rows = []
    for name in FAMILIES:
        kinds = list(dict.fromkeys(read.shot.kind for read in reads if family(read.shot.kind) == name))
        rows += [_found(kind, {kind}, reads, some) for kind in kinds]
        rows.append(_found(f"all {name}", set(kinds), reads, some))
    return Table(
        "Cards",
        ("", "photos", "cards", "found", "right way up", "false a photo", "field F1"),
        tuple(rows),
        f"Found: the quadrilaterals overlap by more than {SAME_CARD} (intersection over union) within the "
        "photo. Right way up: of those found. To reach: .95 of all that lie apart, .85 of all overlapping, "
        "at most 0.1 false a photo. The odd are in no other table.",
    )


def _found(title: str, kinds: set[str], reads: Sequence[Read], some: Sequence[Result]) -> tuple[str, ...]:
    mine = [one for one in some if one.kind in kinds]
    printed = [one for one in mine if one.pair.true]
    there = [one for one in printed if one.pair.found]
    photos = sum(read.shot.kind in kinds for read in reads)
    return (
        title,
        str(photos),
        str(len(printed)),
        share(len(there), len(printed)),
        share(sum(one.pair.upright for one in there), len(there)),
        f"{(len(mine) - len(printed)) / photos:.2f}" if photos else "–",
        two(f1(mine)),
    )


# ── labelled ──


def fields(some: Sequence[Result]) -> Table:
    """F1 of every field end to end, beside others on the same lines."""
    rows = tuple(_beside(name, some, (FIRST_RULES, PATTERNS)) for name in (*FIELDS, "all"))
    return Table(
        "Fields: micro-F1 end to end",
        ("", "printed", "F1", FIRST_RULES, "ratio", PATTERNS, "ratio"),
        rows,
        "A card that was not found is missed with all it says; what is read where no card lies is wrong. To "
        "reach: .92 of all. First rules: the weights set by hand of the first version, on our lines. "
        "Patterns: regular expressions over our lines, other lines by their order.",
    )


def on_other_lines(some: Sequence[Result]) -> Table:
    """The same labeller on tesseract's lines; and what plain rapidocr gives with patterns."""
    heard = [one for one in some if PLAIN in one.scores]
    others = [judge for judge in (TESSERACT, PLAIN) if any(judge in one.scores for one in heard)]
    missing = "" if TESSERACT in others else " Tesseract (with its English) is not installed here."
    return Table(
        "Fields on the lines of others: micro-F1",
        ("", "printed", "F1", *(cell for judge in others for cell in (judge, "ratio"))),
        tuple(_beside(name, heard, others) for name in (*FIELDS, "all")),
        f"{len(heard)} printed cards of every seventh photo. Tesseract's lines: our labeller on them, cards "
        "straightened by us. Plain rapidocr: its defaults on the whole photo, told where the cards lie, and "
        f"patterns over its lines.{missing}",
    )


def _beside(name: str, some: Sequence[Result], judges: Sequence[str]) -> tuple[str, ...]:
    kinds = FIELDS if name == "all" else (name,)
    ours = total(some)
    row = [name, str(sum(ours.true[key] for key in kinds)), two(ours.f1(kinds))]
    for judge in judges:
        theirs = total(some, judge).f1(kinds)
        row += [two(theirs), ratio(ours.f1(kinds) or 0.0, theirs or 0.0)]
    return tuple(row)


def by_locale(some: Sequence[Result]) -> Table:
    """F1 by locale, those kept out of training marked, and what is sure."""
    rows = []
    for pool in POOLS:
        of_it = [one for one in some if one.pool == pool.name]
        for locale in dict.fromkeys(one.locale for one in of_it if one.pair.true):
            mine = [one for one in of_it if one.locale == locale]
            rows.append(_locale(f"{locale}{pool.mark}", mine))
        rows.append(_locale(f"all {pool.name}{pool.mark}", of_it))
    return Table(
        "Fields by locale",
        ("", "cards", "F1", FIRST_RULES, "ratio", PATTERNS, "sure", "right when sure"),
        tuple(rows),
        "* kept out of training, with its layouts and typefaces. Ratio: to the first rules.",
    )


def _locale(title: str, some: Sequence[Result]) -> tuple[str, ...]:
    score = total(some)
    rules = f1(some, FIRST_RULES)
    return (
        title,
        str(sum(bool(one.pair.true) for one in some)),
        two(score.f1()),
        two(rules),
        ratio(score.f1() or 0.0, rules or 0.0),
        two(f1(some, PATTERNS)),
        *_sure(score)[:2],
    )


# ── sure ──


def sureness(some: Sequence[Result]) -> Table:
    """How much the program is sure of, and how often it is then right."""
    rows = []
    for pool in POOLS:
        score = total(one for one in some if one.pool == pool.name)
        rows.append((f"all {pool.name}", str(score.said.total()), _right(score), *_sure(score)))
        rows += [
            (f"  {name}", str(score.said[name]), _right(score, name), *_sure(score, name)) for name in FIELDS
        ]
    return Table(
        "Sure",
        ("", "values read", "right", "sure", "right when sure", "sure and wrong"),
        tuple(rows),
        "Sure: the program would not ask a person to check the value. To reach, on what was kept out of "
        "training: .98 right when sure, .70 sure.",
    )


def _right(score: Score, name: str | None = None) -> str:
    kinds = FIELDS if name is None else (name,)
    return share(sum(score.right[key] for key in kinds), sum(score.said[key] for key in kinds))


def _sure(score: Score, name: str | None = None) -> tuple[str, str, str]:
    kinds = FIELDS if name is None else (name,)
    said, sure, right = (
        sum(counts[key] for key in kinds) for counts in (score.said, score.sure, score.sure_right)
    )
    return share(sure, said), share(right, sure), str(sure - right)


def calibration(some: Sequence[Result]) -> Table:
    """Of values believed in so far, how many are right."""
    rows = []
    for low, high in pairwise(BINS):
        row = [f"{low:.2f} to {min(high, 1):.2f}"]
        for pool in POOLS:
            beliefs = total(one for one in some if one.pool == pool.name).beliefs
            inside = [(belief, right) for belief, right in beliefs if low <= belief < high]
            mean = sum(belief for belief, _ in inside) / len(inside) if inside else 0
            row += [
                str(len(inside)),
                share(mean, 1) if inside else "–",
                share(sum(r for _, r in inside), len(inside)),
            ]
        rows.append(tuple(row))
    columns = [cell for pool in POOLS for cell in (f"values, {pool.name}", "mean", "right")]
    return Table("Confidence, and the share that is right", ("confidence", *columns), tuple(rows))


# ── what went wrong ──


def lost(some: Sequence[Result]) -> Table:
    """Every value missed or invented, to learn from."""
    rows = tuple(
        (one.where, loss.kind, loss.printed or "–", _short(loss.read))
        for one in some
        for loss in one.scores[OURS].losses
    )
    return Table("Lost", ("where", "field", "printed", "read"), rows)


def _short(read: tuple[str, ...]) -> str:
    text = " | ".join(read) or "–"
    return text if len(text) <= 60 else f"{text[:59]}…"


def two(value: float | None) -> str:
    """A share of two digits; a dash where there is none."""
    return "–" if value is None else share(value, 1)


# ── the example evening ──


@dataclass
class Found:
    """Counts of cards."""

    found: int = 0
    upright: int = 0
    false: int = 0


@dataclass
class Measured:
    """What was learnt from reading one picture."""

    cards: Found = field(default_factory=Found)
    whole: Score = field(default_factory=Score)


def measure_evening() -> Measured:
    """Read the picture that a new user sees read."""
    pairing = pair(evening.truth(), cardreader.read(EVENING.read_bytes(), country="GB").cards)
    one = Measured()
    one.cards.false = len(pairing.false)
    for number, card in enumerate(pairing.pairs):
        one.cards.found += card.found
        one.cards.upright += card.upright
        one.whole.add_card(card.true, [said_values(read.fields) for read in card.read], f"card {number}")
    return one
