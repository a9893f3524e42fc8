"""The short message that follows up."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from afterhello import notereader
from afterhello.accounts.models import Owned, OwnedQuerySet
from afterhello.encounters.models import Encounter, Noting
from afterhello.errors import RuleBroken
from afterhello.people.models import Person
from afterhello.post.models import MailAccount, Message

OPEN = Q(message=None, handed_over_at=None)


class QuickNoteQuerySet(OwnedQuerySet["QuickNote"]):
    """Quick notes."""

    def begin(self, person: Person, encounter: Encounter | None = None) -> QuickNote:
        """The note to `person` that is being written; a new one where there is none."""
        mine = self.of(person.owner).filter(OPEN, person=person)
        met = encounter or Encounter.objects.of(person.owner).latest_with(person)
        # Of two tabs that begin at once the constraint lets one make it, and the other finds it.
        found, _made = mine.get_or_create(owner=person.owner, person=person, defaults={"encounter": met})
        if found.encounter is None and met is not None:  # begun before anything was noted
            found.encounter = met
            found.save(update_fields=["encounter"])
        return found

    def open(self) -> Self:
        """Those that have neither been sent nor handed to another app."""
        return self.filter(OPEN)

    def worth_writing(self) -> Self:
        """Open ones that have something to say: a line that may be said, or words of the owner's own."""
        said = Noting.objects.filter(
            owner=models.OuterRef("owner"),
            encounter=models.OuterRef("encounter"),
            note__owner=models.OuterRef("owner"),
            note__sayable_at__isnull=False,
        )
        known = Q(person__owner=models.F("owner"), person__removed_at=None)
        return self.open().filter(models.Exists(said) | ~Q(body=""), known)

    def gone(self) -> Self:
        """Those that were sent, are on their way, or were handed to another app; newest first."""
        return self.exclude(OPEN).select_related("message").order_by("-begun_at")


