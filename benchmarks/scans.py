"""Recall on scanned cards whose values are tagged: `DIR/cards/scans`, pictures and a `tags.tsv`.

The tags (columns id, text, tag) are noisy: somebody's recognised text, word by word, as B-NAME,
I-NAME and so on. So a value counts as found with a fault or two in it, and stands beside the
ceiling: how many of the values can be found anywhere in the lines that our engine read.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz

from afterhello import cardreader
from afterhello.cardreader import Card
from benchmarks.figures import Table, ratio, share
from benchmarks.judges import Judge, judges
from benchmarks.pairing import together
from benchmarks.scoring import Values, digits, plain, said_values

KINDS = {
    "NAME": "name",
    "DES": "title",
    "ORG": "organisation",
    "PHONE": "phones",
    "EMAIL": "emails",
    "WEB": "urls",
}
COUNTRY = "IN"
"""Where most of the scanned cards are from."""

LABEL = re.compile(
    r"^\W*(e-?\s?mail|mail|web(site)?|url|phone|tel|mob(ile)?|cell|fax|ph)\b[\W_]*", re.IGNORECASE
)
PARTIAL = 92


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tagged value of a scan."""

    scan: str
    kind: str
    value: str


@dataclass
class Recall:
    """Counts of tagged values by field."""

    tagged: Counter[str] = field(default_factory=Counter)
    ceiling: Counter[str] = field(default_factory=Counter)
    ours: Counter[str] = field(default_factory=Counter)
    others: dict[str, Counter[str]] = field(default_factory=dict)
    """Of everybody else who labels, by the name that tables call them."""
    missed: list[Tagged] = field(default_factory=list)

    def add(self, value: Tagged, cards: Sequence[Card], others: dict[str, list[Values]]) -> None:
        """Look for a value in everything read from its scan, by us and by others."""
        lines = list(dict.fromkeys(line.text for card in cards for line in card.lines))
        ours = [one.value for card in cards for one in said_values(card.fields)[value.kind]]
        hit = within(value, ours)
        self.tagged[value.kind] += 1
        self.ours[value.kind] += hit
        for name, people in others.items():
            theirs = [one.value for person in people for one in person.get(value.kind, [])]
            self.others.setdefault(name, Counter())[value.kind] += within(value, theirs)
        self.ceiling[value.kind] += hit or within(value, [*lines, " ".join(lines)])
        if not hit:
            self.missed.append(value)


def tables(folder: Path, *, losses: bool = False) -> list[Table]:
    """The recall of every field; nothing where the folder holds no scans."""
    scans = folder / "cards" / "scans"
    if not (scans / "tags.tsv").exists():
        return []
    recall = measure(scans)
    if not losses:
        return [recall_table(recall)]
    missed = tuple((one.scan, one.kind, one.value) for one in recall.missed)
    return [recall_table(recall), Table("Missed", ("scan", "field", "tagged"), missed)]


def measure(scans: Path) -> Recall:
    """Read every scan and look for its tagged values."""
    by_scan: dict[str, list[Tagged]] = {}
    for value in tagged(scans / "tags.tsv"):
        by_scan.setdefault(value.scan, []).append(value)
    recall = Recall()
    for scan, values in by_scan.items():
        cards = cardreader.read((scans / scan).read_bytes(), country=COUNTRY).cards
        others = {name: _said(judge, cards) for name, judge in judges(slow=True).items()}
        for value in values:
            recall.add(value, cards, others)
    return recall


def _said(judge: Judge, cards: Sequence[Card]) -> list[Values]:
    return [values for people in together(cards) for values in judge(people[0], COUNTRY)]


def tagged(table: Path) -> list[Tagged]:
    """The values of `tags.tsv`, words joined, labels such as "Email:" stripped."""
    values: list[tuple[str, str, list[str]]] = []
    with table.open(newline="", encoding="utf-8", errors="replace") as rows:
        before = ("", "")
        for row in csv.DictReader(rows, delimiter="\t"):
            begins, _, name = (row["tag"] or "").rpartition("-")
            if name in KINDS and begins == "I" and before == (row["id"], name):
                values[-1][2].append(row["text"])
            elif name in KINDS:
                values.append((row["id"], name, [row["text"]]))
            before = (row["id"], name)
    stripped = (Tagged(scan, KINDS[name], LABEL.sub("", " ".join(words))) for scan, name, words in values)
    return [value for value in stripped if plain(value.value)]


def within(value: Tagged, read: Sequence[str]) -> bool:
    """Whether one of the texts read holds the value."""
    return any(_holds(value.kind, text, value.value) for text in read)


def _holds(kind: str, text: str, true: str) -> bool:
    if kind == "phones":
        return _either(digits(text), digits(true))
    if kind in {"emails", "urls"}:
        return _either(_tight(text), _tight(true))
    if len(plain(text)) < 0.8 * len(plain(true)):
        return False
    return fuzz.partial_ratio(plain(text), plain(true)) >= PARTIAL


def _either(read: str, true: str) -> bool:
    """Whether the value is in what was read, or what was read is all but a little of the value."""
    return bool(true) and (true in read or (read in true and len(read) >= 0.8 * len(true)))


def _tight(text: str) -> str:
    return re.sub(r"[\W_]|^(https?)?\W*www", "", text.casefold()).removeprefix("www")


def recall_table(recall: Recall) -> Table:
    """Recall beside the ceiling and beside others on the same lines."""
    rows = []
    for name in (*KINDS.values(), "all"):
        tagged, ceiling, ours = (_of(counts, name) for counts in (recall.tagged, recall.ceiling, recall.ours))
        row = [name, str(tagged), share(ceiling, tagged), share(ours, tagged), share(ours, ceiling)]
        for counts in recall.others.values():
            theirs = _of(counts, name)
            row += [share(theirs, tagged), ratio(ours, theirs)]
        rows.append(tuple(row))
    beside = [cell for judge in recall.others for cell in (judge, "ratio")]
    return Table(
        "Scanned cards: recall of the tagged values",
        ("", "tagged", "ceiling", "recall", "of the ceiling", *beside),
        tuple(rows),
        "Ceiling: the value stands somewhere in the lines that the engine read. To reach: .80 of all. "
        "The tags are noisy.",
    )


def _of(counts: Counter[str], name: str) -> int:
    return counts.total() if name == "all" else counts[name]
