"""The person, or the two people, that a card speaks of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from afterhello.cardreader.labelling import blocks, clues, roles, senses
from afterhello.cardreader.labelling.agreement import agrees_with_host, agrees_with_local
from afterhello.cardreader.labelling.beliefs import Claim
from afterhello.cardreader.labelling.parts import Part, Span, around
from afterhello.cardreader.labelling.vocabulary import words, words_of
from afterhello.cardreader.labelling.wording import (
    decorations,
    given_name,
    has_legal_form,
    is_title_word,
    name_shape,
)

_FULL = -3.0
"""Least log odds of a line with a legal form to be the organisation where another was chosen without."""
_CLEARLY = 2.0
"""Least log odds of a second name beside the first where only one of them has a title."""
_SOONER = 1.5
"""By so much the second title of a card is a title sooner than an organisation, by its place."""
_PRONOUNS = re.compile(
    r"[\s,]*[(\[]?\b(?:she|he|they|ze|xe|sie|er|elle|il|iel|ella|él|elle|lei|lui|ela|ele|zij|hij|hen|hon|han|"
    r"hun|hän|ona|on)\s?/\s?\w{2,5}(?:\s?/\s?\w{2,6})?[)\]]?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """One person's name, title and organisation, and the part that the name is."""

    name: Claim | None
    title: Claim | None
    organisation: Claim | None
    place: Part | None


def tell(
    parts: Sequence[Part],
    scores: Sequence[roles.Scores],
    known: clues.Addresses,
) -> tuple[Told, ...]:
    """One for each person on the card, at least one."""
    choice = _in_full(parts, scores, roles.choose(parts, scores))
    other = _second(parts, scores, choice, known)
    if choice.name is None or other is None:
        return (_told(parts, scores, choice, known),)
    firm = _firm_of_two(parts, scores, choice, other)
    titles = _titles(parts, scores, (choice.name, other), firm)
    pair = (roles.Choice(name, titles.get(name), firm) for name in (choice.name, other))
    return tuple(sorted((_told(parts, scores, one, known) for one in pair), key=_reading_order))


def _firm_of_two(
    parts: Sequence[Part], scores: Sequence[roles.Scores], choice: roles.Choice, other: int
) -> int | None:
    """The organisation of two people: for one person alone a second name or title may have passed for it."""
    taken = (choice.name, other)
    if choice.name is None:
        return choice.organisation
    titles = _titles(parts, scores, (choice.name, other), None).values()
    left = [
        index
        for index, score in enumerate(scores)
        if index not in taken and score.organisation >= roles.FLOOR
        and not (index in titles and score.title > score.organisation - _SOONER)
    ]  # fmt: skip
    best = max(left, key=lambda index: scores[index].organisation, default=None)
    if choice.organisation in left and has_legal_form(parts[choice.organisation].text):
        return choice.organisation
    return best


def _in_full(parts: Sequence[Part], scores: Sequence[roles.Scores], choice: roles.Choice) -> roles.Choice:
    """The choice with the firm's name in full, if what was chosen is its lettering without the legal form."""
    if choice.organisation is None or has_legal_form(parts[choice.organisation].text):
        return choice
    full = [
        index
        for index, part in enumerate(parts)
        if index not in (choice.name, choice.title)
        and scores[index].organisation > _FULL
        and has_legal_form(part.text)
    ]
    best = max(full, key=lambda index: scores[index].organisation, default=choice.organisation)
    return replace(choice, organisation=best)


def _reading_order(told: Told) -> tuple[float, float]:
    return (told.place.middle, told.place.left) if told.place else (0.0, 0.0)


def _told(
    parts: Sequence[Part], scores: Sequence[roles.Scores], choice: roles.Choice, known: clues.Addresses
) -> Told:
    name = None if choice.name is None else parts[choice.name]
    title = _without_department(None if choice.title is None else _in_one(parts, scores, choice.title))
    firm = None if choice.organisation is None else parts[choice.organisation]
    standing = {
        role: roles.standing(scores, role, index)
        for role in roles.ROLES
        if (index := getattr(choice, role)) is not None
    }
    return Told(
        name=_claim("name", name, lambda text: _of_name(text, known, title), standing),
        title=_claim("title", title, lambda text: _of_title(text, name, known), standing),
        organisation=_claim("organisation", firm, lambda text: _of_firm(text, known), standing),
        place=name,
    )


def _claim(
    kind: roles.Role,
    part: Part | None,
    evidence: Callable[[str], dict[str, float]],
    standing: Mapping[roles.Role, Mapping[str, float]],
) -> Claim | None:
    if part is None:
        return None
    text = _PRONOUNS.sub("", part.text) if kind == "name" else part.text
    text = _unbracketed(text.strip(" ,;:·|–-"))
    if not text:
        return None
    said = {
        **standing[kind],
        **evidence(text),
        "heard": float(senses.heard([text])[0, senses.SENSES.index(kind)]),
        "words": min(len(words_of(text)), 8) / 4,
        "joined": float(part.bottom - part.top > 1.7 * part.size),
    }
    return Claim(kind, text, part.confidence, part.quad, said)


def _of_name(text: str, known: clues.Addresses, title: Part | None) -> dict[str, float]:
    mails = [agrees_with_local(text, local) for local in known.locals]
    personal = [local for local in known.locals if local not in words("web", "roles")]
    honorifics, degree = decorations(text)
    return {
        "mail": max(mails, default=0.0),
        "mail_exact": float(max(mails, default=0.0) >= 0.95),
        "strangers_mail": float(bool(personal) and max(mails, default=0.0) < 0.5),
        "given": given_name(text, words_of(text)),
        "shape": name_shape(text),
        "titled": float(title is not None),
        "decorated": float(bool(honorifics) or degree),
        "seam": blocks.doubt(text, known),
    }


