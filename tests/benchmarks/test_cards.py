"""Invented cards: what is printed, where, and what the truth says of it."""

import re
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageChops

from benchmarks.generator import (
    HELD_OUT_FONTS,
    HELD_OUT_LAYOUTS,
    HELD_OUT_LOCALES,
    LAYOUTS,
    LOCALES,
    TRAINING_LAYOUTS,
    TRAINING_LOCALES,
    Layout,
    Locale,
    RenderedCard,
    Truth,
    as_truth,
    card,
    families,
    held_out_fonts,
    invent,
    training_fonts,
)
from benchmarks.generator.numbers import e164
from benchmarks.generator.words import ascii_letters

KEPT: dict[Locale, str] = {
    "AU": r"55\d{6}|7010\d{4}|49157\d{4}",
    "BR": r"0555\d{4}|0000\d{4}|00555\d{4}|00000\d{4}",
    "CA": r"55501\d\d", "CN": r"0000\d{4}", "CZ": r"100\d{6}|600\d{6}",
    "DE": r"23125|90009|66969|4710|99998|39200|40690",
    "DK": r"0555\d{4}|1000\d{4}|005550\d\d", "ES": r"55501|55502|5000",
    "FI": r"000\d{4}|0000\d{3}|00000\d\d", "FR": r"19900|26191|35301|46571|53649|63998",
    "GB": r"7946|496|632960|7700900", "GR": r"000\d{4}|0000\d{3}|00000\d\d", "HU": r"000\d{3,4}",
    "IE": r"2091\d{5}", "IN": r"0555\d{4}|00000\d{3}|55500\d{5}",
    "IT": r"000\d{4}|0000\d{4}|00555\d{3}|0555\d{3}", "JP": r"0000\d{4}", "NL": r"000\d{4}|0000\d{4}",
    "PL": r"000\d{4}|00000\d\d|40000\d{4}", "PT": r"2000\d{5}|9000\d{5}",
    "SE": r"46500|39006|62804|17406", "TR": r"000\d{4}", "US": r"55501\d\d",
    "VN": r"0000\d{4}|00555\d{3,4}|50000\d{4}|500000\d{3}", "ZA": r"000\d{4}",
}  # fmt: skip
"""What the digits of every number of a locale hold: ranges kept for fiction, or none that is given out."""


def texts(truth: Truth) -> list[str]:
    """All that the truth says, an address line by line."""
    found = [truth["name"], truth["title"], truth["organisation"]]
    found += [phone["value"] for phone in truth["phones"]]
    found += [*truth["emails"], *truth["urls"], *truth["social"], *(truth["address"] or "").split(", ")]
    return [text for text in found if text]


def overlapping(one: RenderedCard) -> list[tuple[str, str]]:
    """Pairs of lines that are printed over each other."""
    found = []
    for number, line in enumerate(one.lines):
        for other in one.lines[number + 1 :]:
            wide = min(line.box[2], other.box[2]) - max(line.box[0], other.box[0])
            high = min(line.box[3], other.box[3]) - max(line.box[1], other.box[1])
            least = min(line.box[3] - line.box[1], other.box[3] - other.box[1])
            if wide > 3 and high > 0.3 * least and not (line.turned or other.turned):
                found.append((line.text, other.text))
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_value_of_the_truth_is_printed(layout: Layout) -> None:
    for seed, locale in enumerate(LOCALES):
        drawn = card(seed, locale, layout)
        printed = re.sub(r"\s", "", "".join(line.text for line in drawn.lines)).casefold()

        for truth in (drawn.fields, *drawn.others):
            missing = [text for text in texts(truth) if re.sub(r"\s", "", text).casefold() not in printed]
            assert missing == [], (seed, locale)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_is_cut_off_by_the_edge_or_printed_over_something_else(layout: Layout) -> None:
    for seed in range(10):
        drawn = card(1000 + seed, LOCALES[seed * 7 % len(LOCALES)], layout)
        width, height = drawn.size

        assert overlapping(drawn) == [], seed
        for line in drawn.lines:
            left, top, right, bottom = line.box
            assert 0 <= left < right <= width, (seed, line)
            assert 0 <= top < bottom <= height, (seed, line)


