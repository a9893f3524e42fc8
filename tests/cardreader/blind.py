"""An engine that reads nothing, for what only asks where print is."""

from __future__ import annotations

from collections.abc import Sequence

from afterhello.cardreader.shapes import Quad
from afterhello.engines import Image, Words


class Blind:
    """Whoever asks where print is makes a class of it that says so."""

    name = "blind"

    def find_text(self, image: Image, *, longest_side_px: int) -> list[Quad]:
        return []

    def read_strips(self, strips: Sequence[Image]) -> list[Words]:
        return [Words("", 0.0, ()) for _ in strips]

    def upside_down(self, strips: Sequence[Image]) -> list[float]:
        return [0.0 for _ in strips]

    def rest(self, after_s: float) -> bool:
        return False
