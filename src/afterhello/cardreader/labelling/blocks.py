"""Lines that are one thing printed on two: a name, a title or an organisation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from afterhello.cardreader.labelling.agreement import agrees_with_host, agrees_with_local
from afterhello.cardreader.labelling.clues import Addresses
from afterhello.cardreader.labelling.parts import Part, around, cut
from afterhello.cardreader.labelling.vocabulary import legal_forms, words, words_of
from afterhello.cardreader.labelling.wording import has_legal_form, name_shape

_UNFINISHED = re.compile(r"(?:[&,+/]|\b(?:and|und|et|y|of|for|für|de|des|du|the))\s*$", re.IGNORECASE)
_CONTINUES = re.compile(r"^\s*(?:[&+]|(?:and|und|et|of|for|für)\b)", re.IGNORECASE)


def joined(parts: Sequence[Part], known: Addresses) -> tuple[Part, ...]:
    """The parts, with those that run over two lines made one."""
    whole: list[Part] = []
    waiting = list(parts)
    while waiting:
        part = waiting.pop(0)
        while (following := _following(part, waiting)) and _is_one(part, following, known):
            waiting.remove(following)
            part = _one(part, following)
        whole.append(part)
    return tuple(whole)


def parted(parts: Sequence[Part], known: Addresses) -> tuple[Part, ...]:
    """The parts, with a name and an organisation that were read as one line made two.

    Where both the addresses' halves say so: `Priya Nair Northern Cold Stores Ltd`.
    """
    return tuple(piece for part in parts for piece in _halves(part, known))


def _halves(part: Part, known: Addresses) -> tuple[Part, ...]:
    gaps = [gap.span() for gap in re.finditer(r"\s+", part.text)]
    for start, end in gaps if 3 <= len(gaps) <= 9 else ():
        head, tail = part.text[:start], part.text[end:]
        told = any(agrees_with_local(head, local) >= 0.95 for local in known.locals)
        firm = any(agrees_with_host(tail, host) >= 0.9 for host in known.hosts)
        if told and firm and name_shape(head) >= 0.7:
            return cut(part, 0, start), cut(part, end, len(part.text))
    return (part,)


def _following(part: Part, others: Sequence[Part]) -> Part | None:
    """The part directly under one: aligned, near, and in type not much smaller."""
    for other in others:
        gap = other.middle - part.middle
        near = 0.4 * part.size < gap < 1.1 * (part.size + other.size)
        alike = 0.5 * part.size <= other.size <= 1.3 * part.size
        tolerance = 0.8 * max(part.size, other.size)
        aligned = (
            min(
                abs(part.left - other.left),
                abs(part.right - other.right),
                abs(part.centre - other.centre),
            )
            < tolerance
        )
        if near and alike and aligned:
            return other
    return None


def _is_one(part: Part, other: Part, known: Addresses) -> bool:
    if re.search(r"[\d@]", part.text + other.text):
        return False
    if _is_name_of_two(part, other, known):
        return True
    alike = part.text.isupper() == other.text.isupper() and 0.75 * part.size <= other.size
    if alike and (_UNFINISHED.search(part.text) or _CONTINUES.search(other.text)):
        return True
    return _is_rest_of_organisation(part, other)


def _is_name_of_two(part: Part, other: Part, known: Addresses) -> bool:
    """A given name over a family name: one word each, and an address spells them together."""
    first, second = words_of(part.text), words_of(other.text)
    if len(first) != 1 or len(second) != 1 or other.size < 0.8 * part.size:
        return False
    together = f"{part.text} {other.text}"
    if any(agrees_with_local(together, local) >= 1 for local in known.locals):
        return True
    return first[0] in words("names", "given") and not set(second) & _telling()


def _telling() -> frozenset[str]:
    return words("titles", "heads") | words("organisations", "words") | legal_forms()


def _is_rest_of_organisation(part: Part, other: Part) -> bool:
    """`IMPERIAL` over `COLLEGE OF TECHNOLOGY`: the second line is kinds and legal forms alone."""
    if has_legal_form(part.text) or set(words_of(part.text)) & _telling():
        return False
    if name_shape(part.text) >= 0.9 and set(words_of(part.text)) & words("names", "given"):
        return False
    small = {"of", "and", "de", "des", "for", "für", "und", "et"}
    tokens = [t.replace(".", "") for t in words_of(other.text) if t not in small]
    kinds = words("organisations", "words") | legal_forms()
    return bool(tokens) and len(words_of(part.text)) <= 4 and all(token in kinds for token in tokens)


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
