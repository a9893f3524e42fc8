"""Scripts that the default OCR lacks, read by the program tesseract where it is installed.

Optional: without it, or without the language, the lines stay unread. It runs as a
process of its own, without a shell, within limits that the kernel holds, on one
picture of all the lines, one below the other. Each installed language of a lacking
script tries; a wrong one is unsure of itself, and the surest is believed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from afterhello.engines.protocol import Image, Words

LANGUAGES = {
    "Cyrillic": ("rus", "ukr", "bul", "bel", "srp", "mkd", "kaz"),
    "Korean": ("kor",),
    "Arabic": ("ara", "fas", "urd"),
    "Hebrew": ("heb",),
    "Thai": ("tha",),
    "Devanagari": ("hin", "mar", "nep"),
    "Greek": ("ell",),
    "Vietnamese": ("vie",),
    "Georgian": ("kat",),
    "Armenian": ("hye",),
    "Bengali": ("ben",),
    "Tamil": ("tam",),
}
"""What its languages are written in. Source: the names of tesseract's trained data, tessdoc, "Data Files"."""

_LETTERS = {"Korean": "HANGUL"}
"""How Unicode names a script's letters, where that is not the script's own name."""
_VIETNAMESE = re.compile(r"[ƠơƯưẠ-ỹ]")
_JOINED = {"Thai", "Korean"}
"""Scripts that it takes apart into syllables."""

SURE = 75.0
"""Mean confidence, 0 … 100, from which a language is believed: on drawn cards the right one had 83 to 97,
a related one 69 to 78, another script's at most 78 (Thai, which was then beaten by the right one)."""
LINE_SURE = 60.0
"""What it says of a line with less does not count."""
CERTAIN = 90.0
"""From here on no other script is tried; the wrong ones had at most 86."""
MOST_SURE = 0.9
"""What it says is never as sure as what the default engine says: the scales differ."""

LEAST_LETTERS = 5
"""Of fewer it is sure too easily: a ring beside a triangle is a Cyrillic word to it."""

