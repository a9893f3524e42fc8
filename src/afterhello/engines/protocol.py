"""What every OCR engine can do, and the shapes it speaks in.

Images are arrays of bytes, height × width × 3, in the order blue, green, red, as
OpenCV has them. Coordinates are px of the image that was handed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Image: TypeAlias = "NDArray[np.uint8]"
Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
"""Four corners, clockwise."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of text as read: the words, how sure the engine is (0 … 1, its own scale), and where.

    `quad` begins at the top left of the line as one reads it.
    """

    text: str
    confidence: float
    quad: Quad


class OCR(Protocol):
    """An OCR engine. Models are loaded at the first use and may be put away at any time."""

    name: str

    def find_text(self, image: Image, *, longest_side_px: int) -> list[Quad]:
        """Where lines of text are, in any direction; empty when nothing is printed there.

        The image is reduced, never enlarged, to `longest_side_px` for the search. Each quad's
        first side runs along the line, but whether forwards or backwards is not known here.
        """
        ...

    def read_upright(self, image: Image, *, longest_side_px: int = 960) -> list[Strip]:
        """The lines of an image that is the right way up, from top to bottom, left to right."""
        ...

    def read_strips(self, strips: Sequence[Image]) -> list[tuple[str, float]]:
        """The text and confidence (0 … 1) of each strip, which holds one upright line."""
        ...

    def upside_down(self, strips: Sequence[Image]) -> list[float]:
        """How likely each strip, holding one line, stands on its head: 0 … 1."""
        ...

    def rest(self, after_s: float) -> bool:
        """Whether the models were put away, having been idle for `after_s` seconds."""
        ...
