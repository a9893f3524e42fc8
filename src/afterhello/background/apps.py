"""The background app: the queue, its workers and its schedule."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class BackgroundConfig(AppConfig):
    name = "afterhello.background"

    def ready(self) -> None:
        """Let each app's `schedule.py` register what it does periodically."""
        autodiscover_modules("schedule")
