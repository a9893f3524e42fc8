"""Typefaces of the machine, family by family, each with a style; the interface's own are always there.

    families()            → names of all families found, sorted: the same list on machines with the same fonts
    families("serif")     → those of one style
    HELD_OUT_FONTS        → families that no training card may use, installed here or not
    training_fonts()      → the families found that training may use
    prints(family, text)  → whether the family has a glyph for every character

`benchmarks/setup` installs a good set. Without it there are the interface's two and whatever is installed.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from PIL import ImageFont

Weight = Literal["regular", "bold", "italic", "light"]
Style = Literal["sans", "serif", "slab", "narrow", "rounded", "mono", "display", "script", "cjk"]
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
Family = str
"""The name of a family as it calls itself, or one of GENERAL."""

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts").expanduser(),
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
HOUSE = Path(__file__).parents[2] / "src/afterhello/ui/static/ui/fonts"
HOUSE_STYLES: dict[str, Style] = {"newsreader": "serif", "figtree": "sans"}
HOUSE_WEIGHTS: dict[Weight, int] = {"light": 300, "regular": 400, "bold": 600, "italic": 400}
"""The interface's own typefaces are variable: one file holds all weights, none is italic."""

GENERAL: dict[str, tuple[str, ...]] = {
    "sans": ("Liberation Sans", "Arial", "DejaVu Sans"),
    "serif": ("Liberation Serif", "Times New Roman", "DejaVu Serif"),
    "wide": ("DejaVu Sans", "Verdana"),
    "bookish": ("DejaVu Serif", "Georgia"),
    "narrow": ("Liberation Sans Narrow", "DejaVu Sans Condensed", "Arial Narrow"),
}
"""What is drawn beside cards asks for these, whatever the machine has."""

HELD_OUT_FONTS = frozenset((
    "Lato", "Vollkorn", "PT Sans", "PT Sans Narrow", "PT Sans Caption", "Quicksand", "Quicksand Light",
    "Quicksand Medium", "Liberation Sans Narrow", "Old Standard TT", "Linux Biolinum O", "Manrope",
    "Anonymous Pro", "Lobster Two", "Caladea",
))  # fmt: skip

