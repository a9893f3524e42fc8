"""Values over two lines made one, and lines with two values made two.

Whether a mark parts two values (`Anna Berg, Geschäftsführerin`) or stands inside one
(`Vice President, Sales`), and whether a line goes on below, is learnt: the numbers are made here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from afterhello.cardreader.labelling import senses
from afterhello.cardreader.labelling.agreement import agrees_with_host, agrees_with_local
from afterhello.cardreader.labelling.clues import Addresses
from afterhello.cardreader.labelling.forest import forest
from afterhello.cardreader.labelling.parts import Part, around, cut
from afterhello.cardreader.labelling.vocabulary import fold, words, words_of
from afterhello.cardreader.labelling.wording import (
    has_legal_form,
    is_degrees,
    is_title_word,
    name_shape,
)

Row = NDArray[np.float64]

_MARK = re.compile(
    r"\s*[,;，；]\s*|\s*:\s+|\s+[-–—/]\s*|\s*[-–—/]\s+|\s+\(|(?<=[a-z)])\s{2,}|\s+I\s+(?=[A-Z])"
)
_UNFINISHED = re.compile(
    r"(?:[&,+/-]|\b(?:and|und|et|y|e|en|och|og|i|a|of|for|für|de|des|du|del|the|von|van))\s*$", re.IGNORECASE
)
_CONTINUES = re.compile(r"^\s*(?:[&+,(-]|(?:and|und|et|y|e|en|och|og|of|for|für|de|des|du)\b)", re.IGNORECASE)
_SENSES = len(senses.SENSES)
SEAM_COLUMNS = 3 * _SENSES + 24
JOINT_COLUMNS = 3 * _SENSES + 27


# ── seams: marks between two values ──


def parted(parts: Sequence[Part], known: Addresses) -> tuple[Part, ...]:
    """The parts, with those that hold two values made two."""
    return tuple(piece for part in parts for piece in _pieces(part, known))


def _pieces(part: Part, known: Addresses) -> tuple[Part, ...]:
    if halves := _halves(part, known):
        return halves
    gaps = seams(part.text)
    if not gaps:
        return (part,)
    rows = np.stack([seam(part.text, gap, known) for gap in gaps])
    odds = forest("seams", SEAM_COLUMNS).says(rows)[:, 0]
    best = int(np.argmax(odds))
    if odds[best] <= 0:
        return (part,)
    start, end = gaps[best]
    first, second = cut(part, 0, start), _cut_rest(part, end)
    return (*_pieces(first, known), *_pieces(second, known))


def doubt(text: str, known: Addresses) -> float:
    """Log odds that a mark in the text parts two values, of the likeliest; -8 where there is none."""
    gaps = seams(text)
    if not gaps:
        return -8.0
    rows = np.stack([seam(text, gap, known) for gap in gaps])
    return max(-8.0, float(forest("seams", SEAM_COLUMNS).says(rows).max()))


def _cut_rest(part: Part, start: int) -> Part:
    """The second half without a bracket that its mark opened."""
    end = len(part.text.rstrip(" )")) if part.text[:start].rstrip().endswith("(") else len(part.text)
    return cut(part, start, end)


def seams(text: str) -> list[tuple[int, int]]:
    """Where marks stand that may part two values, both with letters."""
    return [
        mark.span()
        for mark in _MARK.finditer(text)
        if re.search(r"[^\W\d_]", text[: mark.start()]) and re.search(r"[^\W\d_]", text[mark.end() :])
    ]


def seam(text: str, gap: tuple[int, int], known: Addresses) -> Row:
    """The numbers of one mark."""
    left, right, mark = text[: gap[0]], text[gap[1] :], text[gap[0] : gap[1]]
    tokens = words_of(left), words_of(right)
    heard = senses.heard([left, right, text]).reshape(-1)
    mark = mark.replace("，", ",").replace("；", ";")
    kinds = [float(sign in mark) for sign in (",", ";", ":", "/", "(", "I")]
    return np.array([
        *heard,
        *kinds,
        float(bool(re.search(r"[-–—]", mark))),
        float(len(mark) > 1 and not mark.strip()),
        float(mark[:1].isspace()),
        name_shape(left),
        name_shape(right),
        _mail(left, known),
        _host(left, known),
        _host(right, known),
        _host(text, known),
        float(has_legal_form(left)),
        float(has_legal_form(right)),
        float(is_degrees(right + ".")),
        _title(tokens[0]),
        _title(tokens[1]),
        float(any(token in words("organisations", "departments") for token in tokens[1])),
        len(tokens[0]),
        len(tokens[1]),
        float(bool(re.search(r"\d", right))),
    ])  # fmt: skip


def _halves(part: Part, known: Addresses) -> tuple[Part, ...]:
    """A name and an organisation that were read as one line: `Priya Nair Northern Cold Stores Ltd`.

    Only where both the addresses' halves say so.
    """
    gaps = [gap.span() for gap in re.finditer(r"\s+", part.text)]
    for start, end in gaps if 3 <= len(gaps) <= 9 else ():
        head, tail = part.text[:start], part.text[end:]
        if _mail(head, known) >= 0.95 and _host(tail, known) >= 0.9 and name_shape(head) >= 0.7:
            return cut(part, 0, start), cut(part, end, len(part.text))
    return ()


# ── joints: values that go on below ──


def joined(parts: Sequence[Part], known: Addresses) -> tuple[Part, ...]:
    """The parts, with those that run over two lines made one."""
    return join(parts, lambda part, other: _goes_on(part, other, known))


def _waits(text: str) -> bool:
    """Whether a line is the beginning of a name and nothing else: initials, a doctor, `María de`."""
    tokens = re.findall(r"[^\W\d_]+\.?", fold(text))
    begun = words("names", "honorifics") | words("names", "particles")
    initials = all(re.fullmatch(r"[^\W\d_]\.", token) for token in tokens)
    if not tokens:
        return False
    last = fold(text.rsplit(maxsplit=1)[-1])
    broken = len(tokens) > 1 and last in words("names", "particles") and name_shape(text) > 0
    return initials or broken or all(token.strip(".") in begun for token in tokens)


def join(parts: Sequence[Part], goes_on: Callable[[Part, Part], bool]) -> tuple[Part, ...]:
    """The parts joined where a function of two that may be one says so."""
    whole: list[Part] = []
    waiting = list(parts)
    while waiting:
        part = waiting.pop(0)
        while (other := below(part, waiting)) and goes_on(part, other):
            waiting.remove(other)
            part = _one(part, other)
        whole.append(part)
    return tuple(whole)


def _goes_on(part: Part, other: Part, known: Addresses) -> bool:
    if re.search(r"[\d@]", part.text + other.text):
        return False
    if _waits(part.text) and name_shape(f"{part.text} {other.text}") >= 0.35 and other.text[:1].isupper():
        return other.size >= 0.6 * part.size and not has_legal_form(other.text)
    firm = _host(part.text, known) >= 0.95 or has_legal_form(part.text)
    if firm and _mail(part.text, known) < 0.3 and _mail(other.text, known) >= 0.45:
        return False  # the firm, and below it the name that the mailbox spells
    return bool(forest("joints", JOINT_COLUMNS).says(joint(part, other, known)[None, :])[0, 0] > 0)


def below(part: Part, others: Sequence[Part]) -> Part | None:
    """The part directly under one: aligned, near, and in type not very different."""
    for other in others:
        gap = other.middle - _foot(part)
        near = 0.4 * part.size < gap < 1.3 * (part.size + other.size)
        alike = 0.4 * part.size <= other.size <= 1.5 * part.size
        if near and alike and min(_apart(part, other)) < 0.9 * max(part.size, other.size):
            return other
    return None


def _foot(part: Part) -> float:
    """The middle of a part's last line."""
    return part.bottom - part.size / 2


