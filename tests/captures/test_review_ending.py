"""Once a stack is through: whom one met, and what comes next."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from afterhello.accounts.models import User
from afterhello.captures.models import Card, Stack

As = Callable[[User], Client]


def keep(card: Card, said: str = "") -> None:
    details = {"full_name": card.proposed_name, "contact_points": []}
    card.accept(details, said=said, private="", remembered_by="")


def test_a_stack_that_is_through_leads_to_the_notes(read_stack: Stack, client_of: As) -> None:
    grace, ken = read_stack.cards
    keep(grace, "looks for cold storage near Leeds")
    keep(ken)

    page = client_of(read_stack.owner).get(read_stack.get_absolute_url()).content.decode()

    assert "2 people to remember" in page
    assert "Read the note to Grace" in page
    assert page.index("looks for cold storage near Leeds") < page.index("Ken Morioka")
    assert "whole stack" in page


def test_it_says_nothing_of_it_while_a_card_waits(read_stack: Stack, client_of: As) -> None:
    keep(read_stack.cards[0], "looks for cold storage near Leeds")

    page = client_of(read_stack.owner).get(read_stack.get_absolute_url()).content.decode()

    assert "to remember." not in page.partition("<h2")[2]
    assert "Read the note" not in page


def test_somebody_removed_since_is_not_named(read_stack: Stack, client_of: As) -> None:
    grace, ken = read_stack.cards
    keep(grace)
    keep(ken)
    kept = Card.objects.get(pk=grace.pk).person
    assert kept
    kept.remove()

    page = client_of(read_stack.owner).get(read_stack.get_absolute_url()).content.decode()

    assert "One person to remember" in page


def test_lines_in_a_script_that_is_not_read_are_said_to_be_unread(card: Card, client_of: As) -> None:
    card.reading["unread"] = [{"script": "Cyrillic", "lines": 5}]
    card.save()

    page = client_of(card.owner).get(card.get_absolute_url()).content.decode()

    assert "5 lines in Cyrillic were left unread" in page
