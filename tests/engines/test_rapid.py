from __future__ import annotations

import logging
from pathlib import Path

import cv2
import numpy as np
import pytest
import rapidocr
from PIL import Image, ImageDraw, ImageFont

from afterhello import engines
from afterhello.engines import OCR, Words
from afterhello.engines.geometry import reading_order, strip_of
from afterhello.engines.rapid import Rapid

pytestmark = pytest.mark.ocr


def page(*lines: str) -> engines.Image:
    """White paper with black lines, 700 px wide."""
    paper = Image.new("RGB", (700, 90 * len(lines) + 40), "white")
    pen = ImageDraw.Draw(paper)
    for row, line in enumerate(lines):
        pen.text((40, 30 + 90 * row), line, "black", ImageFont.load_default(size=40))
    return np.ascontiguousarray(np.asarray(paper)[:, :, ::-1])


def turned(image: engines.Image, how: int) -> engines.Image:
    return np.asarray(cv2.rotate(image, how), np.uint8)


def read(engine: OCR, image: engines.Image) -> list[Words]:
    """What stands on the lines that it finds, from top to bottom."""
    quads = reading_order(engine.find_text(image, longest_side_px=960))
    return engine.read_strips([strip_of(image, quad) for quad in quads])


def test_lines_are_read_from_top_to_bottom(ocr: OCR) -> None:
    lines = read(ocr, page("Priya Raman", "priya@example.org", "020 5555 0134"))

    assert [line.text for line in lines] == ["Priya Raman", "priya@example.org", "020 5555 0134"]
    assert all(line.confidence > 0.9 for line in lines)


def test_a_line_is_where_it_was_printed(ocr: OCR) -> None:
    (quad,) = ocr.find_text(page("Priya Raman"), longest_side_px=960)

    corners = np.asarray(quad)
    assert 20 < corners[:, 0].min() < 60
    assert 10 < corners[:, 1].min() < corners[:, 1].max() < 110


def test_letters_are_seen_where_they_stand_along_the_line(ocr: OCR) -> None:
    (line,) = read(ocr, page("Priya     Raman"))

    assert len(line.middles) == len("PriyaRaman")
    assert list(line.middles) == sorted(line.middles)
    assert line.middles[5] - line.middles[4] > 2 * (line.middles[4] - line.middles[3])


def test_blank_paper_has_no_lines(ocr: OCR) -> None:
    blank = np.full((400, 600, 3), 255, np.uint8)

    assert ocr.find_text(blank, longest_side_px=960) == []


def test_no_strips_need_no_model() -> None:
    fresh = Rapid()

    assert fresh.read_strips([]) == []
    assert fresh.upside_down([]) == []
    assert not fresh.rest(after_s=0)


def test_a_line_on_its_head_is_told_from_an_upright_one(ocr: OCR) -> None:
    image = page("Head of Operations")
    (quad,) = ocr.find_text(image, longest_side_px=960)
    strip = strip_of(image, quad)

    upright, on_its_head = ocr.upside_down([strip, turned(strip, cv2.ROTATE_180)])

    assert upright < 0.2
    assert on_its_head > 0.8


def test_models_rest_when_idle_and_come_back_when_needed() -> None:
    engine = Rapid()
    assert read(engine, page("Amina Diallo"))[0].text == "Amina Diallo"

    assert not engine.rest(after_s=3600)
    assert engine.rest(after_s=0)
    assert not engine.rest(after_s=0)
    assert read(engine, page("Jan Novak"))[0].text == "Jan Novak"


def test_reading_neither_logs_nor_writes_beside_the_models(
    ocr: OCR, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    models = Path(rapidocr.__file__).parent / "models"
    before = sorted((file.name, file.stat().st_mtime_ns) for file in models.iterdir())

    with caplog.at_level(logging.INFO):
        read(Rapid(), page("Priya Raman"))

    assert sorted((file.name, file.stat().st_mtime_ns) for file in models.iterdir()) == before
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")


def test_the_process_has_one_engine() -> None:
    assert engines.ocr() is engines.ocr()


def test_every_letter_has_a_certainty_of_its_own(ocr: OCR) -> None:
    image = page("Priya Raman 0134")
    clear = read(ocr, image)[0]
    scratched = image.copy()
    (quad,) = ocr.find_text(image, longest_side_px=960)
    last = round(quad[1][0]) - 14
    scratched[:, last : last + 5] = 128
    (spoilt,) = ocr.read_strips([strip_of(scratched, quad)])

    assert len(clear.letters) == len(clear.text)
    assert min(clear.letters) > 0.8
    assert len(spoilt.letters) == len(spoilt.text)
    assert min(spoilt.letters[-2:]) < min(clear.letters[-2:])
