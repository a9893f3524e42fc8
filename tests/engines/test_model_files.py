from __future__ import annotations

from dataclasses import replace

import pytest

from afterhello.engines.modelfiles import ModelFile, locked
from afterhello.errors import Unreachable


@pytest.mark.parametrize("model", locked().values(), ids=list(locked()))
def test_every_locked_model_is_installed_as_locked(model: ModelFile) -> None:
    assert model.located().stat().st_size == model.bytes
    assert model.licence == "Apache-2.0"


def test_an_altered_model_is_refused_with_what_to_do() -> None:
    altered = replace(locked()["upside-down lines"], sha256="0" * 64)

    with pytest.raises(Unreachable, match=r"not the one that this program was tested with.*make run"):
        altered.located()


def test_a_missing_model_is_refused_with_what_to_do() -> None:
    missing = replace(locked()["text detection"], path="models/elsewhere.onnx")

    with pytest.raises(Unreachable, match=r"elsewhere\.onnx\) is missing.*Your photos are kept"):
        missing.located()


def test_a_model_of_a_package_that_is_not_installed_is_missing() -> None:
    with pytest.raises(Unreachable, match="is missing"):
        replace(locked()["text detection"], package="nowhere_to_be_found").located()
