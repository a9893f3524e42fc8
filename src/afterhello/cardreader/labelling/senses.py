"""What a text sounds like (a name, a title, a firm, a street …), by the pieces of its words.

Learnt from invented people, firms and trades of many countries, not listed: an
unknown surname still ends as surnames do. It says nothing of capitals or layout;
that is for others to add.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.labelling import weights
from afterhello.cardreader.labelling.vocabulary import fold

SENSES = ("name", "title", "organisation", "department", "slogan", "address", "other")
BUCKETS = 1 << 14
"""Pieces share buckets by their checksum, so that the table has one size whatever was learnt."""
_LONGEST_PIECE = 5
_MOST_WORDS = 16


def heard(texts: Sequence[str]) -> NDArray[np.float64]:
    """The probability of each of `SENSES`, a row for each text."""
    table, offset = weights.array("senses"), weights.array("senses_offset")
    sums = np.stack([_sum(table, text) for text in texts]) if texts else np.zeros((0, len(SENSES)))
    return softmax(sums + offset)


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities of log odds, row by row."""
    grown = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.inf))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True), np.float64)


def _sum(table: NDArray[np.float64], text: str) -> NDArray[np.float64]:
    found = buckets(text)
    if not found:
        return np.zeros(len(SENSES))
    return np.asarray(table[list(found)].sum(axis=0) / len(found) ** 0.5, np.float64)


def buckets(text: str) -> tuple[int, ...]:
    """The buckets of the pieces of a text, each once."""
    return tuple(sorted({bucket for word in words_heard(text) for bucket in buckets_of_word(word)}))


def words_heard(text: str) -> list[str]:
    """Folded words, every digit a nought."""
    return re.findall(r"\w+", re.sub(r"\d", "0", fold(text)))[:_MOST_WORDS]


@lru_cache(maxsize=4096)
def buckets_of_word(word: str) -> tuple[int, ...]:
    """The buckets of the pieces of one word, two to five letters long, and of the whole."""
    whole = f"^{word}$"
    pieces = {whole}
    for length in range(2, _LONGEST_PIECE + 1):
        pieces.update(whole[start : start + length] for start in range(len(whole) - length + 1))
    return tuple(zlib.crc32(piece.encode()) % BUCKETS for piece in pieces)
