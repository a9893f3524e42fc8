"""How far a name or an organisation agrees with an address of the net."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from afterhello.cardreader.labelling.vocabulary import fold, words


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
    if len(piece) > 2 and piece[0] in names:  # `joseph.miller` of J. Miller
        return 0.8
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
    return max(whole if whole >= 0.8 else 0.0, min(0.35 + 0.6 * long / len(plain), 0.9) if long else 0.0)


def _plainly(word: str) -> str:
    """`brueckner` and the folded `bruckner` as one."""
    return re.sub(r"(?<=[aou])e", "", word.replace("ø", "o").replace("ß", "ss"))
