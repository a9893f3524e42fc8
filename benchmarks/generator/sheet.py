"""A card being printed: set in millimetres, drawn only when somebody looks at the picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Literal

import numpy as np
import zxingcpp
from PIL import Image, ImageDraw

from benchmarks.generator.fonts import Font, Weight, font
from benchmarks.generator.marked import Kind, Marked, Span, said

__all__ = ["PX_PER_MM", "Align", "Box", "Colour", "Ink", "Kind", "PrintedLine", "Sheet", "px"]

PX_PER_MM = 16
PT_IN_MM = 25.4 / 72
MEASURED_AT = 100
"""Size in px at which widths are measured; they grow in proportion."""

Colour = tuple[int, int, int]
Box = tuple[int, int, int, int]
Place = tuple[float, float]
Align = Literal["left", "centre", "right"]
Turn = Literal[0, 90, 270]
Paint = Callable[[Image.Image], None]


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line.

    `spans` say what its characters are. `box` is (left, top, right, bottom), px of the flat card;
    `size` the type size, px; `turned` how far the line stands turned clockwise, degrees.
    """

    text: str
    spans: tuple[Span, ...]
    box: Box
    size: int
    turned: Turn = 0

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds on the line, in order, each once."""
        return tuple(dict.fromkeys(span.kind for span in self.spans))


@dataclass(frozen=True, slots=True)
class Ink:
    """How a text looks. `tracking` is extra space between letters, as a fraction of the size."""

    colour: Colour
    size_pt: float
    family: str = "figtree"
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
    _waiting: list[Paint] = field(default_factory=list)
    _image: Image.Image | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture, px."""
        return px(self.width), px(self.height)

    @property
    def image(self) -> Image.Image:
        """The picture; what was printed since the last look is drawn now."""
        if self._image is None:
            self._image = Image.new("RGB", self.size, self.paper)
        waiting, self._waiting = self._waiting, []
        for paint in waiting:
            paint(self._image)
        return self._image

    @property
    def draw(self) -> ImageDraw.ImageDraw:
        """For drawing on the picture at once."""
        return ImageDraw.Draw(self.image)

    def later(self, paint: Paint) -> None:
        """Paint this when the picture is looked at, over all that was printed before."""
        self._waiting.append(paint)

    def write(
        self, text: str, kinds: tuple[Kind, ...], at: Place, ink: Ink, align: Align = "left",
        room: float | None = None,
    ) -> float:  # fmt: skip
        """Print a line that is of one kind, smaller if it needs more than `room` mm.

        Its top stands `at` (x, y) mm. Returns the y, in mm, where the next line may begin.
        """
        return self.set(said(text, kinds[0]), at, ink, align, room)

    def set(
        self, marked: Marked, at: Place, ink: Ink, align: Align = "left",
        room: float | None = None, turn: Turn = 0,
    ) -> float:  # fmt: skip
        """Print a line whose parts are marked, its top `at` (x, y) mm, as `write` does.

        Turned by 90° it reads downwards and `at` is its top right; by 270° upwards, `at` its
        bottom left. Returns the y, in mm, where the next line may begin.
        """
        size = size_px(ink.size_pt)
        limit = (room if room is not None else self._room(at[0], align)) * PX_PER_MM
        wide = width_px(marked.text, ink, size)
        if wide > limit:
            size = max(12, int(size * limit / wide))
        face = font(ink.family, ink.weight, size)
        across, letters = _across(marked.text, face, ink.tracking * size)
        left = px(at[0]) - round(across * {"left": 0.0, "centre": 0.5, "right": 1.0}[align])
        top = px(at[1])
        _, above, _, below = face.getbbox(marked.text)
        box = (left, top + int(above), left + round(across), top + int(below))
        if turn:
            box = _stood((px(at[0]), top), round(across), (int(above), int(below)), turn)
        self.lines.append(PrintedLine(marked.text, marked.spans, box, size, turn))
        spec = (ink.family, ink.weight, size)
        if turn:
            self.later(partial(_paint_turned, letters, (px(at[0]), top), spec, ink.colour, turn))
        else:
            self.later(partial(_paint_letters, letters, (left, top), spec, ink.colour))
        return at[1] + size * 1.28 / PX_PER_MM

    def _room(self, x: float, align: Align) -> float:
        margin = 3.5
        if align == "centre":
            return 2 * min(x, self.width - x) - 2 * margin
        return (self.width - x if align == "left" else x) - margin

    def code(self, text: str, at: Place, side: float) -> None:
        """Print a QR code, its quiet zone included, in a white square of `side` mm."""
        self.qr = text
        self.later(partial(_paint_code, text, (px(at[0]), px(at[1])), px(side)))

    def fill(self, box: tuple[float, float, float, float], colour: Colour) -> None:
        """Fill left, top, right, bottom (mm)."""
        left, top, right, bottom = box
        inner = (px(left), px(top), max(px(left), px(right) - 1), max(px(top), px(bottom) - 1))
        self.later(partial(_paint_shape, "rectangle", inner, colour, None, 0))

    def ellipse(
        self, centre: Place, radii: Place, colour: Colour, line: float | None = None
    ) -> None:  # fmt: skip
        """An ellipse about `centre` (mm), filled, or drawn with a line of so many mm."""
        (x, y), (rx, ry) = centre, radii
        box = (px(x - rx), px(y - ry), px(x + rx), px(y + ry))
        if line is None:
            self.later(partial(_paint_shape, "ellipse", box, colour, None, 0))
        else:
            self.later(partial(_paint_shape, "ellipse", box, None, colour, max(1, px(line))))

    def polygon(self, corners: Sequence[Place], colour: Colour) -> None:
        """A filled polygon, corners in mm."""
        points = tuple((px(x), px(y)) for x, y in corners)
        self.later(partial(_paint_shape, "polygon", points, colour, None, 0))

    def rule(self, start: Place, end: Place, colour: Colour, line: float = 0.2) -> None:
        """A straight line of so many mm."""
        points = ((px(start[0]), px(start[1])), (px(end[0]), px(end[1])))
        self.later(partial(_paint_shape, "line", points, colour, None, max(1, px(line))))

    def frame(self, box: tuple[float, float, float, float], colour: Colour, line: float = 0.2) -> None:
        """The outline of a box, mm."""
        left, top, right, bottom = (px(value) for value in box)
        inner = (left, top, right - 1, bottom - 1)
        self.later(partial(_paint_shape, "rectangle", inner, None, colour, max(1, px(line))))


