"""What the labeller is worth on photos of cards that nothing was fitted on: by field, country and kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from afterhello.cardreader.labelling import label
from afterhello.cardreader.placing import fields_on_the_photo
from afterhello.cardreader.shapes import Card
from afterhello.cardreader.straightener import Flat
from benchmarks.figures import Table, share
from benchmarks.first_rules import by_rules
from benchmarks.pairing import pair
from benchmarks.scoring import FIELDS, Score, said_values
from benchmarks.training.photos import OnPhoto, Photo

BELIEFS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 1.01)
HEAD = ("", "printed", "F1", "right when sure", "sure")


def tables(photos: Sequence[Photo]) -> Iterator[Table]:
    """F1 and sureness by field, country and kind of photo; and how often a belief was right."""
    ours, rules = Score(), Score()
    places, kinds = defaultdict[str, Score](Score), defaultdict[str, Score](Score)
    for photo in photos:
        here = scores(photo)
        for place, score in here.items():
            for whole in (ours, places[place], kinds[photo.shot.kind]):
                whole.join(score)
        for score in scores(photo, first_version=True).values():
            rules.join(score)
    yield by_field(ours, rules, len(photos))
    yield _parted("The same, by country", places)
    yield _parted("The same, by kind of photo", kinds)
    yield reliability(ours)


def scores(photo: Photo, *, first_version: bool = False) -> dict[str, Score]:
    """The values of a photo as the program tells them, by the country of the card; `?` where no card is."""
    stack, found = photo.stack, defaultdict[str, Score](Score)
    people = [person for one in photo.cards for person in told(photo, one, first_version=first_version)]
    pairing = pair(stack.truth, people, stack.beside, (stack.width, stack.height))
    for one in pairing.pairs:
        found[one.true[0].locale].add_card(one.true, [said_values(person.fields) for person in one.read])
    for false in pairing.false:
        found["?"].add_card((), [said_values(person.fields) for person in false])
    return found


def told(photo: Photo, one: OnPhoto, *, first_version: bool = False) -> list[Card]:
    """A card for each person on a card that was read, as the program gives them."""
    judge = {"judge": by_rules} if first_version else {}
    people = label(
        one.lines, one.width, one.height, photo.shot.country, one.qr, sight=one.sight, **judge
    )  # fmt: skip
    flat = Flat(np.empty((one.height, one.width, 3), np.uint8), one.corners)
    return [
        Card(
            photo.quad(one), fields_on_the_photo(fields, flat, photo.scale, one.upon), one.qr, one.lines, b""
        )
        for fields in people
    ]


def by_field(ours: Score, rules: Score, photos: int) -> Table:
    """Every field beside the rules of the first version."""
    rows = [
        (*_row(kind, ours, (kind,)), share(rules.f1((kind,)) or 0.0, 1)) for kind in FIELDS if ours.true[kind]
    ]
    rows.append((*_row("all", ours, FIELDS), share(rules.f1() or 0.0, 1)))
    return Table(
        f"Read end to end, {photos} photos of layouts, countries and typefaces kept out",
        (*HEAD, "F1 by first rules"),
        tuple(rows),
    )


def reliability(score: Score) -> Table:
    """How many of the values of a belief were right."""
    rows = []
    for least, most in pairwise(BELIEFS):
        right = [one for belief, one in score.beliefs if least <= belief < most]
        rows.append((f"{least:.2f} to {min(most, 1.0):.2f}", str(len(right)), share(sum(right), len(right))))
    return Table("What beliefs were worth", ("belief", "values", "right"), tuple(rows))


def _parted(title: str, scores: Mapping[str, Score]) -> Table:
    return Table(title, HEAD, tuple(_row(name, score, FIELDS) for name, score in sorted(scores.items())))


def _row(name: str, score: Score, kinds: Iterable[str]) -> tuple[str, ...]:
    kinds = tuple(kinds)
    sure, said = (sum(counts[kind] for kind in kinds) for counts in (score.sure, score.said))
    right = sum(score.sure_right[kind] for kind in kinds)
    printed = str(sum(score.true[kind] for kind in kinds))
    return name, printed, share(score.f1(kinds) or 0.0, 1), share(right, sure), share(sure, said)
