import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from benchmarks.generator import (
    DIFFICULTIES,
    Difficulty,
    evening,
    stack,
)
from benchmarks.generator.__main__ import as_data

SMALL = (1200, 900)


def test_the_same_seed_gives_the_same_photo() -> None:
    assert stack(3, cards=2, size=SMALL) == stack(3, cards=2, size=SMALL)


def test_another_seed_gives_another_photo() -> None:
    assert stack(3, cards=2, size=SMALL).truth != stack(4, cards=2, size=SMALL).truth


@pytest.mark.parametrize("difficulty", DIFFICULTIES)
def test_every_card_lies_within_the_photo(difficulty: Difficulty) -> None:
    made = stack(1, cards=8, size=SMALL, difficulty=difficulty)

    corners = np.array([one.quad for one in made.truth])

    assert len({one.quad for one in made.truth}) == 8
    assert Image.open(io.BytesIO(made.image)).size == SMALL
    assert (corners >= 0).all()
    assert (corners <= SMALL).all()


def test_corners_go_clockwise_from_the_cards_own_top_left() -> None:
    for one in stack(2, cards=6, size=SMALL, difficulty="hard").truth:
        (ax, ay), (bx, by), (cx, cy), _ = one.quad

        turn = (bx - ax) * (cy - by) - (by - ay) * (cx - bx)

        assert turn > 0


def test_the_truth_can_be_kept_as_json(tmp_path: Path) -> None:
    data = as_data(stack(1, cards=1, size=SMALL))

    assert data["width"] == SMALL[0]
    assert isinstance(data["cards"], list)
    assert set(data["cards"][0]["fields"]) == {
        "name", "title", "organisation", "phones", "emails", "urls", "address", "social",
    }  # fmt: skip


def test_the_example_evening_says_who_lies_where() -> None:
    seven = evening.truth()

    assert [one.fields["name"] for one in seven] == [
        "Leila Haddad", "Priya Raghunathan", "Amina Diallo", "Jan Kowalczyk",
        "Tomás Herrera", "Ken Morioka", "Hinemoa Parata",
    ]  # fmt: skip
    assert all(one.fields["phones"][0]["e164"] for one in seven)
    assert all(one.fields["emails"] for one in seven)


def test_cards_in_rows_all_but_touch_and_never_cover_one_another() -> None:
    corners = np.array([one.quad for one in stack(1, size=SMALL, locales=("GB",), rows=True).truth])

    left, right = corners[:, :, 0].min(axis=1), corners[:, :, 0].max(axis=1)
    gap = left[1] - right[0]

    assert -0.02 * SMALL[0] < gap < 0.03 * SMALL[0]
