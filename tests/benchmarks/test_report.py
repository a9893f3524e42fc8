import re
from pathlib import Path

import pytest

from afterhello.cardreader import Card, Field, Fields, Reading
from benchmarks.cards import calibration, fields, found, sureness
from benchmarks.generator import Stack, stack
from benchmarks.generator.oddities import ODDITIES
from benchmarks.generator.scenes import KINDS
from benchmarks.judges import FIRST_RULES, PATTERNS
from benchmarks.plan import FAMILIES, plan
from benchmarks.pools import POOLS
from benchmarks.readings import Read, Shot
from benchmarks.report import document, worst, write
from benchmarks.results import Result, results
from benchmarks.scoring import said_values

SHOT = Shot("apart", POOLS[0], 1)


@pytest.fixture(scope="module")
def photo() -> Stack:
    return stack(1, cards=2, size=(800, 600))


@pytest.fixture(scope="module")
def judged(photo: Stack) -> list[Result]:
    """One card read with a name that is not printed, of which the program is sure; the other missed."""
    wrong = Fields(name=Field("<Nobody> & Sons", 0.97, sure=True))
    card = Card(photo.truth[0].quad, wrong, None, (), photo.image)
    nobody = {judge: [[said_values(Fields())]] for judge in (FIRST_RULES, PATTERNS)}
    return results(Read(SHOT, photo, Reading(800, 600, (card,)), nobody))


def test_a_card_that_was_not_found_is_lost_whole(judged: list[Result]) -> None:
    missed = judged[1]

    assert missed.pair.read == ()
    assert missed.lost() == missed.scores["ours"].true.total()


def test_a_wrong_value_weighs_more_where_the_program_was_sure(judged: list[Result]) -> None:
    sure = judged[0]

    assert sure.lost() == sure.scores["ours"].true.total() + 3


def test_the_page_shows_what_was_printed_beside_what_was_read(judged: list[Result], photo: Stack) -> None:
    page = document(worst(judged))

    assert photo.truth[0].fields["emails"][0] in page
    assert "&lt;Nobody&gt; &amp; Sons" in page
    assert "0.97 ✓" in page
    assert "not found" in page


def test_the_page_asks_no_other_machine_for_anything(judged: list[Result], tmp_path: Path) -> None:
    write(tmp_path / "report", judged)
    page = (tmp_path / "report" / "worst.html").read_text("utf-8")

    sources = re.findall(r'(?:src|href)="([^"]{0,30})', page)
    assert sources
    assert all(source.startswith("data:image/jpeg;base64,") for source in sources)
    assert "url(" not in page


def test_tables_are_counted_from_the_same_cards(judged: list[Result]) -> None:
    table = found([judged[0].read], judged)

    assert ("apart", "1", "2", ".50", "1.00", "0.00") in [row[:6] for row in table.rows]
    assert fields(judged).rows[-1][2] == ".00"
    assert sureness(judged).rows[0][1:] == ("1", ".00", "1.00", ".00", "1")
    assert [row[1] for row in calibration(judged).rows if row[0].startswith("0.95")] == ["1"]


def test_every_kind_of_photo_is_measured_and_belongs_to_one_family() -> None:
    kinds = [kind for kinds in FAMILIES.values() for kind in kinds]

    assert sorted(kinds) == sorted([*KINDS, *ODDITIES])


def test_seen_and_held_out_cards_take_turns() -> None:
    shots = plan(quick=False)
    pools = [shot.pool.name for shot in shots if shot.kind == "apart, any angle"]

    assert abs(pools.count("seen") - pools.count("held out")) <= 1
    assert len({shot.seed for shot in shots}) == len(shots)


def test_a_quick_run_takes_every_size() -> None:
    assert {shot.seed % 4 for shot in plan(quick=True)} == {0, 1, 2, 3}