LINE_PX, MARGIN_PX = 40, 12
CPU_S, WALL_S, MEMORY_BYTES = 10, 20, 1_000_000_000
_HELD = (
    "import os, resource, sys; "
    f"resource.setrlimit(resource.RLIMIT_CPU, ({CPU_S}, {CPU_S})); "
    f"sys.platform == 'darwin' or resource.setrlimit(resource.RLIMIT_AS, ({MEMORY_BYTES}, {MEMORY_BYTES})); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)
Grey = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as found: px of the picture of all lines; `sure` is 0 … 100."""

    text: str
    sure: float
    line: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class _Belief:
    """That a text is in a script: letters weighed by how sure it is of them, how sure on average
    (0 … 100), and the share of all letters that these are."""

    evidence: float
    sure: float
    share: float


class Tesseract:
    """Scripts read by tesseract with the languages that are installed beside it; see the Protocol."""

    name = "tesseract"

    def __init__(self, program: str | None = None) -> None:
        """Args: program: its path; looked for on the PATH if it is None."""
        self._program = program or shutil.which("tesseract")

    @cached_property
    def languages(self) -> frozenset[str]:
        """What is installed; nothing without the program."""
        return frozenset(self._run("--list-langs").splitlines()[1:])

    def read_strips(
        self, strips: Sequence[Image], *, script: str | None = None
    ) -> tuple[str | None, list[Words]]:
        """The script and the text of each strip; see the Protocol."""
        nothing = [Words("", 0.0, ()) for _ in strips]
        if not strips or not self.languages:
            return None, nothing
        picture = _below_one_another(strips)
        found, words = self._as(script, picture) if script else self._in_any(picture)
        if not words:
            return found, nothing
        rows = [[word for word in words if word.line == row] for row in range(len(strips))]
        return found, [_line(found or "", row) for row in rows]

    def _as(self, script: str, picture: Grey) -> tuple[str | None, list[_Word]]:
        """All words, as the first language of the script that is installed reads them."""
        for language in LANGUAGES[script]:
            if language in self.languages:
                return script, self._words(picture, language)
        return None, []

    def _in_any(self, picture: Grey) -> tuple[str | None, list[_Word]]:
        """The script that is believed most and the words in it; no words where none can be believed."""
        script, words, best = "", list[_Word](), _Belief(0.0, 0.0, 0.0)
        for name, languages in LANGUAGES.items():
            for language in sorted(self.languages.intersection(languages)):
                tried = self._words(picture, language)
                if (belief := _belief(name, tried)).evidence > best.evidence:
                    script, words, best = name, tried, belief
            if best.sure >= CERTAIN and best.share > 0.5:
                break
        return (self._told(picture), []) if best.sure < SURE else (script, words)

    def _words(self, picture: Grey, language: str) -> list[_Word]:
        table = self._run("-", "-", "-l", language, "--psm", "6", "tsv", picture=picture)
        rows = [row.split("\t") for row in table.splitlines()[1:]]
        words = []
        for row in rows:
            if len(row) > 11 and row[11].strip():
                left, top, width, height = (int(value) for value in row[6:10])
                line = (top + height // 2) // (LINE_PX + 2 * MARGIN_PX)
                words.append(_Word(row[11].strip(), float(row[10]), line, left, left + width))
        return words

    def _told(self, picture: Grey) -> str | None:
        """The script by tesseract's own judgement. It wants many letters: it sees the lines thrice."""
        if "osd" not in self.languages:
            return None
        thrice = np.vstack([picture] * 3)
        said = self._run("-", "-", "--psm", "0", "-c", "min_characters_to_try=5", picture=thrice)
        found = [row.partition(":")[2].strip() for row in said.splitlines() if row.startswith("Script:")]
        return {"Hangul": "Korean"}.get(found[0], found[0]) if found else None

    def _run(self, *arguments: str, picture: Grey | None = None) -> str:
        """What it answers; nothing if it is not there, fails or takes too long."""
        if self._program is None:
            return ""
        held = (sys.executable, "-I", "-c", _HELD) if os.name == "posix" else ()
        sent = b"" if picture is None else cv2.imencode(".png", picture)[1].tobytes()
        own = {"OMP_THREAD_LIMIT": "1", "PATH": os.defpath, "LC_ALL": "C.UTF-8"}
        if "TESSDATA_PREFIX" in os.environ:
            own["TESSDATA_PREFIX"] = os.environ["TESSDATA_PREFIX"]
        try:
            done = subprocess.run(  # noqa: S603 - a program found on the PATH, no shell, our own arguments
                [*held, str(Path(self._program).resolve()), *arguments],
                input=sent,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=own,
                timeout=WALL_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def letters_in(script: str, text: str) -> int:
    """How many letters of a text are of the script.

    >>> letters_in("Cyrillic", "Иван, 5 km")
    4
    """
    if script == "Vietnamese":  # Latin letters, told by those that no other language has
        return sum(letter.isalpha() for letter in text) if _VIETNAMESE.search(text) else 0
    name = _LETTERS.get(script, script.upper())
    return sum(unicodedata.name(letter, "").startswith(name) for letter in text)


def _belief(script: str, words: Sequence[_Word]) -> _Belief:
    """How far the words may be in the script, by the lines that are sure to be: others may be Latin."""
    known = evidence = 0.0
    for row in {word.line for word in words}:
        line = [word for word in words if word.line == row]
        own = sum(letters_in(script, word.text) for word in line)
        sure = sum(word.sure * letters_in(script, word.text) for word in line) / max(1, own)
        if sure > LINE_SURE and own >= _letters(line) / 2:
            known += own
            evidence += own * (sure - LINE_SURE)
    letters = _letters(words)
    if known < LEAST_LETTERS or not letters:  # marks above letters that are not there are no script
        return _Belief(0.0, 0.0, 0.0)
    return _Belief(evidence, LINE_SURE + evidence / known, known / letters)


def _letters(words: Sequence[_Word]) -> int:
    return sum(letter.isalpha() for word in words for letter in word.text)


def _line(script: str, words: Sequence[_Word]) -> Words:
    """One line put together; empty where it is not in the script."""
    text = ""
    last: _Word | None = None
    for word in words:
        close = last is not None and script in _JOINED and word.left - last.right < LINE_PX * 0.3
        text += word.text if close or not text else f" {word.text}"
        last = word
    if script == "Cyrillic":  # the legal form is three letters O, which it takes for noughts
        text = re.sub(r"\b000(?=\s*[«„“\"])", "ООО", text)
    weight = sum(len(word.text) for word in words)
    sure = sum(word.sure * len(word.text) for word in words) / weight / 100 if weight else 0.0
    return Words(text, min(MOST_SURE, sure), ()) if letters_in(script, text) else Words("", 0.0, ())


def _below_one_another(strips: Sequence[Image]) -> Grey:
    """One picture of all lines, dark on light, each `LINE_PX` high with a margin above and below."""
    rows = [_row(strip) for strip in strips]
    width = max(row.shape[1] for row in rows)
    wide = [
        cv2.copyMakeBorder(row, 0, 0, 0, width - row.shape[1], cv2.BORDER_CONSTANT, value=(255,))
        for row in rows
    ]
    return np.asarray(np.vstack(wide), np.uint8)


def _row(strip: Image) -> Grey:
    width = max(8, round(strip.shape[1] * LINE_PX / strip.shape[0]))
    grey = cv2.resize(
        cv2.cvtColor(strip, cv2.COLOR_BGR2GRAY), (width, LINE_PX), interpolation=cv2.INTER_CUBIC
    )
    rim = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    if np.median(rim) < grey.mean():
        grey = 255 - grey
    low, high = np.percentile(grey, 1), max(np.percentile(grey, 99), 1.0)
    even = np.clip((grey.astype(np.float32) - low) * (255 / max(high - low, 1.0)), 0, 255).astype(np.uint8)
    margin = (MARGIN_PX, MARGIN_PX, 20, 20)
    return np.asarray(cv2.copyMakeBorder(even, *margin, cv2.BORDER_CONSTANT, value=(255,)), np.uint8)
