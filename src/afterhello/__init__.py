"""Remember people, not cards."""

__version__ = "0.1.0"
