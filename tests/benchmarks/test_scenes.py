import numpy as np
import pytest

from benchmarks.generator.oddities import ODDITIES
from benchmarks.generator.places import shares
from benchmarks.generator.scenes import KINDS, MOST_ON_SMALL, scene
from benchmarks.generator.stacks import LEAST_IN_FRAME, LEAST_VISIBLE, Stack
from benchmarks.generator.visible import KINDS_OF

SMALL = (1200, 900)


@pytest.fixture(scope="module", params=("overlapping", "tossed", "fanned", "stairs"))
def heap(request: pytest.FixtureRequest) -> Stack:
    return scene(request.param, 1, SMALL)


@pytest.mark.parametrize("kind", ["touching", "overlapping"])
def test_the_same_seed_gives_the_same_scene(kind: str) -> None:
    assert scene(kind, 3, SMALL) == scene(kind, 3, SMALL)
    assert scene(kind, 3, SMALL).image != scene(kind, 4, SMALL).image


@pytest.mark.parametrize("kind", [name for name in KINDS if name != "fifty"])
def test_every_kind_shows_at_least_its_least_cards(kind: str) -> None:
    made = scene(kind, 2, SMALL)

    assert len(made.truth) + len(made.beside) >= min(KINDS[kind].cards[0], MOST_ON_SMALL)
    for one in made.truth:
        (ax, ay), (bx, by), (cx, cy), _ = one.quad
        assert (bx - ax) * (cy - by) - (by - ay) * (cx - bx) > 0


def test_cards_upon_one_another_leave_enough_of_each_to_be_asked_for(heap: Stack) -> None:
    assert all(one.visible >= LEAST_VISIBLE for one in heap.truth)
    assert any(0.6 < one.visible < 0.97 for one in (*heap.truth, *heap.beside)) or len(heap.truth) > 3


def test_what_another_card_hides_is_not_asked_for() -> None:
    made = [scene("overlapping", seed, SMALL) for seed in range(4)]
    covered = [one for photo in made for one in photo.truth if one.visible < 0.85]

    assert covered
    assert any(one.doubtful for one in covered)
    for one in covered:
        for kind, value in one.doubtful:
            assert kind in KINDS_OF
            assert value not in str(dict(one.fields)[kind])


def test_cards_that_touch_do_not_cover_one_another() -> None:
    quads = [np.array(one.quad, np.float32) for one in scene("touching", 1, SMALL).truth]

    for number, quad in enumerate(quads):
        assert max(shares(quad, quads[:number]), default=0.0) < 0.01


def test_the_frame_cuts_cards_of_which_most_still_shows() -> None:
    made = scene("cut by the frame", 0, SMALL)
    corners = np.array([one.quad for one in made.truth])

    assert corners.min() < 0 or (corners > SMALL).any()
    assert min(one.visible for one in made.truth) >= LEAST_IN_FRAME - 0.02


def test_what_a_finger_hides_is_not_asked_for() -> None:
    held = [scene("in a hand", seed, SMALL).truth[0] for seed in range(3)]

    assert all(0.6 < one.visible < 0.99 for one in held)
    assert any(one.doubtful for one in held)


@pytest.mark.parametrize("kind", ["no card", "page of text", "badge"])
def test_where_no_card_can_be_read_none_is_asked_for(kind: str) -> None:
    assert scene(kind, 1, SMALL).truth == ()


@pytest.mark.parametrize("kind", [name for name in ODDITIES if name not in {"no card", "page of text"}])
def test_every_oddity_shows_something_to_find(kind: str) -> None:
    made = scene(kind, 1, SMALL)

    assert made == scene(kind, 1, SMALL)
    assert made.truth or made.beside


def test_the_same_card_twice_says_the_same_twice() -> None:
    names = [one.fields["name"] for one in scene("same card twice", 2, SMALL).truth]

    assert len(names) > len(set(names))


def test_in_a_mirror_corners_run_the_other_way() -> None:
    for one in scene("mirrored", 1, SMALL).truth:
        (ax, ay), (bx, by), (cx, cy), _ = one.quad
        assert (bx - ax) * (cy - by) - (by - ay) * (cx - bx) < 0
