import io
import re
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from benchmarks.generator import (
    DIFFICULTIES,
    LAYOUTS,
    LOCALES,
    Difficulty,
    as_truth,
    card,
    evening,
    invent,
    stack,
)
from benchmarks.generator.__main__ import as_data
from benchmarks.generator.cards import Layout
from benchmarks.generator.people import Locale, ascii_letters

SMALL = (1200, 900)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_value_of_the_truth_is_printed(layout: Layout, locale: Locale) -> None:
    drawn = card(5, locale, layout)
    printed = " ".join(line.text for line in drawn.lines).upper()

    truth = drawn.fields
    values = [truth["name"], truth["title"], truth["organisation"]]
    values += [phone["value"] for phone in truth["phones"]]
    values += [*truth["emails"], *truth["urls"], *truth["social"]]

    assert [value for value in values if value and value.upper() not in printed] == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_is_printed_beyond_the_edge_of_the_paper(layout: Layout) -> None:
    for seed in range(12):
        drawn = card(seed, LOCALES[seed % 4], layout)
        width, height = drawn.image.size

        for line in drawn.lines:
            left, top, right, bottom = line.box
            assert left >= 0, line
            assert top >= 0, line
            assert right <= width, line
            assert bottom <= height, line


@given(rng=st.randoms(), locale=st.sampled_from(LOCALES))
def test_nobody_invented_can_be_written_to_or_rung(rng: Random, locale: Locale) -> None:
    truth = as_truth(invent(rng, locale))

    addresses = [*truth["emails"], *truth["urls"]]
    assert all(re.search(r"example\.(org|com)$", address) for address in addresses)
    kept = r"20\)?7946|207946|205555|7700900|55501|3023125|17139200|19900|63998"
    for phone in truth["phones"]:
        digits = re.sub(r"\(0\)|\D", "", phone["value"])
        assert re.search(kept, digits), phone


def test_the_same_seed_gives_the_same_photo() -> None:
    assert stack(3, cards=2, size=SMALL) == stack(3, cards=2, size=SMALL)


def test_another_seed_gives_another_photo() -> None:
    assert stack(3, cards=2, size=SMALL).truth != stack(4, cards=2, size=SMALL).truth


@pytest.mark.parametrize("difficulty", DIFFICULTIES)
def test_every_card_lies_within_the_photo(difficulty: Difficulty) -> None:
    made = stack(1, cards=8, size=SMALL, difficulty=difficulty)

    corners = np.array([one.quad for one in made.truth])

    assert len(made.truth) == 8
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


def test_mailboxes_are_spelt_in_ascii() -> None:
    assert ascii_letters("Ayşe Öztürk-Yıldız") == "ayseoeztuerkyildiz"


def test_the_example_evening_says_who_lies_where() -> None:
    seven = evening.truth()

    assert [one.fields["name"] for one in seven] == [
        "Leila Haddad", "Priya Raghunathan", "Amina Diallo", "Jan Kowalczyk",
        "Tomás Herrera", "Ken Morioka", "Hinemoa Parata",
    ]  # fmt: skip
    assert all(one.fields["phones"][0]["e164"] for one in seven)
    assert all(one.fields["emails"] for one in seven)


def test_unusual_people_have_other_words() -> None:
    usual = {card(seed, "GB", "left").fields["title"] for seed in range(40)}
    unusual = {card(seed, "GB", "left", unusual=True).fields["title"] for seed in range(40)}

    assert usual & unusual <= {None}


def test_cards_in_rows_all_but_touch_and_never_cover_one_another() -> None:
    corners = np.array([one.quad for one in stack(1, size=SMALL, locales=("GB",), rows=True).truth])

    left, right = corners[:, :, 0].min(axis=1), corners[:, :, 0].max(axis=1)
    gap = left[1] - right[0]

    assert -0.02 * SMALL[0] < gap < 0.03 * SMALL[0]
