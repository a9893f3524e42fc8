from __future__ import annotations

import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from afterhello.cardreader.qr import code_on, kind_of
from afterhello.cardreader.shapes import QR
from cardreader.drawn import as_pixels, drawn_card

VCARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Priya Raman\nEND:VCARD"


def with_code(text: str, side: int) -> Image.Image:
    """A card with a code of so many px in its corner."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    square = Image.fromarray(np.asarray(code.to_image(scale=4))).resize((side, side))
    card = drawn_card(["Priya Raman", "Head of Operations"])
    card.paste(square, (850 - side - 30, 550 - side - 30))
    return card


@pytest.mark.parametrize("side", [240, 120])
def test_a_code_is_read(side: int) -> None:
    assert code_on(as_pixels(with_code(VCARD, side))) == QR("vcard", VCARD)


def test_a_small_soft_code_is_read_enlarged() -> None:
    soft = with_code("https://example.org/priya", 70).filter(ImageFilter.GaussianBlur(0.7))

    assert code_on(as_pixels(soft)) == QR("url", "https://example.org/priya")


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
