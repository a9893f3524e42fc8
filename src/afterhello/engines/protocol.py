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
class Words:
    """What stands on a strip: the text, how sure the engine is (0 … 1, its own scale), and `middles`:
    how far along the strip each letter that is no space was seen, 0 … 1.

    `letters` says of every character of the text, spaces too, how sure the engine is of it, 0 … 1;
    empty where an engine does not tell.
    """

    text: str
    confidence: float
    middles: tuple[float, ...]
    letters: tuple[float, ...] = ()


class OCR(Protocol):
    """An OCR engine. Models are loaded at the first use and may be put away at any time."""

    name: str

    def find_text(self, image: Image, *, longest_side_px: int) -> list[Quad]:
        """Where lines of text are, in any direction; empty when nothing is printed there.

        The image is reduced, never enlarged, to `longest_side_px` for the search. Each quad's
        first side runs along the line, but whether forwards or backwards is not known here.
        """
        ...

    def read_strips(self, strips: Sequence[Image]) -> list[Words]:
        """What stands on each strip, which holds one upright line; without letters where nothing was read."""
        ...

    def upside_down(self, strips: Sequence[Image]) -> list[float]:
        """How likely each strip, holding one line, stands on its head: 0 … 1."""
        ...

    def rest(self, after_s: float) -> bool:
        """Whether the models were put away, having been idle for `after_s` seconds."""
        ...


class Scripts(Protocol):
    """What reads the scripts that the OCR engine lacks. It may be able to read none."""

    name: str

    def read_strips(
        self, strips: Sequence[Image], *, script: str | None = None
    ) -> tuple[str | None, list[Words]]:
        """The script that the strips are in, each holding one upright line, and what stands on each.

        Args:
            script: the only one that is asked for; any if it is None.

        Returns:
            The script's English name, None where it is not known. Words are empty where nothing was
            read in that script; all are, where it can be told but not read.
        """
        ...