@pytest.mark.parametrize("locale", LOCALES)
def test_spans_say_what_each_part_of_a_line_is(locale: Locale) -> None:
    for seed, layout in enumerate(LAYOUTS):
        drawn = card(seed, locale, layout)
        values = {
            re.sub(r"\W", "", text).casefold() for one in (drawn.fields, *drawn.others) for text in texts(one)
        }

        for line in drawn.lines:
            ends = [0, *(place for span in line.spans for place in (span.start, span.end)), len(line.text)]
            assert ends == sorted(ends), line
            assert all(line.text[span.start : span.end].strip() for span in line.spans), line
            for span in line.spans:
                text = re.sub(r"\W", "", line.text[span.start : span.end]).casefold()
                if span.kind in ("phone", "fax", "email", "url", "social"):
                    assert text in values, line


def test_boxes_lie_where_the_letters_are_drawn() -> None:
    for layout in ("left", "spine", "ruled"):
        drawn = card(3, "GB", layout)
        picture = np.asarray(drawn.image.convert("L"), np.int16)

        for line in drawn.lines:
            left, top, right, bottom = line.box
            assert np.ptp(picture[top:bottom, left:right]) > 60, line


def test_the_same_seed_gives_the_same_pixels_and_another_seed_another_card() -> None:
    one, again, other = card(7, "FR", "photo"), card(7, "FR", "photo"), card(8, "FR", "photo")

    assert ImageChops.difference(one.image, again.image).getbbox() is None
    assert (one.lines, one.fields) == (again.lines, again.fields)
    assert one.lines != other.lines


def test_what_is_held_out_is_in_no_training_card() -> None:
    assert not set(HELD_OUT_LAYOUTS) & set(TRAINING_LAYOUTS)
    assert not set(HELD_OUT_LOCALES) & set(TRAINING_LOCALES)
    assert not HELD_OUT_FONTS & set(training_fonts())
    assert {*training_fonts(), *held_out_fonts()} == set(families())
    assert {*HELD_OUT_LAYOUTS, *TRAINING_LAYOUTS} == set(LAYOUTS)
    used = {family for seed in range(60) for family in card(seed, "DE", "band", fonts=training_fonts()).fonts}
    assert used <= set(training_fonts())


@settings(max_examples=60)
@given(rng=st.randoms(use_true_random=False), locale=st.sampled_from(LOCALES))
def test_nobody_invented_can_be_written_to_or_rung(rng: Random, locale: Locale) -> None:
    truth = as_truth(invent(rng, locale))

    for address in (*truth["emails"], *truth["urls"]):
        assert re.search(r"example\.(org|com|net)(/[a-z]*)?$", address.lower()), address
    for phone in truth["phones"]:
        digits = re.sub(r"\(0\)|\D", "", phone["value"])
        assert re.search(KEPT[locale], digits), phone


def test_cards_name_nobody_one_or_two_people() -> None:
    assert card(1, "US", "shop").fields["name"] is None
    assert card(1, "US", "back").others == ()
    assert card(1, "US", "left").fields["name"]
    first, *others = (card(1, "US", "pair").fields, *card(1, "US", "pair").others)
    assert [one["name"] for one in others] != [first["name"]]
    assert others[0]["organisation"] == first["organisation"]


def test_a_registry_number_is_no_phone() -> None:
    cards = [card(seed, "DE", "corporate") for seed in range(60)]
    lines = [line for one in cards for line in one.lines if "number" in line.kinds]

    assert lines
    for one in cards:
        assert not {line.text for line in lines} & {phone["value"] for phone in one.fields["phones"]}


def test_words_are_so_many_that_none_is_learnt_by_heart() -> None:
    fields = [card(seed, "GB", "left").fields for seed in range(200)]

    for kind in ("name", "title", "organisation"):
        values = [str(one[kind]) for one in fields if one[kind]]
        assert len(set(values)) > 0.65 * len(values), kind


def test_unusual_people_have_other_words() -> None:
    usual = {card(seed, "GB", "left").fields["title"] for seed in range(40)}
    unusual = {card(seed, "GB", "left", unusual=True).fields["title"] for seed in range(40)}

    assert len(usual & unusual) < 0.2 * len(unusual)


def test_mailboxes_are_spelt_in_ascii() -> None:
    assert ascii_letters("Ayşe Öztürk-Yıldız") == "ayseoeztuerkyildiz"
    assert ascii_letters("Κυδωνιά") == "kydonia"


def test_numbers_of_ranges_that_a_plan_knows_have_their_e164() -> None:
    assert e164("020 7946 0134", "GB") == "+442079460134"
    assert e164("07700 900123", "GB") is None
