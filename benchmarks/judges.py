"""Others that label a card, to stand beside ours in the same run.

Each is given the straightened card as our reader cut it out, so that only the labelling differs, or
only the lines: never where the card lies or which way up it is.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import cv2
import numpy as np

from afterhello.cardreader import Card, Fields, Line, Quad
from afterhello.cardreader.geometry import mapped, to_rectangle
from afterhello.cardreader.labelling import label
from benchmarks.baseline import by_patterns, pixels, plain_ocr
from benchmarks.first_rules import by_rules
from benchmarks.scoring import Values, said_values

Judge = Callable[[Card, str | None], list[Values]]
"""The people that somebody else reads from a card, told the country."""

FIRST_RULES, PATTERNS, TESSERACT, PLAIN = "first rules", "patterns", "tesseract's lines", "plain rapidocr"

FEWEST_SURE = 25
"""Per cent: tesseract gives -1 to what is no word, and little to what is none either."""
LANGUAGES = {
    "DE": "deu", "FR": "fra", "ES": "spa", "IT": "ita", "PT": "por", "BR": "por", "NL": "nld", "PL": "pol",
    "SE": "swe", "DK": "dan", "FI": "fin", "CZ": "ces", "HU": "hun", "TR": "tur", "GR": "ell", "VN": "vie",
    "JP": "jpn", "CN": "chi_sim",
}  # fmt: skip
"""Beside English, where it is installed. Each more makes tesseract slower by as much."""


def first_rules(card: Card, country: str | None) -> list[Values]:
    """The weights set by hand of the first version, on our lines."""
    lines, width, height = upright(card)
    return _values(label(lines, width, height, country, card.qr, judge=by_rules))


def patterns(card: Card, country: str | None) -> list[Values]:
    """Regular expressions over our lines, other lines by their order."""
    return [by_patterns([line.text for line in card.lines], country)]


def on_tesseract(card: Card, country: str | None) -> list[Values]:
    """Our labeller on tesseract's lines of the same straightened card."""
    _, width, height = upright(card)
    lines = tesseract(card.upright_jpeg, country)
    return _values(label(lines, width, height, country, card.qr)) if lines else []


def plain_rapidocr(photo: bytes, cards: Sequence[Quad], country: str | None) -> list[Values]:
    """Patterns over what rapidocr reads on the whole photo, told where each card lies."""
    seen = _plain()(pixels(photo))
    lines: list[list[str]] = [[] for _ in cards]
    for box, text in zip(seen.boxes if seen.txts else (), seen.txts or (), strict=True):
        x, y = (float(v) for v in np.mean(box, axis=0))
        for number, quad in enumerate(cards):
            if cv2.pointPolygonTest(np.array(quad, np.float32), (x, y), False) >= 0:
                lines[number].append(text)
    return [by_patterns(one, country) for one in lines]


@cache
def _plain() -> Any:
    return plain_ocr()


def upright(card: Card) -> tuple[list[Line], int, int]:
    """The lines of a card in px of its upright picture, and the width and height of that."""
    picture = cv2.imdecode(np.frombuffer(card.upright_jpeg, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert picture is not None
    height, width = picture.shape
    matrix = to_rectangle(np.asarray(card.quad, np.float32), width, height)
    lines = []
    for line in card.lines:
        a, b, c, d = ((float(x), float(y)) for x, y in mapped(matrix, np.asarray(line.quad, np.float32)))
        lines.append(Line(line.text, line.confidence, (a, b, c, d)))
    return lines, width, height


def tesseract(jpeg: bytes, country: str | None) -> list[Line]:
    """The lines that tesseract finds on a picture, in its px."""
    spoken = [one for one in ("eng", LANGUAGES.get(country or "", "")) if one in installed()]
    command = ["tesseract", "stdin", "stdout", "-l", "+".join(spoken), "--psm", "11", "tsv"]
    one_thread = os.environ | {"OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(command, input=jpeg, capture_output=True, check=True, env=one_thread)
    words: dict[tuple[str, ...], list[dict[str, str]]] = {}
    rows = csv.DictReader(io.StringIO(done.stdout.decode()), delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        if row["level"] == "5" and float(row["conf"]) >= FEWEST_SURE and row["text"].strip():
            words.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(row)
    return [_line(line) for line in words.values()]


def _line(words: Sequence[dict[str, str]]) -> Line:
    boxes = [[int(word[key]) for key in ("left", "top", "width", "height")] for word in words]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    confidence = float(np.mean([float(word["conf"]) for word in words])) / 100
    text = " ".join(word["text"] for word in words)
    return Line(text, confidence, ((left, top), (right, top), (right, bottom), (left, bottom)))


@cache
def installed() -> frozenset[str]:
    """The languages that this machine's tesseract knows; none where there is no tesseract."""
    if shutil.which("tesseract") is None:
        return frozenset()
    done = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True)
    return frozenset(done.stdout.split())


def judges(*, slow: bool) -> dict[str, Judge]:
    """Everybody who labels on this machine, by the name that tables call them; the `slow` ones too."""
    known: dict[str, Judge] = {FIRST_RULES: first_rules, PATTERNS: patterns}
    return known | ({TESSERACT: on_tesseract} if slow and "eng" in installed() else {})


def _values(people: Sequence[Fields]) -> list[Values]:
    return [said_values(fields) for fields in people]
