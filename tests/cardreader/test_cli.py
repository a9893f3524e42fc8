from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from afterhello.cardreader.cli import cards
from cardreader.drawn import PRIYA, as_bytes, drawn_card, laid

pytestmark = pytest.mark.ocr


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cards, ["read", *map(str, arguments)])


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    desk = Image.new("RGB", (1600, 1200), "#3a3430")
    laid(desk, drawn_card((*PRIYA, "020 7946 0134")), (800, 600), 10)
    path = tmp_path_factory.mktemp("photos") / "evening.jpg"
    path.write_bytes(as_bytes(desk, quality=90))
    return path


@pytest.fixture(scope="module")
def answer(photo: Path) -> dict[str, Any]:
    result = run(photo, "--json", "--country", "gb")
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    parsed: dict[str, Any] = json.loads(line)
    return parsed


def test_a_photo_is_one_object_with_the_documented_keys(answer: dict[str, Any], photo: Path) -> None:
    assert list(answer) == ["photo", "width", "height", "seconds", "error", "cards"]
    assert answer["photo"] == str(photo)
    assert (answer["width"], answer["height"], answer["error"]) == (1600, 1200, None)
    assert answer["seconds"] > 0


def test_a_card_has_the_documented_keys(answer: dict[str, Any]) -> None:
    (card,) = answer["cards"]

    assert list(card) == ["quad", "fields", "qr", "lines", "unread"]
    assert [len(point) for point in card["quad"]] == [2, 2, 2, 2]
    assert card["qr"] is None
    assert card["unread"] == []
    assert list(card["lines"][0]) == ["text", "confidence", "quad"]
    assert card["lines"][0]["text"] == PRIYA[0]
    kinds = ["name", "title", "organisation", "phones", "emails", "urls", "address", "social"]
    assert list(card["fields"]) == kinds


def test_fields_have_value_confidence_and_sure(answer: dict[str, Any]) -> None:
    fields = answer["cards"][0]["fields"]

    assert list(fields["name"]) == ["value", "confidence", "sure", "quad"]
    assert fields["name"]["value"] == PRIYA[0]
    assert 0 <= fields["name"]["confidence"] <= 1
    assert fields["emails"][0]["value"] == PRIYA[3]
    assert fields["address"] is None
    assert fields["social"] == []


def test_the_country_completes_a_phone_number(answer: dict[str, Any]) -> None:
    (phone,) = answer["cards"][0]["fields"]["phones"]

    assert list(phone) == ["value", "confidence", "sure", "quad", "kind", "e164"]
    assert phone["value"] == "020 7946 0134"
    assert phone["e164"] == "+442079460134"


def test_words_and_progress_go_to_stderr(photo: Path) -> None:
    result = run(photo, "--json")

    assert f"{photo}: one card found" in result.stderr
    assert f"{photo}: read 1 of 1: found a name" in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_an_unreadable_photo_keeps_its_line_and_ends_with_two(photo: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(photo.read_bytes()[:2000])

    result = run(broken, photo, tmp_path / "nowhere.jpg", "--json")

    assert result.exit_code == 2
    first, second, third = (json.loads(line) for line in result.stdout.splitlines())
    assert first["error"].startswith("This photo is damaged")
    assert (first["width"], first["height"], first["cards"]) == (None, None, [])
    assert second["error"] is None
    assert len(second["cards"]) == 1
    assert "nowhere.jpg could not be opened: No such file" in third["error"]


def test_without_json_it_is_a_list_to_read(photo: Path) -> None:
    result = run(photo)

    assert result.exit_code == 0
    assert f"{photo}: one card" in result.stdout
    assert f"name         {PRIYA[0]}" in result.stdout
    assert PRIYA[3] in result.stdout


def test_without_json_the_refusal_is_said_on_stderr(tmp_path: Path) -> None:
    empty = tmp_path / "empty.png"
    empty.touch()

    result = run(empty)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"{empty}: This file is empty." in result.stderr


@pytest.mark.parametrize("country", ["GBR", "g1", "é€"])
def test_a_country_is_two_letters(photo: Path, country: str) -> None:
    result = run(photo, "--country", country)

    assert result.exit_code == 2
    assert "two letters, such as GB" in result.stderr


def test_the_command_starts_without_django_or_an_engine() -> None:
    heavy = "django", "cv2", "onnxruntime", "rapidocr", "numpy", "PIL"
    code = f"import sys, afterhello.cardreader.cli; print([m for m in {heavy!r} if m in sys.modules])"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "[]"