def _apart(part: Part, other: Part) -> tuple[float, float, float]:
    """How far two parts are from standing flush left, flush right, on one axis."""
    return abs(part.left - other.left), abs(part.right - other.right), abs(part.centre - other.centre)


def joint(part: Part, other: Part, known: Addresses) -> Row:
    """The numbers of two parts that may be one."""
    size, together = max(part.size, 0.01), f"{part.text} {other.text}"
    tokens = words_of(part.text), words_of(other.text)
    kinds = words("organisations", "words")
    heard = senses.heard([part.text, other.text, together]).reshape(-1)
    return np.array([
        *heard,
        other.size / size,
        (other.middle - _foot(part)) / (size + max(other.size, 0.01)),
        *(min(side / size, 9.0) for side in _apart(part, other)),
        (other.right - other.left) / max(part.right - part.left, 0.01),
        float(part.text.isupper()),
        float(other.text.isupper()),
        float(bool(_UNFINISHED.search(part.text))),
        float(bool(_CONTINUES.search(other.text))),
        float(other.text[:1].islower()),
        len(tokens[0]),
        len(tokens[1]),
        name_shape(part.text),
        name_shape(other.text),
        name_shape(together),
        _mail(part.text, known),
        _mail(other.text, known),
        _mail(together, known),
        _host(part.text, known),
        _host(other.text, known),
        _host(together, known),
        float(has_legal_form(part.text)),
        float(has_legal_form(together)),
        _title(tokens[0]),
        _title(tokens[1]),
        sum(token in kinds or len(token) < 4 for token in tokens[1]) / max(len(tokens[1]), 1),
    ])  # fmt: skip


def _mail(text: str, known: Addresses) -> float:
    return max((agrees_with_local(text, local) for local in known.locals), default=0.0)


def _host(text: str, known: Addresses) -> float:
    return max((agrees_with_host(text, host) for host in known.hosts), default=0.0)


def _title(tokens: Sequence[str]) -> float:
    return float(any(token in words("titles", "heads") or is_title_word(token) for token in tokens))


def _one(part: Part, other: Part) -> Part:
    return replace(
        part,
        text=f"{part.text} {other.text}",
        left=min(part.left, other.left),
        right=max(part.right, other.right),
        bottom=other.bottom,
        confidence=min(part.confidence, other.confidence),
        quad=around((part.quad, other.quad)),
    )
