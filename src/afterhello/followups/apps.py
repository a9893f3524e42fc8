"""The followups app, and what it adds to other pages."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowupsConfig(AppConfig):
    name = "afterhello.followups"
    verbose_name = _("Follow-ups")

    def ready(self) -> None:
        from afterhello.followups import chapters as own
        from afterhello.ui import chapters
        from afterhello.ui.chapters import Chapter

        chapters.add("person", Chapter("write", "", 10, "followups/write.html", own.write, "actions"))
        chapters.add(
            "person",
            Chapter("letters", _("What you wrote"), 70, "followups/letters.html", own.letters),
        )
        chapters.add(
            "landing",
            Chapter("notes", _("Notes to write"), 20, "followups/waiting.html", own.waiting),
        )
