"""The encounters app, and what it adds to a person's page."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EncountersConfig(AppConfig):
    name = "afterhello.encounters"
    verbose_name = _("Encounters")

    def ready(self) -> None:
        from afterhello.encounters import chapters as own
        from afterhello.ui import chapters
        from afterhello.ui.chapters import Chapter

        chapters.add("person", Chapter("how", "", 5, "encounters/how.html", own.how_we_met))
        chapters.add("person", Chapter("told", "", 10, "encounters/told.html", own.told))
        chapters.add("person", Chapter("times", _("Times together"), 80, "encounters/times.html", own.times))
        chapters.add("person", Chapter("line", "", 30, "encounters/line.html", own.line, "actions"))
        chapters.add("person", Chapter("met", "", 10, "encounters/met.html", own.last_met, "row"))
