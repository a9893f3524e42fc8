"""The runtime of the models must not report to its maker, nor write beside itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

READ = """
import io
from PIL import Image
from afterhello import cardreader
picture = io.BytesIO()
Image.new("RGB", (400, 300), "white").save(picture, "PNG")
cardreader.read(picture.getvalue())
"""


@pytest.mark.ocr
def test_reading_leaves_nothing_in_the_users_home(tmp_path: Path) -> None:
    # onnxruntime 1.32 keeps a device id below ~/.cache and calls its maker, unless told before its import.
    room = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / ".cache")}
    room.pop("ORT_DISABLE_TELEMETRY", None)

    subprocess.run([sys.executable, "-c", READ], env=room, check=True)

    assert list(tmp_path.rglob("*")) == []
