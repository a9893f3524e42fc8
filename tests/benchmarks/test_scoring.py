import pytest

from afterhello.cardreader import Field, Fields, Phone
from benchmarks.generator import TrueCard, card
from benchmarks.scoring import Said, Score, digits, said_values, same, true_values


@pytest.mark.parametrize(
    ("kind", "read", "printed"),
    [
        ("phones", "+44 20 7946-0134", "+44 (0)20 7946 0134"),
        ("urls", "HTTPS://quince.example.org/", "quince.example.org"),
        ("emails", "Leila@Quince.example.org", "leila@quince.example.org"),
        ("social", "www.linkedin.com/in/leila", "linkedin.com/in/leila"),
        ("social", "www.linkedin.com/in/leila", "www.linkedin.com/in/leila"),
        ("organisation", "QUINCE & COMPANY", "Quince & Company"),
        ("name", "Lajos Simon", "Simon Lajos"),
        ("address", "Wharf Road Leeds LS1 4XX", "Wharf Road, Leeds LS1 4XX"),
    ],
)
def test_what_differs_only_in_looks_is_the_same(kind: str, read: str, printed: str) -> None:
    assert same(kind, read, printed)


@pytest.mark.parametrize(
    ("kind", "read", "printed"),
    [
        ("phones", "020 7946 0135", "020 7946 0134"),
        ("emails", "leila@quince.example.com", "leila@quince.example.org"),
        ("name", "Leila", "Leila Haddad"),
    ],
)
def test_what_would_reach_somebody_else_is_not(kind: str, read: str, printed: str) -> None:
    assert not same(kind, read, printed)


def test_digits_keep_no_zero_in_brackets() -> None:
    assert digits("+49 (0)30 23125-123") == "493023125123"


def test_a_perfect_reading_scores_one() -> None:
    truth = true_values(card(7, "DE", "band").fields)
    score = Score()

    score.add(truth, {kind: [Said(value, True) for value in truth[kind]] for kind in truth})

    assert score.f1() == 1
    assert score.losses == []
    assert score.sure_right == score.true


def test_a_value_read_twice_counts_as_right_once() -> None:
    score = Score()

    score.add({"emails": ["a@b.example.org"]}, {"emails": [Said("a@b.example.org", False)] * 2})

    assert (score.true["emails"], score.said["emails"], score.right["emails"]) == (1, 2, 1)
    assert score.f1() == pytest.approx(2 / 3)


def test_the_fields_of_a_card_are_taken_as_values() -> None:
    fields = Fields(name=Field("Leila Haddad", 0.9, True), phones=(Phone("0113 496 0178", 0.5, False),))

    values = said_values(fields)

    assert values["name"] == [Said("Leila Haddad", True, 0.9)]
    assert values["phones"] == [Said("0113 496 0178", False, 0.5)]
    assert values["emails"] == []


def test_a_field_that_is_on_no_card_has_no_score() -> None:
    assert Score().f1(["social"]) is None


def test_what_is_half_hidden_is_neither_missed_nor_wrong() -> None:
    score = Score()
    said = {"emails": [Said("a@b.example.org", True), Said("c@d.example.org", True)]}

    score.add({"emails": []}, said, doubtful=[("emails", "a@b.example.org")])

    assert (score.true["emails"], score.said["emails"], score.sure["emails"]) == (0, 1, 1)


def test_the_two_people_of_one_card_may_be_read_in_either_order() -> None:
    one, other = (
        TrueCard(((0, 0), (1, 0), (1, 1), (0, 1)), card(seed, "GB", "left").fields, "GB", "left", None)
        for seed in (1, 2)
    )
    said = [
        {kind: [Said(value, True) for value in values] for kind, values in true_values(person.fields).items()}
        for person in (other, one)
    ]
    score = Score()

    score.add_card([one, other], said)

    assert score.f1() == 1


def test_somebody_read_who_is_not_printed_is_wrong() -> None:
    score = Score()

    score.add_card((), [{"name": [Said("Leila Haddad", True)]}])

    assert (score.said["name"], score.right["name"], score.true["name"]) == (1, 0, 0)
