"""What the labeller is worth on cards that nothing was fitted on: by field and by country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from afterhello.cardreader.labelling import label
from benchmarks.figures import Table, share
from benchmarks.first_rules import by_rules
from benchmarks.scoring import FIELDS, Said, Score, said_values
from benchmarks.training.readings import Read


def tables(reads: Sequence[Read]) -> Iterator[Table]:
    """F1 and sureness by field, F1 by country."""
    ours, rules, places = Score(), Score(), defaultdict[str, Score](Score)
    for one in reads:
        said = _said(one, first_version=False)
        for score in (ours, places[one.locale]):
            score.add(_true(one), said)
        rules.add(_true(one), _said(one, first_version=True))
    yield by_field(ours, rules, len(reads))
    yield Table(
        "The same, by country",
        ("", "printed", "F1", "right when sure", "sure"),
        tuple(_row(place, score, FIELDS) for place, score in sorted(places.items())),
    )


def by_field(ours: Score, rules: Score, cards: int) -> Table:
    """Every field beside the rules of the first version."""
    rows = [
        (*_row(kind, ours, (kind,)), share(rules.f1((kind,)) or 0.0, 1)) for kind in FIELDS if ours.true[kind]
    ]
    rows.append((*_row("all", ours, FIELDS), share(rules.f1() or 0.0, 1)))
    return Table(
        f"Labelled, {cards} cards of layouts, countries and typefaces kept out, read by the engine",
        ("", "printed", "F1", "right when sure", "sure", "F1 by first rules"),
        tuple(rows),
    )


def _row(name: str, score: Score, kinds: Iterable[str]) -> tuple[str, ...]:
    kinds = tuple(kinds)
    sure, said = (sum(counts[kind] for kind in kinds) for counts in (score.sure, score.said))
    right = sum(score.sure_right[kind] for kind in kinds)
    printed = str(sum(score.true[kind] for kind in kinds))
    return name, printed, share(score.f1(kinds) or 0.0, 1), share(right, sure), share(sure, said)


def _true(one: Read) -> dict[str, list[str]]:
    """The values of everybody on the card, each once."""
    return {kind: list(dict.fromkeys(one.every(kind))) for kind in FIELDS}


def _said(one: Read, *, first_version: bool) -> dict[str, list[Said]]:
    judge = {"judge": by_rules} if first_version else {}
    people = label(one.lines, one.width, one.height, one.locale, None, **judge)
    said: dict[str, dict[str, Said]] = {kind: {} for kind in FIELDS}
    for fields in people:
        for kind, values in said_values(fields).items():
            said[kind].update({value.value: value for value in values})
    return {kind: list(values.values()) for kind, values in said.items()}
