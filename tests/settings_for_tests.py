"""The program's own settings, in folders of the tests' own.

pytest-django reads the settings before any conftest, so the folders have to be
named here. Processes that tests start read the program's settings themselves.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

ROOM = Path(tempfile.mkdtemp(prefix="afterhello-tests-"))
os.environ["AFTERHELLO_DATA"] = str(ROOM / "data")
os.environ["AFTERHELLO_KEYS"] = str(ROOM / "keys")
for elsewhere in ("AFTERHELLO_MEDIA", "AFTERHELLO_HOSTS", "PUBLIC_URL"):
    os.environ.pop(elsewhere, None)

from afterhello.config.settings import *  # noqa: E402, F403 - the environment comes first; all of them

(ROOM / "data" / "static").mkdir()
os.environ["DJANGO_SETTINGS_MODULE"] = "afterhello.config.settings"
