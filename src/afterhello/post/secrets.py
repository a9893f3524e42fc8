"""Passwords at rest: sealed by Fernet with keys that lie apart from the database.

The key file (`settings.PASSWORD_KEYS`, mode 0600) holds one key a line; the
first seals, every one opens. It is made on first use and read anew each time,
so that a rotation reaches every process at once. Without it the passwords are
lost, and asked for again.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _

from afterhello.errors import RuleBroken, Unreadable


def seal(text: str) -> bytes:
    """`text` as nobody without the key file can read it; b"" for an empty one."""
    return _box().encrypt(text.encode()) if text else b""


def unseal(sealed: bytes | memoryview) -> str:
    """What was sealed.

    Raises:
        Unreadable: the key that sealed it is no longer in the key file.
    """
    if not sealed:
        return ""
    try:
        return _box().decrypt(bytes(sealed)).decode()
    except InvalidToken as problem:
        raise Unreadable(
            _("A password was sealed with a key that is no longer here. Enter the password again.")
        ) from problem


def rotate(reseal: Callable[[Callable[[bytes], bytes]], None]) -> None:
    """Put a new key first, and have everything sealed again with it.

    The key before it stays until the next rotation: another process may have
    sealed something with it a moment ago. Keys older than that are dropped,
    after everything was sealed anew, so a kill at any point loses nothing.

    Args:
        reseal: is given a function sealed → sealed anew, and applies it to every row.
    """
    path = _path()
    lines = [Fernet.generate_key().decode(), *_keys(path)]
    _replace(path, lines)
    reseal(_box().rotate)
    _replace(path, lines[:2])


def _box() -> MultiFernet:
    try:
        return MultiFernet([Fernet(key) for key in _keys(_path())])
    except ValueError as problem:
        raise RuleBroken(
            _("The key file %(path)s holds no usable key. Put the right one back, or move it away.")
            % {"path": _path()}
        ) from problem


def _path() -> Path:
    return Path(settings.PASSWORD_KEYS)


def _keys(path: Path) -> list[str]:
    try:
        if not path.exists():
            _make(path)
        return path.read_text().split()
    except OSError as problem:
        raise RuleBroken(
            _("The key file %(path)s cannot be read or made: %(why)s. Let this user have it.")
            % {"path": path, "why": problem.strerror}
        ) from problem


def _make(path: Path) -> None:
    """Make the key file; of two processes that start at once one makes it, both read it whole."""
    draft = _draft(path, [Fernet.generate_key().decode()])
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    _flush(path.parent)


def _replace(path: Path, lines: list[str]) -> None:
    _draft(path, lines).replace(path)
    _flush(path.parent)


def _draft(path: Path, lines: list[str]) -> Path:
    """A file beside `path`, mode 0600, whole and on the disk before it gets its name."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(handle, "w") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _flush(folder: Path) -> None:
    """The folder's own entry on the disk too, where the system lets a folder be opened."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
