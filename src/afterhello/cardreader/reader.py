"""The printed lines of a card that is the right way up."""

from __future__ import annotations

from afterhello.cardreader.shapes import Line
from afterhello.engines import OCR, Image


def lines_on(image: Image, engine: OCR) -> list[Line]:
    """The lines from top to bottom, left to right; quads in px of this image."""
    return [Line(strip.text, strip.confidence, strip.quad) for strip in engine.read_upright(image)]