WORDS_OF_STYLE: tuple[tuple[Style, tuple[str, ...]], ...] = (
    ("cjk", ("CJK", "WenQuanYi", "IPA", "Motoya", "Takao", "VL ", "Hiragino", "PingFang", "SimSun",
             "Meiryo")),
    ("mono", ("Mono", "Code", "Courier", "Consolas", "Menlo", "Anonymous")),
    ("narrow", ("Narrow", "Condensed", "Kaffeesatz", "Dosis", "Bebas", "Oswald")),
    ("script", ("Dancing", "Kristi", "Rufscript", "Script", "Brush", "Hand", "Chancery")),
    ("display", ("Lobster", "Spartan", "Jura", "Josefin", "Playfair Display SC", "Impact")),
    ("slab", ("Slab", "Rockwell", "Arvo")),
    ("rounded", ("Quicksand", "Comfortaa", "Varela", "Rounded", "Nunito")),
    ("serif", ("Serif", "Garamond", "Times", "Georgia", "Fanwood", "Libertine", "Didot", "Gentium",
               "Vollkorn", "Old Standard", "Goudy", "Prociono", "Caladea", "Junicode",
               "Bookman", "Palatino", "Cambria")),
)  # fmt: skip
LEFT_OUT = (
    "Math", "Emoji", "Symbol", "Initials", "Keyboard", "Dingbats", "Webdings", "Wingdings", "GentiumAlt",
    "Tamil", "Anonymous Pro Minus", "Braille",
)  # fmt: skip
WEIGHTS: dict[str, Weight] = {
    "regular": "regular", "book": "regular", "roman": "regular",
    "normal": "regular", "regular 12": "regular", "12 regular": "regular", "12-regular": "regular",
    "bold": "bold", "semibold": "bold", "demibold": "bold", "extra bold": "bold",
    "italic": "italic", "oblique": "italic", "12-italic": "italic", "light": "light", "thin": "light",
    "w3 mono": "regular", "condensed": "regular", "condensed bold": "bold", "condensed oblique": "italic",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Face:
    """One file of a family."""

    path: Path
    weight: Weight


@cache
def _installed() -> dict[str, dict[Weight, Path]]:
    """Files by family and weight; of two that claim the same, the first by name."""
    found: dict[str, dict[Weight, Path]] = {}
    for path in sorted(_files(), key=lambda one: (one.name, str(one))):
        named = _named(path)
        if named:
            found.setdefault(named[0], {}).setdefault(named[1], path)
    return {
        family: {**dict.fromkeys(("regular",), next(iter(faces.values()))), **faces}
        for family, faces in sorted(found.items())
        if _is_for_text(next(iter(faces.values())))
    }


def _files() -> Iterable[Path]:
    for folder in FOLDERS:
        for pattern in ("*.tt[fc]", "*.otf"):
            yield from folder.rglob(pattern)


def _named(path: Path) -> tuple[str, Weight] | None:
    """Family and weight of a file as it calls itself; None for what sets no cards."""
    try:
        family, style = ImageFont.truetype(str(path), 20).getname()
    except OSError:
        return None
    if not family or any(word in family for word in LEFT_OUT):
        return None
    if style and style.lower().startswith("condensed"):
        family += " Condensed"
    weight = WEIGHTS.get((style or "regular").lower())
    return (family, weight) if weight else None


def _is_for_text(path: Path) -> bool:
    return all(_has(str(path), letter) for letter in "Ag0@")


@cache
def families(style: Style | None = None) -> tuple[str, ...]:
    """Names of the families that can be drawn here, sorted, the interface's own included."""
    names = sorted((*_installed(), *HOUSE_STYLES))
    return tuple(name for name in names if style is None or style_of(name) == style)


def training_fonts() -> tuple[str, ...]:
    """The families found here less those held out."""
    return tuple(name for name in families() if name not in HELD_OUT_FONTS)


def held_out_fonts() -> tuple[str, ...]:
    """The families found here that no training card may use; may be empty."""
    return tuple(name for name in families() if name in HELD_OUT_FONTS)


@cache
def style_of(family: str) -> Style:
    """The style of a family, by its name; sans where the name does not tell."""
    if family in HOUSE_STYLES:
        return HOUSE_STYLES[family]
    for style, words in WORDS_OF_STYLE:
        if any(word in family for word in words):
            return style
    return "sans"


def prints(family: str, text: str) -> bool:
    """Whether the family has a glyph of its own for every character of the text."""
    path = str(_path(family, "regular"))
    return all(_has(path, char) for char in set(text) if not char.isspace())


@cache
def _has(path: str, char: str) -> bool:
    """A character without a glyph looks like one that no font has."""
    face = _open(path, 24)
    if not isinstance(face, ImageFont.FreeTypeFont):
        return char.isascii()
    shape, missing = face.getmask(char), face.getmask("\U000ffffd")
    return shape.getbbox() is not None and (shape.size, bytes(shape)) != (missing.size, bytes(missing))


def _path(family: str, weight: Weight) -> Path | None:
    if family in HOUSE_STYLES:
        return HOUSE / f"{family}-latin.woff2"
    faces = _installed().get(family)
    if faces is None:
        return None
    return faces.get(weight, faces["regular"])


def _known(family: str) -> str:
    """The family of the machine that a general name such as sans stands for."""
    return next((name for name in GENERAL.get(family, ()) if name in _installed()), family)


@lru_cache(512)
def font(family: str, weight: Weight, size_px: int) -> Font:
    """The typeface at that size: a substitute where the machine lacks it, never an error."""
    path = _path(_known(family), weight)
    if path is None:
        return ImageFont.load_default(size_px)
    face = _open(str(path), size_px)
    if family in HOUSE_STYLES and isinstance(face, ImageFont.FreeTypeFont):
        face.set_variation_by_axes([HOUSE_WEIGHTS[weight]])
    return face


def _open(path: str, size_px: int) -> Font:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return ImageFont.truetype(path, size_px, layout_engine=ImageFont.Layout.BASIC)
