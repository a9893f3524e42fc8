"""Several people on one card, and several turns: each is a card of their own, each is undone by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from PIL import Image

from afterhello import cardreader
from afterhello.accounts.models import User
from afterhello.captures import undoing
from afterhello.captures.models import Card
from afterhello.cardreader.shapes import Field, Fields
from afterhello.errors import RuleBroken

As = Callable[[User], Client]
COUPLE = ("Grace Hollis", "Edwin Hollis")


def reads(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let the reader see those people on whatever it is given."""
    on_it = tuple(
        cardreader.Card(
            quad=((0, 0), (1, 0), (1, 1), (0, 1)),
            fields=Fields(name=Field(name, 0.99, True, None)),
            qr=None,
            lines=(),
            upright_jpeg=b"",
        )
        for name in names
    )
    monkeypatch.setattr(cardreader, "read_again", lambda *given, **more: on_it)


def read_again(card: Card) -> None:
    now(card).ask_to_be_read()
    now(card).read_again()


def now(card: Card) -> Card:
    return Card.objects.in_order().get(pk=card.pk)


def names(card: Card) -> list[str]:
    return [each.proposed_name for each in card.photo.stack.cards]


def test_whoever_is_seen_on_a_card_at_the_second_look_becomes_a_card_of_their_own(
    card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, *COUPLE)

    read_again(card)

    assert names(card) == ["Grace Hollis", "Ken Morioka", "Edwin Hollis"]
    second = card.photo.stack.cards[2]
    assert second.is_waiting
    assert second.picture_bytes() == now(card).picture_bytes()
    assert second.crop.name != now(card).crop.name
    assert second.reading["quad"] == card.reading["quad"]


def test_reading_it_again_adds_nobody_twice(card: Card, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, *COUPLE)
    now(card).ask_to_be_read()
    late = now(card)

    now(card).read_again()
    late.read_again()  # another worker that had begun before
    read_again(card)
    read_again(card.photo.stack.cards[2])

    assert names(card) == ["Grace Hollis", "Ken Morioka", "Edwin Hollis"]


def test_whoever_was_put_aside_does_not_come_back_by_reading_again(
    card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, *COUPLE)
    read_again(card)
    card.photo.stack.cards[2].discard()

    read_again(card)

    assert card.photo.card_set.count() == 3


def test_each_takes_their_own_words_in_whatever_order_they_are_read(
    card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, *reversed(COUPLE))

    read_again(card)

    assert names(card) == ["Grace Hollis", "Ken Morioka", "Edwin Hollis"]


def test_the_card_says_who_else_is_on_it(card: Card, monkeypatch: pytest.MonkeyPatch, client_of: As) -> None:
    client = client_of(card.owner)
    assert "on this card too" not in client.get(card.get_absolute_url()).content.decode()
    reads(monkeypatch, *COUPLE)
    read_again(card)

    page = client.get(card.get_absolute_url()).content.decode()

    assert "is on this card too" in page
    assert f'href="{card.photo.stack.cards[2].get_absolute_url()}" data-to=' in page


# Turns


def turned(card: Card) -> int:
    """By how many quarters clockwise its picture is turned: red begins at the top left."""
    with now(card).crop.open("rb") as file, Image.open(file) as picture:
        shown = picture.convert("RGB")
        right, low = shown.width - 9, shown.height - 9
        places = ((8, 8), (right, 8), (right, low), (8, low))
        return [shown.getpixel(place)[1] < 80 for place in places].index(True)  # type: ignore[index]  # three numbers


def test_every_turn_is_undone_by_itself_the_last_first(red: Card, client_of: As) -> None:
    client, stack = client_of(red.owner), red.photo.stack
    for _turn in range(3):
        client.post(f"/cards/{red.pk}/turns")
    assert turned(red) == 3

    seen = []
    while done := undoing.last_done(stack.cards):
        client.post(done.address)
        seen.append(turned(red))

    assert seen == [2, 1, 0]


def test_what_was_done_between_two_turns_is_undone_between_them(red: Card, client_of: As) -> None:
    client, stack = client_of(red.owner), red.photo.stack
    other = stack.cards[1]
    client.post(f"/cards/{red.pk}/turns")
    client.post(f"/cards/{other.pk}/discard")
    client.post(f"/cards/{red.pk}/turns")

    undone = []
    while done := undoing.last_done(stack.cards):
        undone.append(done.address)
        client.post(done.address)

    back = f"/cards/{red.pk}/turns/return"
    assert undone == [back, f"/cards/{other.pk}/return", back]


def test_a_card_is_not_turned_back_beyond_how_it_lay(red: Card) -> None:
    now(red).turn()
    now(red).turn_back()

    with pytest.raises(RuleBroken, match="turned back already"):
        now(red).turn_back()

    assert turned(red) == 0
