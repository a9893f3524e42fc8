"""A mail account, and the letters that go out through it."""

from afterhello.post.models.account import MailAccount
from afterhello.post.models.message import Message

__all__ = ["MailAccount", "Message"]
