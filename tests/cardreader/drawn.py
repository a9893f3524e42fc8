"""Cards and photos of cards, drawn for the tests; the people on them are invented."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from afterhello import engines

PRIYA = ("Priya Raman", "Head of Operations", "Northgate Cold Storage", "priya@northgate.example.org")
AMINA = ("Amina Diallo", "Product Designer", "Maple and Finch", "amina@maple.example.org")
JAN = ("Jan Novak", "Radio Restorer", "Harbour Workshop", "jan@harbour.example.org")

Corners = NDArray[np.float32]


def drawn_card(lines: Sequence[str], *, paper: str = "white", ink: str = "#222222") -> Image.Image:
    """A card of 850 × 550 px with one line of text below the other."""
    card = Image.new("RGB", (850, 550), paper)
    pen = ImageDraw.Draw(card)
    for row, line in enumerate(lines):
        size = 56 if row == 0 else 34
        pen.text((70, 80 + 100 * row), line, ink, ImageFont.load_default(size=size))
    return card


def laid(
    desk: Image.Image, card: Image.Image, middle: tuple[float, float], degrees: float, width: float = 760
) -> Corners:
    """Lay a card on the desk, turned clockwise; gives its corners, clockwise from its top left."""
    wide, high = width, width * card.height / card.width
    turn = math.radians(degrees)
    flat = np.array([(-wide, -high), (wide, -high), (wide, high), (-wide, high)]) / 2
    spin = np.array([(math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))])
    corners = np.asarray(flat @ spin + middle, np.float32)
    source = np.array([(0, 0), (card.width, 0), (card.width, card.height), (0, card.height)], np.float32)
    matrix = cv2.getPerspectiveTransform(source, corners)
    pixels = cv2.warpPerspective(np.asarray(card), matrix, desk.size, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full(card.size[::-1], 255, np.uint8), matrix, desk.size)
    desk.paste(
        Image.fromarray(np.asarray(pixels, np.uint8)), mask=Image.fromarray(np.asarray(mask, np.uint8))
    )
    return corners


def as_bytes(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """The image as a file."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def as_pixels(image: Image.Image) -> engines.Image:
    """The image as the engines take it."""
    return np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])
