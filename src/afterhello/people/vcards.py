"""People as vCards."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable

import phonenumbers

from afterhello.people.models import ContactPoint, Person
from afterhello.vcard import VCard

Kind = ContactPoint.Kind

TYPES = {"mobile": "cell", "fax": "fax", "work": "work", "home": "home"}


def as_vcard(person: Person) -> VCard:
    """A person as a vCard 4.0."""
    card = VCard.new()
    card.add("UID", f"urn:uuid:{person.pk}")
    card.add("FN", person.full_name)
    name = (
        person.family_name,
        person.given_name,
        person.additional_name,
        person.prefix,
        person.suffix,
    )
    if any(name):
        card.add("N", name)
    if person.title:
        card.add("TITLE", person.title)
    if person.organisation:
        card.add("ORG", (person.organisation.name,))
    if person.birthday:
        card.add("BDAY", f"{person.birthday:%Y%m%d}")
    for way in person.contact_points.all():
        _add_way(card, way)
    if tags := [tag.name for tag in person.tags.all()]:
        card.add_list("CATEGORIES", tags)
    if person.portrait:
        _add_picture(card, person)
    return card


def as_vcards(people: Iterable[Person]) -> bytes:
    """A file of people, one card after the other."""
    return b"".join(as_vcard(person).serialize() for person in people)


def _add_way(card: VCard, way: ContactPoint) -> None:
    types = [TYPES[way.label]] if way.label else []
    if way.kind == Kind.EMAIL:
        card.add("EMAIL", way.value, type=types)
    elif way.kind == Kind.PHONE:
        card.add("TEL", _from_anywhere(way), type=types)
    elif way.kind == Kind.URL:
        card.add("URL", way.normalised, type=types)
    elif way.kind == Kind.ADDRESS:
        # One line or several as printed; what is street and what is town is not guessed.
        card.add("ADR", ("", "", way.value, "", "", "", ""), type=types, label=way.value)
    elif way.href:
        card.add("SOCIALPROFILE", way.href, type=types)
    else:
        card.add("SOCIALPROFILE", way.value, type=types, value="text")


def _from_anywhere(way: ContactPoint) -> str:
    """The number as it is written abroad; as printed where it already is, or cannot be."""
    if not way.e164 or way.value.startswith("+"):
        return way.value
    # From what was kept, not from what was printed: the owner may live in another country since.
    number = phonenumbers.parse(way.normalised)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _add_picture(card: VCard, person: Person) -> None:
    try:
        with person.portrait.open("rb") as picture:
            card.add("PHOTO", f"data:image/jpeg;base64,{b64encode(picture.read()).decode()}")
    except FileNotFoundError:
        return  # the folder of pictures was not restored with the rest: a card without one
