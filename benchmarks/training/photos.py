"""Photos taken of the generator's cards, and what the program read on them, beside the truth.

A photo costs fifteen seconds of CPU, half of it to draw it. So what was found is kept in a folder: first
each card as a picture, laid flat and the right way up, then its lines. To read them anew after a change
of the reader, remove every `read.json`; the photos need not be drawn again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from afterhello import engines
from afterhello.cardreader.finder import find
from afterhello.cardreader.geometry import Corners, as_quad
from afterhello.cardreader.photo import open_photo
from afterhello.cardreader.qr import code_on
from afterhello.cardreader.reader import kept_of, seen_on
from afterhello.cardreader.shapes import QR, Line, Quad
from afterhello.cardreader.sight import Sight, sight_of
from afterhello.cardreader.straightener import Flat, straighten
from afterhello.cardreader.turner import unmirrored, upright
from afterhello.engines import Image
from benchmarks.generator import Stack, TrueCard
from benchmarks.plan import FAMILIES
from benchmarks.pools import Pool
from benchmarks.readings import Shot

FIRST_SEED = 100
"""Below the seeds that are measured on, beyond those that the judge of edges learns from."""
QUALITY = 98
KINDS = tuple(kind for name in ("apart", "overlapping") for kind in FAMILIES[name])


@dataclass(frozen=True, slots=True)
class OnPhoto:
    """A card that was found: its lines and size in px of the upright card, what its code says; its
    corners, and those of what lies upon it, in px of the photo as opened.
    """

    lines: tuple[Line, ...]
    width: int
    height: int
    qr: QR | None
    corners: Corners
    upon: tuple[Corners, ...]

    @property
    def sight(self) -> Sight:
        """How it was seen."""
        return sight_of(Flat(np.empty((self.height, self.width, 3), np.uint8), self.corners), self.upon)


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo, its truth without the pixels, and the cards that were found on it.

    `scale` is px of the full-size photo to one of those that the cards were cut from.
    """

    shot: Shot
    stack: Stack
    scale: float
    cards: tuple[OnPhoto, ...]

    def quad(self, card: OnPhoto) -> Quad:
        """Where a card was found, px of the full-size photo."""
        return as_quad(card.corners, self.scale)


def shots(pool: Pool, rounds: int) -> Iterator[Shot]:
    """A photo of every kind in each round; sizes, and whether a photo is of one country, take turns."""
    for number in range(rounds * len(KINDS)):
        yield Shot(KINDS[number % len(KINDS)], pool, FIRST_SEED + number)


def photo(shot: Shot, kept: Path) -> Photo:
    """What was read on a photo, from `kept` as far as it is there."""
    folder = kept / f"{shot.pool.name}-{shot.kind}-{shot.seed}".replace(" ", "_").replace(",", "")
    if not (folder / "photo.json").exists():
        folder.mkdir(parents=True, exist_ok=True)
        _take(shot, folder)
    if not (folder / "read.json").exists():
        _read(folder)
    told, read = _json(folder / "photo.json"), _json(folder / "read.json")
    truth, beside = (tuple(_true(one) for one in told[name]) for name in ("truth", "beside"))
    stack = Stack(b"", truth, told["width"], told["height"], told["desk"], beside)
    return Photo(shot, stack, told["scale"], tuple(_card(one) for one in read if one["lines"]))


def _take(shot: Shot, folder: Path) -> None:
    stack, engine = shot.taken(), engines.ocr()
    opened = open_photo(stack.image)
    laid = []
    for number, found in enumerate(find(opened.pixels, engine)):
        flat = upright(straighten(opened.pixels, found.corners, found.upon), found.text, engine)
        cv2.imwrite(str(_picture(folder, number)), flat.image, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
        laid.append({"corners": flat.corners.tolist(), "upon": [one.tolist() for one in found.upon]})
    told = {**asdict(replace(stack, image=b"")), "scale": opened.scale, "laid": laid}
    _keep({name: value for name, value in told.items() if name != "image"}, folder / "photo.json")


def _read(folder: Path) -> None:
    told, engine, cards = _json(folder / "photo.json"), engines.ocr(), []
    for number, one in enumerate(told["laid"]):
        flat = Flat(_image(_picture(folder, number)), _corners(one["corners"]))
        seen = seen_on(flat.image, engine)
        printed = unmirrored(flat, seen, engine)
        if printed is not flat:
            seen = seen_on(printed.image, engine)
        lines, _ = kept_of(seen, engines.scripts())
        code, (height, width) = code_on(printed.image), printed.image.shape[:2]
        cards.append({
            "lines": [asdict(line) for line in lines], "width": width, "height": height,
            "qr": code and asdict(code), "corners": printed.corners.tolist(), "upon": one["upon"],
        })  # fmt: skip
    _keep(cards, folder / "read.json")


def _card(told: dict[str, Any]) -> OnPhoto:
    lines = tuple(
        Line(one["text"], one["confidence"], _quad(one["quad"]), tuple(one["letters"]))
        for one in told["lines"]
    )
    code, upon = told["qr"] and QR(**told["qr"]), tuple(_corners(other) for other in told["upon"])
    return OnPhoto(lines, told["width"], told["height"], code, _corners(told["corners"]), upon)


def _true(told: dict[str, Any]) -> TrueCard:
    doubtful = tuple((kind, value) for kind, value in told["doubtful"])
    return TrueCard(**{**told, "quad": _quad(told["quad"]), "doubtful": doubtful})


def _quad(told: list[list[float]]) -> Quad:
    a, b, c, d = ((float(x), float(y)) for x, y in told)
    return a, b, c, d


def _corners(told: list[list[float]]) -> Corners:
    return np.asarray(told, np.float32)


def _picture(folder: Path, number: int) -> Path:
    return folder / f"{number}.jpg"


def _image(file: Path) -> Image:
    return np.asarray(cv2.imread(str(file), cv2.IMREAD_COLOR), np.uint8)


def _json(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def _keep(told: object, file: Path) -> None:
    """Whole or not at all: a run that is stopped leaves no half of a file."""
    half = file.with_suffix(".half")
    half.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    half.replace(file)
