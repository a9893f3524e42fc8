"""Mailboxes that reading ran into what stands beside them: a label, or a host whose @ was read as a letter.

Nothing is guessed: the card's own names, firms and hosts must say what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from afterhello.cardreader.labelling.agreement import agrees_with_host, agrees_with_local
from afterhello.cardreader.labelling.parts import Part
from afterhello.cardreader.labelling.vocabulary import fold, labels, suffixes, words, words_of

if TYPE_CHECKING:
    from afterhello.cardreader.labelling.web import Web

_LIKE_AT = frozenset("gqQG9&")
"""What engines mostly make of an @."""
_PERHAPS_AT = frozenset("aedlo01coDEIO")
"""What they make of it now and then."""
_ENOUGH = 2.0
_LABEL = re.compile(r"[Ee](?:[lI1|](?=[a-z]+[._]))?[.:_]?(?=[A-Za-z])")
_LETTER = re.compile(r"^\s*(?:[TMFPDtmfpd][\s.:|]*[+(\[]?\d|[Ww][\s.:|]*(?:www|http)|[Ww][\s.:|]+\w+\.)")


def mended(webs: Sequence[Web], card: Sequence[Part], said: Sequence[str]) -> tuple[Web, ...]:
    """The addresses without the labels and letters that reading ran into them.

    Args:
        said: what the card says outside its addresses, part by part.
    """
    names = [*said, *(f"{one} {other}" for one, other in pairwise(said))]
    lettered = any(_LETTER.match(row.text) for row in card)
    found = []
    for one in webs:
        if one.kind == "email":
            found.append(_spelt(_unglued(one, names, lettered=lettered), names, said))
        elif one.kind == "url":
            found.append(_page(one, said, lettered=lettered))
        else:
            found.append(one)
    return tuple(found)


def _page(one: Web, said: Sequence[str], *, lettered: bool) -> Web:
    """`Wquince.example` without the label W, where the firm or the other labels of the card say so."""
    if not re.match(r"W[a-z][^A-Z]+$", one.value):
        return one
    told = lettered or _named_after(_host(one.value)[1:], said) >= 0.95
    return replace(one, value=one.value[1:], repairs=one.repairs + 1) if told else one


def restored(webs: Sequence[Web], card: Sequence[Part], said: Sequence[str]) -> list[Web]:
    """The addresses, with those mailboxes found again whose @ was read as a letter.

    `tom.berggquince.example` is `tom.berg@quince.example` where the card says both halves.
    """
    hosts = {host for one in webs if (host := _host(one.value))}
    return [_restored(one, card[one.span.row].text, hosts, said) for one in webs]


def _host(value: str) -> str:
    return re.sub(r"^\w+://|^www\.|/.*$", "", value.rsplit("@", 1)[-1].lower())


# ── an @ read as a letter ──


def _restored(one: Web, row: str, hosts: Iterable[str], said: Sequence[str]) -> Web:
    if one.kind != "url" or re.match(r"(?i)https?:|www\.", one.value) or "/" in one.value:
        return one
    longest = max(_host(one.value).split("."), key=len)
    if max((agrees_with_host(text, longest) for text in said), default=0.0) >= 0.95:
        return one
    announced = labels().get(fold(row[: one.span.start]).strip(" .:|")) == "email"
    others = set(hosts) - {one.value.lower()}
    best = max(
        ((_proof(parted, others, said) + 0.5 * announced, parted) for parted in _parted(one.value)),
        default=(0.0, ("", "", "")),
    )
    worth, (local, _, host) = best
    if worth < _ENOUGH:
        return one
    return replace(one, kind="email", value=f"{local}@{host}", repairs=one.repairs + 2)


def _named_after(host: str, said: Sequence[str]) -> float:
    """How far anything on the card is what a host is called after."""
    parts = suffixes()(host)
    names = [name for name in (parts.domain, *parts.subdomain.split(".")) if len(name) > 3]
    return max((agrees_with_host(text, name) for text in said for name in names), default=0.0)


def _parted(value: str) -> Iterator[tuple[str, str, str]]:
    """Every letter that may have been an @, with what stands before and behind it."""
    for at in range(2, len(value) - 5):
        local, mark, host = value[:at], value[at], value[at + 1 :]
        whole = local[-1].isalnum() and len(re.split(r"[^\w-]", host)[0]) > 2
        if mark in _LIKE_AT | _PERHAPS_AT and whole:
            yield local, mark, host


def _proof(parted: tuple[str, str, str], hosts: Iterable[str], said: Sequence[str]) -> float:
    """How much of the card says that a letter was an @."""
    local, mark, host = parted[0].lower(), parted[1], parted[2].lower()
    named = local in words("web", "roles") or _named(local, said) >= 0.8
    apart = named and re.search(r"[._]", local) is not None
    known = host in hosts and (named or len(local) > 2)
    firm = _named_after(host, said) >= 0.95
    return 2.0 * known + 1.5 * named + 0.5 * apart + firm + 0.5 * (mark in _LIKE_AT)


def _named(local: str, names: Sequence[str]) -> float:
    return max((agrees_with_local(name, local) for name in names), default=0.0)


# ── a label read as part of it ──


def _unglued(one: Web, names: Sequence[str], *, lettered: bool) -> Web:
    """`Erachel@…` without the label E, if a name on the card says so; doubted if none does."""
    local, host = one.value.rsplit("@", 1)
    label = _LABEL.match(local)
    whole = _named(local.lower(), names)
    if label is None or whole >= 0.95:
        return one
    for end in {1, label.end()}:
        if local[end : end + 1].isalnum() and any(_is_glued(local.lower(), end, name) for name in names):
            return replace(one, value=f"{local[end:]}@{host}")
    if whole >= 0.9 or not re.match(r"E[a-z][^A-Z]*$", local):
        return one
    if whole < 0.7 and lettered:
        local = local[1:]
    return replace(one, value=f"{local}@{host}", repairs=one.repairs + 1)


def _is_glued(local: str, end: int, name: str) -> bool:
    """Whether a name agrees with a mailbox but for its first letters, which are not the name's either."""
    whole, rest = agrees_with_local(name, local), agrees_with_local(name, local[end:])
    if rest < 0.9 or rest <= whole:
        return False
    parted = re.search(r"[._-]", local[end:]) is not None
    initial = any(word.startswith("e") for word in words_of(name))
    return whole < 0.95 if parted and not re.match(r"e[.:_]", local) else not initial


def _spelt(one: Web, names: Sequence[str], firms: Sequence[str]) -> Web:
    """Without a letter that the @ was read as beside itself; with l for I where a name says so."""
    local, host = one.value.rsplit("@", 1)
    said = _named(local.lower(), names)
    if re.match(r"I[a-z._]", local) and _named(f"l{local[1:]}", names) > said:
        local = f"l{local[1:]}"
    elif re.search(r"[._-].*[gqG9]$", local) and _named(local[:-1].lower(), names) >= 0.95 > said:
        local = local[:-1]
    if re.match(r"[DBGCQO][a-z][^A-Z]+$", host):
        host = host[1:] if _named_after(host[1:], firms) >= 0.95 else host
    value = f"{local}@{host}"
    return one if value == one.value else replace(one, value=value, repairs=one.repairs + 1)
