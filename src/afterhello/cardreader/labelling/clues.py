"""What can be said of each part of a card, as plain numbers: what the judge of roles sees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from afterhello.cardreader.labelling import places
from afterhello.cardreader.labelling.agreement import agrees_with_host, agrees_with_local
from afterhello.cardreader.labelling.parts import Part
from afterhello.cardreader.labelling.vocabulary import fold, suffixes, words, words_of
from afterhello.cardreader.labelling.wording import (
    decorations,
    ends_like_a_profession,
    given_name,
    has_legal_form,
    is_degrees,
    is_title_word,
    name_shape,
    sentence_end,
    small_words,
)


@dataclass(frozen=True, slots=True)
class Clues:
    """Numbers about one part, each 0 … 1 unless said otherwise: the features of a model."""

    name_shape: float
    given: float
    honorific: float
    degree: float
    mail: float
    """Agreement with the local part of an email address."""
    host: float
    """Agreement with the domain of an email address or home page."""
    title_head: float
    title_ending: float
    """Whether a word ends as names of professions do."""
    title_field: float
    legal: float
    organisation_word: float
    slogan: float
    sentence: float
    """Share of the words of four letters and more that begin small."""
    place: float
    """How much it reads like a piece of an address, -1 … 3."""
    digits: float
    capitals: float
    length: int
    """Words."""
    size: float
    """Height of the type over the median of the card."""
    largest: float
    """Height of the type over the largest of the card."""
    generic: float
    """Share of the words that only say what kind of firm or work it is."""
    department: float
    degrees: float
    """Whether the line is a list of degrees: it belongs to the name above."""
    title_below: float = 0.0
    name_above: float = 0.0
    block: float = 0.0
    """Whether the pattern of addresses took it."""
    contact_gap: float = 9.0
    """Lines to the next address of the net or number, in heights of its type, 9 at most."""
    boxes: int = 0
    """Mailboxes on the card that are a person's by their look."""
    hosts: int = 0


@dataclass(frozen=True, slots=True)
class Addresses:
    """The halves of the card's email addresses and home pages, folded."""

    locals: tuple[str, ...]
    hosts: tuple[str, ...]
    """The registered names, without those of mailbox providers."""
    boxes: tuple[str, ...]
    """The local parts at mailbox providers: a small firm's name, as likely as a person's."""


def addresses(emails: Sequence[str], urls: Sequence[str]) -> Addresses:
    """The halves that a name or an organisation may agree with."""
    split = [email.rsplit("@", 1) for email in emails]
    hosts = [half[1] for half in split]
    hosts += [re.sub(r"^\w+://|/.*$", "", url) for url in urls]
    names = dict.fromkeys(name for host in hosts for name in _names_in(host.lower()))
    return Addresses(
        locals=tuple(dict.fromkeys(fold(half[0]) for half in split)),
        hosts=tuple(names),
        boxes=tuple(fold(half[0]) for half in split if not _names_in(half[1].lower())),
    )


def _names_in(host: str) -> list[str]:
    """The labels of a host that may name an organisation: the registered one, long ones before."""
    parts = suffixes()(host)
    free = words("web", "mailbox_hosts")
    before = [name for name in parts.subdomain.split(".") if len(name) > 3]
    return [name for name in (parts.domain, *before) if name and name not in free]


def gather(
    parts: Sequence[Part], known: Addresses, block: Sequence[Part] = (), taken: Sequence[Part] = ()
) -> tuple[Clues, ...]:
    """The clues of each part, those of its neighbours included.

    Args:
        block: those of the parts that the pattern of addresses took.
        taken: the rows with an address of the net or a number on them.
    """
    sizes = [part.size for part in parts if part.size > 0] or [1.0]
    usual, largest = median(sizes), max(sizes)
    alone = [_clues(part, known, (usual, largest)) for part in parts]
    titles = [clue.title_head * (1 - clue.degrees) for clue in alone]
    names = [_name_guess(clue) for clue in alone]
    degrees = [clue.degrees for clue in alone]
    return tuple(
        replace(
            clue,
            title_below=_neighbour(parts, index, titles, degrees, below=True),
            name_above=_neighbour(parts, index, names, degrees, below=False),
            degree=max(clue.degree, _neighbour(parts, index, degrees, [0.0] * len(parts), below=True)),
            block=float(parts[index] in block),
            contact_gap=_contact_gap(parts[index], taken),
            boxes=sum(local not in words("web", "roles") for local in known.locals),
            hosts=len(known.hosts),
        )
        for index, clue in enumerate(alone)
    )


