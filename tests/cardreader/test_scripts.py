"""Cards in a script that the OCR engine lacks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from afterhello import engines
from afterhello.cardreader.reader import lines_on
from afterhello.cardreader.shapes import Unread
from afterhello.engines import OCR
from afterhello.engines.tesseract import Tesseract
from cardreader.drawn import PRIYA, as_pixels, drawn_card

pytestmark = pytest.mark.ocr

IVAN = ("Иван Петров", "Генеральный директор", "Южные моря", "г. Москва, ул. Лесная, д. 5")
MARIA = ("МАРИЯ ДИМИТРОВА", "ГЛАВЕН АРХИТЕКТ", "СОФИЯ, БУЛ. ВИТОША 10")
IN_LATIN = ("+7 495 555-01-34", "ivan@example.org")
NO_TESSERACT = Tesseract("/nowhere/tesseract")


def card(lines: Sequence[str], *, paper: str = "white", ink: str = "#222222") -> engines.Image:
    """A card set in a typeface that has these letters."""
    image = Image.new("RGB", (850, 560), paper)
    pen = ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        pen.text((60, 40 + 82 * row), line, ink, ImageFont.truetype("DejaVuSans.ttf", 46 if row == 0 else 30))
    return as_pixels(image)


@pytest.mark.parametrize("person", [IVAN, MARIA], ids=["mixed case", "capitals"])
def test_cyrillic_is_read_where_tesseract_is_installed(ocr: OCR, person: tuple[str, ...]) -> None:
    lines, unread = lines_on(card([*person, *IN_LATIN]), ocr, Tesseract())

    assert [line.text for line in lines] == [*person, *IN_LATIN]
    assert unread == ()


def test_white_on_black_is_read_as_well(ocr: OCR) -> None:
    lines, _ = lines_on(card(IVAN, paper="#101418", ink="white"), ocr, Tesseract())

    assert [line.text for line in lines] == list(IVAN)


def test_without_tesseract_the_lines_are_counted_and_the_others_kept(ocr: OCR) -> None:
    lines, unread = lines_on(card([*IVAN, *IN_LATIN]), ocr, NO_TESSERACT)

    assert unread == (Unread(None, 4),)
    assert [line.text for line in lines] == list(IN_LATIN)


@pytest.mark.parametrize("person", [IVAN, MARIA], ids=["mixed case", "capitals"])
@pytest.mark.parametrize("font", ["DejaVuSans.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSansMono.ttf"])
def test_latin_letters_made_of_cyrillic_ones_are_never_sure(
    ocr: OCR, person: tuple[str, ...], font: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = ImageFont.truetype
    monkeypatch.setattr(ImageFont, "truetype", lambda _, size: plain(font, size))

    lines, _ = lines_on(card(person), ocr, NO_TESSERACT)

    assert all(line.confidence <= 0.6 for line in lines)


@pytest.mark.parametrize("lines", [PRIYA, ("Grażyna Wójcik", "Spółka Żółw")])
def test_what_the_engine_reads_is_left_alone(ocr: OCR, lines: tuple[str, ...]) -> None:
    class Unasked(Tesseract):
        def read_strips(
            self, strips: Sequence[engines.Image], *, script: str | None = None
        ) -> tuple[str | None, list[engines.Words]]:
            raise AssertionError

    image = as_pixels(drawn_card(lines)) if lines[0].isascii() else card(lines)
    read, unread = lines_on(image, ocr, Unasked())

    assert unread == ()
    assert [line.text for line in read] == list(lines)
    assert all(line.confidence > 0.9 for line in read)


def test_greek_that_lost_letters_is_doubted(ocr: OCR) -> None:
    lines, _ = lines_on(card(("Ελένη Παπαδοπούλου", "Αρχιτέκτων", "Αθήνα, Οδός Ερμού 10")), ocr, NO_TESSERACT)

    assert all(line.confidence <= 0.6 for line in lines)


def test_vietnamese_that_lost_letters_is_doubted(ocr: OCR) -> None:
    lines, _ = lines_on(card(("Nguyễn Thị Hương",)), ocr, NO_TESSERACT)

    assert [line.confidence <= 0.6 for line in lines] == [True]


def test_a_blank_card_has_no_lines_and_none_unread(ocr: OCR) -> None:
    assert lines_on(np.full((550, 850, 3), 255, np.uint8), ocr, NO_TESSERACT) == ([], ())


BAO = ("Nguyễn Quốc Bảo", "Giám đốc", "Số 8, ngõ 14 Hoa Sen, Quận Hải Châu", "Đà Nẵng 550000")


def test_vietnamese_gets_its_marks_back_where_tesseract_knows_it(ocr: OCR) -> None:
    lines, unread = lines_on(card([*BAO, "0500 000 354", "bao@example.org"]), ocr, Tesseract())

    assert [line.text for line in lines] == [*BAO, "0500 000 354", "bao@example.org"]
    assert unread == ()


def test_digits_and_letters_that_were_read_stay_when_marks_are_put_back(ocr: OCR) -> None:
    class Careless(Tesseract):
        def read_strips(
            self, strips: Sequence[engines.Image], *, script: str | None = None
        ) -> tuple[str | None, list[engines.Words]]:
            said = ["Nguyễn Quốc Bỏo", "Giám đốc", "Số 3, ngõ 74 Hỏa Sen, Quận Hải Châu", "Đà Nẵng ssoooo"]
            return script, [engines.Words(text, 0.9, ()) for text in said]

    lines, _ = lines_on(card(BAO), ocr, Careless())

    assert [line.text for line in lines[2:]] == ["Số 8, ngõ 14 Hỏa Sen, Quận Hải Châu", "Đà Nẵng 550000"]
    assert lines[0].text.startswith("Nguyễn Quốc B")


def test_what_another_engine_makes_of_a_vietnamese_card_is_not_believed_alone(ocr: OCR) -> None:
    class Inventive(Tesseract):
        def read_strips(
            self, strips: Sequence[engines.Image], *, script: str | None = None
        ) -> tuple[str | None, list[engines.Words]]:
            return script, [engines.Words("Trần Hữu Nghĩa", 0.9, ()) for _ in strips]

    lines, _ = lines_on(card(BAO), ocr, Inventive())

    assert all("Nghĩa" not in line.text for line in lines)
