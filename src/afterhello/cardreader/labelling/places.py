"""Postal addresses over several lines, and the country that a card speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from afterhello.cardreader.labelling.beliefs import Claim
from afterhello.cardreader.labelling.parts import Part, around
from afterhello.cardreader.labelling.vocabulary import (
    countries,
    country_at_the_end,
    fold,
    legal_forms,
    postcodes,
    words,
    words_of,
)

if TYPE_CHECKING:
    from afterhello.cardreader.labelling.roles import Scores

_HOUSE = re.compile(
    r"^(?:no\.?\s?|#\s?|nr\.?\s?)?\d{1,5}\s?[A-Za-z]?(?:[-–/]\s?\d{1,4}[A-Za-z]?)?[\s,]+[^\W\d]",
    re.IGNORECASE,
)
_HOUSE_LAST = re.compile(r"[^\W\d]{2}[.,]?\s*\d{1,4}\s?[a-zA-Z]?(?:\s?[-–/]\s?\d{1,4})?\s*(?:,|$)")
_FLOOR = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th|e|er|ème|\.)?\s*(?:floor|fl|og|étage|etage|stock)\b|\bp\.?\s?o\.?\s?box\b|\bpostfach\b|\b(?:suite|flat|apt|unit|level|apartment|studio|room|wohnung|piso)\.?\s+\d|#\s?\d",
    re.IGNORECASE,
)
# At the start of a line these are a doctor, a saint, a number.
_TITLES_TOO = frozenset(("dr", "st", "pl", "fl", "ct"))
_NUMBER_ALONE = re.compile(
    r"^(?:no\.?\s?|#\s?)?(?:\d{2,4}|\d{1,4}(?:\s?[-/]\s?\d{1,5})+[.ºª°]*)$", re.IGNORECASE
)
_BARE_CODE = re.compile(r"^(?=.*\d)[A-Z\d -]{4,9}$")
_HOURS = re.compile(
    r"\d{1,2}(?:[:.h]\d{2}|\s?[ap]m|\s?h)?\s?[-–]\s?\d{1,2}(?:[:.h]\d{2}|\s?[ap]m|\s?h\b)|24/7", re.IGNORECASE
)
_OPEN = re.compile(r"^[^\W\d][^\d,]*\d{1,2}\s?[-–]\s?\d{1,2}$")
_BARE_DIGITS = re.compile(r"^\d{5,6}$")
_EASTERN_CODE = re.compile(r"\s*[T〒テ干千平〶]?\s?(\d{3}-\d{4})\s*")
_LABEL = re.compile(r"^\s*([^\W\d_][^\d:]{0,24}?)\s*:\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Address:
    """An address, and the parts that it is made of."""

    claim: Claim
    parts: tuple[Part, ...]


def likeness(part: Part) -> float:
    """How much a part reads like a piece of an address, about -1 … 3; 1 can stand alone."""
    return _likeness(part.text)


@lru_cache(maxsize=512)
def _likeness(text: str) -> float:
    tokens = words_of(text)
    if not tokens or "@" in text:
        return -1.0
    score = 0.3 if _NUMBER_ALONE.match(text) else 0.0
    if any(pattern.search(text) for pattern, _, _ in postcodes()):
        score += 1.4
    if _is_street(tokens):
        score += 0.7
    if _HOUSE.match(text) or _HOUSE_LAST.search(text):
        score += 0.6
    if _FLOOR.search(text):
        score += 0.7
    if _country_in(text):
        score += 0.5
    if "," in text:
        score += 0.1
    return score - _against(text, tokens) - 1.5 * (_HOURS.search(text) is not None)


def _says_street(text: str) -> bool:
    for pattern, _, _ in postcodes():
        text = pattern.sub(" ", text)
    return bool(_HOUSE.match(text) or _HOUSE_LAST.search(text) or _is_street(words_of(text)))


def _is_street(tokens: Sequence[str]) -> bool:
    """Whether a word is a street's, or ends as streets do where a house has its number."""
    plain = [token.strip(".") for token in tokens]
    ends = tuple(fold(end) for end in words("places", "street_ends"))
    streets = words("places", "street")
    told = (place > 0 or token not in _TITLES_TOO for place, token in enumerate(plain))
    if any(token in streets and says for token, says in zip(plain, told, strict=True)):
        return True
    numbered = any(mark.isdigit() for token in plain for mark in token)
    return numbered and any(len(token) > 6 and token.rstrip("0123456789").endswith(ends) for token in plain)


