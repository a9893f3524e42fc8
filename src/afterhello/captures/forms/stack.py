"""The forms of handing photos in."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from afterhello.accounts.models import User
from afterhello.captures.handing_in import HandingIn
from afterhello.captures.models import Stack
from afterhello.cardreader.glance import glance
from afterhello.cardreader.photo import MAX_BYTES, is_heic
from afterhello.cardreader.traces import without_traces
from afterhello.encounters.forms import OccasionForm
from afterhello.errors import Unreadable

MOST_PHOTOS = 20
# A telephone that keeps its photos as HEIC hands a JPEG over where HEIC is not asked for.
ACCEPTED = "image/jpeg,image/png,image/webp" + (",image/heic,image/heif" if find_spec("pillow_heif") else "")


class ManyFiles(forms.ClearableFileInput):
    """A file field that takes several."""

    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Several pictures; one that is empty is no reason to refuse the others."""

    def __init__(self, *, thumbs: str) -> None:
        """`thumbs`: which element of the page shows what was chosen."""
        attributes = {"accept": ACCEPTED, "multiple": True, "data-thumbs": thumbs}
        super().__init__(
            label=_("Photos of cards"),
            allow_empty_file=True,
            error_messages={"required": _("Choose a photo first.")},
            widget=ManyFiles(attrs=attributes),
        )

    def clean(self, data: Any, initial: Any = None) -> list[File[bytes]]:
        """The pictures handed in; each is checked by `PicturesForm.clean_pictures`."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(PicturesField, self).clean(each, initial) for each in given or [None]]


class PicturesForm(forms.Form):
    """Photos of cards: those that can be read; of each other one, `refused` says why."""

    pictures = PicturesField(thumbs="#chosen")

    def clean_pictures(self) -> list[File[bytes]]:
        """The pictures that can be read, as many as are taken at a time."""
        self.refused: list[str] = []
        given = self.cleaned_data["pictures"]
        good = [good for picture in given[:MOST_PHOTOS] if (good := self.readable(picture))]
        self.refused += too_many(given[MOST_PHOTOS:])
        if not good:
            raise forms.ValidationError(self.refused)
        return good

    def readable(self, picture: File[bytes]) -> File[bytes] | None:
        """The picture, if it is a photo by its size and header; else its sentence joins `refused`.

        A HEIC is opened now, one after the other, before any transaction begins: it is kept as a JPEG.
        """
        photo = picture.read(MAX_BYTES + 1)  # a film chosen by mistake would fill the memory
        picture.seek(0)
        try:
            glance(photo)
            if is_heic(photo):
                name = PurePath(picture.name or "photo").with_suffix(".jpg").name
                return ContentFile(without_traces(photo), name=name)
        except Unreadable as refusal:
            self.refused.append(f"{picture.name}: {known_otherwise(photo[:32]) or refusal}")
            return None
        return picture


class StackForm(PicturesForm, OccasionForm):
    """Photos of cards, and where and when the people were met."""

    def save(self, owner: User) -> tuple[Stack, list[str]]:
        """The stack, handed to the worker; and what there is to say of photos that lay here already."""
        cleaned = self.cleaned_data
        handing_in = HandingIn(owner, cleaned["pictures"])
        return handing_in.begin(cleaned["event"], cleaned["held_on"]), handing_in.sentences


class MorePhotosForm(PicturesForm):
    """More photos of the same evening."""

    def add_to(self, stack: Stack) -> list[str]:
        """Hand them to the worker; what there is to say of photos that lay here already."""
        handing_in = HandingIn(stack.owner, self.cleaned_data["pictures"])
        handing_in.add_to(stack)
        return handing_in.sentences


def too_many(left: list[File[bytes]]) -> list[str]:
    """What to say of those that were chosen beyond what is taken at a time."""
    if not left:
        return []
    sentence = ngettext(
        "{most} photos are taken at a time. This one was not: {names}. Hand it in next.",
        "{most} photos are taken at a time. These were not: {names}. Hand them in next.",
        len(left),
    )
    return [sentence.format(most=MOST_PHOTOS, names=", ".join(str(picture.name) for picture in left))]


def known_otherwise(head: bytes) -> str:
    """What to do with a file that is no photo, where its first bytes tell what it is; else empty."""
    if head.startswith(b"%PDF"):
        return gettext(
            "This is a PDF, not a photo. Nothing is lost. Save its page as a picture, or photograph it."
        )
    film = (head[4:8] == b"ftyp" and head[8:12] not in STILL) or head.startswith(b"\x1aE\xdf\xa3")
    if film or head[8:12] == b"AVI ":
        return gettext("This is a film, not a photo. Nothing is lost. Take a photo of the cards instead.")
    return ""


STILL = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}
"""Brands of files that are built like films and hold pictures. Source: MP4 Registration Authority."""
