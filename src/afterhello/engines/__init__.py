"""Engines: what reads pictures for the program, each behind a Protocol.

    engines.ocr()               the OCR engine of this process, loaded when first used
    engines.scripts()           what reads the scripts that it lacks, where that is installed
    engines.rest(after_s=120)   puts models away that nobody used for two minutes

An engine is chosen here and nowhere else; the packages above know the Protocol.
Every model file is checked against `models.lock` before it is opened.
"""

from __future__ import annotations

import os
from functools import cache

from afterhello.engines.protocol import OCR, Image, Quad, Scripts, Words

__all__ = ["OCR", "Image", "Quad", "Scripts", "Words", "ocr", "rest", "scripts"]

# onnxruntime reports its own use to its maker unless it is told before its import.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"


@cache
def ocr() -> OCR:
    """The OCR engine of this process. Making it costs nothing; its first use loads the models."""
    from afterhello.engines.rapid import Rapid

    return Rapid()


@cache
def scripts() -> Scripts:
    """What reads the scripts that the OCR engine lacks; it looks what is installed at its first use."""
    from afterhello.engines.tesseract import Tesseract

    return Tesseract()


def rest(after_s: float) -> bool:
    """Whether models were put away because nobody used them for `after_s` seconds."""
    return bool(ocr.cache_info().currsize) and ocr().rest(after_s)