def _against(text: str, tokens: Sequence[str]) -> float:
    """Words of titles, legal forms or sentences speak against an address; digits for it."""
    has_digit = any(character.isdigit() for character in text)
    heads = sum(token in words("titles", "heads") for token in tokens)
    forms = sum(token.replace(".", "") in legal_forms() and len(token) > 2 for token in tokens)
    slogan = sum(token in words("organisations", "slogan") for token in tokens)
    against = 0.7 * min(heads, 1) + 0.7 * min(forms, 1)
    return against * (0.4 if has_digit else 1.0) + (0.3 * slogan if slogan > 2 else 0.0)


def _country_in(text: str) -> str | None:
    named = country_at_the_end().search(fold(text).strip(" .,;()"))
    return None if named is None else countries()[named.group(1)]


def country(parts: Sequence[Part]) -> str | None:
    """The country that the printed address names or whose postcode only it has."""
    for part in parts:
        if code := _country_in(part.text):
            return code
    for part in parts:
        for pattern, code, strong in postcodes():
            if strong and pattern.search(part.text):
                return code
    return None


def find(parts: Sequence[Part]) -> Address | None:
    """The address that the card gives most fully; None where nothing reads like one."""
    scores = [likeness(part) for part in parts]
    best: tuple[float, list[int]] | None = None
    seen: set[int] = set()
    for seed in sorted(range(len(parts)), key=lambda index: -scores[index]):
        if scores[seed] < 1.0 or seed in seen:
            continue
        block = _grown(parts, scores, seed)
        seen.update(block)
        total = sum(scores[index] for index in block)
        if best is None or total > best[0] + 0.01:
            best = (total, block)
    if best is None or not any(re.search(r"[^\W\d]{2}", parts[i].text) for i in best[1]):
        return None
    return _address(parts, _first_of_two(parts, best[1]))


def chosen(parts: Sequence[Part], scores: Sequence[Scores]) -> Address | None:
    """The address of the parts that were judged to be of one: the likeliest block that hangs together."""
    best: tuple[float, list[int]] = (0.0, [])
    waiting = [index for index in range(len(parts)) if scores[index].address > 0]
    while waiting:
        block = [waiting.pop(0)]
        while grown := [i for i in waiting if any(_are_near(parts[j], parts[i]) for j in block)]:
            block += grown
            waiting = [i for i in waiting if i not in grown]
        best = max(best, (sum(scores[index].address for index in block), sorted(block)))
    if not any(re.search(r"[^\W\d]{2}", parts[index].text) for index in best[1]):
        return None
    return _address(parts, _completed(parts, _first_of_two(parts, best[1])), scores)


def _completed(parts: Sequence[Part], block: list[int]) -> list[int]:
    """The block without opening hours at its end, with a country or a bare postcode right below."""
    while len(block) > 1 and _OPEN.search(parts[block[-1]].text) and _has_postcode(parts[block[-2]].text):
        block = block[:-1]
    coded = any(_has_postcode(parts[index].text) for index in block)
    for index, part in enumerate(parts):
        last = parts[block[-1]]
        below = index not in block and part.middle >= last.middle and _are_near(last, part)
        named = fold(part.text).strip(" .,;()") in countries()
        above = index not in block and _EASTERN_CODE.fullmatch(part.text) and _are_near(part, parts[block[0]])
        if above and not coded and part.middle < parts[block[0]].middle:
            block = [index, *block]
        elif below and (named or (not coded and _BARE_DIGITS.match(part.text))):
            block = [*block, index]
    return sorted(block)


def _are_near(one: Part, other: Part) -> bool:
    """Whether nothing much lies between two parts that are both of an address."""
    size = max(one.size, other.size)
    beside = max(one.left, other.left) - min(one.right, other.right)
    return one.row == other.row or (abs(one.middle - other.middle) < 3 * size and beside < 3 * size)


def _first_of_two(parts: Sequence[Part], block: list[int]) -> list[int]:
    """The block up to its first postcode, where what follows is an address of its own."""
    patterns = [pattern for pattern, code, _ in postcodes() if code]
    coded = [i for i in block if any(pattern.search(parts[i].text) for pattern in patterns)]
    for code, following in pairwise(coded):
        between = block[block.index(code) + 1 : block.index(following) + 1]
        if any(_says_street(parts[index].text) for index in between):
            return block[: block.index(code) + 1]
    return block


