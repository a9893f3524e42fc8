"""Addresses: each app's own, mounted."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("afterhello.captures.urls")),
    path("", include("afterhello.followups.urls")),
    path("", include("afterhello.encounters.urls")),
    path("", include("afterhello.people.urls")),
    path("", include("afterhello.post.urls")),
    path("", include("afterhello.accounts.urls")),
    path("", include("afterhello.ui.urls")),
]

handler400 = "afterhello.ui.views.bad_request"
handler403 = "afterhello.ui.views.forbidden"
handler404 = "afterhello.ui.views.not_found"
handler500 = "afterhello.ui.views.broken"
