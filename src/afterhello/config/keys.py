"""Key files: made once, mode 0600, apart from the database and never in a backup."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def key_file(path: Path) -> str:
    """The key in `path`; a new one of 256 random bits where there is none yet.

    Two processes may start at once: the file is made with O_EXCL, so one of
    them makes it and the other reads it.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(32))
    return path.read_text().strip()
