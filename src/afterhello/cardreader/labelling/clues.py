"""What can be said of each part of a card, as plain numbers: what the judge of roles sees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from rapidfuzz import fuzz

from afterhello.cardreader.labelling import places
from afterhello.cardreader.labelling.parts import Part
from afterhello.cardreader.labelling.vocabulary import fold, legal_forms, suffixes, words, words_of


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


def gather(parts: Sequence[Part], known: Addresses) -> tuple[Clues, ...]:
    """The clues of each part, those of its neighbours included."""
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
            degree=max(
                clue.degree, _neighbour(parts, index, degrees, [0.0] * len(parts), below=True)
            ),
        )
        for index, clue in enumerate(alone)
    )


def _clues(part: Part, known: Addresses, sizes: tuple[float, float]) -> Clues:
    tokens = [token.strip(".") for token in words_of(part.text)]
    honorific, degree = _decorations(part.text)
    count = max(len(tokens), 1)
    heads, fields = words("titles", "heads"), words("titles", "fields")
    kinds, slogans = words("organisations", "words"), words("organisations", "slogan")
    letters = [mark for mark in part.text if mark.isalpha()]
    shape = name_shape(part.text)
    bare = [t for t in tokens if t not in honorific] if shape >= 0.9 else tokens
    given = _given(part.text, tokens) if shape else 0.0
    return Clues(
        name_shape=shape,
        given=given,
        honorific=float(bool(honorific)),
        degree=float(degree),
        mail=max((agrees_with_local(part.text, local) for local in known.locals), default=0.0),
        host=_host(part.text, known, given),
        title_head=float(any(token in heads or _head_inside(token) for token in bare)),
        title_ending=float(_ends_like_a_profession(tokens)),
        title_field=sum(token in fields for token in tokens) / count,
        legal=float(has_legal_form(part.text)),
        organisation_word=float(any(token in kinds for token in tokens)),
        slogan=sum(token in slogans for token in tokens) / count + _is_sentence(part.text),
        sentence=_small_words(part.text),
        place=places.likeness(part),
        generic=sum(t in kinds or t in fields or len(t) < 3 for t in tokens) / count,
        department=float(any(token in words("organisations", "departments") for token in tokens)),
        degrees=float(_is_degrees(part.text)),
        digits=sum(mark.isdigit() for mark in part.text) / max(len(part.text), 1),
        capitals=sum(mark.isupper() for mark in letters) / max(len(letters), 1),
        length=len(tokens),
        size=part.size / sizes[0],
        largest=part.size / sizes[1],
    )


def _host(text: str, known: Addresses, given: float) -> float:
    named = (agrees_with_host(text, host) for host in known.hosts)
    boxed = (0.6 * (1 - given) * agrees_with_host(text, box) for box in known.boxes)
    return max((0.0, *named, *boxed))


def _given(text: str, tokens: Sequence[str]) -> float:
    """1 with a known given name, 0.6 with an initial and a full stop."""
    if any(piece in words("names", "given") for token in tokens for piece in token.split("-")):
        return 1.0
    return 0.6 if re.search(r"(?:^|[\s.])[^\W\d_]\.\s?[^\W\d_]", text) else 0.0


def _is_sentence(text: str) -> float:
    """A full stop behind several words, an exclamation or question mark."""
    return 0.4 * (re.search(r"[!?]$|(?:\s\w{3,}){2,}\.$", text.strip()) is not None)


def _small_words(text: str) -> float:
    long: list[str] = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return sum(word[0].islower() for word in long) / max(len(long), 1)


def _ends_like_a_profession(tokens: Sequence[str]) -> bool:
    ends = tuple(words("titles", "ends"))
    return any(len(token) > 5 and token.endswith(ends) for token in (*tokens[:1], *tokens[-1:]))


def _head_inside(token: str) -> bool:
    """Whether a compound (Vertriebsleiterin, Softwareentwickler, co-founder) ends in a title."""
    pieces = token.split("-")
    heads = words("titles", "heads")
    return any(piece in heads for piece in pieces) or any(
        len(token) > 9 and token.endswith(end) and len(end) > 5 for end in heads
    )


def _decorations(text: str) -> tuple[frozenset[str], bool]:
    """Honorifics at the start, and whether a degree stands at the end."""
    tokens = [re.sub(r"[.,]", "", token) for token in fold(text).split()]
    leading: list[str] = []
    for token in tokens[:3]:
        if not _is_honorific(token):
            break
        leading.append(token)
    ends = [fold(end).replace(".", "").strip() for end in re.split(r"[,(]", text)[1:]]
    last = tokens[-1] if len(tokens) > 2 else ""
    degrees = words("names", "degrees")
    degree = any(end in degrees for end in ends) or last in degrees
    return frozenset(leading), degree


def _is_honorific(token: str) -> bool:
    """`Dr.`, and `Dr.-Ing.` of two."""
    pieces = fold(token).replace(".", "").split("-")
    return all(piece in words("names", "honorifics") for piece in pieces)


def has_legal_form(text: str) -> bool:
    """Whether a text ends in the form of a company (Ltd, GmbH, SARL)."""
    tokens = fold(text).replace(",", " ").split()
    tails = {
        "".join(tokens[-n:]).replace(".", "").strip("()") for n in (1, 2, 3) if len(tokens) > n
    }
    if tails & legal_forms():
        return (len(tokens) > 1 and not tails & {"me", "se", "as", "sa"}) or _shouts_last(text)
    return any(
        token.replace(".", "") in {"gmbh", "ltd", "inc", "llc", "limited"} for token in tokens[1:]
    )


def _shouts_last(text: str) -> bool:
    last = re.sub(r"[^\w]", "", text.rsplit(maxsplit=1)[-1])
    return (last.isupper() and not text.isupper()) or last in ("as", "se")


def name_shape(text: str) -> float:
    """How far a text has the shape of a person's name, 0 … 1: a few words that begin large."""
    core = re.split(r"\s*[,(]", text.strip(" .,"))[0]
    if re.search(r"[\d&@/:+!?*\"]", core):
        return 0.0
    if re.fullmatch(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,5}", core):
        return 0.7
    tokens = [t for t in re.split(r"\s+|(?<=\w\.)(?=\w)", _without_degrees(core)) if t]
    particles = words("names", "particles")
    bodies = [t for t in tokens if fold(t).strip(".") not in particles and not _is_honorific(t)]
    bodies = bodies or tokens
    if not bodies or len(bodies) > 8 or not all(_is_name_word(word) for word in bodies):
        return 0.0
    initials = [word for word in bodies if len(word.strip(".")) == 1]
    full = len(bodies) - len(initials)
    if full == 1:
        return 0.95 if initials else 0.35
    return {0: 0.0, 2: 1.0, 3: 0.95, 4: 0.7}.get(full, 0.4)


