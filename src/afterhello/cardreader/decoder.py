"""The child process that decodes a photo: bytes on stdin, a line of JSON and pixels on stdout.

    python -I decoder.py '{"max_pixels": …, "keep_pixels": …, "memory_bytes": …, "cpu_s": …, "heic": false}'

A picture from outside is decoded here and nowhere else, within limits that the
kernel holds, so that a crafted file can at worst end this process. It imports
Pillow alone, and pillow_heif for a photo that is HEIC. The answer is {"width",
"height", "columns", "rows"} followed by rows × columns × 3 bytes (red, green,
blue), or {"refused": reason} and nothing.
"""

from __future__ import annotations

import contextlib
import json
import math
import sys
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

KINDS = ("JPEG", "PNG", "WEBP")
HEIC: list[str] = []
"""The kind of that name, once this process was asked to open one."""
TURNED = 5
"""EXIF orientations from here on (5 … 8) swap width and height. Source: EXIF 2.32, tag 0x0112."""


class TooLargeError(Exception):
    """More pixels than allowed, by the header."""


def main() -> None:
    """Decode what stands on stdin as the first argument asks."""
    wish = json.loads(sys.argv[1])
    _hold_to(wish["memory_bytes"], wish["cpu_s"])
    Image.MAX_IMAGE_PIXELS = None  # our own limit is checked against the header, below
    answer: dict[str, int | str]
    pixels = b""
    if wish["heic"]:
        _take_heic()
    try:
        answer, pixels = decode(sys.stdin.buffer.read(), wish["max_pixels"], wish["keep_pixels"])
    except UnidentifiedImageError:
        answer = {"refused": "unknown"}
    except (TooLargeError, MemoryError):
        answer = {"refused": "large"}
    except (OSError, SyntaxError, ValueError, EOFError):
        # Pillow's ways to say that a file breaks off or is damaged within.
        answer = {"refused": "broken"}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.write(pixels)


def decode(photo: bytes, max_pixels: int, keep_pixels: int) -> tuple[dict[str, int | str], bytes]:
    """Size of the turned photo, that of what was kept of it, and the pixels kept.

    Raises:
        TooLargeError: the header promises more than `max_pixels`.
        OSError, ValueError: see Pillow.
    """
    with Image.open(BytesIO(photo), formats=(*KINDS, *HEIC)) as image:
        width, height = image.size
        if width * height > max_pixels:
            raise TooLargeError
        turned = image.getexif().get(0x0112, 1) >= TURNED
        less = 2 ** max(0, math.ceil(math.log2(width * height / keep_pixels) / 2))
        image.draft("RGB", (width // less, height // less))  # does nothing but to JPEG
        image.load()
        still = max(1, round(less * image.width / width))
        plain = _plain(image)
        small = plain if still == 1 else plain.reduce(still)
        small.info = plain.info
    upright = _turned(small)
    size = (height, width) if turned else (width, height)
    answer: dict[str, int | str] = {
        "width": size[0],
        "height": size[1],
        "columns": upright.width,
        "rows": upright.height,
    }
    return answer, upright.tobytes()


def _take_heic() -> None:
    import pillow_heif

    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.options.THUMBNAILS = False
    pillow_heif.register_heif_opener()
    HEIC.append("HEIF")


def _plain(image: Image.Image) -> Image.Image:
    """The picture in RGB, transparency over white, with its EXIF kept for the turn."""
    if image.mode.startswith("I") or image.mode == "F":
        image = image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        white.info = image.info
        image = Image.alpha_composite(white, image)
    return image if image.mode == "RGB" else image.convert("RGB")


def _turned(image: Image.Image) -> Image.Image:
    turned = image
    with contextlib.suppress(Exception):  # a damaged EXIF block turns nothing
        turned = ImageOps.exif_transpose(image)
    return turned


def _hold_to(memory_bytes: int, cpu_s: int) -> None:
    """Let the kernel end this process past these limits, where it has such limits."""
    try:
        import resource
    except ImportError:  # Windows has none; the parent's clock still holds
        return
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
    with contextlib.suppress(ValueError, OSError):  # macOS refuses an address space limit
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


if __name__ == "__main__":
    main()
