"""The shared surface as an app: templates, static files, tags."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "afterhello.ui"
    label = "ui"
    verbose_name = _("shared surface")
