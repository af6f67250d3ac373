"""How full an event is, as forms and requests say it."""

from club.seating import Room
from handlers.words import Translator


def free_seats(t: Translator, room: Room) -> str:
    """How many seats are free."""
    if room.free is None:
        return t("No limit of seats")
    return t.plural("{n} free seat", "{n} free seats", room.free) if room.free else t("No free seat")
