"""The twenty cards that went worst, as one page to look at: pictures, lines, printed and read.

The page holds everything it shows; it asks no other machine for anything.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageOps

from benchmarks.figures import Table, machine, share
from benchmarks.generator.places import Quad
from benchmarks.results import OURS, Result
from benchmarks.scoring import FIELDS, Said, Values, same, true_values

WORST = 20
MOST_NOT_FOUND = 8
"""A card that was not found is lost whole: too many of those would hide all else."""
PHOTO_PX, CARD_PX = 520, 460

STYLE = """
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #23211d; --soft: #6b665c; --line: #ddd8cc;
  --wrong: #a2301f; --right: #35602c; }
@media (prefers-color-scheme: dark) { :root { --paper: #1c1b18; --ink: #ece8df; --soft: #a39d90;
  --line: #3b3831; --wrong: #ef8a76; --right: #93c584; } }
body { background: var(--paper); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto;
  max-width: 68rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 0 0 .6rem; }
section { border-top: 1px solid var(--line); padding: 1.4rem 0; }
.pictures { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; }
figure { margin: 0; } figcaption, .soft { color: var(--soft); font-size: .87rem; }
img { max-width: 100%; border-radius: 4px; }
table { border-collapse: collapse; margin: .9rem 0; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .22rem .8rem .22rem 0;
  border-bottom: 1px solid var(--line); }
th { font-weight: 600; } td { overflow-wrap: anywhere; }
.wrong { color: var(--wrong); } .right { color: var(--right); }
ol { margin: .3rem 0; padding-left: 1.6rem; font-family: ui-monospace, monospace; font-size: .85rem; }
"""


def write(folder: Path, some: Sequence[Result]) -> Table:
    """Write the page into a folder; returns where it is, as a table."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "worst.html"
    chosen = worst(some)
    page.write_text(document(chosen), "utf-8")
    return Table("Report", ("page", "cards"), ((str(page), str(len(chosen))),))


def worst(some: Sequence[Result]) -> list[Result]:
    """Those that lost most, worst first."""
    ranked = sorted((one for one in some if one.lost()), key=lambda one: -one.lost())
    missed = [one for one in ranked if one.pair.true and not one.pair.read][:MOST_NOT_FOUND]
    read = [one for one in ranked if one.pair.read][: WORST - len(missed)]
    return sorted([*missed, *read], key=lambda one: -one.lost())


def document(some: Sequence[Result]) -> str:
    """The page."""
    body = "\n".join(_section(number, one) for number, one in enumerate(some, 1))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>The worst cards</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style></head><body><h1>The {len(some)} worst cards</h1>"
        f'<p class="soft">{escape(machine())}. On the photos: green is where a card lies, its first corner '
        "marked; red is where it was read. A tick behind a value means that the program was sure of it.</p>"
        f"{body}</body></html>\n"
    )


def _section(number: int, one: Result) -> str:
    score = one.scores[OURS]
    state = f"overlap {share(one.pair.overlap, 1)}" if one.pair.overlap else "no card lies here"
    state = "not found" if not one.pair.read else state
    if one.pair.read and one.pair.true and not one.pair.upright:
        state += ", not the right way up"
    figures = f"{score.true.total()} printed, {score.said.total()} read, {score.right.total()} right; {state}"
    return (
        f'<section><h2>{number}. {escape(one.where)}</h2><p class="soft">{escape(figures)}</p>'
        f'<div class="pictures">{_pictures(one)}</div>{_values(one)}{_lines(one)}</section>'
    )


# ── pictures ──


def _pictures(one: Result) -> str:
    photo = Image.open(io.BytesIO(one.read.stack.image))
    pictures = [("the photo", _marked(photo, one))]
    if one.pair.true:
        pictures.append(("the card as it lies", _cut(photo, one.pair.true[0].quad)))
    if one.pair.read:
        pictures.append(
            ("as it was straightened", _small(Image.open(io.BytesIO(one.pair.read[0].upright_jpeg)), CARD_PX))
        )
    return "".join(
        f'<figure><img src="{_uri(picture)}" alt="{name}"><figcaption>{name}</figcaption></figure>'
        for name, picture in pictures
    )


def _marked(photo: Image.Image, one: Result) -> Image.Image:
    """The whole photo, small, with the card's corners as they are and as they were found."""
    small = _small(photo, PHOTO_PX)
    scale = small.width / photo.width
    draw = ImageDraw.Draw(small)
    shown: list[tuple[Quad, str, int]] = [(true.quad, "#2fbf3a", 7) for true in one.pair.true[:1]]
    shown += [(read.quad, "#e8402a", 3) for read in one.pair.read[:1]]
    for quad, colour, width in shown:
        points = [(x * scale, y * scale) for x, y in quad]
        draw.line([*points, points[0]], fill=colour, width=width)
        x, y = points[0]
        draw.ellipse((x - 5, y - 5, x + 5, y + 5), fill=colour)
    return small


def _cut(photo: Image.Image, quad: Quad) -> Image.Image:
    """The part of the photo around a card."""
    points = np.array(quad)
    low, high = points.min(axis=0), points.max(axis=0)
    air = 0.06 * float((high - low).max())
    left, top = (max(0, int(v - air)) for v in low)
    right, bottom = (min(side, int(v + air)) for side, v in zip(photo.size, high, strict=True))
    return _small(photo.crop((left, top, max(right, left + 1), max(bottom, top + 1))), CARD_PX)


def _small(picture: Image.Image, side: int) -> Image.Image:
    return ImageOps.contain(picture.convert("RGB"), (side, side))


def _uri(picture: Image.Image) -> str:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82)
    return f"data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode()}"


# ── words ──


def _values(one: Result) -> str:
    """Printed beside read, field by field; every person of the card together."""
    true = [true_values(person.fields) for person in one.pair.true]
    said = one.read.said(one.pair.read, OURS)
    rows = []
    for kind in FIELDS:
        printed = [value for person in true for value in person[kind]]
        read = [value for person in said for value in person.get(kind, [])]
        if printed or read:
            cells = (kind, _printed(kind, printed, said), _read(kind, read, printed))
            rows.append("".join(f"<td>{cell}</td>" for cell in cells))
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table><tr><th>field</th><th>printed</th><th>read</th></tr>{body}</table>"


def _printed(kind: str, printed: Iterable[str], said: Sequence[Values]) -> str:
    read = [one.value for person in said for one in person.get(kind, [])]
    return "<br>".join(
        _coloured(value, right=any(same(kind, one, value) for one in read)) for value in printed
    )


def _read(kind: str, read: Iterable[Said], printed: Sequence[str]) -> str:
    return "<br>".join(
        _coloured(one.value, right=any(same(kind, one.value, value) for value in printed))
        + f' <span class="soft">{one.confidence:.2f}{" ✓" if one.sure else ""}</span>'
        for one in read
    )


def _coloured(text: str, *, right: bool) -> str:
    return f'<span class="{"right" if right else "wrong"}">{escape(text)}</span>'


def _lines(one: Result) -> str:
    if not one.pair.read:
        return ""
    lines = "".join(
        f"<li>{escape(line.text)} <span class=soft>{line.confidence:.2f}</span></li>"
        for line in one.pair.read[0].lines
    )
    code = one.pair.read[0].qr
    return (
        f"<details open><summary>lines</summary><ol>{lines}</ol>{escape(code.text) if code else ''}</details>"
    )
