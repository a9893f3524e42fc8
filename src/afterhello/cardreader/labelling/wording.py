"""What the words of a line look like: a person's name, degrees, a firm, a title, a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from afterhello.cardreader.labelling.vocabulary import fold, legal_forms, words


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


def decorations(text: str) -> tuple[frozenset[str], bool]:
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


def is_degrees(text: str) -> bool:
    """`B.E., M.Tech. (Structures), Ph.D.`: more than half of its words are degrees."""
    bare = re.sub(r"\([^)]*\)?", " ", fold(text))
    pieces = [re.sub(r"[\s.]", "", piece) for piece in re.split(r"[,;/&]|(?<=\w)\s+(?=\w)", bare)]
    pieces = [piece for piece in pieces if piece]
    degrees = words("names", "degrees")
    return bool(pieces) and "." in text and 2 * sum(p in degrees for p in pieces) > len(pieces)


def has_legal_form(text: str) -> bool:
    """Whether a text ends in the form of a company (Ltd, GmbH, SARL)."""
    tokens = fold(text).replace(",", " ").split()
    tails = {"".join(tokens[-n:]).replace(".", "").strip("()") for n in (1, 2, 3) if len(tokens) > n}
    if tails & legal_forms():
        return (len(tokens) > 1 and not tails & {"me", "se", "as", "sa"}) or _shouts_last(text)
    return any(token.replace(".", "") in {"gmbh", "ltd", "inc", "llc", "limited"} for token in tokens[1:])


def _shouts_last(text: str) -> bool:
    last = re.sub(r"[^\w]", "", text.rsplit(maxsplit=1)[-1])
    return (last.isupper() and not text.isupper()) or last in ("as", "se")


def given_name(text: str, tokens: Sequence[str]) -> float:
    """1 with a known given name, 0.6 with an initial and a full stop."""
    if any(piece in words("names", "given") for token in tokens for piece in token.split("-")):
        return 1.0
    return 0.6 if re.search(r"(?:^|[\s.])[^\W\d_]\.\s?[^\W\d_]", text) else 0.0


def is_title_word(token: str) -> bool:
    """Whether a compound (Vertriebsleiterin, Softwareentwickler, co-founder) ends in a title."""
    pieces = token.split("-")
    if any(piece in words("titles", "heads") for piece in pieces):
        return True
    return len(token) > 9 and token.endswith(_long_heads())


@cache
def _long_heads() -> tuple[str, ...]:
    return tuple(head for head in words("titles", "heads") if len(head) > 5)


def ends_like_a_profession(tokens: Sequence[str]) -> bool:
    ends = tuple(words("titles", "ends"))
    return any(len(token) > 5 and token.endswith(ends) for token in (*tokens[:1], *tokens[-1:]))


def sentence_end(text: str) -> float:
    """A full stop behind several words, an exclamation or question mark."""
    if has_legal_form(text):
        return 0.0
    return 0.4 * (re.search(r"[!?]$|(?:\s\w{3,}){2,}\.$", text.strip()) is not None)


_TIMES = re.compile(
    r"\d{1,2}(?:[:.h]\d{2}|\s?[ap]m|\s?h)?\s?[-–]\s?\d{1,2}(?:[:.h]\d{2}|\s?[ap]m|\s?h\b)|24/7"
    r"|^[^\W\d]{2,3}\.?\s?[-–]\s?[^\W\d]{2,3}\.?:?\s+\d{1,2}\b",
    re.IGNORECASE,
)
_PLACES_TOO = frozenset(("plot", "plot no", "p o box", "po box", "pobox", "postfach", "bp", "cs"))


def is_notice(text: str) -> bool:
    """Whether a line is opening hours, or a number of a register or a bank.

    >>> is_notice("Mo-Fr 9-18 Uhr"), is_notice("GSTIN 00AAAAA0000A8Z0"), is_notice("PO Box 16")
    (True, True, False)
    """
    if _TIMES.search(text):
        return True
    return is_register(text) and any(mark.isdigit() for mark in text)


def is_register(text: str) -> bool:
    """Whether a text begins as the number of a register or a bank does.

    >>> is_register("CVR-nr. 00"), is_register("V.D. Beyoğlu"), is_register("Tel. 00")
    (True, True, False)
    """
    tokens = re.findall(r"[^\s.:()\[\]|#]+", fold(text))
    heads = {" ".join(tokens[:length]) for length in (1, 2, 3)} - _PLACES_TOO
    heads |= {re.sub(r"-(?:nr|nro|no|num)$", "", head) for head in heads}
    return bool(heads & words("labels", "no_phone.words"))


def small_words(text: str) -> float:
    long: list[str] = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return sum(word[0].islower() for word in long) / max(len(long), 1)
