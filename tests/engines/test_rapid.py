from __future__ import annotations

import logging
from pathlib import Path

import cv2
import numpy as np
import pytest
import rapidocr
from PIL import Image, ImageDraw, ImageFont

from afterhello import engines
from afterhello.engines import OCR
from afterhello.engines.geometry import strip_of
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


def test_lines_are_read_from_top_to_bottom(ocr: OCR) -> None:
    strips = ocr.read_upright(page("Priya Raman", "priya@example.org", "020 5555 0134"))

    assert [strip.text for strip in strips] == ["Priya Raman", "priya@example.org", "020 5555 0134"]
    assert all(strip.confidence > 0.9 for strip in strips)


def test_a_line_is_where_it_was_printed(ocr: OCR) -> None:
    (strip,) = ocr.read_upright(page("Priya Raman"))

    corners = np.asarray(strip.quad)
    assert 20 < corners[:, 0].min() < 60
    assert 10 < corners[:, 1].min() < corners[:, 1].max() < 110


def test_blank_paper_has_no_lines(ocr: OCR) -> None:
    blank = np.full((400, 600, 3), 255, np.uint8)

    assert ocr.find_text(blank, longest_side_px=960) == []
    assert ocr.read_upright(blank) == []


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


@pytest.mark.parametrize("how", [cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_90_COUNTERCLOCKWISE])
def test_a_line_up_the_side_is_read_from_its_right_end(ocr: OCR, how: int) -> None:
    strips = ocr.read_upright(turned(page("www.northgate.example.org"), how))

    assert [strip.text for strip in strips] == ["www.northgate.example.org"]


def test_models_rest_when_idle_and_come_back_when_needed() -> None:
    engine = Rapid()
    assert engine.read_upright(page("Amina Diallo"))[0].text == "Amina Diallo"

    assert not engine.rest(after_s=3600)
    assert engine.rest(after_s=0)
    assert not engine.rest(after_s=0)
    assert engine.read_upright(page("Jan Novak"))[0].text == "Jan Novak"


def test_reading_neither_logs_nor_writes_beside_the_models(
    ocr: OCR, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    models = Path(rapidocr.__file__).parent / "models"
    before = sorted((file.name, file.stat().st_mtime_ns) for file in models.iterdir())

    with caplog.at_level(logging.INFO):
        Rapid().read_upright(page("Priya Raman"))

    assert sorted((file.name, file.stat().st_mtime_ns) for file in models.iterdir()) == before
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")


def test_the_process_has_one_engine() -> None:
    assert engines.ocr() is engines.ocr()
