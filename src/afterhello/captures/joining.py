"""A card beside somebody who is known: why they may be one, and what each says that the other does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from afterhello.accounts.models import User
from afterhello.captures.models import Card, Joining, SomebodyElse
from afterhello.encounters.models import Encounter
from afterhello.people.folding import tidied
from afterhello.people.greeting import proposed
from afterhello.people.likeness import Likeness, readable
from afterhello.people.models import ContactPoint, Organisation, Person, PersonQuerySet
from afterhello.people.models.person import Way

MOST = 3  # whoever knows more people who are like the one on a card looks them up by name
WORDS = {
    "full_name": _("Name"),
    "title": _("Title"),
    "organisation": _("Organisation"),
    "greeting": _("You greet them as"),
}


@dataclass(frozen=True, slots=True)
class Printed:
    """What a card says, as read or as corrected: words and ways by the names of their fields."""

    words: dict[str, str]
    ways: dict[str, Way]


@dataclass(slots=True)
class Piece:
    """One thing that a card says, and that the person's page does not: it is taken, or left.

    `known` is what stands there instead; empty where nothing does. What is new is
    taken, and what is known stays, unless the owner says otherwise.
    """

    name: str
    label: str
    printed: str
    known: str = ""
    way: Way | None = None
    is_taken: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_taken = self.is_new

    @property
    def is_new(self) -> bool:
        """Whether it takes nobody's place."""
        return not self.known


class Offer:
    """Somebody known who may be the one on the card."""

    def __init__(
        self, card: Card, printed: Printed, person: Person, likeness: Likeness | None = None
    ) -> None:
        self.card = card
        self.person = person
        self.likeness = likeness
        self.met: Encounter | None = None
        self.is_somebody_else = False
        self.kept_from_this_stack = False
        self.pieces = [*words_apart(person, printed.words), *new_ways(card.owner, person, printed)]

    @property
    def differences(self) -> list[Piece]:
        """Where both say something, and not the same."""
        return [piece for piece in self.pieces if not piece.is_new]

    @property
    def additions(self) -> list[Piece]:
        """What only the card says."""
        return [piece for piece in self.pieces if piece.is_new]

    @property
    def left(self) -> list[str]:
        """What the card says and nobody took."""
        return [piece.printed for piece in self.pieces if not piece.is_taken]

    @property
    def in_common(self) -> frozenset[str]:
        """All that the card and the person have, as `Likeness.in_common`."""
        return self.likeness.in_common if self.likeness else frozenset()

    def pass_over(self) -> None:
        """Remember that the card is somebody else's."""
        SomebodyElse.objects.say(self.card, self.person, self.in_common)

    def join(self, typed: dict[str, str]) -> Joining:
        """Do it, with the pieces that are taken; that it was somebody else is unsaid.

        Raises:
            RuleBroken: the card is decided already, or the person is gone for good.
        """
        taken = [piece for piece in self.pieces if piece.is_taken]
        changed = {piece.name: piece.printed for piece in taken if piece.way is None}
        ways = [piece.way for piece in taken if piece.way is not None]
        joining = Joining.objects.join(self.card, self.person, changed, ways, typed)
        SomebodyElse.objects.unsay(self.card, self.person)
        return joining


def offers(card: Card, printed: Printed) -> list[Offer]:
    """Who may be the one on the card, the likeliest first, with when they were met last.

    Of whom the owner said that this card is not theirs, that is said; nobody is left out for it.
    """
    words = printed.words
    found = everybody(card).resembling(
        card.owner,
        full_name=words["full_name"],
        organisation=words["organisation"],
        contact_points=printed.ways.values(),
    )
    said = said_of(card, found)
    told = known_apart(found, said)
    made = [Offer(card, printed, likeness.person, likeness) for likeness in told[:MOST]]
    of_this = {each.person_id for each in said if each.card_id == card.pk}
    for offer in made:
        offer.is_somebody_else = offer.person.pk in of_this
    if made:
        add_when_met(card, made)
    return made


def said_of(card: Card, found: Sequence[Likeness]) -> list[SomebodyElse]:
    """Of those found: that this card, or the card of another of them, is not theirs."""
    people = [likeness.person for likeness in found]
    of_theirs = Q(card__owner=card.owner, card__person__in=people)
    said = SomebodyElse.objects.of(card.owner).filter(Q(card=card) | of_theirs, person__in=people)
    return list(said.select_related("card")) if people else []


def known_apart(found: Sequence[Likeness], said: Sequence[SomebodyElse]) -> list[Likeness]:
    """Those found, without whoever is found for nothing but what was said to be another's.

    Two people share a mailbox, and the owner said so at a card of the second. At their
    next card the mailbox speaks for both, and the name for the second alone: the first is not
    asked about for it again. Where nothing tells which of the two it is, both are offered.
    """
    by_person = {likeness.person.pk: likeness for likeness in found}
    gone = set()
    for each in said:
        pair = [by_person[pk] for pk in (each.person_id, each.card.person_id) if pk in by_person]
        for here, there in permutations(pair, 2):
            if here.in_common <= set(each.in_common) and here.in_common < there.in_common:
                gone.add(here.person.pk)
    return [likeness for likeness in found if likeness.person.pk not in gone]


def add_when_met(card: Card, made: list[Offer]) -> None:
    """When each was met last, and whether another card of the same stack was theirs."""
    people = [offer.person for offer in made]
    met = {each.person_id: each for each in Encounter.objects.of(card.owner).with_people(people)}
    here = Card.objects.of(card.owner).filter(photo__owner=card.owner, photo__stack=card.photo.stack_id)
    kept = set(here.filter(person__in=people).values_list("person", flat=True))
    for offer in made:
        offer.met = met.get(offer.person.pk)
        offer.kept_from_this_stack = offer.person.pk in kept


def everybody(card: Card) -> PersonQuerySet:
    """Whom a card may be joined with: also those removed; the invented ones among themselves."""
    owner: User = card.owner
    known = Person.objects.of(owner) | Person.objects.of(owner, removed=True)
    invented: dict[str, Any] = {"example_at__isnull": card.photo.stack.example_at is None}
    return known.filter(**invented)


def words_apart(person: Person, printed: dict[str, str]) -> Iterator[Piece]:
    """Name, title, organisation and greeting, where the card says another one, or the only one."""
    known = {
        "full_name": person.full_name,
        "title": person.title,
        "organisation": str(person.organisation or ""),
        "greeting": person.greeting,
    }
    for name, label in WORDS.items():
        says = tidied(printed.get(name, ""))
        if name == "greeting" and says == proposed(printed.get("full_name", "")):
            continue  # a rule proposed it, and nobody wrote it
        if says and alike(name, says) != alike(name, known[name]):
            yield Piece(name, str(label), says, known[name])


def alike(name: str, words: str) -> str:
    """What two spellings share that need no decision."""
    return Organisation.key(words) if name == "organisation" and words else tidied(words).casefold()


def new_ways(owner: User, person: Person, printed: Printed) -> Iterator[Piece]:
    """The ways on the card that do not lead to them yet, each once."""
    known: list[ContactPoint] = list(person.contact_points.all())
    for name, way in printed.ways.items():
        for read in readable(owner, [way]):
            if not any(read.leads_where(other) for other in known):
                known.append(read)
                yield Piece(name, read.called, read.value, way=way)
