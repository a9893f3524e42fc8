"""A stack on Ada's desk."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFont

from afterhello.accounts.models import User
from afterhello.captures.models import Card, Photo, Stack
from afterhello.encounters.models import Event


def jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=92)
    return out.getvalue()


def lies_there(name: str | None) -> bool:
    """Whether a file of that name is in the storage."""
    return bool(name) and default_storage.exists(str(name))


def desk() -> Image.Image:
    """Two white cards on a dark desk, 1600 × 900 px."""
    photo = Image.new("RGB", (1600, 900), "#4a3c30")
    for left, name, mail in (
        (90, "Grace Hollis", "grace@example.org"),
        (850, "Ken Morioka", "ken@example.org"),
    ):
        card = Image.new("RGB", (660, 420), "#fdfcf8")
        draw = ImageDraw.Draw(card)
        draw.text((50, 60), name, fill="#222222", font=ImageFont.load_default(52))
        draw.text((50, 140), "Architect", fill="#444444", font=ImageFont.load_default(30))
        draw.text((50, 290), mail, fill="#333333", font=ImageFont.load_default(30))
        draw.text((50, 340), "020 5555 0134", fill="#333333", font=ImageFont.load_default(30))
        photo.paste(card, (left, 220))
    return photo


@pytest.fixture(scope="session")
def two_cards() -> bytes:
    """A photo of the cards of Grace and Ken, as a JPEG."""
    return jpeg(desk())


@pytest.fixture
def stack(ada: User, two_cards: bytes) -> Stack:
    """A stack of one evening, with that photo, waiting to be read."""
    evening = Event.objects.called(ada, "Makers & Movers", date(2026, 11, 17))
    stack = Stack.objects.create(owner=ada, event=evening, met_on=evening.held_on)
    Photo.objects.add(stack, ContentFile(two_cards, name="desk.jpg"))
    return stack


def field(value: str, sure: bool = True) -> dict[str, Any]:
    return {"value": value, "confidence": 0.99 if sure else 0.5, "sure": sure}


def reading(name: str, left: int = 90) -> dict[str, Any]:
    """What `cards read --json` prints of a card."""
    mail = f"{name.split(maxsplit=1)[0].lower()}@example.org"
    return {
        "quad": [[left, 220], [left + 660, 220], [left + 660, 640], [left, 640]],
        "fields": {
            "name": field(name),
            "title": field("Architect"),
            "organisation": field("North Light", sure=False),
            "phones": [{**field("020 5555 0134"), "kind": "mobile", "e164": "+442055550134"}],
            "emails": [field(mail)],
            "urls": [],
            "address": None,
            "social": [],
        },
        "qr": None,
        "lines": [{"text": name, "confidence": 0.99, "quad": [[0, 0], [9, 0], [9, 9], [0, 9]]}],
    }


@pytest.fixture
def read_stack(stack: Stack) -> Stack:
    """The stack once both of its cards are read, as the worker leaves it."""
    photo = stack.photo_set.get()
    Photo.objects.filter(pk=photo.pk).update(
        started_at=photo.created_at, read_at=photo.created_at, width=1600, height=900
    )
    for position, (name, left) in enumerate((("Grace Hollis", 90), ("Ken Morioka", 850))):
        card = Card(owner=stack.owner, photo=photo, position=position, reading=reading(name, left))
        card.crop.save("crop.jpg", ContentFile(jpeg(Image.new("RGB", (85, 55), "white"))), save=True)
    return stack


@pytest.fixture
def card(read_stack: Stack) -> Card:
    """Grace's card, waiting."""
    return read_stack.cards[0]


@pytest.fixture
def red(card: Card) -> Card:
    """Grace's card with a picture that shows which way it lies: red at the top left."""
    picture = Image.new("RGB", (170, 110), "white")
    picture.paste("red", (0, 0, 60, 40))
    card.crop.save("crop.jpg", ContentFile(jpeg(picture)), save=True)
    return card
