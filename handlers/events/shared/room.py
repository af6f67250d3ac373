"""How full an event is and how much it holds, as forms, requests and entries say it."""

from club.seating import Room
from handlers.words import Translator


def free_seats(t: Translator, room: Room) -> str:
    """How many seats are free."""
    if room.free is None:
        return t("No limit of seats")
    return t.plural("{n} free seat", "{n} free seats", room.free) if room.free else t("No free seat")


def at_most(t: Translator, capacity: int) -> str:
    """To a party larger than the event: how many could come."""
    return t.plural(
        "The event has {n} seat: come by yourself.",
        "The event has {n} seats: come {n} at most.",
        capacity,
    )
