"""The people app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from afterhello.ui import places
from afterhello.ui.places import Place


class PeopleConfig(AppConfig):
    name = "afterhello.people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Put People into the menu."""
        places.add(Place("people", _("People"), "people", "people", 20, ("/people",)))
