"""Events, encounters and notes."""

from afterhello.encounters.models.encounter import Encounter
from afterhello.encounters.models.event import Event
from afterhello.encounters.models.note import Note, Noting

__all__ = ["Encounter", "Event", "Note", "Noting"]
