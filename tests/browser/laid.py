"""Cards laid on somebody's table as the reader leaves them, for what is looked at after the reading."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from browser.program import Program

Spec = dict[str, Any]
SIZE = (1020, 660)
INK, PAPER = "#2a2620", "#f4ecdc"

PEOPLE = (
    ("Leila Haddad", "Head of Pressing", "Quince & Company"),
    ("Grace Hollis", "Architect", "North Light"),
    ("Ken Morioka", "Surveyor", "Tarn & Fell"),
    ("Priya Bright", "Supply planner", "Brightwater Foods"),
    ("Tomas Ortega", "Printer", "Ortega Letterpress"),
    ("Amina Diallo", "Teacher", "Harbour School"),
    ("Jan Kowal", "Radio restorer", "Old Waves"),
    ("Sofia Lind", "Illustrator", "Ink & Oat"),
)


def spec(number: int, **more: Any) -> Spec:
    """What is printed on a card of one of the eight; `unsure` names what the reader doubts."""
    name, title, organisation = PEOPLE[number]
    host = "".join(filter(str.isalpha, organisation.lower())) + ".example.org"
    mail = f"{name.split(maxsplit=1)[0].lower()}@{host}"
    ways = {"emails": [mail], "phones": [f"020 5555 010{number}"]}
    return {"name": name, "title": title, "organisation": organisation, **ways, **more}


def printed(card: Spec) -> list[tuple[str, str]]:
    """Each value of a card, and what the reading calls it, from top to bottom."""
    found = [(key, card[key]) for key in ("name", "title", "organisation") if card.get(key)]
    return found + [(key, value) for key in ("emails", "phones") for value in card.get(key, [])]


def drawn(card: Spec) -> tuple[Image.Image, list[list[list[int]]]]:
    """The picture of a card, and the quads of its values in px of it."""
    picture = Image.new("RGB", SIZE, PAPER)
    pen, quads, top = ImageDraw.Draw(picture), [], 60
    for key, value in printed(card):
        font = ImageFont.load_default(58 if key == "name" else 34)
        pen.text((60, top), value, fill=INK, font=font)
        left, upper, right, lower = map(int, pen.textbbox((60, top), value, font=font))
        quads.append([[left, upper], [right, upper], [right, lower], [left, lower]])
        top += 110 if key in {"name", "organisation"} else 62
    return picture, quads


def jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=92)
    return out.getvalue()


def desk_of_eight() -> Image.Image:
    """A photo of all eight on a dark desk, 2400 × 2900 px."""
    photo = Image.new("RGB", (2400, 2900), "#4a3c30")
    for number in range(8):
        photo.paste(drawn(spec(number))[0], (120 + 1130 * (number % 2), 70 + 715 * (number // 2)))
    return photo


def reading(card: Spec, quads: list[list[list[int]]], left: int = 0) -> dict[str, Any]:
    """What `cards read --json` prints of it, lying so many px from the left of its photo."""
    quads = [[[x + left, y] for x, y in quad] for quad in quads]
    fields: dict[str, Any] = {"address": None, "emails": [], "phones": [], "urls": [], "social": []}
    for (key, value), quad in zip(printed(card), quads, strict=True):
        sure = key not in card.get("unsure", ())
        found = {"value": value, "confidence": 0.99 if sure else 0.5, "sure": sure, "quad": quad}
        if key == "phones":
            found |= {"kind": None, "e164": None}
        fields[key] = [*fields[key], found] if key in fields else found
    width, height = SIZE
    corners = [[left, 0], [left + width, 0], [left + width, height], [left, height]]
    return {"quad": corners, "fields": fields, "qr": None, "lines": []}


def lay(program: Program, email: str, cards: list[Spec], event: str = "") -> list[str]:
    """A stack of these cards, read and waiting; the address of each, and of the stack at the end."""
    addresses: list[str] = program.do("lay", email, cards, event)
    return addresses


def keep_rows(email: str, cards: list[Spec], event: str) -> list[str]:
    """What `lay` does, in the process that knows of the database."""
    from django.core.files.base import ContentFile
    from django.utils import timezone

    from afterhello.accounts.models import User
    from afterhello.captures.models import Card, Photo, Stack
    from afterhello.encounters.models import Event

    owner, now = User.objects.get(email=email), timezone.now()
    met_at = Event.objects.called(owner, event, None) if event else None
    stack = Stack.objects.create(owner=owner, event=met_at)
    photo = Photo(owner=owner, stack=stack, started_at=now, read_at=now, width=SIZE[0], height=SIZE[1])
    photo.picture.save("desk.jpg", ContentFile(jpeg(Image.new("RGB", SIZE, "#4a3c30"))), save=True)
    for position, card in enumerate(cards):
        picture, quads = drawn(card)
        turned = picture.rotate(90 * card.get("quarters", 0), expand=True)
        read = reading(card, quads, left=position * SIZE[0])
        row = Card(owner=owner, photo=photo, position=position, reading=read)
        row.crop.save("crop.jpg", ContentFile(jpeg(turned)), save=True)
    return [*(card.get_absolute_url() for card in stack.cards), stack.get_absolute_url()]
