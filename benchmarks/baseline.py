"""What anybody gets without effort: rapidocr as it comes, and patterns over its lines."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import phonenumbers
from PIL import Image

from benchmarks.scoring import Said

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
URL = re.compile(r"(?:https?://|www\.)[\w./-]+|\b[\w-]+(?:\.[\w-]+)+\b")
SOCIAL = re.compile(r"(?<![\w.])@\w+|\b(?:linkedin|instagram)\.com/\S+")


def plain_ocr() -> Any:
    """rapidocr with its own defaults; call it with an array of pixels (blue, green, red)."""
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})


def pixels(photo: bytes) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """The photo as rapidocr wants it."""
    return np.asarray(Image.open(io.BytesIO(photo)).convert("RGB"))[:, :, ::-1].copy()


def by_patterns(lines: Sequence[str], country: str | None) -> dict[str, list[Said]]:
    """Fields by regular expressions alone: the first other line is the name, the second the title,
    the third the organisation."""
    found: dict[str, list[Said]] = {"emails": [], "urls": [], "phones": [], "social": []}
    rest = []
    for line in lines:
        hits = _hits(line, country)
        for kind, values in hits.items():
            found[kind] += [Said(value, True) for value in values]
        if not any(hits.values()):
            rest.append(line)
    for kind, text in zip(("name", "title", "organisation"), rest, strict=False):
        found[kind] = [Said(text, True)]
    if rest[3:]:
        found["address"] = [Said(", ".join(rest[3:]), True)]
    return found


def _hits(line: str, country: str | None) -> dict[str, list[str]]:
    emails = EMAIL.findall(line)
    social = SOCIAL.findall(EMAIL.sub(" ", line))
    urls = URL.findall(SOCIAL.sub(" ", EMAIL.sub(" ", line)))
    phones = [match.raw_string for match in phonenumbers.PhoneNumberMatcher(line, country)]
    urls = [url for url in urls if re.search(r"[a-z]{2,}$", url)]
    return {"emails": emails, "social": social, "urls": urls, "phones": phones}
