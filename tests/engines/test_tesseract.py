from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from afterhello import engines
from afterhello.engines import Words
from afterhello.engines.tesseract import MOST_SURE, Tesseract

FONT = "DejaVuSans.ttf"


def strip(text: str, *, paper: str = "white", ink: str = "black") -> engines.Image:
    """One line of text, 60 px high."""
    font = ImageFont.truetype(FONT, 40)
    image = Image.new("RGB", (round(font.getlength(text)) + 20, 60), paper)
    ImageDraw.Draw(image).text((10, 5), text, ink, font)
    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])


def told(folder: Path, script: str) -> Tesseract:
    """A program in tesseract's place."""
    program = folder / "tesseract"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return Tesseract(str(program))


@pytest.mark.ocr
def test_cyrillic_lines_are_read_each_by_itself() -> None:
    script, lines = Tesseract().read_strips(
        [strip("Иван Петров"), strip("Генеральный директор", paper="#203040", ink="white")]
    )

    assert script == "Cyrillic"
    assert [line.text for line in lines] == ["Иван Петров", "Генеральный директор"]
    assert all(0.6 < line.confidence <= MOST_SURE for line in lines)


@pytest.mark.ocr
def test_a_logo_is_in_no_script_that_it_reads() -> None:
    ring = Image.new("RGB", (160, 60), "white")
    ImageDraw.Draw(ring).ellipse((10, 5, 60, 55), outline="black", width=9)
    ImageDraw.Draw(ring).polygon([(80, 55), (110, 5), (140, 55)], fill="black")

    _, lines = Tesseract().read_strips([np.ascontiguousarray(np.asarray(ring))])

    assert lines == [Words("", 0.0, ())]


def test_without_the_program_nothing_is_read() -> None:
    missing = Tesseract("/nowhere/tesseract")

    assert missing.languages == frozenset()
    assert missing.read_strips([strip("Иван Петров")]) == (None, [Words("", 0.0, ())])
    assert Tesseract().read_strips([]) == (None, [])


def test_without_the_language_the_script_is_told_all_the_same(tmp_path: Path) -> None:
    osd = told(tmp_path, '[ "$1" = --list-langs ] && printf "1:\\nosd\\neng\\n" || echo "Script: Hangul"')

    assert osd.read_strips([strip("Иван Петров")]) == ("Korean", [Words("", 0.0, ())])


def test_a_program_that_fails_reads_nothing(tmp_path: Path) -> None:
    failing = told(tmp_path, '[ "$1" = --list-langs ] && printf "1:\\nrus\\n" || { echo broken; exit 3; }')

    assert failing.read_strips([strip("Иван")]) == (None, [Words("", 0.0, ())])


def test_marks_without_letters_are_no_script(tmp_path: Path) -> None:
    points = r"\326\260" * 6
    row = r"5\t1\t1\t1\t1\t1\t0\t0\t90\t20\t95\t"
    marks = told(
        tmp_path, f'[ "$1" = --list-langs ] && printf "1:\\nheb\\n" || printf "head\\n{row}{points}\\n"'
    )

    assert marks.read_strips([strip("Иван")]) == (None, [Words("", 0.0, ())])


def test_the_process_has_one_reader_of_scripts() -> None:
    assert engines.scripts() is engines.scripts()
