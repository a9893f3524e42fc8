"""The person, or the two people, that a card speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from afterhello.cardreader.labelling import clues, roles
from afterhello.cardreader.labelling.agreement import agrees_with_host, agrees_with_local
from afterhello.cardreader.labelling.parts import Part, Span
from afterhello.cardreader.labelling.vocabulary import words, words_of
from afterhello.cardreader.shapes import Field


@dataclass(frozen=True, slots=True)
class Told:
    """One person's name, title and organisation, and the part that the name is."""

    name: Field | None
    title: Field | None
    organisation: Field | None
    place: Part | None


def tell(
    card: Sequence[Part],
    parts: Sequence[Part],
    scores: Sequence[roles.Scores],
    known: clues.Addresses,
) -> tuple[Told, ...]:
    """One for each person on the card, at least one."""
    choice = roles.choose(parts, scores)
    first = _told(card, parts, choice, known)
    second = _second(parts, scores, choice)
    if second is None:
        return (first,)
    other = _told(card, parts, second, known)
    return tuple(sorted((first, other), key=_reading_order))


def _reading_order(told: Told) -> tuple[float, float]:
    return (told.place.middle, told.place.left) if told.place else (0.0, 0.0)


def _told(card: Sequence[Part], parts: Sequence[Part], choice: roles.Choice, known: clues.Addresses) -> Told:
    name = None if choice.name is None else parts[choice.name]
    title = _without_department(None if choice.title is None else parts[choice.title])
    organisation = None if choice.organisation is None else parts[choice.organisation]
    return Told(
        name=_field(name, choice.name_belief, _name_is_sure(name, known, titled=title is not None)),
        title=_field(title, choice.title_belief, certain=True),
        organisation=_field(organisation, choice.organisation_belief, _is_host(organisation, known)),
        place=name,
    )


def _field(part: Part | None, belief: float, certain: bool) -> Field | None:
    if part is None:
        return None
    confidence = belief - max(0.0, 0.93 - part.confidence)
    confidence = round(min(max(confidence, 0.05), 0.97), 3)
    sure = certain and confidence >= 0.85 and part.confidence >= 0.95
    return Field(_unbracketed(part.text.strip(" ,;:·|–-")), confidence, sure, part.quad)


def _unbracketed(text: str) -> str:
    """`text` without brackets around the whole, or one that lost its other half."""
    if re.fullmatch(r"[(\[][^()\[\]]*[)\]]?", text):
        text = text.strip("()[]")
    if text.count("(") < text.count(")"):
        text = text.rstrip(") ")
    return text.strip()


def _without_department(title: Part | None) -> Part | None:
    """The title without what follows in brackets or behind a dash, if that is no title too.

    `Regional Manager (South)` is the title `Regional Manager`; `Founder - CEO` stays.
    """
    if title is None:
        return None
    parted = re.match(
        r"^(?P<head>[^(]{4,}?)\s*(?:\(|\s[-–—]\s|,\s(?=dep(?:t|artment)|division|faculty))(?P<tail>.+)$",
        title.text,
        re.IGNORECASE,
    )
    heads = words("titles", "heads")
    if parted is None or set(words_of(parted["tail"])) & heads:
        return title
    return replace(title, text=parted["head"]) if set(words_of(parted["head"])) & heads else title


def _name_is_sure(name: Part | None, known: clues.Addresses, *, titled: bool) -> bool:
    """A second and a third witness: an address with the name in it; a title or a known name."""
    if name is None or not (set(words_of(name.text)) & words("names", "given") or titled):
        return False
    return any(agrees_with_local(name.text, local) >= 0.9 for local in known.locals)


def _is_host(organisation: Part | None, known: clues.Addresses) -> bool:
    if organisation is None:
        return False
    return any(agrees_with_host(organisation.text, host) >= 0.9 for host in known.hosts)


def _second(
    parts: Sequence[Part], scores: Sequence[roles.Scores], first: roles.Choice
) -> roles.Choice | None:
    """A second person: another name in type of the same height, beside the first or with a title."""
    if first.name is None or scores[first.name].name < 1.0:
        return None
    taken = {first.name, first.title, first.organisation}
    for index in sorted(range(len(parts)), key=lambda i: -scores[i].name):
        one, other = parts[first.name], parts[index]
        alike = min(one.size, other.size) >= 0.8 * max(one.size, other.size)
        if index in taken or scores[index].name < 0.8 or not alike:
            continue
        title = _own_title(parts, scores, index, taken)
        if title is None and (first.title is not None or not _beside(one, other)):
            continue
        if title is not None and first.title is None:
            continue
        return roles.Choice(
            index, title, first.organisation,
            first.name_belief * 0.8, first.title_belief * 0.8, first.organisation_belief,
        )  # fmt: skip
    return None


def _beside(one: Part, other: Part) -> bool:
    """Whether two names stand on one level, a good way apart."""
    gap = max(one.left, other.left) - min(one.right, other.right)
    return abs(one.middle - other.middle) < 0.6 * one.size and gap > 1.5 * one.size


def _own_title(
    parts: Sequence[Part], scores: Sequence[roles.Scores], name: int, taken: set[int | None]
) -> int | None:
    here = parts[name]
    for index, part in enumerate(parts):
        near = 0 < part.middle - here.middle < 2.8 * here.size
        overlap = min(here.right, part.right) - max(here.left, part.left) > 0
        if index not in taken and near and overlap and scores[index].title > 0:
            return index
    return None


def is_theirs(span: Span, value: str, card: Sequence[Part], told: Sequence[Told], person: Told) -> bool:
    """Whether what stands at a span is one person's: by its words, else by the nearer name.

    Alone on the card, everything is; of two, what stands apart from both is both's.
    """
    if len(told) < 2:
        return True
    if "@" in value:
        local = value.rsplit("@", 1)[0].lower()
        fits = {id(one): agrees_with_local(one.name.value, local) for one in told if one.name}
        if max(fits.values(), default=0.0) >= 0.7:
            return fits.get(id(person), 0.0) >= max(fits.values())
    row = card[span.row]
    distances = {id(one): _distance(one.place, row) for one in told}
    nearest, farthest = min(distances.values()), max(distances.values())
    if nearest > 0.28 or farthest - nearest < 0.08:
        return True
    return distances[id(person)] <= nearest


def _distance(name: Part | None, row: Part) -> float:
    if name is None:
        return 9.0
    apart = max(name.left, row.left) - min(name.right, row.right)
    above = row.middle - name.middle
    return max(apart, 0.0) + (above if above >= 0 else 3 * -above)
