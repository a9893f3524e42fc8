"""Codes on a card, and what kind of text is in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from afterhello.cardreader.shapes import QR, QRKind
from afterhello.engines import Image

ENLARGED = (2, 3)
MOST_SIDE_PX = 4000
"""Enlarging beyond this found nothing more and costs a second."""

Grey = NDArray[np.uint8]
_TELLING: tuple[QRKind, ...] = ("vcard", "mecard", "url", "text")
_FORMATS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
_KINDS: tuple[tuple[QRKind, re.Pattern[str]], ...] = (
    ("vcard", re.compile(r"\s*BEGIN:VCARD", re.IGNORECASE)),
    ("mecard", re.compile(r"\s*(MECARD|BIZCARD):", re.IGNORECASE)),
    ("url", re.compile(r"\s*(https?://|www\.)\S+\s*$", re.IGNORECASE)),
)


def code_on(image: Image) -> QR | None:
    """The code on a straightened card that says most, or None.

    Small codes are only readable enlarged: the card is tried at one, two and three times its size,
    and once more with its light evened out, which is for gloss.
    """
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8)
    for picture in _tries(grey):
        texts = [code.text for code in zxingcpp.read_barcodes(picture, formats=_FORMATS) if code.text.strip()]
        if texts:
            return min(
                (QR(kind_of(text), text) for text in texts), key=lambda code: _TELLING.index(code.kind)
            )
    return None


def _tries(grey: Grey) -> Iterator[Grey]:
    yield grey
    for times in ENLARGED:
        if times * max(grey.shape) <= MOST_SIDE_PX:
            yield _enlarged(grey, times)
    evened = cv2.createCLAHE(4.0, (8, 8)).apply(_enlarged(grey, ENLARGED[0]))
    yield np.asarray(evened, np.uint8)


def _enlarged(grey: Grey, times: int) -> Grey:
    size = (grey.shape[1] * times, grey.shape[0] * times)
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_CUBIC), np.uint8)


def kind_of(text: str) -> QRKind:
    """What the text of a code is.

    >>> kind_of("MECARD:N:Raman,Priya;;")
    'mecard'
    """
    return next((kind for kind, pattern in _KINDS if pattern.match(text)), "text")