def _clues(part: Part, known: Addresses, sizes: tuple[float, float]) -> Clues:
    tokens = [token.strip(".") for token in words_of(part.text)]
    honorific, degree = decorations(part.text)
    count = max(len(tokens), 1)
    heads, fields = words("titles", "heads"), words("titles", "fields")
    kinds, slogans = words("organisations", "words"), words("organisations", "slogan")
    letters = [mark for mark in part.text if mark.isalpha()]
    shape = name_shape(part.text)
    bare = [t for t in tokens if t not in honorific] if shape >= 0.9 else tokens
    given = given_name(part.text, tokens) if shape else 0.0
    return Clues(
        name_shape=shape,
        given=given,
        honorific=float(bool(honorific)),
        degree=float(degree),
        mail=max((agrees_with_local(part.text, local) for local in known.locals), default=0.0),
        host=_host(part.text, known, given),
        title_head=float(any(token in heads or is_title_word(token) for token in bare)),
        title_ending=float(ends_like_a_profession(tokens)),
        title_field=sum(token in fields for token in tokens) / count,
        legal=float(has_legal_form(part.text)),
        organisation_word=float(any(token in kinds for token in tokens)),
        slogan=sum(token in slogans for token in tokens) / count + sentence_end(part.text),
        sentence=small_words(part.text),
        place=places.likeness(part),
        generic=sum(t in kinds or t in fields or len(t) < 3 for t in tokens) / count,
        department=float(any(token in words("organisations", "departments") for token in tokens)),
        degrees=float(is_degrees(part.text)),
        digits=sum(mark.isdigit() for mark in part.text) / max(len(part.text), 1),
        capitals=sum(mark.isupper() for mark in letters) / max(len(letters), 1),
        length=len(tokens),
        size=part.size / sizes[0],
        largest=part.size / sizes[1],
    )


def _contact_gap(part: Part, taken: Sequence[Part]) -> float:
    size = max(part.size, 0.01)
    return min([9.0, *(abs(row.middle - part.middle) / size for row in taken)])


def _host(text: str, known: Addresses, given: float) -> float:
    named = (agrees_with_host(text, host) for host in known.hosts)
    boxed = (0.6 * (1 - given) * agrees_with_host(text, box) for box in known.boxes)
    return max((0.0, *named, *boxed))


def _name_guess(clue: Clues) -> float:
    doubt = clue.title_head + clue.legal + clue.organisation_word
    return max(0.0, clue.name_shape * (0.6 + 0.4 * max(clue.given, clue.mail, clue.honorific)) - doubt)


def _neighbour(
    parts: Sequence[Part],
    index: int,
    values: Sequence[float],
    skipped: Sequence[float],
    *,
    below: bool,
) -> float:
    """The value of the nearest part under (or over) one, within three lines and aligned.

    Parts marked in `skipped` are looked through.
    """
    here = parts[index]
    best, nearest = 0.0, 3.2 * max(here.size, 0.01)
    for other, value, skip in zip(parts, values, skipped, strict=True):
        gap = (other.middle - here.middle) * (1 if below else -1)
        if skip or other is here or not 0 < gap < nearest:
            continue
        if min(here.right, other.right) - max(here.left, other.left) > 0:
            best, nearest = value, gap
    same_line = [v for p, v in zip(parts, values, strict=True) if p.row == here.row and p is not here]
    return max([best, *same_line])
