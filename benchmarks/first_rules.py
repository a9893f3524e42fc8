"""The judge of the first version, weights set by hand: what the trained one is compared with."""

from __future__ import annotations

import math
from collections.abc import Sequence

from afterhello.cardreader.labelling.clues import Clues
from afterhello.cardreader.labelling.parts import Part
from afterhello.cardreader.labelling.roles import Scores


def by_rules(_: Sequence[Part], clues: Sequence[Clues]) -> tuple[Scores, ...]:
    """The scores of every part by weights set by hand."""
    return tuple(_of_the_block() if clue.block else _scores(clue) for clue in clues)


def _scores(clue: Clues) -> Scores:
    return Scores(_name(clue), _title(clue), _organisation(clue), address=-9.0)


def _of_the_block() -> Scores:
    """The patterns decided alone what the address is."""
    return Scores(-9.0, -9.0, -9.0, address=9.0)


def _name(c: Clues) -> float:
    if c.name_shape < 0.3:
        return -6.0
    speaks = 2.6 * c.name_shape + 1.6 * c.given + 1.7 * c.honorific + 1.2 * c.degree + 3.2 * c.mail
    speaks += 1.7 * c.title_below + 0.6 * min(c.size - 1, 0.8)
    against = 4 * c.legal + 4 * c.degrees + 2.0 * c.organisation_word + 2.8 * c.title_head
    against += 2.5 * c.title_field + 4 * c.slogan + max(c.place, 0) + 0.8 * max(c.size - 2, 0)
    against += 2.2 * c.host * (1 - 0.8 * c.mail) + 5 * c.digits
    against += 0.5 * (c.name_shape < 0.5) * (1 - c.given)
    return speaks - against - 3.0


def _title(c: Clues) -> float:
    firm = c.organisation_word * (1 - c.title_head)
    ending = c.title_ending * (1 - c.title_head) * (1 - firm)
    speaks = 4.2 * c.title_head + 0.9 * ending + 2.0 * c.title_field * (1 - 0.5 * firm)
    speaks += 2.2 * c.name_above
    doubt = 1 - 0.6 * c.title_head
    against = 4.5 * c.legal + 3 * c.slogan + 4 * c.digits + (3.0 * c.mail + 2.0 * c.host) * doubt
    against += (1.2 * c.organisation_word + max(c.place, 0) + 2.5 * c.department) * doubt
    against += 4 * c.degrees + 1.5 * c.honorific * (1 - c.title_head)
    against += 0.5 * max(c.length - 6, 0) * doubt + 0.8 * max(c.size - 1.4, 0)
    return speaks - against - 3.0


def _organisation(c: Clues) -> float:
    speaks = 4.2 * c.legal + 1.7 * c.organisation_word + 3.4 * c.host
    speaks += 1.8 * math.sqrt(max(c.size - 1, 0)) + 0.8 * c.largest + 0.5 * c.capitals
    against = 7 * c.slogan + 2.2 * c.title_head + 1.0 * c.title_field + 1.1 * max(c.place, 0)
    against += 3.0 * c.mail * (1 - 0.8 * c.host) * c.name_shape + 1.2 * c.given * c.name_shape
    against += 3 * c.honorific + 3 * c.digits + 4 * c.degrees + 2.5 * c.sentence
    against += 0.25 * max(c.length - 8, 0) + c.name_shape * c.title_below
    against += 0.8 * (c.generic >= 1) * (1 - c.host)
    return speaks - against - 2.4
