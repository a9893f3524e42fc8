"""Lines as they were seen: cut where two columns were taken for one line."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from afterhello.cardreader.ink import letters_apart
from afterhello.cardreader.seen import Seen
from afterhello.engines import OCR
from cardreader.drawn import as_pixels

pytestmark = pytest.mark.ocr


def seen(ocr: OCR, *words: tuple[int, str], spaced: int = 0) -> Seen:
    """A strip of 900 × 40 px with words beginning at those px."""
    strip = Image.new("RGB", (900, 40), "white")
    pen, font = ImageDraw.Draw(strip), ImageFont.truetype("DejaVuSans.ttf", 26)
    for left, word in words:
        for at, letter in enumerate(word if spaced else [word]):
            pen.text((left + at * spaced, 4), letter, "black", font)
    pixels = as_pixels(strip)
    (read,) = ocr.read_strips([pixels])
    quad = ((0.0, 0.0), (900.0, 0.0), (900.0, 40.0), (0.0, 40.0))
    return Seen(quad, pixels, read, letters_apart(pixels))


def test_two_columns_in_one_line_are_parted_where_the_gap_is(ocr: OCR) -> None:
    one, other = seen(ocr, (10, "Priya Raman"), (600, "020 5555 0134")).parted()

    assert (one.words.text, other.words.text) == ("Priya Raman", "020 5555 0134")
    assert one.quad[0] == (0.0, 0.0)
    assert 180 < one.quad[1][0] == other.quad[0][0] < 600
    assert other.quad[1] == (900.0, 0.0)
    assert (one.missing, other.missing) == (0, 0)


def test_words_of_one_line_stay_together(ocr: OCR) -> None:
    line = seen(ocr, (10, "Priya Raman, Head of Operations"))

    assert list(line.parted()) == [line]


def test_letters_that_were_not_read_are_no_gap(ocr: OCR) -> None:
    line = seen(ocr, (10, "12 Северный ветер 34"))

    assert list(line.parted()) == [line]


def test_letterspaced_words_stay_together(ocr: OCR) -> None:
    line = seen(ocr, (10, "NORTHGATE"), spaced=95)

    assert list(line.parted()) == [line]


def test_letters_that_nobody_read_are_missing(ocr: OCR) -> None:
    assert seen(ocr, (10, "Priya Raman")).missing == 0
    assert seen(ocr, (10, "Иван Петров")).missing >= 8


def test_light_letters_on_dark_paper_are_counted_as_well(ocr: OCR) -> None:
    line = seen(ocr, (10, "Priya Raman"))

    assert letters_apart(np.asarray(255 - line.strip, np.uint8)) == line.shapes


def test_letters_keep_their_certainty_where_a_line_is_parted(ocr: OCR) -> None:
    line = seen(ocr, (10, "Priya Raman"), (600, "020 5555 0134"))

    one, other = line.parted()

    assert len(one.words.letters) == len(one.words.text)
    assert len(other.words.letters) == len(other.words.text)
    assert line.words.letters[: len(one.words.letters)] == one.words.letters
    assert line.words.letters[-len(other.words.letters) :] == other.words.letters
    assert one.line().letters == one.words.letters
