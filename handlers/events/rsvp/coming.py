"""Who comes to an event, a page of it."""

from dataclasses import dataclass

from club.events import Event
from handlers.kit.positions import ListPosition, Page
from handlers.kit.services import Services
from storage.answer_pages import list_coming_parties
from storage.attendance import Party, count_coming


@dataclass(frozen=True, slots=True)
class ComingPage:
    """A page of those who hold seats at an event, and how many seats there are of all of them."""

    event: Event
    page: Page[Party]
    seats: int


def list_coming(services: Services, event: Event, asked: ListPosition, size: int) -> ComingPage:
    """One page; beyond the end it is the last."""
    with services.db.read() as session:
        total, held = count_coming(session, event.id)
        at = asked.within(total, size)
        shown = list_coming_parties(session, event.id, event.schedule, at.number * size, size)
    return ComingPage(event, Page.of(shown, total, at, size), held)
