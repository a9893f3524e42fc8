"""A photo of cards, as somebody would take it."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFont

CARDS = (
    (90, "Grace Hollis", "Architect", "North Light", "grace@example.org"),
    (850, "Ken Morioka", "Surveyor", "Tarn & Fell", "ken@example.org"),
)


def desk() -> Image.Image:
    """Two white cards on a dark desk, 1600 × 900 px."""
    photo = Image.new("RGB", (1600, 900), "#4a3c30")
    for left, name, title, organisation, mail in CARDS:
        card = Image.new("RGB", (660, 420), "#fdfcf8")
        draw = ImageDraw.Draw(card)
        lines = [(60, name, 52), (140, title, 30), (200, organisation, 30)]
        lines += [(290, mail, 30), (340, "020 5555 0134", 30)]
        for top, text, size in lines:
            draw.text((50, top), text, fill="#222222", font=ImageFont.load_default(size))
        photo.paste(card, (left, 220))
    return photo
