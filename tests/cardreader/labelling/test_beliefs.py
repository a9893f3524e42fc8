"""What makes a value be asked about: its own letters, what is left beside it, and how its card was seen."""

from __future__ import annotations

from dataclasses import replace

from afterhello.cardreader.labelling import beliefs, grounds
from afterhello.cardreader.labelling.card import label
from afterhello.cardreader.labelling.parts import rows
from afterhello.cardreader.shapes import Fields, Line
from afterhello.cardreader.sight import Sight
from cardreader.labelling.printing import line

CARD = (
    ("Lantern Yard Books", 60),
    ("Rosa Almeida", 140),
    ("Head of Operations", 190),
    ("+44 20 7946 0134", 300),
    ("rosa.almeida@lanternyard.example.org", 350),
    ("www.lanternyard.example.org", 400),
)
PLACE = ((0.0, 0.0), (90.0, 0.0), (90.0, 20.0), (0.0, 20.0))
SIGHT = Sight(1000.0, 600.0)


def printed(text_in_doubt: str = "", doubtful: int = 0) -> list[Line]:
    """The card, every letter sure but so many of one line, on which two looks differ."""
    lines = []
    for text, top in CARD:
        letters = [0.999] * len(text)
        if text == text_in_doubt:
            letters[:doubtful] = [0.0] * doubtful
        lines.append(replace(line(text, 60, top, confidence=0.995), letters=tuple(letters)))
    return lines


def read(lines: list[Line], sight: Sight = SIGHT) -> Fields:
    (fields,) = label(lines, 1000, 600, "GB", sight=sight)
    return fields


def test_doubtful_letters_lower_the_belief_in_their_value_alone() -> None:
    clear, one, many = (read(printed("Rosa Almeida", doubtful)).name for doubtful in (0, 1, 5))

    assert clear is not None
    assert one is not None
    assert many is not None
    assert clear.sure
    assert not many.sure
    assert clear.confidence > one.confidence > many.confidence
    number = read(printed("Rosa Almeida", 5)).phones[0]
    assert number.confidence > read(printed()).phones[0].confidence - 0.02


def test_a_value_stands_on_its_own_characters_of_a_line() -> None:
    text = "T +44 20 7946 0134   rosa@example.org"
    letters = tuple(0.2 if at > 20 else 0.9 for at in range(len(text)))
    (row,) = rows([replace(line(text, 60, 100), letters=letters)], 600)
    (left, top), (right, _), (_, bottom), _ = row.quad
    middle = left + (right - left) * 21 / len(text)
    number = ((left, top), (middle, top), (middle, bottom), (left, bottom))
    on = grounds.ground([row], [number], SIGHT)

    assert on.spans(grounds.corners_of(number)) == {0: (0, 21)}
    assert grounds.figures(number, 0.99, on)[0] > grounds.figures(row.quad, 0.99, on)[0]


def test_a_row_that_no_value_took_lies_nearest_to_its_neighbour() -> None:
    lines = [line("Almeida", 60, 100), line("Books Limited", 60, 130), line("Rosa Reis", 60, 400)]
    card = rows(lines, 600)
    on = grounds.ground(card, [card[1].quad, card[2].quad], SIGHT)
    torn = grounds.FIGURES.index("torn")

    beside, away = (grounds.figures(card[at].quad, 0.99, on)[torn] for at in (1, 2))

    assert beside > 0.1 > away


def test_a_mailbox_of_somebody_who_was_not_told_is_a_stray() -> None:
    assert grounds.ground((), (), None, people=1, mailboxes=2).strays == 1
    assert grounds.ground((), (), None, people=2, mailboxes=1).strays == 0


def test_what_is_spelt_with_letters_not_known_is_asked_and_its_numbers_are_not() -> None:
    around = beliefs.setting(rows([line("Nguyễn Thị Hương", 60, 100)], 600), "VN")
    name = beliefs.Claim("name", "Nguyn Th Hng", 0.99, PLACE)
    mail = beliefs.Claim("emails", "huong@example.org", 0.99, PLACE)

    assert beliefs.is_asked(name, around)
    assert not beliefs.is_asked(mail, around)


def test_where_only_the_user_is_from_a_country_of_other_letters_plain_words_are_not_asked() -> None:
    around = beliefs.setting(rows([line("Rosa Almeida", 60, 100)], 600), "VN", told=False)

    assert not beliefs.is_asked(beliefs.Claim("name", "Rosa Almeida", 0.99, PLACE), around)
    assert beliefs.is_asked(beliefs.Claim("name", "Hoàng Bích", 0.99, PLACE), around)


def test_what_was_cut_or_mended_is_asked() -> None:
    around = beliefs.setting((), "GB")

    assert beliefs.is_asked(beliefs.Claim("phones", "20) 7946 0134", 0.99, PLACE, {"labelled": 1.0}), around)
    assert beliefs.is_asked(
        beliefs.Claim("emails", "rosa@example.org", 0.99, PLACE, {"repairs": 1.0}), around
    )
    assert beliefs.is_asked(beliefs.Claim("emails", "rosaLeis@example.org", 0.99, PLACE), around)
    assert not beliefs.is_asked(beliefs.Claim("emails", "rosa@example.org", 0.99, PLACE), around)


def test_a_number_amid_other_words_that_nothing_announces_is_asked() -> None:
    around = beliefs.setting((), "GB")
    evidence = {"labelled": 0.0, "plus": 0.0, "alone": 0.0}

    assert beliefs.is_asked(beliefs.Claim("phones", "20 7946 0134", 0.99, PLACE, evidence), around)
    for name in evidence:
        one = beliefs.Claim("phones", "20 7946 0134", 0.99, PLACE, {**evidence, name: 1.0})
        assert not beliefs.is_asked(one, around)
