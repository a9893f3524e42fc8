"""A card being printed: drawing in millimetres, remembering what was written where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import zxingcpp
from PIL import Image, ImageDraw

from benchmarks.generator.fonts import Family, Font, Weight, font

PX_PER_MM = 16
PT_IN_MM = 25.4 / 72

Colour = tuple[int, int, int]
Box = tuple[int, int, int, int]
Align = Literal["left", "centre", "right"]
Kind = Literal[
    "name", "title", "organisation", "phone", "fax", "email", "url",
    "address", "social", "slogan", "department", "logo",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line: text, the kinds of value on it, its box (left, top, right, bottom; px)."""

    text: str
    kinds: tuple[Kind, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Ink:
    """How a text looks. `tracking` is extra space between letters, as a fraction of the size."""

    colour: Colour
    size_pt: float
    family: Family = "sans"
    weight: Weight = "regular"
    tracking: float = 0.0


@dataclass
class Sheet:
    """The paper of one card, `width` × `height` mm."""

    width: float
    height: float
    paper: Colour
    lines: list[PrintedLine] = field(default_factory=list)
    qr: str | None = None

    def __post_init__(self) -> None:
        self.image = Image.new("RGB", (px(self.width), px(self.height)), self.paper)
        self.draw = ImageDraw.Draw(self.image)

    def write(
        self,
        text: str,
        kinds: tuple[Kind, ...],
        at: tuple[float, float],
        ink: Ink,
        align: Align = "left",
        room: float | None = None,
    ) -> float:
        """Print a line whose top stands `at` (x, y) mm, smaller if it needs more than `room` mm.

        Returns the y, in mm, where the next line may begin.
        """
        size = max(8, round(ink.size_pt * PT_IN_MM * PX_PER_MM))
        limit = px(room if room is not None else self._room(at[0], align))
        while size > 12 and _width(text, font(ink.family, ink.weight, size), ink.tracking * size) > limit:
            size -= 1
        face = font(ink.family, ink.weight, size)
        width = _width(text, face, ink.tracking * size)
        left = px(at[0]) - round(width * {"left": 0.0, "centre": 0.5, "right": 1.0}[align])
        box = self._letters(text, (left, px(at[1])), face, ink.colour, ink.tracking * size)
        self.lines.append(PrintedLine(text, kinds, box))
        return at[1] + size * 1.28 / PX_PER_MM

    def _room(self, x: float, align: Align) -> float:
        margin = 3.5
        if align == "centre":
            return 2 * min(x, self.width - x) - 2 * margin
        return (self.width - x if align == "left" else x) - margin

    def _letters(self, text: str, at: tuple[int, int], face: Font, colour: Colour, tracking: float) -> Box:
        if not tracking:
            self.draw.text(at, text, font=face, fill=colour)
            left, top, right, bottom = self.draw.textbbox(at, text, font=face)
            return int(left), int(top), int(right), int(bottom)
        x = float(at[0])
        for char in text:
            self.draw.text((x, at[1]), char, font=face, fill=colour)
            x += face.getlength(char) + tracking
        _, top, _, bottom = self.draw.textbbox(at, text, font=face)
        return at[0], int(top), round(x - tracking), int(bottom)

    def code(self, text: str, at: tuple[float, float], side: float) -> None:
        """Print a QR code, its quiet zone included, in a white square of `side` mm."""
        made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
        modules = Image.fromarray(np.array(zxingcpp.write_barcode_to_image(made))).convert("RGB")
        enlarged = modules.resize((modules.width * 8, modules.height * 8), Image.Resampling.NEAREST)
        square = enlarged.resize((px(side), px(side)), Image.Resampling.LANCZOS)
        self.image.paste(square, (px(at[0]), px(at[1])))
        self.qr = text

    def fill(self, box: tuple[float, float, float, float], colour: Colour) -> None:
        """Fill left, top, right, bottom (mm)."""
        left, top, right, bottom = box
        self.draw.rectangle((px(left), px(top), px(right) - 1, px(bottom) - 1), fill=colour)


def px(mm: float) -> int:
    """Pixels of so many millimetres on the flat card."""
    return round(mm * PX_PER_MM)


def _width(text: str, face: Font, tracking: float) -> float:
    return float(face.getlength(text)) + tracking * max(0, len(text) - 1)
