"""A photo opened: refused with a sentence, or pixels the right way round and not too many.

The bytes are decoded in a child process (`decoder.py`) with limits on memory and
time. Photos above 25 megapixels are kept reduced; `scale` leads back to full size.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from afterhello.engines import Image
from afterhello.errors import Unreadable

MAX_BYTES = 25_000_000
MAX_PIXELS = 250_000_000
KEEP_PIXELS = 25_000_000
"""A card that fills a twelfth of so many pixels still has 2,000 px along its longer side."""

MEMORY_BYTES = 2_000_000_000
CPU_S = 20
WALL_S = 60

HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
"""Brands of pictures as iPhones save them. Source: ISO/IEC 23008-12, annex B; MP4 Registration Authority."""

_WHAT_TO_DO = "Nothing is lost. Take or export the photo again as JPEG, PNG or WebP."
SENTENCES = {
    "empty": f"This file is empty. {_WHAT_TO_DO}",
    "heavy": (
        f"This photo is larger than {MAX_BYTES // 1_000_000} MB. "
        "Nothing is lost. Save it smaller, or photograph fewer cards at once."
    ),
    "large": (
        f"This photo has more pixels than can be opened here "
        f"({MAX_PIXELS // 1_000_000} million at most). "
        "Nothing is lost. Save it smaller, or photograph fewer cards at once."
    ),
    "unknown": f"This file is not a JPEG, PNG or WebP photo. {_WHAT_TO_DO}",
    "heic": (
        "Your iPhone saved this photo as HEIC, which this installation cannot open. Nothing is lost. "
        "Choose Settings, Camera, Formats, Most Compatible and take it again, or run "
        "make heic where Afterhello is installed."
    ),
    "broken": f"This photo is damaged or breaks off in the middle. {_WHAT_TO_DO}",
    "slow": f"This photo took too long to open. {_WHAT_TO_DO}",
}


@dataclass(frozen=True, slots=True)
class Photo:
    """An opened photo. `width` and `height` are px of the full-size photo after its EXIF turn;
    `pixels` may be fewer: `scale` full-size px to one of them, 1 or more.
    """

    pixels: Image
    width: int
    height: int

    @property
    def scale(self) -> float:
        """Full-size px to one px of `pixels`."""
        return self.width / float(self.pixels.shape[1])


def is_heic(photo: bytes) -> bool:
    """Whether the file says that it is a HEIC picture; its first 12 bytes are enough."""
    return photo[4:8] == b"ftyp" and photo[8:12] in HEIC


def check_kind(photo: bytes) -> None:
    """Return unless the photo is of a kind that this installation cannot open.

    Raises:
        Unreadable: it is HEIC, and the extra `heic` is not installed.
    """
    if is_heic(photo) and find_spec("pillow_heif") is None:
        raise Unreadable(SENTENCES["heic"])


def open_photo(photo: bytes) -> Photo:
    """The photo that the bytes hold.

    Raises:
        Unreadable: empty, above 25 MB or 250 megapixels, damaged, or no JPEG, PNG or WebP; nor
            HEIC, where the extra for it is installed.
    """
    if not photo:
        raise Unreadable(SENTENCES["empty"])
    if len(photo) > MAX_BYTES:
        raise Unreadable(SENTENCES["heavy"])
    check_kind(photo)
    head, _, body = _decoded(photo).partition(b"\n")
    answer: dict[str, Any] = json.loads(head) if head else {"refused": "broken"}
    if "refused" in answer:
        raise Unreadable(SENTENCES[answer["refused"]])
    rgb = np.frombuffer(body, np.uint8).reshape(answer["rows"], answer["columns"], 3)
    return Photo(np.ascontiguousarray(rgb[:, :, ::-1]), answer["width"], answer["height"])


def _decoded(photo: bytes) -> bytes:
    """What the child answered; nothing if the kernel ended it."""
    wish = {
        "max_pixels": MAX_PIXELS,
        "keep_pixels": KEEP_PIXELS,
        "memory_bytes": MEMORY_BYTES,
        "cpu_s": CPU_S,
        "heic": is_heic(photo),
    }
    script = Path(__file__).with_name("decoder.py")
    try:
        done = subprocess.run(  # noqa: S603 - our own script under this Python; the photo is stdin
            [sys.executable, "-I", str(script), json.dumps(wish)],
            input=photo,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_S,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise Unreadable(SENTENCES["slow"]) from late
    return done.stdout if done.returncode == 0 else b""
