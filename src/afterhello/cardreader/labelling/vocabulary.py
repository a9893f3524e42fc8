"""The word lists beside this package, read once.

A translator adds a language by adding words to the TOML files in `words/`; no
code names a language.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from cleanco import termdata
from tldextract import TLDExtract


@lru_cache(maxsize=2048)
def fold(text: str) -> str:
    """`text` in lower case without accents: how words are compared.

    >>> fold("Geschäftsführer Électricité")
    'geschaftsfuhrer electricite'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def words_of(text: str) -> list[str]:
    """The folded words of `text`; a hyphen, an apostrophe or an inner dot stays inside a word.

    >>> words_of("Sr. Engineer (R&D), K.V. Rao")
    ['sr', 'engineer', 'r', 'd', 'k.v', 'rao']
    """
    return re.findall(r"[^\W_]+(?:[-.'’][^\W_]+)*", fold(text))


@cache
def _table(name: str) -> dict[str, Any]:
    text = resources.files(__package__).joinpath("words", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def words(table: str, key: str) -> frozenset[str]:
    """The folded entries of one list, whether written as an array or as a block of words."""
    node: Any = _table(table)
    for part in key.split("."):
        node = node[part]
    entries = node.split() if isinstance(node, str) else node
    return frozenset(fold(entry) for entry in entries)


@cache
def labels() -> dict[str, str]:
    """Folded label → what it announces: mobile, work, home, fax, email, url, social, address.

    A word of several lists belongs to the first.
    """
    table = _table("labels")
    known: dict[str, str] = {}
    for kind, entries in table["phone"].items():
        for entry in entries:
            known.setdefault(fold(entry), kind)
    for kind in ("email", "url", "social", "address"):
        for entry in table[kind]["words"]:
            known.setdefault(fold(entry), kind)
    return known


@cache
def countries() -> dict[str, str]:
    """Folded name of a country → its ISO 3166 code."""
    table = _table("places")["countries"]
    return {fold(name): code for code, names in table.items() for name in names}


@cache
def country_at_the_end() -> re.Pattern[str]:
    """Finds the name of a country at the end of a folded text, alone or behind a mark."""
    names = "|".join(re.escape(name) for name in sorted(countries(), key=len, reverse=True))
    return re.compile(rf"(?:^|[\s,(.\-–])({names})$")


@cache
def postcodes() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    """Pattern of a postcode in its surroundings, its country or "", whether it tells it."""
    return tuple(
        (re.compile(entry["pattern"]), entry["country"], entry["strong"])
        for entry in _table("places")["postcodes"]
    )


@cache
def legal_forms() -> frozenset[str]:
    """Folded legal forms, without dots and spaces: `gmbh`, `pvtltd`."""
    own = words("organisations", "legal")
    theirs = {fold(term) for terms in termdata.terms_by_type.values() for term in terms}
    squeezed = {re.sub(r"[\s.,]", "", form) for form in own | theirs}
    return frozenset(form for form in squeezed if len(form) > 1)


@cache
def suffixes() -> TLDExtract:
    """Splits a host at its public suffix, from the list inside the package: nothing is fetched."""
    return TLDExtract(
        suffix_list_urls=(),
        cache_dir=None,
        extra_suffixes=tuple(words("web", "reserved_ends")),
    )
