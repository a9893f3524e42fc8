"""What a camera wrote beside the pixels is left out; the pixels and the turn stay."""

from __future__ import annotations

import io

import numpy as np
import pillow_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps, PngImagePlugin

from afterhello.cardreader.traces import TURN, without_traces

GPS = 0x8825
MAKE = 0x010F


def taken(kind: str, turn: int = 6, **more: object) -> bytes:
    """A small photo as a phone hands it over: where, with what, and how it was held."""
    image = Image.new("RGB", (40, 24), "#9a5a00")
    image.paste((255, 255, 255), (3, 2, 9, 7))
    exif = Image.Exif()
    exif[TURN], exif[MAKE] = turn, "A telephone"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (53.0, 47.0, 59.0)
    out = io.BytesIO()
    image.save(out, kind, exif=exif, **more)
    return out.getvalue()


def pixels(photo: bytes) -> bytes:
    """The picture as one sees it, after its turn."""
    with Image.open(io.BytesIO(photo)) as image:
        return ImageOps.exif_transpose(image).convert("RGB").tobytes()


@pytest.mark.parametrize("turn", [1, 3, 6, 8])
@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("JPEG", {}),
        ("JPEG", {"progressive": True, "comment": b"by Ada"}),
        ("PNG", {}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True, "xmp": b"<x:xmpmeta/>"}),
    ],
)
def test_where_it_was_taken_is_gone_and_the_picture_is_the_same(
    kind: str, more: dict[str, object], turn: int
) -> None:
    photo = taken(kind, turn, **more)

    bare = without_traces(photo)

    assert pixels(bare) == pixels(photo)
    with Image.open(io.BytesIO(bare)) as image:
        assert image.getexif().get(TURN, 1) == turn
        assert MAKE not in image.getexif()
        assert not image.getexif().get_ifd(GPS)
    for told in (b"A telephone", b"xmpmeta", b"by Ada"):
        assert told not in bare


def test_words_in_a_png_are_gone() -> None:
    words, out = PngImagePlugin.PngInfo(), io.BytesIO()
    words.add_text("Location", "Leeds, at the coats")
    words.add_itxt("Comment", "with Grace")
    Image.new("RGB", (4, 4)).save(out, "PNG", pnginfo=words)

    bare = without_traces(out.getvalue())

    assert b"Leeds" not in bare
    assert b"Grace" not in bare
    assert pixels(bare) == pixels(out.getvalue())


def test_a_film_behind_the_picture_is_cut_off() -> None:
    photo = taken("JPEG")

    assert without_traces(photo + b"....ftypmp42 a film") == without_traces(photo)


def test_a_photo_that_breaks_off_stays_broken_and_loses_its_place() -> None:
    half = taken("JPEG")[:-40]

    assert b"A telephone" not in without_traces(half)


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\xff\xd8", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x20\0\0\0WEBP"]),
)
def test_no_bytes_break_it(noise: bytes, beginning: bytes) -> None:
    assert len(without_traces(beginning + noise)) <= len(beginning + noise) + 64


def test_a_heic_becomes_a_jpeg_the_right_way_up_without_traces() -> None:
    with Image.open(io.BytesIO(taken("JPEG", turn=6, quality=95))) as photo:
        exif, plain = photo.info["exif"], Image.fromarray(np.asarray(photo))
    out = io.BytesIO()
    pillow_heif.from_pillow(plain).save(out, quality=90, exif=exif)
    assert b"A telephone" in out.getvalue()

    bare = without_traces(out.getvalue())

    with Image.open(io.BytesIO(bare)) as picture:
        assert picture.format == "JPEG"
        assert picture.size == (24, 40)
        assert dict(picture.getexif()) == {}
    assert b"A telephone" not in bare
