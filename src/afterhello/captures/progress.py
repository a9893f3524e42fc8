"""How far the photos of a stack are read, in words, and whether anything of it is new."""

from __future__ import annotations

from zlib import crc32

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from afterhello.captures.models import Photo, Stack


class Progress:
    """The photos of a stack, with their cards at hand, as they stand now."""

    def __init__(self, stack: Stack) -> None:
        self.photos: list[Photo] = list(stack.photo_set.all())
        self.waiting = sum(card.is_waiting for photo in self.photos for card in photo.card_set.all())

    @property
    def is_reading(self) -> bool:
        """Whether a photo still waits to be read."""
        return any(photo.is_reading for photo in self.photos)

    def numbered(self) -> list[tuple[str, Photo]]:
        """Each photo, and what it is called where there are several: Photo 2 of 3."""
        return [(self.place_of(photo), photo) for photo in self.photos]

    def in_review(self) -> list[tuple[str, Photo]]:
        """Those that were read and are still here, as a card on them waits."""
        return [
            (place, photo)
            for place, photo in self.numbered()
            if photo.read_at and photo.picture and photo.card_set.all()
        ]

    @property
    def seen(self) -> str:
        """A mark that changes with whatever the page shows of it."""
        shown = [
            (
                photo.pk,
                photo.progress_sentence,
                photo.read_at,
                photo.failed_at,
                photo.sentence,
                [(card.pk, card.is_waiting) for card in photo.card_set.all()],
            )
            for photo in self.photos
        ]
        return f"{crc32(repr(shown).encode()):08x}"

    @property
    def sentence(self) -> str:
        """One sentence, for somebody who does not see the page."""
        if not self.is_reading:
            return self._how_it_ended()
        open_ones = [photo for photo in self.photos if photo.is_reading]
        now = next((photo for photo in open_ones if photo.started_at), open_ones[0])
        said = now.progress_sentence
        return f"{self.place_of(now)}. {said}" if len(self.photos) > 1 else said

    def place_of(self, photo: Photo) -> str:
        """Photo 2 of 3; A photo, where it is the only one."""
        if len(self.photos) == 1:
            return str(photo)
        number = [each.pk for each in self.photos].index(photo.pk) + 1
        return _("Photo {number} of {total}").format(number=number, total=len(self.photos))

    def _how_it_ended(self) -> str:
        if self.waiting:
            people = ngettext("One card waits for you.", "{n} cards wait for you.", self.waiting)
            return people.format(n=self.waiting)
        if any(photo.failed_at for photo in self.photos):
            return _("A photo could not be read; it is kept.")
        found = any(photo.card_set.all() for photo in self.photos)
        return "" if found else _("No card was found.")
