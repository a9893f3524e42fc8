"""Lines in a script that the OCR engine lacks: noticed, read by another engine, or said to be unread.

The engine leaves out the letters it does not know, or takes them for others and doubts
them. So it is the ink that tells: letters stand on the strip that nobody read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from afterhello.cardreader.seen import Seen
from afterhello.cardreader.shapes import Unread
from afterhello.engines import Scripts, Words

LEAST_LETTERS = 8
"""Letters in all that must stand there unread: a logo has fewer."""
LEAST_IN_A_LINE, LEAST_ASPECT = 3, 1.5
SHARE_READ = 0.45
"""Of 958 lines of Latin cards, drawn and scanned, none had less of its letters read; of lines in
Cyrillic, Korean and Arabic most had."""
DOUBTED, SURELY_READ = 0.7, 0.9
"""Confidence below which the engine takes one script for another, and from which it does not."""
GREATEST_DOUBT = 0.6
"""What is left of the confidence of a line that may be in another script: it is never sure."""
FOREIGN = 0.75
"""Confidence from which the other engine is believed where this one read something, too."""
LETTERS_MISSING, MISSING_DOUBT = 0.9, 0.85
"""A line of which less was read has lost letters, whatever the engine says of the others."""
READ_HERE = frozenset({"Latin", "Han", "Japanese", "Fraktur"})

_GREEK = re.compile(r"[Α-ΡΣ-Ωά-ώα-ω]")
_VIETNAMESE = re.compile(r"[ĂăĐđƠơƯưẠ-ỹ]")
_LATIN_OR_ALIKE = re.compile(r"[\W\d_A-Za-zÀ-žАВЕЅІКМНОРСТХаеіорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο]")
"""What stands in a line that may just as well be Latin."""


def in_other_scripts(seen: Sequence[Seen], scripts: Scripts) -> tuple[list[Seen], tuple[Unread, ...]]:
    """The lines, those in another script read anew or left out, and how many were left out."""
    strange = [one for one in seen if is_strange(one)]
    if sum(one.shapes for one in strange) < LEAST_LETTERS:
        return [doubted(one) for one in seen], ()
    asked = [one for one in seen if is_strange(one) or _is_doubtful(one)]
    script, answers = scripts.read_strips([one.strip for one in asked])
    if script in READ_HERE:
        return [doubted(one) for one in seen], ()
    anew = {id(one): words for one, words in zip(asked, answers, strict=True) if words.text}
    lost = {id(one) for one in strange if id(one) not in anew and not _is_partly_read(one)}
    kept = [_settled(one, anew.get(id(one))) for one in seen if id(one) not in lost]
    # What is left beside lines that were read is rather a logo than a line.
    return kept, (Unread(script, len(lost)),) if lost and not anew else ()


def is_strange(one: Seen) -> bool:
    """Whether a line holds letters that the engine does not know."""
    if one.shapes < LEAST_IN_A_LINE or one.aspect < LEAST_ASPECT:
        return False
    if _is_partly_read(one):
        return one.missing > 0 or one.words.confidence < SURELY_READ
    return one.share_read < SHARE_READ or one.words.confidence < DOUBTED


def doubted(one: Seen) -> Seen:
    """The line, less believed if letters stand there that were not read."""
    if one.missing > 1 and one.share_read < LETTERS_MISSING:
        return replace(one, words=_capped(one.words, MISSING_DOUBT))
    return one


def _is_partly_read(one: Seen) -> bool:
    """Whether it is in a script of which the engine knows some letters."""
    text = one.words.text
    return one.share_read >= SHARE_READ and (
        len(_GREEK.findall(text)) > 1 or _VIETNAMESE.search(text) is not None
    )


def _is_doubtful(one: Seen) -> bool:
    """Whether a line beside strange ones may be in their script as well."""
    return one.words.confidence < SURELY_READ or one.missing > 0 or _may_be_cyrillic(one.words.text)


def _settled(one: Seen, anew: Words | None) -> Seen:
    """A line of a card on which another script stands."""
    if anew is not None and (is_strange(one) or _is_foreign(anew)):
        return replace(one, words=anew)
    if is_strange(one) or one.words.confidence < SURELY_READ or _may_be_cyrillic(one.words.text):
        return replace(one, words=_capped(one.words, GREATEST_DOUBT))
    return doubted(one)


def _is_foreign(anew: Words) -> bool:
    """Whether a line that was read already is better believed to be in the other script."""
    return anew.confidence >= FOREIGN and _LATIN_OR_ALIKE.sub("", anew.text) != ""


def _may_be_cyrillic(text: str) -> bool:
    """Whether all letters of a text look like Cyrillic ones: CEBEPHbIE BETEP, not an address of the net.

    >>> _may_be_cyrillic("BETEP"), _may_be_cyrillic("ivan@example.org"), _may_be_cyrillic("+7 495")
    (True, False, False)
    """
    letters = re.findall(r"[^\W\d_]", text)
    return bool(letters) and all(letter in "ABCEHIKMNOPRTXYabcehikmnoprtuxy" for letter in letters)


def _capped(words: Words, most: float) -> Words:
    return replace(words, confidence=min(most, words.confidence))
