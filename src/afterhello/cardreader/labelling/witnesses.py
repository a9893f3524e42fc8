"""What speaks for an address of the net: the rest of the card, spelling the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from afterhello.cardreader.labelling.agreement import agrees_with_host, agrees_with_local
from afterhello.cardreader.labelling.beliefs import Claim
from afterhello.cardreader.labelling.vocabulary import fold, suffixes, words
from afterhello.cardreader.labelling.web import Web


def claim(one: Web, all_of_them: Sequence[Web], names: Sequence[str], firms: Sequence[str]) -> Claim:
    """An address with what speaks for it.

    Args:
        names, firms: the people and organisations chosen on the card.
    """
    host, others = host_of(one), [host_of(other) for other in all_of_them if other is not one]
    labels = suffixes()(host)
    local = fold(one.value.rsplit("@", 1)[0]) if one.kind == "email" else ""
    handle = local or (fold(re.sub(r"^.*[/@]", "", one.value)) if one.kind == "social" else "")
    firm = max((agrees_with_host(text, labels.domain) for text in firms), default=0.0)
    name = max((agrees_with_local(text, handle) for text in names), default=0.0) if handle else 0.0
    evidence = {
        "repairs": float(min(one.repairs, 3)),
        "name": name,
        "name_exact": float(name >= 0.95),
        "role": float(local in words("web", "roles")),
        "host_twice": float(bool(host) and host in others),
        "near_miss": float(_near_miss(host, others) or _near_miss_of_words(handle, names)),
        "firm": firm,
        "firm_exact": float(firm >= 0.99),
        "free": float(labels.domain in words("web", "mailbox_hosts")),
        "usual_end": float(labels.suffix.rsplit(".", 1)[-1] in words("web", "common_ends")),
        "digits": sum(mark.isdigit() for mark in handle or host) / max(len(handle or host), 1),
        "www": float("www." in one.value.lower()),
        "path": float("/" in re.sub(r"^\w+://", "", one.value)),
        "hyphen": float("-" in host or "_" in local),
        "site": float(f"{labels.domain}.{labels.suffix}" in words("web", "social_sites")),
        "at": float(one.value.startswith("@")),
    }
    kind = {"email": "emails", "url": "urls", "social": "social"}[one.kind]
    return Claim(kind, one.value, one.confidence, one.quad, evidence)  # type: ignore[arg-type]


def host_of(one: Web) -> str:
    """The host of an address without `www`, in lower case; empty for a handle."""
    text = re.sub(r"^\w+://", "", one.value.lower())
    if one.kind == "email":
        return text.rsplit("@", 1)[1]
    return "" if text.startswith("@") or "." not in text else re.sub(r"^w{2,4}\.|/.*$", "", text)


def _near_miss(host: str, others: Sequence[str]) -> bool:
    """Whether another host is all but this one: one of the two was misread."""
    return bool(host) and any(host != other and fuzz.ratio(host, other) >= 82 for other in others if other)


def _near_miss_of_words(handle: str, names: Sequence[str]) -> bool:
    pieces = [piece for piece in re.split(r"[\W\d_]+", handle) if len(piece) > 3]
    tokens = [token for name in names for token in re.split(r"\W+", fold(name)) if len(token) > 3]
    return any(
        piece != token and fuzz.ratio(piece, token) >= 75 and token not in handle
        for piece in pieces
        for token in tokens
    )
