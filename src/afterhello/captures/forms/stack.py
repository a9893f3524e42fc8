"""The form of handing photos in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from afterhello.accounts.models import User
from afterhello.captures.models import Stack
from afterhello.cardreader.glance import glance
from afterhello.cardreader.photo import MAX_BYTES
from afterhello.encounters.forms import OccasionForm
from afterhello.errors import Unreadable

MOST_PHOTOS = 20


class ManyFiles(forms.ClearableFileInput):
    """A file field that takes several."""

    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Several pictures."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[File[bytes]]:
        """The pictures handed in; each is checked by `StackForm.clean_pictures`."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(PicturesField, self).clean(each, initial) for each in given or [None]]


class StackForm(OccasionForm):
    """Photos of cards, and where and when the people were met."""

    pictures = PicturesField(
        label=_("Photos of cards"),
        error_messages={"required": _("Choose a photo first."), "empty": _("This file is empty.")},
        widget=ManyFiles(
            attrs={
                "accept": "image/jpeg,image/png,image/webp",
                "multiple": True,
                "data-thumbs": "#chosen",
            }
        ),
    )

    def clean_pictures(self) -> list[File[bytes]]:
        """The pictures that can be read; each other one is named in `refused` with its reason."""
        self.refused: list[str] = []
        good = [picture for picture in self.cleaned_data["pictures"] if self.is_readable(picture)]
        if len(good) > MOST_PHOTOS:
            raise forms.ValidationError(
                _("That is more than %(most)s photos. Hand them in in several goes."),
                params={"most": MOST_PHOTOS},
            )
        if not good:
            raise forms.ValidationError(self.refused)
        return good

    def is_readable(self, picture: File[bytes]) -> bool:
        """Whether it is a photo by its size and header; else its sentence joins `refused`."""
        try:
            glance(picture.read(MAX_BYTES + 1))  # a film chosen by mistake would fill the memory
        except Unreadable as refusal:
            self.refused.append(f"{picture.name}: {refusal}")
            return False
        picture.seek(0)
        return True

    def save(self, owner: User) -> Stack:
        """The stack, handed to the worker."""
        cleaned = self.cleaned_data
        return Stack.objects.of(owner).hand_in(
            owner, cleaned["pictures"], cleaned["event"], cleaned["held_on"]
        )
