"""How full an event is and how much it holds, as forms, requests and entries say it."""

from club.events import Event
from club.seating import Room
from handlers.words import Translator


def by_company(room: Room) -> bool:
    """Whether it is their company, and not the event, that has the fewest seats left for whoever asks."""
    return room.quota is not None and room.left == room.quota.free and room.left != room.free


def free_seats(t: Translator, room: Room) -> str:
    """How many seats are free, or left to the company of whoever asks."""
    if room.left is not None and by_company(room):
        none = t("No seat left for your company")
        left = t.plural("{n} seat left for your company", "{n} seats left for your company", room.left)
        return left if room.left else none
    if room.free is None:
        return t("No limit of seats")
    return t.plural("{n} free seat", "{n} free seats", room.free) if room.free else t("No free seat")


def at_most(t: Translator, event: Event) -> str:
    """To a party larger than the event, or than what a company has of it: how many could come."""
    most = event.most_together or 0
    if most == event.chairs:
        return t.plural(
            "The event has {n} seat: come by yourself.", "The event has {n} seats: come {n} at most.", most
        )
    return t.plural(
        "A company has {n} seat here: come by yourself.",
        "A company has {n} seats here: come {n} at most.",
        most,
    )
