"""Who comes to an event, a page of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from club.events import Event
from handlers.kit.paging import within
from handlers.kit.services import Services
from storage.attendance import Party, count_coming, list_coming_parties


@dataclass(frozen=True, slots=True)
class ComingPage:
    """A page of those who hold seats at an event, and how many there are of them and of their seats."""

    event: Event
    parties: Sequence[Party]
    page: int
    total: int
    seats: int


def list_coming(services: Services, event: Event, page: int, size: int) -> ComingPage:
    """One page; beyond the end it is the last."""
    with services.db.read() as session:
        total, held = count_coming(session, event.id)
        at = within(page, total, size)
        shown = list_coming_parties(session, event.id, event.schedule, at * size, size)
    return ComingPage(event, shown, at, total, held)
