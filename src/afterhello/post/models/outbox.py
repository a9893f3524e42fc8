"""The outbox: letters by what may be done with them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from afterhello.accounts.models import OwnedQuerySet, User
from afterhello.background import later
from afterhello.errors import RuleBroken
from afterhello.post import letter
from afterhello.post.durable import durably

if TYPE_CHECKING:
    from afterhello.post.models.account import MailAccount
    from afterhello.post.models.message import Message

# Eight commands of at most 20 s each fit in, twice over.
LEASE = timedelta(minutes=6)
# Due for so long means that its job got lost.
OVERDUE = timedelta(minutes=15)

ENDINGS = ("sent_at", "failed_at", "uncertain_at", "withdrawn_at")


def none_but(ending: str) -> Q:
    """Letters that have no ending, or that one."""
    return Q(**{name: None for name in ENDINGS if name != ending})


OPEN = none_but("")
QUEUED = OPEN & Q(sending_since=None)
SENDING = OPEN & Q(sending_since__isnull=False)


class MessageQuerySet(OwnedQuerySet["Message"]):
    """Letters of the outbox."""

    def queue(self, *, owner: User, account: MailAccount, to: str, subject: str, body: str) -> Message:
        """A new letter on its way, with the caller's transaction: its job is committed with it.

        Raises:
            RuleBroken: no such address, or a subject of more than one line.
        """
        if account.owner_id != owner.pk:
            raise RuleBroken(_("That mail account is somebody else's. Nothing was sent."))
        if "\0" in body:
            raise RuleBroken(_("The text holds a character that no mail can carry. Nothing was sent."))
        domain = letter.address(account.sender_address).rpartition("@")[2]
        with transaction.atomic():
            message = self.create(
                owner=owner,
                account=account,
                message_id=f"<{uuid4().hex}@{domain}>",
                to=letter.address(to),
                subject=letter.header(subject),
                body=body,
            )
            later(message.deliver)
        return message

    def claim(self, message: Message) -> int | None:
        """The number of the attempt that may now send it; None where it is not ours to send.

        One conditional UPDATE, on the disk before the first word is said to the
        server. A check that settles the letter when the lease runs out is
        enqueued by the same commit.
        """
        now = timezone.now()
        due = Q(not_before_at=None) | Q(not_before_at__lte=now)
        with durably():
            won = self.filter(QUEUED & due, pk=message.pk, owner=message.owner_id).update(
                sending_since=now, leased_until=now + LEASE, attempt=F("attempt") + 1
            )
            if not won:
                return None
            message.refresh_from_db()
            later(message.settle, at=message.leased_until)
        return message.attempt

    def waiting(self) -> MessageQuerySet:
        """Those that wait to be sent."""
        return self.filter(QUEUED)

    def on_their_way(self) -> MessageQuerySet:
        """Those that a person may still want to hear about: all but the sent and the settled."""
        return self.filter(sent_at=None, withdrawn_at=None, let_be_at=None)

    def hurry(self) -> None:
        """Offer those that wait again at once: whatever stopped them was mended."""
        with transaction.atomic():
            for message in self.waiting().select_for_update():
                message.not_before_at = None
                message.save(update_fields=["not_before_at"])
                later(message.deliver)

    def pick_up(self) -> None:
        """Go on with those whose job got lost; for the schedule, harmless at any time."""
        late = timezone.now() - OVERDUE
        overdue = Q(queued_at__lt=late) & (Q(not_before_at=None) | Q(not_before_at__lt=late))
        for message in self.filter(QUEUED & overdue):
            later(message.deliver)
        for message in self.filter(SENDING, leased_until__lt=late):
            later(message.settle)
