"""What was just done, said at the foot of the page, with the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

UNDO = "undo "


@dataclass(frozen=True, slots=True)
class Toast:
    """A sentence; `undo` is the address to POST to that takes it back."""

    sentence: str
    failed: bool = False
    undo: str = ""

    @property
    def undo_label(self) -> str:
        return _("Undo")


def say(request: HttpRequest, sentence: str, undo: str = "") -> None:
    """Say `sentence` on the next page drawn for this browser, with a button that undoes it."""
    messages.info(request, sentence, extra_tags=f"{UNDO}{undo}" if undo else "")


def say_failed(request: HttpRequest, sentence: str) -> None:
    """Say what did not work; it stays until it is put away."""
    messages.error(request, sentence)


def waiting(said: Any) -> list[Toast]:
    """The toasts among Django's messages, which are used up by this."""
    found = []
    for message in said or ():
        tags = message.extra_tags or ""
        undo = tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""
        found.append(Toast(str(message), message.level >= messages.WARNING, undo))
    return found
