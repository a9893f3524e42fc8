"""The accounts app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "afterhello.accounts"
    verbose_name = _("You")

    def ready(self) -> None:
        from afterhello.ui import places

        places.add_own(places.Place("settings", _("Settings"), "gear", "settings", 10, ("/settings",)))
