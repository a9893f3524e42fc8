"""Person, and what belongs to one."""

from afterhello.people.models.contact_point import ContactPoint
from afterhello.people.models.organisation import Organisation
from afterhello.people.models.person import Person, PersonQuerySet
from afterhello.people.models.tag import Tag, Tagging
from afterhello.people.models.tombstone import Tombstone

__all__ = [
    "ContactPoint",
    "Organisation",
    "Person",
    "PersonQuerySet",
    "Tag",
    "Tagging",
    "Tombstone",
]
