"""One card, read and judged: what tables and the report are summed from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.judges import PLAIN
from benchmarks.pairing import Pair
from benchmarks.readings import Read
from benchmarks.scoring import FIELDS, Score

OURS = "ours"


@dataclass(frozen=True, slots=True)
class Result:
    """A card that was printed and perhaps read; or, where `pair.true` is empty, read where none is."""

    read: Read
    pair: Pair
    number: int
    scores: dict[str, Score]

    @property
    def kind(self) -> str:
        """Of the photo."""
        return self.read.shot.kind

    @property
    def pool(self) -> str:
        """Whose cards these are: seen in training, or held out."""
        return self.read.shot.pool.name

    @property
    def locale(self) -> str:
        """Of the card; a dash where none was printed."""
        return self.pair.true[0].locale if self.pair.true else "–"

    @property
    def where(self) -> str:
        """Which card this is, to draw it again."""
        layout = self.pair.true[0].layout if self.pair.true else "no card"
        return f"{self.read.shot}, card {self.number} ({layout})"

    def lost(self) -> float:
        """How much of this card went wrong: values missed or invented, sure ones three times."""
        score = self.scores[OURS]
        missed = score.true.total() - score.right.total()
        wrong = score.said.total() - score.right.total()
        return missed + wrong + 2 * (score.sure.total() - score.sure_right.total())


def results(read: Read) -> list[Result]:
    """A photo's cards: those printed, then those read where none is."""
    pairing = read.pairing()
    pairs = [*pairing.pairs, *(Pair((), people, 0.0) for people in pairing.false)]
    return [Result(read, pair, number, _scores(read, pair, number)) for number, pair in enumerate(pairs)]


def _scores(read: Read, pair: Pair, number: int) -> dict[str, Score]:
    scores = {}
    for judge in (OURS, *read.others):
        score = scores[judge] = Score()
        score.add_card(pair.true, read.said(pair.read, judge), f"{read.shot} card {number}")
    if pair.true and read.plain:
        scores[PLAIN] = Score()
        scores[PLAIN].add_card(pair.true, [read.plain[number]])
    return scores


def total(some: Iterable[Result], judge: str = OURS) -> Score:
    """All of them counted together."""
    whole = Score()
    for one in some:
        whole.join(one.scores[judge])
    return whole


def f1(some: Iterable[Result], judge: str = OURS, kinds: Iterable[str] = FIELDS) -> float | None:
    """Micro-averaged over cards and fields, 0 … 1; None where there is nothing."""
    return total(some, judge).f1(kinds)
