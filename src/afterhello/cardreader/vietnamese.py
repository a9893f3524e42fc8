"""Vietnamese: Latin letters with marks that the OCR engine lacks, put back by the other engine.

PP-OCR knows eight of the fifty-two marked letters; the others it leaves out or takes for plain ones
(Quận becomes Qun, Thắng becomes Thang). Tesseract knows them all, but takes a 3 for a 5. So where a
card looks Vietnamese both read it, and tesseract's line is taken only as far as it is the same line
with more marks: letters that are there in both agree, digits are this engine's, and addresses of the
net are left alone.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from afterhello.cardreader.scripts import doubted
from afterhello.cardreader.seen import Seen
from afterhello.engines import Scripts, Words

SCRIPT = "Vietnamese"
MARKS = re.compile(r"[ăđơưǎǐǒǔạ-ỹ]", re.IGNORECASE)
"""Letters of its own, and those of pinyin that the engine reads in their place."""
OF_ITS_OWN = re.compile(r"[ơưạ-ỹ]", re.IGNORECASE)
FEWEST_SIGNS, FEWEST_LINES = 2, 2
"""Words or marks that make a card look Vietnamese, and lines that must then turn out to be."""
SURE = 0.6
"""The other engine's confidence from which its marks are believed."""
MOST_LEFT_OUT = 0.5
"""Of a line's letters, at most, that this engine may have left out."""
_NET = re.compile(r"@|www\.|https?:|\.\w{2,}/|\w\.(?:com|net|org|vn)\b", re.IGNORECASE)


def marked(seen: Sequence[Seen], scripts: Scripts) -> list[Seen] | None:
    """The lines with their marks, or None if the card is not Vietnamese or nobody else can read it."""
    if not looks_vietnamese([one.words.text for one in seen]):
        return None
    script, answers = scripts.read_strips([one.strip for one in seen], script=SCRIPT)
    if script != SCRIPT:
        return None
    better = [_merged(one, words) for one, words in zip(seen, answers, strict=True)]
    turned = sum(OF_ITS_OWN.search(one.words.text) is not None for one in better)
    return [doubted(one) for one in better] if turned >= FEWEST_LINES else None


def looks_vietnamese(lines: Sequence[str]) -> bool:
    """Whether words or marks of the language stand on a card, as the engine spells them.

    >>> looks_vietnamese(["Bui Thu Hng", "Qun Ninh Kiu", "024 0000 0545"])
    True
    >>> looks_vietnamese(["Jan de Boer", "Design Director", "Đorđe"])
    False
    """
    spelt = [re.split(r"\W+", plain(line)) for line in lines if not _NET.search(line)]
    words = sum(word in _words() for line in spelt for word in line)
    marks = sum(MARKS.search(line) is not None for line in lines)
    return (words > 0 and words + marks >= FEWEST_SIGNS) or marks > FEWEST_SIGNS


@cache
def _words() -> frozenset[str]:
    told = tomllib.loads(
        resources.files("afterhello.cardreader").joinpath("vietnamese.toml").read_text("utf-8")
    )
    return frozenset(told["words"])


def plain(text: str) -> str:
    """Lower case without marks.

    >>> plain("Đặng Thị Hương")
    'dang thi huong'
    """
    apart = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _merged(one: Seen, other: Words) -> Seen:
    """The line with the marks of the other reading, or as it was."""
    if other.confidence < SURE or _NET.search(one.words.text):
        return one
    text = with_marks(one.words.text, unicodedata.normalize("NFC", other.text))
    if text == one.words.text:
        return one
    return replace(one, words=Words(text, min(one.words.confidence, other.confidence), ()))


def with_marks(ours: str, theirs: str) -> str:
    """Our reading of a line with the marks of theirs.

    >>> with_marks("Qun Hai Châu, Dà Năng 550000", "Quận Hải Châu, Đà Nẵng ssoooo")
    'Quận Hải Châu, Đà Nẵng 550000'
    >>> with_marks("Hô Gia Khánh", "Hồ Gia Khónh")
    'Hồ Gia Khánh'
    >>> with_marks("CHUYÊNVIEN TUVÁN", "CHUYÊN VIÊN TƯ VẤN")
    'CHUYÊN VIÊN TƯ VẤN'
    >>> with_marks("183/29 Cây Môc, P. 3", "185/29 Cây Mộc, P. 5")
    '183/29 Cây Mộc, P. 3'
    """
    mine, others = ours.split(), theirs.split()
    if len(mine) == len(others):
        return " ".join(_word(one, other) for one, other in zip(mine, others, strict=True))
    return theirs if _digits(ours) == _digits(theirs) and _left_out(ours, theirs) else ours


def _word(ours: str, theirs: str) -> str:
    if any(letter.isdigit() for letter in ours):
        return ours
    if len(ours) == len(theirs):
        return "".join(
            two if plain(one) == plain(two) else one for one, two in zip(ours, theirs, strict=True)
        )
    return theirs if _left_out(ours, theirs) and not _digits(theirs) else ours


def _left_out(ours: str, theirs: str) -> bool:
    """Whether ours is theirs with some letters left out."""
    mine, others = (re.sub(r"\W", "", plain(text)) for text in (ours, theirs))
    letters = iter(others)
    enough = len(others) * (1 - MOST_LEFT_OUT) <= len(mine)
    return bool(mine) and enough and all(letter in letters for letter in mine)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
