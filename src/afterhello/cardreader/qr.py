"""Codes on a card, and what kind of text is in them."""

from __future__ import annotations

import re

import cv2
import zxingcpp

from afterhello.cardreader.shapes import QR, QRKind
from afterhello.engines import Image

ENLARGED = (1, 2, 3)
MOST_SIDE_PX = 4000
"""Enlarging beyond this found nothing more and costs a second."""

_FORMATS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_KINDS: tuple[tuple[QRKind, re.Pattern[str]], ...] = (
    ("vcard", re.compile(r"\s*BEGIN:VCARD", re.IGNORECASE)),
    ("mecard", re.compile(r"\s*(MECARD|BIZCARD):", re.IGNORECASE)),
    ("url", re.compile(r"\s*(https?://|www\.)\S+\s*$", re.IGNORECASE)),
)


def code_on(image: Image) -> QR | None:
    """The first QR code on a straightened card, or None.

    Small codes are only readable enlarged: the card is tried at one, two and three times its size.
    """
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    for times in ENLARGED:
        if times > 1 and times * max(grey.shape) > MOST_SIDE_PX:
            break
        size = (grey.shape[1] * times, grey.shape[0] * times)
        larger = grey if times == 1 else cv2.resize(grey, size, interpolation=cv2.INTER_CUBIC)
        for code in zxingcpp.read_barcodes(larger, formats=_FORMATS):
            if code.text.strip():
                return QR(kind_of(code.text), code.text)
    return None


def kind_of(text: str) -> QRKind:
    """What the text of a code is.

    >>> kind_of("MECARD:N:Raman,Priya;;")
    'mecard'
    """
    return next((kind for kind, pattern in _KINDS if pattern.match(text)), "text")
