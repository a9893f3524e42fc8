"""The captures app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CapturesConfig(AppConfig):
    name = "afterhello.captures"
    verbose_name = _("Captures")

    def ready(self) -> None:
        from afterhello.captures import chapters as own
        from afterhello.ui import chapters, places
        from afterhello.ui.chapters import Chapter

        under = ("/capture", "/stacks", "/cards", "/photos")
        places.add(places.Place("capture", _("Capture"), "capture", "capture", 30, under))
        chapters.add("person", Chapter("card", "", 0, "captures/on_person.html", own.card, "beside"))
        chapters.add("stack", Chapter("ending", "", 0, "captures/ending.html", own.ending))
        chapters.add("landing", Chapter("stacks", "", 10, "captures/waiting.html", own.waiting))
