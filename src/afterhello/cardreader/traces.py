"""A photo without what a camera wrote beside its pixels: where it was taken, when, by which device.

The pixels are not touched: segments of the file are left out, and the turn of
the camera is written again, alone. What a phone appends behind the picture (a
short film, a second picture) is cut off.

Source: ITU-T T.81 (JPEG), annex B; PNG (3rd edition), 5.3; WebP Container
Specification, RIFF and VP8X.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from afterhello.cardreader.blackening import blacken
from afterhello.cardreader.photo import is_heic

TURN = 0x0112  # the EXIF tag of the orientation
PNG = b"\x89PNG\r\n\x1a\n"
KEPT_BY_JPEG = {0xE0, 0xE2, 0xEE}  # JFIF, the colour profile, Adobe's colour transform
TOLD_BY_PNG = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
TOLD_BY_WEBP = {b"EXIF", b"XMP "}
VP8X_EXIF, VP8X_XMP = 0x08, 0x04


def without_traces(photo: bytes) -> bytes:
    """The same picture, its turn, and nothing else; what is no photo is given back as it came.

    A HEIC becomes a JPEG: it may hold traces in too many places, and few browsers show it.

    Raises:
        Unreadable: a HEIC that cannot be opened.
    """
    if is_heic(photo):
        return blacken(photo, ())
    if photo.startswith(b"\xff\xd8"):
        return b"\xff\xd8" + _turn_of_jpeg(photo) + b"".join(_of_jpeg(photo))
    if photo.startswith(PNG):
        return PNG + b"".join(_of_png(photo))
    if photo[:4] == b"RIFF" and photo[8:12] == b"WEBP":
        body = b"WEBP" + b"".join(_of_webp(photo))
        return b"RIFF" + struct.pack("<I", len(body)) + body
    return photo


def _turn(photo: bytes) -> int:
    """How the camera was held, 1 … 8; 1 is upright, and where nothing is said."""
    try:
        with Image.open(BytesIO(photo), formats=("JPEG", "PNG", "WEBP")) as image:
            found = image.getexif().get(TURN, 1)
    except (OSError, SyntaxError, ValueError):
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def _exif(turn: int) -> bytes:
    """EXIF that holds the turn alone, as TIFF."""
    exif = Image.Exif()
    exif[TURN] = turn
    return exif.tobytes().removeprefix(b"Exif\0\0")


def _turn_of_jpeg(photo: bytes) -> bytes:
    turn = _turn(photo)
    if turn == 1:
        return b""
    body = b"Exif\0\0" + _exif(turn)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _of_jpeg(photo: bytes) -> Iterator[bytes]:
    """The segments that make the picture, to its end; of a broken file, what is left of it."""
    at = 2
    while at + 4 <= len(photo) and photo[at] == 0xFF:
        marker = photo[at + 1]
        if marker == 0xD9:
            break
        end = at + 2 + int.from_bytes(photo[at + 2 : at + 4], "big")
        if marker == 0xDA:
            end = _end_of_scan(photo, end)
        told = (0xE0 <= marker <= 0xEF and marker not in KEPT_BY_JPEG) or marker == 0xFE
        second_picture = marker == 0xE2 and photo[at + 4 : at + 8] == b"MPF\0"
        if not told and not second_picture:
            yield photo[at:end]
        at = end
    if photo[at : at + 2] == b"\xff\xd9":
        yield b"\xff\xd9"


def _end_of_scan(photo: bytes, at: int) -> int:
    """Where the next marker stands: FF that is neither stuffed with 00 nor a restart."""
    while (at := photo.find(b"\xff", at)) != -1 and at + 1 < len(photo):
        if photo[at + 1] != 0x00 and not 0xD0 <= photo[at + 1] <= 0xD7 and photo[at + 1] != 0xFF:
            return at
        at += 1
    return len(photo)


def _of_png(photo: bytes) -> Iterator[bytes]:
    """The chunks that make the picture, the turn before the pixels."""
    at, turn = len(PNG), _turn(photo)
    while at + 8 <= len(photo):
        length, kind = struct.unpack(">I4s", photo[at : at + 8])
        end = at + 12 + length
        if kind == b"IDAT" and turn != 1:
            exif = _exif(turn)
            yield struct.pack(">I", len(exif)) + b"eXIf" + exif
            yield struct.pack(">I", zlib.crc32(b"eXIf" + exif))
            turn = 1
        if kind not in TOLD_BY_PNG:
            yield photo[at:end]
        if kind == b"IEND":
            break
        at = end


def _of_webp(photo: bytes) -> Iterator[bytes]:
    """The chunks that make the picture, and the turn behind them."""
    at, turn = 12, _turn(photo)
    size = min(len(photo), 8 + int.from_bytes(photo[4:8], "little"))
    while at + 8 <= size:
        kind, length = struct.unpack("<4sI", photo[at : at + 8])
        end = at + 8 + length + length % 2
        if kind == b"VP8X":
            said = photo[at + 8] & ~VP8X_XMP & ~VP8X_EXIF | (VP8X_EXIF if turn != 1 else 0)
            yield photo[at : at + 8] + bytes([said]) + photo[at + 9 : end]
        elif kind not in TOLD_BY_WEBP:
            yield photo[at:end]
        at = end
    if turn != 1:
        exif = _exif(turn)
        yield struct.pack("<4sI", b"EXIF", len(exif)) + exif + b"\0" * (len(exif) % 2)
