"""The post app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from afterhello.ui import places


class PostConfig(AppConfig):
    name = "afterhello.post"
    verbose_name = _("Post")

    def ready(self) -> None:
        places.add_own(
            places.Place(
                "mail-settings",
                _("Mail"),
                "mail",
                "mail-settings",
                20,
                ("/settings/mail", "/messages/"),
            )
        )
