"""Text made tidy, and comparable: what differs in case, accents or marks alone becomes the same."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart into a base and an accent.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_DROPPED = str.maketrans("", "", "'’ʼ`´")


def folded(text: str) -> str:
    """`text` in lower case, without accents and marks, its words parted by single spaces.

    Folding what is folded changes nothing.

    >>> folded("Siobhán  O’Neill-Łaska")
    'siobhan oneill laska'
    """
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    plain = bare.translate(_PLAIN).translate(_DROPPED)
    return " ".join("".join(_kept(sign) for sign in plain).split())


def tidied(text: str) -> str:
    """`text` on one line, without signs that nobody sees, its words parted by single spaces.

    >>> tidied(" Anna\\x00\\n Berg ")
    'Anna Berg'
    """
    return " ".join("".join(" " if unicodedata.category(s) == "Cc" else s for s in text).split())


def _kept(sign: str) -> str:
    return sign if unicodedata.category(sign)[0] in "LNM" else " "
