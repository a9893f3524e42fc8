"""The places of the menu, and what hangs off the user's own face.

Each app registers its own in its `apps.py`.

A place that does not work yet is not registered, so it is not shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the menu: `icon` names a symbol of the sprite, `position` orders, smallest first.

    `under` is the beginning of the paths that belong to it, so that it is marked there.
    """

    name: str
    title: Any  # a translatable string
    icon: str
    url_name: str
    position: int
    under: tuple[str, ...]


_places: dict[str, Place] = {}
_own: dict[str, Place] = {}


def add(place: Place) -> None:
    """Put a place into the menu (Today 10, People 20, Capture 30, Challenges 40, Events 50)."""
    _places[place.name] = place


def add_own(place: Place) -> None:
    """Hang a page off the user's own face."""
    _own[place.name] = place


def in_menu(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `places`, `own_places`, and `here`, the name of the place one is in."""
    found = sorted(_places.values(), key=lambda place: place.position)
    own = sorted(_own.values(), key=lambda place: place.position)
    here = next((p.name for p in [*found, *own] if request.path.startswith(p.under)), "")
    return {"places": found, "own_places": own, "here": here}
