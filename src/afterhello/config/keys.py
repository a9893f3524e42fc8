"""Key files: made once, mode 0600, apart from the database and never in a backup."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path


def key_file(path: Path) -> str:
    """The key in `path`; a new one of 256 random bits where there is none yet.

    It gets its name when it is whole, on the disk: of two processes that start
    at once one names its own and both read that, and a disk that is full leaves
    no empty key behind. Where an empty one lies there all the same, it is replaced.
    """
    if known := _read(path):
        return known
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(32))
            file.flush()
            os.fsync(file.fileno())
        _name(Path(draft), path)
    finally:
        Path(draft).unlink(missing_ok=True)
    return _read(path)


def _read(path: Path) -> str:
    return path.read_text().strip() if path.exists() else ""


def _name(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        if not _read(path):
            draft.replace(path)
