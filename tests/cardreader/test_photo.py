from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable
from contextlib import suppress

import numpy as np
import pillow_heif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from afterhello.cardreader import photo
from afterhello.cardreader.glance import glance
from afterhello.cardreader.photo import MAX_BYTES, open_photo
from afterhello.errors import Unreadable
from cardreader.drawn import as_bytes


def noise(width: int, height: int) -> Image.Image:
    pixels = np.random.default_rng(7).integers(0, 255, (height, width, 3), np.uint8)
    return Image.fromarray(pixels)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_kind_of_photo_opens_with_its_size_and_colours(kind: str) -> None:
    opened = open_photo(as_bytes(Image.new("RGB", (60, 40), (200, 100, 50)), kind))

    assert (opened.width, opened.height, opened.scale) == (60, 40, 1.0)
    blue, green, red = opened.pixels[20, 30]
    assert abs(int(red) - 200) < 6
    assert abs(int(green) - 100) < 6
    assert abs(int(blue) - 50) < 6


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "1", "I;16"])
def test_every_mode_of_png_becomes_three_colours(mode: str) -> None:
    opened = open_photo(as_bytes(Image.new(mode, (60, 40)), "PNG"))

    assert opened.pixels.shape == (40, 60, 3)


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_every_mode_of_jpeg_becomes_three_colours(mode: str) -> None:
    opened = open_photo(as_bytes(Image.new("RGB", (60, 40), "#c86432").convert(mode)))

    assert opened.pixels.shape == (40, 60, 3)
    assert 60 < opened.pixels.mean() < 180


def test_a_progressive_jpeg_opens() -> None:
    opened = open_photo(as_bytes(noise(300, 200), progressive=True))

    assert opened.pixels.shape == (200, 300, 3)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_moving_pictures_the_first_is_taken(kind: str) -> None:
    first, second = Image.new("RGB", (60, 40), "white"), Image.new("RGB", (60, 40), "black")

    opened = open_photo(as_bytes(first, kind, save_all=True, append_images=[second], lossless=True))

    assert opened.pixels.min() > 250


def heic(image: Image.Image, **options: object) -> bytes:
    """The picture as an iPhone saves it."""
    out = io.BytesIO()
    pillow_heif.from_pillow(image).save(out, quality=90, **options)
    return out.getvalue()


def test_a_heic_opens_where_the_extra_is_installed() -> None:
    sideways = Image.new("RGB", (80, 40), "white")
    sideways.paste("black", (0, 0, 20, 40))
    exif = Image.Exif()
    exif[0x0112] = 6

    photo = heic(sideways, exif=exif.tobytes())
    glance(photo)
    opened = open_photo(photo)

    assert (opened.width, opened.height) == (40, 80)
    assert opened.pixels[:15].mean() < 30
    assert opened.pixels[30:].mean() > 225


@pytest.mark.parametrize("look", [glance, open_photo])
def test_without_the_extra_a_heic_is_refused_with_what_to_do(
    look: Callable[[bytes], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photo, "find_spec", lambda _: None)

    with pytest.raises(Unreadable, match=r"HEIC.*Most Compatible.*make heic"):
        look(heic(Image.new("RGB", (64, 64))))


def test_a_heic_that_breaks_off_is_refused() -> None:
    whole = heic(noise(300, 200))

    with pytest.raises(Unreadable, match="Nothing is lost"):
        open_photo(whole[: len(whole) // 2])


def test_what_is_transparent_is_white() -> None:
    opened = open_photo(as_bytes(Image.new("RGBA", (60, 40), (0, 0, 0, 0)), "PNG"))

    assert opened.pixels.min() == 255


def test_a_photo_taken_sideways_is_turned() -> None:
    sideways = Image.new("RGB", (60, 40), "white")
    sideways.paste("black", (0, 0, 20, 40))
    exif = Image.Exif()
    exif[0x0112] = 6

    opened = open_photo(as_bytes(sideways, exif=exif))

    assert (opened.width, opened.height) == (40, 60)
    assert opened.pixels[:15].mean() < 20
    assert opened.pixels[25:].mean() > 235


@pytest.mark.parametrize(("kind", "width", "height"), [("JPEG", 6000, 5000), ("PNG", 5200, 5000)])
def test_a_large_photo_is_kept_reduced_but_knows_its_size(kind: str, width: int, height: int) -> None:
    opened = open_photo(as_bytes(Image.new("RGB", (width, height), "white"), kind))

    assert (opened.width, opened.height) == (width, height)
    assert opened.scale == 2.0
    assert opened.pixels.shape == (height // 2, width // 2, 3)


def test_too_many_pixels_are_refused_by_the_header_alone() -> None:
    small = bytearray(as_bytes(Image.new("L", (1, 1)), "PNG"))
    # A PNG's width and height stand at byte 16; the checksum of that block follows its 13 bytes.
    small[16:24] = (20_000).to_bytes(4, "big") * 2
    small[29:33] = zlib.crc32(small[12:29]).to_bytes(4, "big")

    with pytest.raises(Unreadable, match="more pixels than can be opened here"):
        open_photo(bytes(small))


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"This file is empty\. Nothing is lost\."):
        open_photo(b"")


def test_a_file_above_the_limit_is_refused_unopened() -> None:
    with pytest.raises(Unreadable, match="larger than 25 MB"):
        open_photo(b"\xff" * (MAX_BYTES + 1))


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_another_kind_of_picture_is_refused(kind: str) -> None:
    with pytest.raises(Unreadable, match="not a JPEG, PNG or WebP"):
        open_photo(as_bytes(Image.new("RGB", (60, 40)), kind))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_that_breaks_off_is_refused(kind: str) -> None:
    whole = as_bytes(noise(300, 200), kind)

    with pytest.raises(Unreadable, match=r"damaged or breaks off"):
        open_photo(whole[: len(whole) // 2])


@settings(max_examples=12, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF"]))
def test_no_bytes_do_worse_than_be_refused(body: bytes, head: bytes) -> None:
    with pytest.raises(Unreadable):
        open_photo(head + body)


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_damaged_photo_opens_or_is_refused(chance: random.Random) -> None:
    damaged = bytearray(as_bytes(noise(80, 60)))
    for _ in range(30):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)

    with suppress(Unreadable):
        assert open_photo(bytes(damaged)).pixels.ndim == 3


def test_a_photo_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo, "WALL_S", 0.001)

    with pytest.raises(Unreadable, match="took too long"):
        open_photo(as_bytes(noise(300, 200)))


def test_a_photo_that_needs_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo, "MEMORY_BYTES", 150_000_000)

    with pytest.raises(Unreadable, match=r"Nothing is lost"):
        open_photo(as_bytes(Image.new("RGB", (9000, 9000)), "PNG"))