class QuickNote(Owned):
    """The short message that follows up on an encounter:  open → on its way | handed over.

    Until the owner changes a word (`edited_at`), the words are drafted anew
    from what may be said, so that a line added later is in it. The letter
    itself, once it is to be sent, is a `post.Message`, which never names a
    person: this row does.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    encounter = models.ForeignKey(Encounter, on_delete=models.SET_NULL, null=True, related_name="+")
    message = models.OneToOneField(Message, on_delete=models.SET_NULL, null=True, related_name="+")
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(max_length=10_000, blank=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)

    objects = QuickNoteQuerySet.as_manager()

    class Meta:
        ordering = ("begun_at", "id")
        indexes = (models.Index("owner", "person", name="quick_note_by_person"),)
        constraints = (
            models.UniqueConstraint("owner", "person", condition=OPEN, name="quick_note_one_open_a_person"),
            models.CheckConstraint(
                name="quick_note_sent_or_handed_over",
                condition=Q(message=None) | Q(handed_over_at=None),
            ),
        )

    def __str__(self) -> str:
        return self.subject or _("A note to {name}").format(name=self.person)

    def get_absolute_url(self) -> str:
        return reverse("quick-note", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it is still being written."""
        return self.message_id is None and self.handed_over_at is None

    @property
    def said(self) -> str:
        """What they told the owner, and the note may use."""
        return self.encounter.sayable_words() if self.encounter else ""

    @cached_property
    def draft(self) -> notereader.Draft | notereader.Question:
        """What sure rules make of the line; a question where nothing was noted."""
        met = self.encounter
        return notereader.draft(
            self.said,
            greeting=self.person.greeting or self.person.full_name,
            met_on=met.met_on if met else None,
            today=timezone.localdate(),
            place_or_event=met.where if met else None,
            language=self.owner.language[:2],
            more_was_noted=met is not None and met.notes.exists(),
        )

    @property
    def words(self) -> str:
        """The note as it stands: the owner's words, else the signed draft; empty for a question."""
        if self.edited_at:
            return self.body
        return self.owner.signed(self.draft.text) if isinstance(self.draft, notereader.Draft) else ""

    @property
    def proposed_subject(self) -> str:
        """The subject as it stands."""
        if self.edited_at:
            return self.subject
        met = self.encounter
        return notereader.subject(
            self.said,
            met_on=met.met_on if met else None,
            today=timezone.localdate(),
            place_or_event=met.where if met else None,
            greeting=self.person.greeting,
            language=self.owner.language[:2],
        )

    def keep(self, subject: str, body: str) -> None:
        """Keep the owner's words; words that are those of the draft stay a draft.

        Raises:
            RuleBroken: it has gone already.
        """
        if not self.is_open:
            raise RuleBroken(_("This note has gone already. Nothing was changed: write another one."))
        subject, body = " ".join(subject.split()), body.replace("\r\n", "\n").strip()
        if (subject, body) != (self.proposed_subject, self.words.strip()):
            self.subject, self.body, self.edited_at = subject, body, timezone.now()
            self.save(update_fields=["subject", "body", "edited_at"])

    def send(self, to: str) -> Message:
        """Put it into the outbox, once.

        Raises:
            RuleBroken: it has gone already, it says nothing, there is no mail
                account, or the person was removed.
        """
        account = MailAccount.objects.of(self.owner).first()
        if account is None:
            raise RuleBroken(
                _("There is no mail account yet. Your words are kept: set one up in the settings.")
            )
        if not self.words.strip():
            raise RuleBroken(_("The note says nothing yet. Write a line, then send it."))
        with transaction.atomic():
            # The lock lets a removal at the same moment wait, and then find the letter to stop.
            if not Person.objects.of(self.owner).select_for_update().filter(pk=self.person_id).exists():
                raise RuleBroken(
                    _("You removed {name}. Your words are kept: bring them back first, then send it.").format(
                        name=self.person
                    )
                )
            # Of two tabs one finds it open; the lock of the row makes the other wait and find it gone.
            open_one = QuickNote.objects.select_for_update().filter(OPEN, pk=self.pk).exists()
            if not open_one:
                raise RuleBroken(_("This note has gone already. It was not sent twice."))
            self.body, self.subject = self.words, self.proposed_subject
            self.message = Message.objects.queue(
                owner=self.owner, account=account, to=to, subject=self.subject, body=self.body
            )
            self.save(update_fields=["body", "subject", "message"])
        return self.message

    def take_back(self) -> None:
        """Stop it while it waits, and write on.

        Where another note to this person holds words of the owner's own already,
        this one stays as it is, stopped: there is one open note a person.

        Raises:
            RuleBroken: it is on its way already.
        """
        stopped = self.message
        if stopped is None:
            return
        with transaction.atomic():
            stopped.withdraw()
            others = QuickNote.objects.filter(OPEN, owner=self.owner, person=self.person)
            if others.filter(edited_at__isnull=False).exists():
                return
            others.delete()
            self.message, self.edited_at = None, timezone.now()
            self.save(update_fields=["message", "edited_at"])
            # Nothing names the letter any more, so that erasing the person would leave it behind.
            stopped.delete()

    def person_removed(self) -> None:
        """Take the letter back while it waits; the note stays open with its words."""
        if self.message and self.message.state == "queued":
            with suppress(RuleBroken):  # it has begun to leave this very moment
                self.take_back()

    def hand_over(self) -> None:
        """The owner says that they sent the words another way; of two tabs the first decides."""
        QuickNote.objects.filter(OPEN, owner=self.owner, pk=self.pk).update(
            body=self.words, subject=self.proposed_subject, handed_over_at=timezone.now()
        )
        self.refresh_from_db()

    # What every row that points at a person can do: see people/about.py.

    def in_plain_words(self) -> str:
        """That the owner wrote, when, and the words."""
        if self.is_open:
            return _("You are writing a note: “{words}”").format(words=self.words)
        day = date_format(timezone.localtime(self.begun_at).date())
        return _("You wrote on {day}: “{words}”").format(day=day, words=self.body)

    def as_data(self) -> dict[str, Any]:
        """Everything kept of it, for an export."""
        sent = self.message.sent_at if self.message else None
        return {
            "subject": self.subject,
            "body": self.body,
            "begun_at": self.begun_at.isoformat(),
            "sent_at": sent.isoformat() if sent else None,
            "handed_over_at": self.handed_over_at.isoformat() if self.handed_over_at else None,
        }

    def passages(self) -> Iterable[str]:
        """What can be searched: the words that went out."""
        return [] if self.is_open else [text for text in (self.subject, self.body) if text]

    def move_to(self, person: Person) -> None:
        """Make it a note to `person`; of two open ones theirs stays."""
        if self.is_open and QuickNote.objects.of(self.owner).filter(OPEN, person=person).exists():
            self.delete()
            return
        self.person = person
        self.save(update_fields=["person"])

    def erase(self) -> None:
        """Delete it and its letter; one that still waits in the outbox is never sent."""
        message = self.message
        self.delete()
        if message:
            message.delete()
