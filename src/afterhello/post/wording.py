"""How a letter and an account stand, in the words of a page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from afterhello.ui.days import with_preposition

if TYPE_CHECKING:
    from afterhello.post.models import MailAccount, Message


def of(message: Message) -> str:
    """One or two sentences: what happened, and what happens next."""
    return {
        "queued": _queued,
        "sending": _sending,
        "sent": _sent,
        "failed": _failed,
        "uncertain": _uncertain,
        "withdrawn": _withdrawn,
    }[message.state](message)


def _queued(message: Message) -> str:
    if not message.not_before_at:
        return _("On its way.")
    told = {"reason": message.reason, "when": when(message.not_before_at)}
    return _("Waiting. %(reason)s Afterhello tries again %(when)s.") % told


def _sending(message: Message) -> str:
    if message.reason and message.data_began_at and message.leased_until:
        told = {"reason": message.reason, "when": when(message.leased_until)}
        return _("%(reason)s Whether it went out will be known, or asked of you, %(when)s.") % told
    return _("Being sent now.")


def _sent(message: Message) -> str:
    assert message.sent_at
    return _("Sent %(when)s.") % {"when": when(message.sent_at)}


def _failed(message: Message) -> str:
    return _("Not sent. %(reason)s The letter is kept.") % {"reason": message.reason}


def _uncertain(message: Message) -> str:
    assert message.sending_since
    told = {"when": when(message.sending_since)}
    if message.let_be_at:
        return _("Perhaps sent %(when)s: the connection broke off, and you let it be.") % told
    return (
        _(
            "We cannot know whether it went out: the connection broke off %(when)s, while it was "
            "handed over. Look among your sent letters, or ask; it is not sent again by itself."
        )
        % told
    )


def _withdrawn(message: Message) -> str:
    assert message.withdrawn_at
    return _("Stopped %(when)s, before it left.") % {"when": when(message.withdrawn_at)}


def account(account: MailAccount) -> str:
    """How the last conversation with the mail server went."""
    if not account.tried_at:
        return _("Not tried yet.")
    told = {"when": when(account.tried_at), "trouble": account.trouble}
    if account.trouble:
        return _("It did not work %(when)s. %(trouble)s") % told
    return _("It worked %(when)s.") % told


def when(instant: datetime) -> str:
    """As in: today at 14:02, on Tuesday at 14:02, on 3 March at 14:02; the reader's time."""
    local = timezone.localtime(instant)
    told = {
        "day": with_preposition(local.date(), timezone.localdate()),
        "time": formats.time_format(local, "TIME_FORMAT"),
    }
    return _("%(day)s at %(time)s") % told
