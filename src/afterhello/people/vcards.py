"""People as vCards, and vCards as people.

Our tables are the truth of a person. What a card says beyond them is kept in
`Person.vcard_extra` and written out again:

    the lines that we do not understand
    an empty line
    the lines that we do, as they came: each is written instead of ours for as
    long as it still says the same, so that its parameters are not lost
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import phonenumbers
from django.db import transaction

from afterhello.accounts.models import User
from afterhello.errors import Unreadable
from afterhello.people.models import ContactPoint, Person
from afterhello.people.models.person import Way
from afterhello.people.ways import comparable
from afterhello.vcard import Property, VCard, parse

Kind = ContactPoint.Kind

WAYS = {
    "EMAIL": Kind.EMAIL,
    "TEL": Kind.PHONE,
    "URL": Kind.URL,
    "ADR": Kind.ADDRESS,
    "SOCIALPROFILE": Kind.SOCIAL,
    "X-SOCIALPROFILE": Kind.SOCIAL,
}
ONCE = ("FN", "N", "TITLE", "ORG", "BDAY")
LABELS = {"cell": "mobile", "fax": "fax", "work": "work", "home": "home"}
TYPES = {label: kind for kind, label in LABELS.items()}
Meaning = tuple[str, ...]


def as_vcard(person: Person) -> VCard:
    """A person as a vCard 4.0."""
    unknown, ours = _kept(person.vcard_extra)
    said: dict[tuple[str, Meaning], list[Property]] = {}
    for line in ours:
        said.setdefault(_meaning(line, person.owner.country), []).append(line)
    card = VCard.new()
    if not any(line.is_called("UID") for line in unknown):
        card.add("UID", f"urn:uuid:{person.pk}")
    for line in _written(person).properties:
        same = said.get(_meaning(line, person.owner.country))
        card.properties.append(same.pop(0) if same else line)
    pictured = any(line.is_called("PHOTO") for line in card.properties)
    card.properties += [line for line in unknown if not (pictured and line.is_called("PHOTO"))]
    return card


def as_vcards(people: Iterable[Person]) -> bytes:
    """A file of people, one card after the other."""
    return b"".join(as_vcard(person).serialize() for person in people)


@transaction.atomic
def take_up(owner: User, card: VCard) -> Person:
    """A new person of `owner`, as the card tells; nothing that it says is lost.

    Raises:
        RuleBroken: there is no name on it.
    """
    card = parse(card.serialize("4.0"))[0]
    ways, ours, unknown = _told(card, owner.country)
    person = Person.objects.make(
        owner,
        full_name=card.text("FN"),
        title=card.text("TITLE"),
        organisation=(card.components("ORG") or ("",))[0],
        contact_points=ways,
    )
    _take_names(person, card)
    person.birthday = _day(card.text("BDAY"))
    person.vcard_extra = f"{_as_text(unknown)}\n\n{_as_text(ours)}"
    person.save()
    for name in _categories(card):
        person.tag(name)
    return person


# ── Ours, written ─────────────────────────────────────────────────────────


def _written(person: Person) -> VCard:
    """What our tables say of a person."""
    card = VCard.new()
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
    from base64 import b64encode

    try:
        with person.portrait.open("rb") as picture:
            card.add("PHOTO", f"data:image/jpeg;base64,{b64encode(picture.read()).decode()}")
    except FileNotFoundError:
        return  # the folder of pictures was not restored with the rest: a card without one


# ── Theirs, read ──────────────────────────────────────────────────────────


def _told(card: VCard, country: str) -> tuple[list[Way], list[Property], list[Property]]:
    """The ways on a card, the lines that our tables hold, and the lines that they do not."""
    ways: list[Way] = []
    ours: list[Property] = []
    unknown: list[Property] = []
    seen: set[str] = set()
    for line in card.properties:
        name = line.name.upper()
        way = _way(line, country) if name in WAYS else None
        first = name in ONCE and name not in seen and _is_held(line)
        if way:
            ways.append(way)
        seen.add(name)
        (ours if way or first or name == "CATEGORIES" else unknown).append(line)
    return ways, ours, unknown


def _way(line: Property, country: str) -> Way | None:
    """The way to reach somebody that a line tells; None where it is none that we could keep."""
    kind = WAYS[line.name.upper()]
    value = _address(line) if kind == Kind.ADDRESS else line.text.removeprefix("tel:").strip()
    label = next((LABELS[word] for word in LABELS if word in line.types), "")
    if not value or len(value) > ContactPoint.LONGEST:
        return None
    try:
        comparable(kind, value, country)
    except Unreadable:
        return None
    return kind, value, label


def _address(line: Property) -> str:
    """An address as it is written on a letter: as its sender wrote it, else part by part."""
    written = line.param("LABEL")
    parts = [part.strip() for part in line.components if part.strip()]
    # RFC 6868 writes a new line as ^n; the examples of RFC 6350, and many after it, as \\n.
    return (written[0].replace("\\n", "\n") if written else "\n".join(parts)).strip()


def _is_held(line: Property) -> bool:
    """Whether our tables hold what a line says; a birthday without its year they do not."""
    return not line.is_called("BDAY") or _day(line.text) is not None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10]) if text.strip() else None
    except ValueError:
        return None


def _take_names(person: Person, card: VCard) -> None:
    """The parts of the name, where the card tells them apart."""
    parts = [part.strip() for part in (*card.components("N"), *[""] * 5)][:5]
    if not (parts[0] or parts[1]):
        return
    person.family_name, person.given_name = parts[0][:100], parts[1][:100]
    person.additional_name, person.prefix, person.suffix = (
        parts[2][:100],
        parts[3][:60],
        parts[4][:60],
    )


def _categories(card: VCard) -> Iterator[str]:
    for line in card.all("CATEGORIES"):
        yield from (text[:40].strip() for text in line.texts if any(map(str.isalnum, text[:40])))


# ── Beside, kept ──────────────────────────────────────────────────────────


def _meaning(line: Property, country: str) -> tuple[str, Meaning]:
    """What a line says to us: two lines of one meaning can stand for each other."""
    name = line.name.upper()
    if name in WAYS:
        way = _way(line, country)
        if way is None:
            return name, (line.value,)
        kind, value, label = way
        return kind, (comparable(kind, value, country) or value, label)
    if name == "ORG":
        return name, (line.components or ("",))[:1]
    if name == "N":
        return name, tuple(part.strip() for part in (*line.components, *[""] * 5)[:5])
    if name == "BDAY":
        return name, (str(_day(line.text)),)
    return name, tuple(sorted(line.texts)) if name == "CATEGORIES" else (line.text,)


def _kept(extra: str) -> tuple[list[Property], list[Property]]:
    """The lines that we do not understand, and those that we do, as they came."""
    unknown, _empty, ours = extra.partition("\n\n")
    return _lines(unknown), _lines(ours)


def _lines(text: str) -> list[Property]:
    if not text.strip():
        return []
    return parse(f"BEGIN:VCARD\nVERSION:4.0\n{text}\nEND:VCARD\n".encode())[0].properties


def _as_text(lines: list[Property]) -> str:
    """Lines without the frame of a card, none of them empty."""
    whole = VCard("4.0", lines).serialize("4.0").decode().replace("\r\n", "\n")
    return "\n".join(whole.split("\n")[2:-2])
