"""Who of the people one knows may be the one on a card: each with why, and nobody on thin grounds.

A wrong join costs far more than a missed one. What proves nothing by itself:

- a mailbox that a house shares (info@), or one that people of different names carry;
- a telephone number of somebody with another given name: a switchboard, a colleague,
  a family; only a mobile is one person's;
- a fax, a web page, a postal address;
- a name, without anything else: that is mentioned, and asks for no answer.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

from cleanco import basename
from django.utils.translation import gettext as _

from afterhello.errors import Unreadable
from afterhello.people.folding import folded
from afterhello.people.greeting import parts
from afterhello.people.models.contact_point import ContactPoint

if TYPE_CHECKING:
    from afterhello.accounts.models import User
    from afterhello.people.models.person import Person, PersonQuerySet, Way

MOST_NAMESAKES = 20  # people weighed for their name; one that more carry tells nothing
MOST_CARRIERS = 20  # rows looked at of those that carry a way; what more carry is shared
MOST_WAYS = 12  # email addresses and numbers that are asked for
TURNED = 3  # a name of so many words is looked for in every order of them


class Why(IntEnum):
    """What speaks for it; the greater, the more it says."""

    NAME = 1
    NAME_AND_HOUSE = 2
    NAME_AND_WAY = 3
    PHONE = 4
    EMAIL = 6

    @property
    def in_words(self) -> str:
        """the same email"""
        return {
            Why.NAME: _("the same name"),
            Why.NAME_AND_HOUSE: _("the same name and organisation"),
            Why.NAME_AND_WAY: _("the same name, reached the same way"),
            Why.PHONE: _("the same phone number"),
            Why.EMAIL: _("the same email"),
        }[self]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Somebody known, and why they may be the one; the strongest reason first.

    `in_common` is all that both have, such as "email grace@example.org" or "name": also
    what proves nothing by itself.
    """

    person: Person
    reasons: tuple[Why, ...]
    in_common: frozenset[str] = frozenset()

    @property
    def is_likely(self) -> bool:
        """Whether there is more to it than a name."""
        return max(self.reasons) > Why.NAME

    @property
    def in_words(self) -> str:
        """The same email, and the same phone number."""
        first, *others = [reason.in_words for reason in self.reasons]
        said = [f"{first[:1].upper()}{first[1:]}", *others]
        return _("{some}, and {last}").format(some=", ".join(said[:-1]), last=said[-1]) if others else said[0]

    @property
    def weight(self) -> tuple[int, bool, float]:
        """How likely it is beside others: the reasons, then who is not removed, then who came last."""
        person = self.person
        return sum(self.reasons), person.removed_at is None, person.created_at.timestamp()


