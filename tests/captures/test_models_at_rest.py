"""The models that read cards are put away when nobody needs them."""

from __future__ import annotations

import pytest

from afterhello import cardreader, engines
from afterhello.background.schedule import idle
from afterhello.captures import schedule


@pytest.mark.ocr
def test_an_idle_worker_puts_the_models_away(monkeypatch: pytest.MonkeyPatch, two_cards: bytes) -> None:
    assert cardreader.read(two_cards).cards
    monkeypatch.setattr(schedule, "REST_AFTER_S", 0.0)

    idle()

    assert not engines.rest(0), "they were put away already"
