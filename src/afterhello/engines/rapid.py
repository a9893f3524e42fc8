"""The default OCR: PP-OCRv6 small by rapidocr on onnxruntime.

rapidocr's parts are used one by one rather than its pipeline, so that whole photos
and single cards may be searched at different sizes, strips are read in batches,
and the model files are ours to check: given a path, rapidocr neither downloads
nor writes. One thread each: two cards read side by side beat one read faster.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2

from afterhello.engines.geometry import along_the_line
from afterhello.engines.modelfiles import locked
from afterhello.engines.protocol import Image, Quad, Words


@dataclass(frozen=True, slots=True)
class _Models:
    detector: Any
    recogniser: Any
    classifier: Any


class Rapid:
    """PP-OCRv6 small: Latin, Greek, Chinese and Japanese; neither Cyrillic, Arabic nor Korean."""

    name = "rapidocr PP-OCRv6 small"

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._models: _Models | None = None
        self._used_at = time.monotonic()

    def find_text(self, image: Image, *, longest_side_px: int) -> list[Quad]:
        """Where lines of text are; see the Protocol."""
        with self._lock:
            detector = self._loaded().detector
            detector.limit_side_len = longest_side_px
            boxes = detector(image).boxes
        return [] if boxes is None else [along_the_line(box) for box in boxes]

    def read_strips(self, strips: Sequence[Image]) -> list[Words]:
        """What stands on each strip; see the Protocol."""
        if not strips:
            return []
        from rapidocr.ch_ppocr_rec import TextRecInput

        with self._lock:
            output = self._loaded().recogniser(TextRecInput(img=list(strips), return_word_box=True))
        return [
            _words(text, float(score), info)
            for text, score, info in zip(output.txts, output.scores, output.word_results, strict=True)
        ]

    def upside_down(self, strips: Sequence[Image]) -> list[float]:
        """How likely each strip stands on its head; see the Protocol."""
        if not strips:
            return []
        with self._lock:
            answers = self._loaded().classifier(list(strips)).cls_res
        return [float(score) if label == "180" else 1 - float(score) for label, score in answers]

    def rest(self, after_s: float) -> bool:
        """Whether the models were put away; see the Protocol."""
        with self._lock:
            if self._models is None or time.monotonic() - self._used_at < after_s:
                return False
            self._models = None
            return True

    def _loaded(self) -> _Models:
        self._used_at = time.monotonic()
        if self._models is None:
            self._models = _load()
        return self._models


def _words(text: str, score: float, info: Any) -> Words:
    """What was read, without the spaces around it."""
    kept = text.strip()
    start = text.find(kept)
    letters = tuple(float(sure) for sure in info.confs[start : start + len(kept)])
    return Words(kept, score, _middles(info), letters)


def _middles(info: Any) -> tuple[float, ...]:
    """How far along the strip each letter was seen, from the columns of the network's answer."""
    columns = [column for word in info.word_cols or () for column in word]
    return tuple(min(1.0, (column + 0.5) / info.line_txt_len) for column in columns)


def _load() -> _Models:
    from omegaconf import OmegaConf
    from rapidocr.ch_ppocr_cls import TextClassifier
    from rapidocr.ch_ppocr_det import TextDetector
    from rapidocr.ch_ppocr_rec import TextRecognizer
    from rapidocr.main import DEFAULT_CFG_PATH
    from rapidocr.utils.parse_parameters import ParseParams

    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    cv2.setNumThreads(1)
    one_thread = {"intra_op_num_threads": 1, "inter_op_num_threads": 1}
    config = ParseParams.load(DEFAULT_CFG_PATH)
    engine = OmegaConf.merge(config.EngineConfig.onnxruntime, one_thread)

    def part(name: str, model: str, **settings: object) -> Any:
        own = {"engine_cfg": engine, "model_path": str(locked()[model].located()), **settings}
        for key, value in own.items():
            config[name][key] = value
        return config[name]

    return _Models(
        TextDetector(part("Det", "text detection", limit_type="max")),
        TextRecognizer(part("Rec", "text recognition", font_path=None)),
        TextClassifier(part("Cls", "upside-down lines")),
    )