class Somebody:
    """Whom a card speaks of, as far as it can be compared.

    `ways` are rows that are not saved; what cannot be read is left out. One
    query a way and three more, however many people there are: who has the name, the people, their ways.
    """

    def __init__(self, owner: User, full_name: str, organisation: str, ways: Iterable[Way]) -> None:
        self.owner = owner
        self.name = core(full_name)
        read = parts(full_name)
        self.given = folded(read.given)
        self.sort_key = folded(f"{read.family} {read.given}" if read.family else full_name)[:250]
        self.house = house(organisation)
        self.ways = list(readable(owner, ways))
        self.hosts = hosts(self.ways)

    def among(self, people: PersonQuerySet) -> list[Likeness]:
        """Those of `people` who may be this one, the likeliest first."""
        told = [way for way in self.ways if way.normalised and way.kind in REACHES]
        carriers = self._carriers(told)
        shared = {key for key, carried in carriers.items() if is_shared(key, carried)}
        # Whoever shares no more than a switchboard with them is found by the name, or not at all.
        ids = {way.person_id for key, carried in carriers.items() if key not in shared for way in carried}
        named = people.filter(owner=self.owner, sort_key__in=self._sort_keys())
        ids.update(named.values_list("pk", flat=True)[:MOST_NAMESAKES])
        known = people.filter(owner=self.owner, pk__in=ids).select_related("organisation")
        found = [
            Likeness(person, reasons, self._in_common(person))
            for person in known.prefetch_related("contact_points")
            if (reasons := self._reasons(person, shared))
        ]
        return sorted(found, key=lambda likeness: likeness.weight, reverse=True)

    def _carriers(self, told: list[ContactPoint]) -> dict[Key, list[ContactPoint]]:
        """Who carries each way already. Each is asked for by itself: a switchboard would hide the rest."""
        mine = ContactPoint.objects.filter(owner=self.owner, person__owner=self.owner)
        return {
            key: list(
                mine.filter(kind=key[0], normalised=key[1])
                .order_by()
                .select_related("person")[:MOST_CARRIERS]
            )
            for key in dict.fromkeys(key_of(way) for way in told[:MOST_WAYS])
        }

    def _sort_keys(self) -> set[str]:
        """How somebody of that name stands in the address book, whichever part was taken for the family's."""
        orders = permutations(self.name) if 0 < len(self.name) <= TURNED else ()
        return {" ".join(order) for order in orders} | ({self.sort_key} - {""})

    def _reasons(self, person: Person, shared: set[Key]) -> tuple[Why, ...]:
        """What speaks for `person`, the strongest first; empty where it is nothing."""
        theirs = list(person.contact_points.all())
        common = [(mine, way) for mine in self.ways for way in theirs if mine.leads_where(way)]
        own = [(mine, way) for mine, way in common if key_of(mine) not in shared]
        reasons = set()
        if any(mine.kind == "email" for mine, _way in own):
            reasons.add(Why.EMAIL)
        if any(mine.kind == "phone" and self._rings(person, mine, way) for mine, way in own):
            reasons.add(Why.PHONE)
        if self.name and self.name == core(person.full_name):
            reasons.add(Why.NAME if reasons else self._by_name(person, theirs, bool(common)))
        return tuple(sorted(reasons, reverse=True))

    def _in_common(self, person: Person) -> frozenset[str]:
        """Every way that leads to both, and their name and house where they are the same."""
        theirs = list(person.contact_points.all())
        ways = {
            f"{mine.kind} {mine.normalised or mine.value}"
            for mine in self.ways
            if any(mine.leads_where(way) for way in theirs)
        }
        same_name = bool(self.name) and self.name == core(person.full_name)
        same_house = bool(self.house) and self.house == house(str(person.organisation or ""))
        return frozenset(ways | ({"name"} if same_name else set()) | ({"house"} if same_house else set()))

    def _rings(self, person: Person, mine: ContactPoint, theirs: ContactPoint) -> bool:
        """Whether one person answers a number that both have: a mobile, or the given names agree."""
        fax, mobile = ContactPoint.Label.FAX, ContactPoint.Label.MOBILE
        labels = {mine.label, theirs.label}
        if fax in labels or not mine.normalised:
            return False
        return mobile in labels or self._is_called_alike(person)

    def _is_called_alike(self, person: Person) -> bool:
        """Whether the given names agree, or one is the other's initial: a family name may have changed."""
        given = folded(parts(person.full_name).given)
        if not given or not self.given:
            return self.name == core(person.full_name)
        initial = 1 in {len(given), len(self.given)}
        return given[0] == self.given[0] if initial else given == self.given

    def _by_name(self, person: Person, theirs: list[ContactPoint], reached_alike: bool) -> Why:
        """What the same name says, with the house, or with a way that proves nothing alone."""
        if reached_alike:
            return Why.NAME_AND_WAY
        same_house = self.house and self.house == house(str(person.organisation or ""))
        return Why.NAME_AND_HOUSE if same_house or self.hosts & hosts(theirs) else Why.NAME


Key = tuple[str, str]
"""kind and normalised value of a way."""

REACHES = {"email", "phone"}


def key_of(way: ContactPoint) -> Key:
    return way.kind, way.normalised


def core(full_name: str) -> tuple[str, ...]:
    """The words of a name that make the person, in alphabetical order: no title, no second given name.

    >>> core("Dr. Anna M. Berg") == core("BERG Anna") == ("anna", "berg")
    True
    """
    read = parts(full_name)
    words = f"{read.given} {read.family}" if read.given and read.family else full_name
    return tuple(sorted(folded(words).split()))


def house(organisation: str) -> str:
    """An organisation without its legal form.

    >>> house("Brightwater Foods Ltd.") == house("BRIGHTWATER FOODS")
    True
    """
    return folded(str(basename(organisation)) or organisation)


def hosts(ways: Iterable[ContactPoint]) -> set[str]:
    """Where the mailboxes among `ways` stand, but for those where everybody may have one."""
    found = {way.normalised.rpartition("@")[2] for way in ways if way.kind == "email"}
    return found - _mailboxes("public_hosts")


def readable(owner: User, ways: Iterable[Way]) -> Iterable[ContactPoint]:
    """The ways as rows that are not saved, so that they can be compared; without those that are none."""
    for kind, value, label in ways:
        way = ContactPoint(owner=owner, kind=kind, value=value, label=label)
        try:
            way.read()
        except Unreadable:  # the form says so beside its field
            continue
        yield way


def is_shared(key: Key, carried: list[ContactPoint]) -> bool:
    """Whether a way is a house's rather than a person's: by its word, or as different names carry it."""
    kind, value = key
    by_word = kind == "email" and value.partition("@")[0] in _mailboxes("shared")
    return by_word or len({core(way.person.full_name) for way in carried}) > 1


@cache
def _mailboxes(table: str) -> frozenset[str]:
    return frozenset(tomllib.loads(Path(__file__).with_name("mailboxes.toml").read_text("utf-8"))[table])
