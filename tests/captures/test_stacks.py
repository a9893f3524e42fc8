"""Stacks: what a list of them counts, and which of them still want something."""

from __future__ import annotations

from operator import attrgetter

from django.utils import timezone

from afterhello.accounts.models import User
from afterhello.captures.models import Card, Photo, Stack


def test_a_list_counts_the_cards_that_were_found_and_those_that_wait(read_stack: Stack) -> None:
    empty = Stack.objects.create(owner=read_stack.owner)
    read_stack.cards[0].discard()

    counts = map(attrgetter("pk", "found", "waiting"), Stack.objects.of(read_stack.owner).counted())

    assert set(counts) == {(read_stack.pk, 2, 1), (empty.pk, 0, 0)}


def test_what_belongs_to_a_stranger_is_not_counted(read_stack: Stack, mallory: User) -> None:
    Card.objects.filter(position=1).update(owner=mallory)

    counts = map(attrgetter("found", "waiting"), Stack.objects.of(read_stack.owner).counted())

    assert list(counts) == [(1, 1)]
    assert [card.position for card in read_stack.cards] == [0]


def test_a_stack_is_unfinished_while_a_card_waits_or_a_photo_is_not_read(
    read_stack: Stack, mallory: User
) -> None:
    unfinished = Stack.objects.of(read_stack.owner).unfinished()
    waits = unfinished.exists()
    Card.objects.update(discarded_at=timezone.now())
    decided = unfinished.exists()
    Photo.objects.update(read_at=None, failed_at=timezone.now())
    failed = unfinished.exists()
    Photo.objects.update(owner=mallory)

    assert (waits, decided, failed, unfinished.exists()) == (True, False, True, False)