def _grown(parts: Sequence[Part], scores: Sequence[float], seed: int) -> list[int]:
    """The block of lines around one: those that read like an address, and towns between them."""
    block = [seed]
    grown = True
    while grown:
        grown = False
        for index, part in enumerate(parts):
            if index in block or not any(_belong(parts[member], part) for member in block):
                continue
            floor = 0.3 - 0.35 * (_is_between(parts, block, index) and not _is_firm(part.text))
            if scores[index] >= floor or _is_town(parts, scores, block, index):
                block.append(index)
                grown = True
    return sorted(block)


def _is_town(parts: Sequence[Part], scores: Sequence[float], block: Sequence[int], index: int) -> bool:
    """Whether a line that nothing speaks for or against leads to the block all the same.

    It stands over a postcode that is alone on its line, or between the block and
    a line that reads like a street.
    """
    part = parts[index]
    top = min((parts[member] for member in block), key=lambda member: member.middle)
    if not -0.1 <= scores[index] < 0.3 or not part.text[:1].isupper() or _is_firm(part.text):
        return False
    low = max((parts[member] for member in block), key=lambda member: member.middle)
    if part.middle >= top.middle:
        return part.middle > low.middle and _BARE_CODE.match(low.text) is not None and top is not low
    if _BARE_CODE.match(top.text):
        return True
    return any(
        scores[other] >= 0.5 and beyond.middle < part.middle and _belong(part, beyond)
        for other, beyond in enumerate(parts)
        if other not in block
    )


def _is_firm(text: str) -> bool:
    kinds = words("organisations", "words") | words("organisations", "departments")
    return any(token in kinds for token in words_of(text))


def _is_between(parts: Sequence[Part], block: Sequence[int], index: int) -> bool:
    """Whether a part lies between two of the block: then hardly anything must speak for it."""
    middles = [parts[member].middle for member in block]
    return min(middles) < parts[index].middle < max(middles)


def _belong(one: Part, other: Part) -> bool:
    """Whether two parts stand on one line or one under the other, in type of one size."""
    if one.row == other.row:
        return True
    size = max(one.size, other.size)
    if size <= 0 or min(one.size, other.size) < 0.62 * size:
        return False
    gap = abs(one.middle - other.middle)
    if gap < 0.5 * size:
        return max(one.left, other.left) - min(one.right, other.right) < 2.5 * size
    aligned = (
        abs(one.left - other.left) < 1.5 * size
        or abs(one.right - other.right) < 1.5 * size
        or abs(one.centre - other.centre) < 1.5 * size
    )
    return aligned and gap < 2.4 * size


def _address(parts: Sequence[Part], block: Sequence[int], scores: Sequence[Scores] = ()) -> Address:
    chosen = tuple(parts[index] for index in block)
    pieces = [re.sub(r"^[\s,;|]+|[\s,;|]+$", "", _without_label(part.text)) for part in chosen]
    value = ", ".join(_in_figures(piece) for piece in pieces if piece)
    inside = [score.address for index, score in enumerate(scores) if index in block]
    outside = [score.address for index, score in enumerate(scores) if index not in block]
    evidence = {
        "postcode": float(any(_has_postcode(text) for text in (value, *(part.text for part in chosen)))),
        "street": float(any(_says_street(part.text) for part in chosen)),
        "together": float(all(_belong(one, other) for one, other in pairwise(chosen))),
        "parts": len(chosen) / 4,
        "worst": max(-8.0, min([8.0, *inside])),
        "nearly": max([-8.0, *outside]),
        "country": float(_country_in(value) is not None),
        "town": float("," in value),
    }
    read, where = min(part.confidence for part in chosen), around([part.quad for part in chosen])
    return Address(Claim("address", value, read, where, evidence), chosen)


def _in_figures(text: str) -> str:
    """Letters amid the digits of a number as the digits they look like, and the mark of Japan's postcodes.

    >>> _in_figures("Curitiba-PR 8o851-000"), _in_figures("T060-0017")
    ('Curitiba-PR 80851-000', '〒060-0017')
    """
    text = re.sub(r"(?<=\d)[oO](?=\d)", "0", re.sub(r"(?<=\d)[lI|](?=\d)", "1", text))
    code = _EASTERN_CODE.fullmatch(text)
    return f"〒{code[1]}" if code else text


def _has_postcode(text: str) -> bool:
    return any(pattern.search(text) for pattern, _, _ in postcodes())


def _without_label(text: str) -> str:
    label = _LABEL.match(text)
    if label and fold(label.group(1)).replace(".", "").strip() in words("labels", "address.words"):
        return text[label.end() :]
    return text
