"""The printed lines of a card that is the right way up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from afterhello.cardreader.ink import letters_apart
from afterhello.cardreader.scripts import in_other_scripts
from afterhello.cardreader.seen import Seen
from afterhello.cardreader.shapes import Line, Quad, Unread
from afterhello.engines import OCR, Image, Scripts
from afterhello.engines.geometry import reading_order, strip_of

SEARCHED_PX = 960
"""The longer side of the card while lines are looked for. At 1,280 px no more lines of 70 drawn cards
were found, at a tenth more time."""
LEAST_CONFIDENCE = 0.5
"""Below it PP-OCR's lines are mostly not words but logos (rapidocr's own default)."""
READ_TWICE = 0.97
"""Lines of less confidence are read again with their light evened out. Of 65 lines below .98, on soft
and noisy photos, 54 were right at first and 57 then; larger or wider strips brought 55 and 56."""


def lines_on(image: Image, engine: OCR, scripts: Scripts) -> tuple[list[Line], tuple[Unread, ...]]:
    """The lines from top to bottom, left to right, quads in px of this image; and what was left unread."""
    return kept_of(seen_on(image, engine), scripts)


def seen_on(image: Image, engine: OCR) -> list[Seen]:
    """Every line that is found, whatever was read on it."""
    quads = reading_order(engine.find_text(image, longest_side_px=SEARCHED_PX))
    strips = [strip_of(image, quad) for quad in quads]
    words = engine.read_strips(strips)
    seen = [
        _other_way(Seen(quad, strip, said, letters_apart(strip)), image, engine)
        for quad, strip, said in zip(quads, strips, words, strict=True)
    ]
    return [part for one in _read_twice(seen, engine) for part in one.parted()]


def kept_of(seen: Sequence[Seen], scripts: Scripts) -> tuple[list[Line], tuple[Unread, ...]]:
    """The lines that can be believed, and what was left unread."""
    kept, unread = in_other_scripts(seen, scripts)
    lines = [one.line() for one in kept]
    return [line for line in lines if line.text and line.confidence >= LEAST_CONFIDENCE], unread


def _read_twice(seen: Sequence[Seen], engine: OCR) -> list[Seen]:
    """The lines, the doubtful ones as the second look has them if it is surer."""
    doubtful = {
        at: one for at, one in enumerate(seen) if LEAST_CONFIDENCE <= one.words.confidence < READ_TWICE
    }
    again = dict(
        zip(doubtful, engine.read_strips([_evened(one.strip) for one in doubtful.values()]), strict=True)
    )
    return [
        replace(one, words=again[at]) if at in again and again[at].confidence > one.words.confidence else one
        for at, one in enumerate(seen)
    ]


def _evened(strip: Image) -> Image:
    lab = np.asarray(cv2.cvtColor(strip, cv2.COLOR_BGR2LAB), np.uint8)
    lab[:, :, 0] = cv2.createCLAHE(2.0, (1, 4)).apply(np.ascontiguousarray(lab[:, :, 0]))
    return np.asarray(cv2.cvtColor(lab, cv2.COLOR_LAB2BGR), np.uint8)


def _other_way(one: Seen, image: Image, engine: OCR) -> Seen:
    """The line, or the same one read from its other end where it runs up or down the card."""
    (x0, y0), (x1, y1) = one.quad[:2]
    if abs(y1 - y0) < abs(x1 - x0):
        return one
    turned: Quad = (one.quad[2], one.quad[3], one.quad[0], one.quad[1])
    strip = strip_of(image, turned)
    (words,) = engine.read_strips([strip])
    return Seen(turned, strip, words, one.shapes) if words.confidence > one.words.confidence else one
