"""The trained judge of roles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.labelling import features, roles, senses
from afterhello.cardreader.labelling.clues import Clues
from afterhello.cardreader.labelling.forest import forest
from afterhello.cardreader.labelling.parts import Part

ROLES = ("name", "title", "organisation", "department", "slogan", "address", "other")
"""What a part may be; the last is none of the others."""
_ALONE = slice(0, 3)
_LEAST = 1e-4


def judge(parts: Sequence[Part], clues: Sequence[Clues]) -> tuple[roles.Scores, ...]:
    """The scores of every part by what was learnt."""
    return as_scores(probabilities(features.table(parts, clues)))


def probabilities(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """The probability of each of `ROLES`, a row for each row of features."""
    if not len(rows):
        return np.zeros((0, len(ROLES)))
    return senses.softmax(forest("roles", len(features.NAMES)).says(rows))


def as_scores(told: NDArray[np.float64]) -> tuple[roles.Scores, ...]:
    """Log odds of each role that one part alone has, against the likeliest of those that many may have."""
    held = np.log(np.maximum(told, _LEAST))
    rest = np.log(np.maximum(np.delete(told, np.s_[_ALONE], axis=1).max(axis=1, initial=0.0), _LEAST))
    others = np.log(np.maximum(1 - told[:, ROLES.index("address")], _LEAST))
    return tuple(
        roles.Scores(
            name=float(row[0] - none),
            title=float(row[1] - none),
            organisation=float(row[2] - none),
            address=float(row[ROLES.index("address")] - other),
        )
        for row, none, other in zip(held, rest, others, strict=True)
    )
