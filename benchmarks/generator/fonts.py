"""Typefaces of the machine, by family; Pillow's own where there are none."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from PIL import ImageFont

Weight = Literal["regular", "bold", "italic"]
Family = Literal["sans", "serif", "wide", "bookish", "narrow", "newsreader", "figtree"]

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts").expanduser(),
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
FILES: dict[tuple[Family, Weight], tuple[str, ...]] = {
    ("sans", "regular"): ("LiberationSans-Regular.ttf", "Arial.ttf", "arial.ttf"),
    ("sans", "bold"): ("LiberationSans-Bold.ttf", "Arial Bold.ttf", "arialbd.ttf"),
    ("sans", "italic"): ("LiberationSans-Italic.ttf", "Arial Italic.ttf", "ariali.ttf"),
    ("serif", "regular"): ("LiberationSerif-Regular.ttf", "Times New Roman.ttf", "times.ttf"),
    ("serif", "bold"): ("LiberationSerif-Bold.ttf", "Times New Roman Bold.ttf", "timesbd.ttf"),
    ("serif", "italic"): ("LiberationSerif-Italic.ttf", "Times New Roman Italic.ttf", "timesi.ttf"),
    ("wide", "regular"): ("DejaVuSans.ttf", "Verdana.ttf", "verdana.ttf"),
    ("wide", "bold"): ("DejaVuSans-Bold.ttf", "Verdana Bold.ttf", "verdanab.ttf"),
    ("wide", "italic"): ("DejaVuSans-Oblique.ttf", "Verdana Italic.ttf", "verdanai.ttf"),
    ("bookish", "regular"): ("DejaVuSerif.ttf", "Georgia.ttf", "georgia.ttf"),
    ("bookish", "bold"): ("DejaVuSerif-Bold.ttf", "Georgia Bold.ttf", "georgiab.ttf"),
    ("bookish", "italic"): ("DejaVuSerif-Italic.ttf", "Georgia Italic.ttf", "georgiai.ttf"),
    ("narrow", "regular"): ("LiberationSansNarrow-Regular.ttf", "DejaVuSansCondensed.ttf"),
    ("narrow", "bold"): ("LiberationSansNarrow-Bold.ttf", "DejaVuSansCondensed-Bold.ttf"),
    ("narrow", "italic"): ("LiberationSansNarrow-Italic.ttf", "DejaVuSansCondensed-Oblique.ttf"),
}

HOUSE = Path(__file__).parents[2] / "src/afterhello/ui/static/ui/fonts"
HOUSE_WEIGHTS: dict[Weight, int] = {"regular": 400, "bold": 600, "italic": 400}
"""The interface's own typefaces are variable: one file holds all weights, none is italic."""

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@cache
def _installed() -> dict[str, Path]:
    return {path.name: path for folder in FOLDERS for path in folder.rglob("*.tt[fc]")}


@cache
def font(family: Family, weight: Weight, size_px: int) -> Font:
    """The typeface at that size: a substitute where the machine lacks it, never an error."""
    if family in {"newsreader", "figtree"}:
        face = ImageFont.truetype(str(HOUSE / f"{family}-latin.woff2"), size_px)
        face.set_variation_by_axes([HOUSE_WEIGHTS[weight]])
        return face
    for name in FILES[family, weight]:
        if name in _installed():
            return ImageFont.truetype(str(_installed()[name]), size_px)
    return ImageFont.load_default(size_px)
