"""A club in a database of its own, on both engines."""

from tests.handlers.events.guests.conftest import house

__all__ = ["house"]
