"""A letter on its way out."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from afterhello.accounts.models import Owned
from afterhello.background import later
from afterhello.errors import RuleBroken, Unreachable
from afterhello.post import letter, wording
from afterhello.post.dialogue import Lost, WrongPassword
from afterhello.post.durable import durably
from afterhello.post.models.account import HOLD_BACK_FOR, MailAccount
from afterhello.post.models.outbox import ENDINGS, QUEUED, SENDING, MessageQuerySet, none_but

# After how long a letter that was not taken is offered again, by attempt; then the last one.
BACKOFF = tuple(timedelta(minutes=m) for m in (1, 5, 20, 60, 180, 360))
# A note that arrives days later surprises the one who wrote it: then a person decides.
GIVE_UP_AFTER = timedelta(days=2)


class Superseded(Exception):
    """The lease ran out before the letter was begun; whoever holds it now goes on."""


class Message(Owned):
    """A mail on its way out:  queued → sending → sent | failed | uncertain.

    SMTP cannot promise "once". So `sending` is committed before the first byte
    leaves, and no transaction is open while the server talks. `data_began_at`
    is committed before the letter itself is begun, by a worker that still holds
    the lease. When a lease has run out, a letter without it cannot have left
    and is queued again; one with it is uncertain: only a person sends it again.
    """

    account = models.ForeignKey(MailAccount, on_delete=models.RESTRICT, related_name="+")
    message_id = models.CharField(max_length=300, editable=False)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    queued_at = models.DateTimeField(default=timezone.now, editable=False)
    not_before_at = models.DateTimeField(null=True, editable=False)
    sending_since = models.DateTimeField(null=True, editable=False)
    attempt = models.PositiveSmallIntegerField(default=0, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    data_began_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    failed_at = models.DateTimeField(null=True, editable=False)
    uncertain_at = models.DateTimeField(null=True, editable=False)
    let_be_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    reason = models.TextField(blank=True, default="", editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        ordering = ("queued_at", "id")
        indexes = (models.Index(fields=["owner", "queued_at"], name="message_by_owner"),)
        constraints = (
            models.UniqueConstraint(fields=["owner", "message_id"], name="message_id_once_an_owner"),
            models.CheckConstraint(
                name="message_has_one_ending",
                condition=none_but("sent_at")
                | none_but("failed_at")
                | none_but("uncertain_at")
                | none_but("withdrawn_at"),
            ),
            models.CheckConstraint(
                name="message_ends_only_after_sending",
                condition=Q(sent_at=None, failed_at=None, uncertain_at=None) | Q(sending_since__isnull=False),
            ),
            models.CheckConstraint(
                name="message_sent_only_after_data",
                condition=Q(sent_at=None, uncertain_at=None) | Q(data_began_at__isnull=False),
            ),
            models.CheckConstraint(
                name="message_withdrawn_only_while_queued",
                condition=Q(withdrawn_at=None) | Q(sending_since=None),
            ),
            models.CheckConstraint(
                name="message_leased_while_sending",
                condition=(SENDING & Q(leased_until__isnull=False)) | (~SENDING & Q(leased_until=None)),
            ),
            models.CheckConstraint(
                name="message_data_only_while_sending",
                condition=Q(data_began_at=None) | Q(sending_since__isnull=False),
            ),
            models.CheckConstraint(
                name="message_let_be_only_when_over",
                condition=Q(let_be_at=None) | Q(failed_at__isnull=False) | Q(uncertain_at__isnull=False),
            ),
            models.CheckConstraint(
                name="message_sending_is_an_attempt",
                condition=Q(sending_since=None) | Q(attempt__gte=1),
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

    @property
    def state(self) -> str:
        """queued, sending, sent, failed, uncertain or withdrawn."""
        for ending in ENDINGS:
            if getattr(self, ending):
                return ending.removesuffix("_at")
        return "sending" if self.sending_since else "queued"

    @property
    def state_sentence(self) -> str:
        """How it stands, as one says it, in the reader's time zone."""
        return wording.of(self)

    @property
    def asks(self) -> bool:
        """Whether it waits for an answer of its owner: did it arrive?"""
        return bool(self.uncertain_at) and not self.let_be_at

    @property
    def can_be_sent_again(self) -> bool:
        """Whether its owner may offer the same letter once more."""
        return self.state in {"uncertain", "failed"}

    @property
    def mark(self) -> str:
        """How the page shows the state beside its words: done, failed, unsure, or nothing."""
        return {"sent": "done", "failed": "failed", "uncertain": "unsure"}.get(self.state, "")

    def deliver(self) -> None:
        """Send it, once. A second run finds nothing to claim."""
        attempt = Message.objects.claim(self)
        if attempt is None:
            return
        with translation.override(self.owner.language):
            try:
                self.account.submit(self.as_mail(), lambda: self._begin_data(attempt))
            except Superseded:
                return
            except Lost as silence:
                self._note(attempt, reason=str(silence))
            except Unreachable as silence:
                wait = HOLD_BACK_FOR if isinstance(silence, WrongPassword) else timedelta(0)
                self.put_back(attempt, reason=str(silence), wait=wait)
            except RuleBroken as refusal:
                self.record_failure(attempt, reason=str(refusal))
            else:
                self.record_sent(attempt)

    def as_mail(self) -> EmailMessage:
        """The letter as this attempt hands it over."""
        since = self.sending_since or timezone.now()
        return letter.written(
            sender=self.account.sender,
            to=self.to,
            subject=self.subject,
            body=self.body,
            message_id=self.message_id,
            at=timezone.localtime(since, self.owner.zone),
        )

    def _begin_data(self, attempt: int) -> None:
        """Put down, on the disk, that from now on it may have left."""
        now = timezone.now()
        with durably():
            still_ours = self._held(attempt).filter(SENDING, leased_until__gt=now, data_began_at=None)
            if not still_ours.update(data_began_at=now):
                raise Superseded

    def _held(self, attempt: int) -> MessageQuerySet:
        """This letter, if `attempt` is its last one and nobody has decided what became of it.

        An uncertain one is among them: the server's answer may come after the
        lease ran out, and is better than none.
        """
        return Message.objects.filter(
            Q(sending_since__isnull=False, sent_at=None, failed_at=None, let_be_at=None),
            pk=self.pk,
            owner=self.owner_id,
            attempt=attempt,
        )

    def _note(self, attempt: int, reason: str) -> None:
        """Keep what happened; the letter stays in sending until its lease runs out."""
        self._held(attempt).update(reason=reason)
        self._look_again()

    def record_sent(self, attempt: int) -> None:
        """The server has taken it. On the disk, or a power cut would make us ask for nothing."""
        with durably():
            self._held(attempt).update(
                sent_at=timezone.now(), uncertain_at=None, leased_until=None, reason=""
            )
        self._look_again()

    def record_failure(self, attempt: int, reason: str) -> None:
        """The server will not take it, for the reason that it gave."""
        self._held(attempt).update(
            failed_at=timezone.now(), uncertain_at=None, leased_until=None, reason=reason
        )
        self._look_again()

    def put_back(self, attempt: int, reason: str, wait: timedelta = timedelta(0)) -> None:
        """It was not taken: offer it again later, or leave it to its owner after two days.

        Args:
            wait: at least so long; else it grows with each attempt.
        """
        now = timezone.now()
        if now - self.queued_at > GIVE_UP_AFTER:
            self.record_failure(attempt, reason)
            return
        again_at = now + max(wait, BACKOFF[min(attempt, len(BACKOFF)) - 1])
        with transaction.atomic():
            if self._held(attempt).update(**_unsent(), not_before_at=again_at, reason=reason):
                later(self.deliver, at=again_at)
        self._look_again()

    def _look_again(self) -> None:
        """What the row says now, unless its owner had it erased meanwhile."""
        with suppress(Message.DoesNotExist):
            self.refresh_from_db()

    def settle(self) -> None:
        """Its lease ran out: back to the queue if nothing can have left, else uncertain."""
        now = timezone.now()
        silent = Message.objects.filter(SENDING, pk=self.pk, owner=self.owner_id, leased_until__lte=now)
        with transaction.atomic():
            if silent.filter(data_began_at=None).update(**_unsent(), not_before_at=None):
                later(self.deliver)
            silent.update(uncertain_at=now, leased_until=None)
            self.refresh_from_db()
            if self.leased_until:  # of a later attempt, which found our job already waiting
                later(self.settle, at=self.leased_until)

    def withdraw(self) -> None:
        """Stop it, as long as it has not begun to leave; once stopped it stays so.

        Raises:
            RuleBroken: it is too late.
        """
        if self.withdrawn_at:
            return
        self._decide(
            Message.objects.filter(QUEUED),
            _("It is too late to stop this letter: it has begun to leave, or was decided already."),
            withdrawn_at=timezone.now(),
            not_before_at=None,
        )

    def send_again(self) -> None:
        """The owner's answer: it did not arrive. The same letter once more."""
        with transaction.atomic():
            self._decide(
                Message.objects.filter(Q(uncertain_at__isnull=False) | Q(failed_at__isnull=False)),
                _("This letter is on its way or has arrived already. Nothing was sent again."),
                **_unsent(),
                queued_at=timezone.now(),
                not_before_at=None,
                let_be_at=None,
                reason="",
            )
            later(self.deliver)

    def was_sent(self) -> None:
        """The owner's answer: it did arrive."""
        self._decide(
            Message.objects.filter(uncertain_at__isnull=False),
            _("This letter was decided already. Nothing has changed."),
            sent_at=F("sending_since"),
            uncertain_at=None,
            let_be_at=None,
            reason="",
        )

    def let_be(self) -> None:
        """The owner's answer: leave it as it is, and ask no more."""
        self._decide(
            Message.objects.filter(
                Q(uncertain_at__isnull=False) | Q(failed_at__isnull=False), let_be_at=None
            ),
            _("This letter was decided already. Nothing has changed."),
            let_be_at=timezone.now(),
        )

    def _decide(self, undecided: MessageQuerySet, too_late: object, **changes: Any) -> None:
        """One conditional UPDATE, so that two tabs or a worker cannot decide twice."""
        if not undecided.filter(pk=self.pk, owner=self.owner_id).update(**changes):
            raise RuleBroken(str(too_late))
        self.refresh_from_db()


def _unsent() -> dict[str, None]:
    """What an UPDATE clears when a letter goes back to the queue."""
    return dict.fromkeys(("sending_since", "leased_until", "data_began_at", "failed_at", "uncertain_at"))