def _without_degrees(text: str) -> str:
    """`V.S. Murthy` of `V.S. Murthy M.Sc.`; a surname such as Ma stays."""
    tokens = text.split()
    while len(tokens) > 1:
        last = tokens[-1].rstrip(".,")
        shouted = last.isupper() and len(last) > 1 and not text.isupper()
        if fold(last).replace(".", "") not in words("names", "degrees") or not ("." in last or shouted):
            break
        tokens.pop()
    return " ".join(tokens)


def _is_name_word(word: str) -> bool:
    """A word with a large first letter, perhaps with an apostrophe or hyphen inside."""
    letters = r"[^\W\d_](?:\.|[^\W\d_.'’‘`´-]*(?:['’‘`´.-][^\W\d_]+)*\.?)"
    return word[0] == word[0].upper() and re.fullmatch(letters, word) is not None


def agrees_with_local(text: str, local: str) -> float:
    """How far a name agrees with the local part of an email address, 0 … 1.

    >>> agrees_with_local("John Best", "j.best"), agrees_with_local("John Best", "info")
    (0.95, 0.0)
    """
    names = [token for token in re.split(r"[^\w]+", fold(text)) if token]
    names = [n for n in names if n not in words("names", "honorifics")]
    pieces = [piece for piece in re.split(r"[\W\d_]+", local) if piece]
    if not names or not pieces or local in words("web", "roles"):
        return 0.0
    if len(pieces) > 1:
        fit = [_fits(piece, names) for piece in pieces]
        return sum(fit) / len(fit) if max(fit) >= 1 else 0.0
    return _runs_together(pieces[0], names)


