"""What the reader's tests share: the real engine, loaded once."""

from __future__ import annotations

import pytest

from afterhello import engines
from afterhello.engines import OCR


@pytest.fixture(scope="session")
def ocr() -> OCR:
    return engines.ocr()
