"""Files of rows: deleted when the transaction is through, and swept up where no row names them.

A file that is written in a transaction that rolls back, or whose row goes with
its stack or its owner, is named by no row. The sweep finds it in the night.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

from django.core.files.storage import Storage
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone

YOUNG = timedelta(days=1)
"""A file may lie there before its row is committed, but never for so long."""


def delete_after_commit(file: FieldFile) -> None:
    """Delete a file once its row names it no more for good; after a rollback it is still there."""
    name, storage = file.name, file.storage
    if name:
        transaction.on_commit(lambda: storage.delete(name), robust=True)


def sweep(rows: models.QuerySet[models.Model], field: str, folder: str) -> None:
    """Delete the files below `folder`, one folder an owner, that `field` of no row names.

    Args:
        rows: everybody's.
    """
    storage = rows.model._meta.get_field(field).storage  # type: ignore[union-attr]  # a file field
    for owner in _listed(storage, folder)[0]:
        there = [f"{folder}/{owner}/{name}" for name in _listed(storage, f"{folder}/{owner}")[1]]
        for some in _in_parts(there):
            named = set(rows.filter(**{f"{field}__in": some}).values_list(field, flat=True))
            for name in some:
                if name not in named and _is_old(storage, name):
                    storage.delete(name)


def _listed(storage: Storage, folder: str) -> tuple[list[str], list[str]]:
    """Folders and files in a folder; nothing where there is none yet."""
    with suppress(FileNotFoundError):
        return storage.listdir(folder)
    return [], []


def _in_parts(names: list[str], size: int = 500) -> Iterator[list[str]]:
    for start in range(0, len(names), size):
        yield names[start : start + size]


def _is_old(storage: Storage, name: str) -> bool:
    with suppress(FileNotFoundError):  # somebody else was faster
        return storage.get_modified_time(name) < timezone.now() - YOUNG
    return False
