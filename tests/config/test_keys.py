"""Key files are made once, whole, and for the eyes of their user alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from afterhello.config.keys import key_file


def test_a_key_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "sessions.key"

    made = key_file(path)

    assert len(made) >= 43  # 256 bits
    assert key_file(path) == made
    assert path.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [path]


def test_all_who_start_at_once_read_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        read = set(pool.map(lambda _number: key_file(tmp_path / "sessions.key"), range(40)))

    assert len(read) == 1
    assert "" not in read


def test_an_empty_key_that_a_full_disk_left_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "sessions.key"
    path.touch()

    assert key_file(path)
    assert path.stat().st_mode & 0o077 == 0
