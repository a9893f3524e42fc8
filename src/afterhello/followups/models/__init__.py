"""Quick notes."""

from afterhello.followups.models.quick_note import QuickNote

__all__ = ["QuickNote"]
