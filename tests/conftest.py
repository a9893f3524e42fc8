"""The cast: Ada owns, Grace is in Ada's book, Mallory must see nothing.

Everything a test writes lies in a folder of its own, and the database is a
file, so that a worker or a sender of another process can open it too.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from settings_for_tests import ROOM

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings as SettingsWrapper

    from afterhello.accounts.models import User

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database: those tests run on PostgreSQL too."""
    for item in items:
        asked = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
        if asked or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


PASSWORD = "correct horse battery"


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """The test database is a file: other processes open it in the tests that kill them."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(ROOM / "test.sqlite3")


@pytest.fixture(autouse=True)
def quick_and_apart(settings: SettingsWrapper, tmp_path: Path) -> None:
    """A cheap password hash, unhashed static files, and media of this test alone."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def ada(db: None) -> User:
    """The owner."""
    from afterhello.accounts.models import User

    return User.objects.create_user("ada@example.org", PASSWORD, full_name="Ada Lovell")


@pytest.fixture
def mallory(db: None) -> User:
    """The stranger, who must see nothing."""
    from afterhello.accounts.models import User

    return User.objects.create_user("mallory@example.org", PASSWORD, full_name="Mallory Finch")


@pytest.fixture
def client_of(settings: SettingsWrapper) -> Callable[[User], Client]:
    """A browser in which somebody has signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