def _of_title(text: str, name: Part | None, known: clues.Addresses) -> dict[str, float]:
    tokens = words_of(text)
    spelt = words("titles", "heads") | words("titles", "fields") | words("names", "particles")
    return {
        "head": float(any(token in words("titles", "heads") or is_title_word(token) for token in tokens)),
        "known": sum(token in spelt for token in tokens) / max(len(tokens), 1),
        "named": float(name is not None),
        "seam": blocks.doubt(text, known),
    }


def _of_firm(text: str, known: clues.Addresses) -> dict[str, float]:
    host = max((agrees_with_host(text, host) for host in known.hosts), default=0.0)
    return {
        "host": host,
        "host_exact": float(host >= 0.99),
        "hosted": float(bool(known.hosts)),
        "legal": float(has_legal_form(text)),
    }


def _unbracketed(text: str) -> str:
    """`text` without brackets around the whole, or one that lost its other half."""
    if re.fullmatch(r"[(\[][^()\[\]]*[)\]]?", text):
        text = text.strip("()[]")
    if text.count("(") < text.count(")"):
        text = text.rstrip(") ")
    return text.strip()


def _in_one(parts: Sequence[Part], scores: Sequence[roles.Scores], index: int) -> Part:
    """The title with others beside it on its line: `Translator | Interpreter`."""
    here = parts[index]
    beside = [
        part
        for part, score in zip(parts, scores, strict=True)
        if part.row == here.row and (part is here or score.title > max(score.name, score.organisation, 0.0))
    ]
    beside.sort(key=lambda part: part.start)
    first, last = beside[0], beside[-1]
    if len(beside) < 2 or last.end - first.start > sum(len(part.text) for part in beside) + 4 * len(beside):
        return here
    together = " | ".join(part.text for part in beside)
    quad = around([part.quad for part in beside])
    return replace(first, text=together, right=last.right, end=last.end, quad=quad)


def _without_department(title: Part | None) -> Part | None:
    """The title without what follows in brackets, if that is no title too.

    `Regional Manager (South)` is the title `Regional Manager`; `Founder (and CEO)` stays.
    """
    if title is None:
        return None
    parted = re.match(
        r"^(?P<head>[^(]{4,}?)\s*(?:\((?=[^a-z])|,\s(?=(?i:dep(?:t|artment)|division|faculty)))(?P<tail>.+)$",
        title.text,
    )
    heads = words("titles", "heads")
    if parted is None or set(words_of(parted["tail"])) & heads:
        return title
    return replace(title, text=parted["head"]) if set(words_of(parted["head"])) & heads else title


def _second(
    parts: Sequence[Part], scores: Sequence[roles.Scores], first: roles.Choice, known: clues.Addresses
) -> int | None:
    """A second person's name: in type of the same height, and told by a mailbox, a title or its place."""
    if first.name is None or scores[first.name].name < 1.0:
        return None
    one = parts[first.name]
    for index in sorted(range(len(parts)), key=lambda i: -scores[i].name):
        other, score = parts[index], scores[index]
        apiece = _have_two_mailboxes(one, other, known)
        alike = min(one.size, other.size) >= (0.55 if apiece else 0.75) * max(one.size, other.size)
        is_firm = index == first.organisation and score.organisation > score.name
        if index == first.name or is_firm or score.name < 0.8 or not alike:
            continue
        titles = _titles(parts, scores, (first.name, index), _certain_firm(scores, first))
        apart = _beside(one, other) and (not titles or score.name >= _CLEARLY)
        if apiece or len(titles) == 2 or apart:
            return index
    return None


def _certain_firm(scores: Sequence[roles.Scores], choice: roles.Choice) -> int | None:
    """The organisation chosen, unless it is a title sooner."""
    firm = choice.organisation
    return None if firm is None or scores[firm].title > scores[firm].organisation - _SOONER else firm


def _have_two_mailboxes(one: Part, other: Part, known: clues.Addresses) -> bool:
    """Whether one address spells one name and another the other."""
    fits = [(agrees_with_local(one.text, box), agrees_with_local(other.text, box)) for box in known.locals]
    return any(a >= 0.7 > b for a, b in fits) and any(b >= 0.7 > a for a, b in fits)


def _titles(
    parts: Sequence[Part], scores: Sequence[roles.Scores], names: tuple[int, int], firm: int | None
) -> dict[int, int]:
    """The title that stands nearest to each of two names."""
    near = sorted(
        (gap, name, index)
        for index, score in enumerate(scores)
        if index not in (*names, firm) and score.title > 0
        for name in names
        if (gap := _to_title(parts[name], parts[index])) < 5 * parts[name].size
    )
    found: dict[int, int] = {}
    for _, name, index in near:
        if name not in found and index not in found.values():
            found[name] = index
    return found


def _to_title(name: Part, title: Part) -> float:
    """How far a title is from a name: what stands beside is another's sooner than what stands above."""
    apart = max(name.left, title.left) - min(name.right, title.right)
    return 2.5 * max(apart, 0.0) + abs(title.middle - name.middle) * (1.0 if title.row > name.row else 1.3)


def _beside(one: Part, other: Part) -> bool:
    """Whether two names stand on one level, a good way apart."""
    gap = max(one.left, other.left) - min(one.right, other.right)
    return abs(one.middle - other.middle) < 0.6 * one.size and gap > 1.5 * one.size


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