def _fits(piece: str, names: Sequence[str]) -> float:
    if piece in names or _spelt_otherwise(piece, names):
        return 1.0
    if any(piece[0] == name[0] and len(piece) == 1 for name in names):
        return 0.9
    joined = "".join(names)
    if len(piece) > 3 and piece in joined:
        return 1.0
    return 0.8 if len(piece) > 3 and any(fuzz.ratio(piece, n) >= 84 for n in names) else 0.0


def _spelt_otherwise(piece: str, names: Sequence[str]) -> bool:
    """`mueller` for Müller, `joergensen` for Jørgensen."""
    return len(piece) > 3 and any(_plainly(piece) == _plainly(name) for name in names)


def _runs_together(piece: str, names: Sequence[str]) -> float:
    first, last = names[0], names[-1]
    joined = {first + last, first[0] + last, first + last[0], last + first[0], last + first}
    if len(names) > 1 and (piece in joined or piece == "".join(names)):
        return 1.0 if set(names) & words("names", "given") or piece[1:] == last else 0.8
    if any(piece == name and len(name) > 2 for name in names):
        return 0.95
    if len(names) > 1 and piece == "".join(name[0] for name in names):
        return 0.45
    contained = max((len(n) for n in names if len(n) > 3 and n in piece), default=0)
    if contained:
        return min(0.6 + 0.4 * contained / len(piece), 0.9)
    return 0.6 if len(piece) > 4 and fuzz.ratio(piece, "".join(names)) >= 84 else 0.0


def agrees_with_host(text: str, host: str) -> float:
    """How far an organisation's name agrees with a registered domain, 0 … 1.

    >>> agrees_with_host("Cold Harbour Storage Ltd", "coldharbour")
    1.0
    """
    tokens = [_plainly(t) for t in re.split(r"[^\w]+", fold(text)) if t]
    plain = _plainly(re.sub(r"[^a-z0-9]", "", host))
    joined = "".join(tokens)
    if not tokens or len(plain) < 2:
        return 0.0
    starts = {"".join(tokens[:n]) for n in range(1, len(tokens) + 1)}
    if plain in starts or plain == re.sub(r"(?:and|und|et)", "", joined):
        return 1.0
    if len(plain) >= 4 and plain in joined:
        return 0.9
    initials = "".join(token[0] for token in tokens)
    if len(plain) >= 3 and plain in (initials, initials[: len(plain)]) and len(tokens) > 1:
        return 0.75
    whole = fuzz.ratio(plain, joined) / 100
    long = max((len(t) for t in tokens if len(t) > 3 and t in plain), default=0)
    return max(
        whole if whole >= 0.8 else 0.0, min(0.35 + 0.6 * long / len(plain), 0.9) if long else 0.0
    )


def _plainly(word: str) -> str:
    """`brueckner` and the folded `bruckner` as one."""
    return re.sub(r"(?<=[aou])e", "", word.replace("ø", "o").replace("ß", "ss"))


def _name_guess(clue: Clues) -> float:
    doubt = clue.title_head + clue.legal + clue.organisation_word
    return max(
        0.0, clue.name_shape * (0.6 + 0.4 * max(clue.given, clue.mail, clue.honorific)) - doubt
    )


def _is_degrees(text: str) -> bool:
    """`B.E., M.Tech. (Structures), Ph.D.`: half of its words or more are degrees."""
    bare = re.sub(r"\([^)]*\)?", " ", fold(text))
    pieces = [re.sub(r"[\s.]", "", piece) for piece in re.split(r"[,;/&]|(?<=\w)\s+(?=\w)", bare)]
    pieces = [piece for piece in pieces if piece]
    degrees = words("names", "degrees")
    return bool(pieces) and "." in text and 2 * sum(p in degrees for p in pieces) >= len(pieces)


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
    same_line = [
        v for p, v in zip(parts, values, strict=True) if p.row == here.row and p is not here
    ]
    return max([best, *same_line])
