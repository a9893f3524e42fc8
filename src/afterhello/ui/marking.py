"""Where quoted words stand in a letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def pieces(text: str, quoted: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """`text` in pieces, each with whether it is quoted; put together they are `text` again.

    Longer quotes win over shorter ones inside them; upper and lower case do not matter,
    because a quote may begin a sentence.

    >>> list(pieces("How is the climbing?", ["climbing"]))
    [('How is the ', False), ('climbing', True), ('?', False)]
    """
    wanted = sorted({quote for quote in quoted if quote.strip()}, key=len, reverse=True)
    if not wanted:
        yield text, False
        return
    pattern = re.compile("(" + "|".join(re.escape(quote) for quote in wanted) + ")", re.IGNORECASE)
    for place, piece in enumerate(pattern.split(text)):
        if piece:
            yield piece, place % 2 == 1
