"""One address of the net spelt by the rest of the card: the same host elsewhere, a name in a mailbox.

Reading drops dots, glues labels to what they announce and takes letters for others that look
alike. Nothing here is mended without a witness on the same card.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from rapidfuzz.distance import Levenshtein

from afterhello.cardreader.labelling.vocabulary import fold, labels

_LONG = 10
"""Letters that two hosts must have before one or two of them may differ by mistake."""
_ALIKE = (
    ("rn", "m"),
    ("m", "rn"),
    (r"(?<=[a-z])1|1(?=[a-z])", "l"),
    (r"(?<=[a-z])0|0(?=[a-z])", "o"),
    ("vv", "w"),
)


def squeezed(host: str) -> str:
    """A host without its marks: what is left where reading drops dots.

    >>> squeezed("Bell-Osprat.Example.org")
    'bellospratexampleorg'
    """
    return re.sub(r"[\W_]", "", host.lower())


def agreed(hosts: Sequence[str], printed: str) -> tuple[tuple[str, int], ...]:
    """Each host as the card spells it most credibly, and how many repairs that took.

    Args:
        hosts: of all the card's addresses, without `www`; empty ones stay.
        printed: the words of the card outside its addresses.
    """
    lower = [host.lower() for host in hosts]
    count, words = Counter(lower), squeezed(fold(printed))
    spelt = []
    for host, plain in zip(hosts, lower, strict=True):
        options = [(repairs, other) for other in count if (repairs := _repairs(plain, other, count, words))]
        repairs, best = min(options, default=(0, host))
        spelt.append((best.upper() if host.isupper() else best, repairs))
    return tuple(spelt)


def _repairs(host: str, other: str, count: Counter[str], words: str) -> int:
    """How many repairs make a host the other one, where the other is more credible; else 0."""
    if not host or not other or host == other or _is_glued(other, host):
        return 0
    if _is_glued(host, other) or other.startswith(f"{host}."):
        return 1
    if len(host) > 5 and other.endswith(host) and other[-len(host) - 1] != ".":
        return 2 * (_credit(other, count, words) >= _credit(host, count, words))
    if squeezed(host) == squeezed(other):
        return int(len(other) > len(host))
    near = Levenshtein.distance(squeezed(host), squeezed(other)) <= 2 and len(host) >= _LONG
    alike = skeleton(host) == skeleton(other)
    if not (near or alike):
        return 0
    better = _credit(other, count, words) > _credit(host, count, words)
    return (1 if alike else 2) if better else 0


def _is_glued(host: str, other: str) -> bool:
    """Whether a host is the other behind a label: `w.quince.example`, `webquince.example`."""
    before = host.removesuffix(other)
    if not before or before == host:
        return False
    label = before.strip(".-_: ")
    return labels().get(label) in ("url", "email") or re.fullmatch(r"w{1,4}", label) is not None


def _credit(host: str, count: Counter[str], words: str) -> tuple[int, int, int]:
    """How often a host is printed, whether the card says its words, and digits amid its letters."""
    said = max(
        (len(label) for label in host.split(".") if len(label) > 3 and squeezed(label) in words), default=0
    )
    return count[host], said, -len(re.findall(r"(?<=[a-z])\d(?=[a-z])", host))


def skeleton(text: str) -> str:
    """A word as it looks: letters that reading takes for one another are one.

    >>> skeleton("exarnp1e") == skeleton("example")
    True
    """
    plain = squeezed(text)
    for pair, one in (("rn", "m"), ("vv", "w"), ("cl", "d")):
        plain = plain.replace(pair, one)
    return plain.translate(str.maketrans("1i|05", "lllos"))


def known_host(text: str, hosts: Iterable[str]) -> str | None:
    """The host of the card that `text` is but for marks or one letter; None where it is none."""
    plain = squeezed(text)
    for host in hosts:
        if host and (plain == squeezed(host) or skeleton(plain) == skeleton(host)):
            return host
        if len(plain) >= _LONG and Levenshtein.distance(plain, squeezed(host)) <= 1:
            return host
    return None


def mailbox(local: str, words: Iterable[str]) -> str:
    """The local part as the words of the card spell it, letters that look alike exchanged once.

    >>> mailbox("sharon.rniles", ["Sharon", "Miles"])
    'sharon.miles'
    """
    known = {fold(word) for word in words if len(word) > 3}
    pieces = [
        piece if _is_said(piece, known) else _as_said(piece, known)
        for piece in re.split(r"([\W\d_]*[._+-])", local)
    ]
    return "".join(pieces)


def _as_said(piece: str, known: set[str]) -> str:
    plain = piece.lower()
    swapped = chain.from_iterable(
        (plain[: at.start()] + right + plain[at.end() :] for at in re.finditer(wrong, plain))
        for wrong, right in _ALIKE
    )
    return next((one for one in swapped if _is_said(one, known)), piece)


def _is_said(piece: str, known: set[str]) -> bool:
    """Whether a piece is a word of the card, or ends or begins with one and an initial."""
    plain = fold(piece)
    return any(word in plain and len(plain) - len(word) <= 2 for word in known)
