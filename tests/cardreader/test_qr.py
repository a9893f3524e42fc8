from __future__ import annotations

import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from afterhello.cardreader.qr import code_on, kind_of
from afterhello.cardreader.shapes import QR
from cardreader.drawn import as_pixels, drawn_card

VCARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Priya Raman\nEND:VCARD"


def square(text: str, side: int) -> Image.Image:
    """A code of so many px."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    return Image.fromarray(np.asarray(code.to_image(scale=4))).resize((side, side))


def with_code(text: str, side: int, margin: int = 30) -> Image.Image:
    """A card with a code of so many px in its corner."""
    card = drawn_card(["Priya Raman", "Head of Operations"])
    card.paste(square(text, side), (850 - side - margin, 550 - side - margin))
    return card


@pytest.mark.parametrize("side", [240, 120])
def test_a_code_is_read(side: int) -> None:
    assert code_on(as_pixels(with_code(VCARD, side))) == QR("vcard", VCARD)


def test_a_small_soft_code_is_read_enlarged() -> None:
    soft = with_code("https://example.org/priya", 70).filter(ImageFilter.GaussianBlur(0.7))

    assert code_on(as_pixels(soft)) == QR("url", "https://example.org/priya")


def test_a_code_turned_by_any_angle_is_read() -> None:
    card = drawn_card(["Priya Raman"])
    card.paste(square(VCARD, 160).rotate(17, expand=True, fillcolor=255), (560, 280))

    assert code_on(as_pixels(card)) == QR("vcard", VCARD)


def test_a_light_code_on_dark_paper_is_read() -> None:
    assert code_on(as_pixels(ImageOps.invert(with_code(VCARD, 160)))) == QR("vcard", VCARD)


def test_a_faint_code_is_read() -> None:
    faint = with_code(VCARD, 160).point(lambda value: 150 + value // 8)

    assert code_on(as_pixels(faint)) == QR("vcard", VCARD)


def test_a_code_at_the_very_edge_is_read() -> None:
    assert code_on(as_pixels(with_code(VCARD, 160, margin=-8))) == QR("vcard", VCARD)


def test_a_code_with_gloss_upon_its_corner_is_read() -> None:
    down, across = np.mgrid[:550, :850]
    shine = np.clip(1 - np.hypot(across - 760, down - 450) / 80, 0, 1)[..., None] * 240
    glossy = np.clip(as_pixels(with_code(VCARD, 150)) + shine, 0, 255).astype(np.uint8)

    assert code_on(glossy) == QR("vcard", VCARD)


def test_of_several_codes_the_one_that_tells_of_a_person_is_taken() -> None:
    card = with_code("https://example.org/app", 160)
    card.paste(square(VCARD, 160), (60, 340))

    assert code_on(as_pixels(card)) == QR("vcard", VCARD)


def test_a_card_without_a_code_has_none() -> None:
    assert code_on(as_pixels(drawn_card(["Priya Raman"]))) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (VCARD, "vcard"),
        ("begin:vcard\r\n", "vcard"),
        ("MECARD:N:Raman,Priya;TEL:02055550134;;", "mecard"),
        ("http://example.org", "url"),
        ("www.example.org/a?b=c", "url"),
        ("see https://example.org for more", "text"),
        ("020 5555 0134", "text"),
    ],
)
def test_what_a_code_holds_is_told_by_its_beginning(text: str, kind: str) -> None:
    assert kind_of(text) == kind