# ── measures ──


def px(mm: float) -> int:
    """Pixels of so many millimetres on the flat card."""
    return round(mm * PX_PER_MM)


def size_px(points: float) -> int:
    """Pixels of so many typographic points."""
    return max(8, round(points * PT_IN_MM * PX_PER_MM))


@lru_cache(100_000)
def _wide(text: str, family: str, weight: Weight) -> float:
    return float(font(family, weight, MEASURED_AT).getlength(text)) / MEASURED_AT


def width_px(text: str, ink: Ink, size: int) -> float:
    """How wide a text is at a size, px, to within a hundredth or so."""
    return (_wide(text, ink.family, ink.weight) + ink.tracking * max(0, len(text) - 1)) * size


Letters = tuple[tuple[str, float], ...]
"""Pieces of text and where each begins, px from the start of the line."""


def _across(text: str, face: Font, tracking: float) -> tuple[float, Letters]:
    """How wide a line is, px, and its letters: in one piece unless they are spaced."""
    if not tracking:
        return float(face.getlength(text)), ((text, 0.0),)
    x, letters = 0.0, []
    for char in text:
        letters.append((char, x))
        x += float(face.getlength(char)) + tracking
    return x - tracking, tuple(letters)


def _stood(at: tuple[int, int], across: int, heights: tuple[int, int], turn: Turn) -> Box:
    """The box of a line that stands turned."""
    (x, y), (above, below) = at, heights
    if turn == 90:
        return x - below, y, x - above, y + across
    return x + above, y - across, x + below, y


# ── painting ──


def _paint_letters(
    letters: Letters, at: tuple[int, int], spec: tuple[str, Weight, int], colour: Colour, image: Image.Image
) -> None:
    draw = ImageDraw.Draw(image)
    for text, x in letters:
        draw.text((at[0] + x, at[1]), text, font=font(*spec), fill=colour)


def _paint_turned(
    letters: Letters, at: tuple[int, int], spec: tuple[str, Weight, int], colour: Colour, turn: Turn,
    image: Image.Image,
) -> None:  # fmt: skip
    last, x = letters[-1]
    wide, tall = round(x + font(*spec).getlength(last)) + 2, round(spec[2] * 1.5)
    mask = Image.new("L", (wide, tall), 0)
    draw = ImageDraw.Draw(mask)
    for text, x in letters:
        draw.text((x, 0), text, font=font(*spec), fill=255)
    stood = mask.rotate(-turn, expand=True)
    corner = (at[0] - tall, at[1]) if turn == 90 else (at[0], at[1] - wide)
    image.paste(colour, corner, stood)


def _paint_shape(
    shape: str, where: tuple[object, ...], fill: Colour | None, outline: Colour | None, line: int,
    image: Image.Image,
) -> None:  # fmt: skip
    draw = ImageDraw.Draw(image)
    if shape == "line":
        draw.line(where, fill=fill, width=line)  # type: ignore[arg-type]  # two points
    elif shape == "polygon":
        draw.polygon(where, fill=fill)  # type: ignore[arg-type]  # points
    else:
        getattr(draw, shape)(where, fill=fill, outline=outline, width=line)


def _paint_code(text: str, at: tuple[int, int], side: int, image: Image.Image) -> None:
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    modules = Image.fromarray(np.array(zxingcpp.write_barcode_to_image(made))).convert("RGB")
    enlarged = modules.resize((modules.width * 8, modules.height * 8), Image.Resampling.NEAREST)
    image.paste(enlarged.resize((side, side), Image.Resampling.LANCZOS), at)
