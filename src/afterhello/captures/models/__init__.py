"""Stacks of photos, and the cards found on them."""

from afterhello.captures.models.card import Card
from afterhello.captures.models.joining import Joining
from afterhello.captures.models.photo import Photo
from afterhello.captures.models.somebody_else import SomebodyElse
from afterhello.captures.models.stack import Stack

__all__ = ["Card", "Joining", "Photo", "SomebodyElse", "Stack"]
