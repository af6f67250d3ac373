"""Which organisers hear of an event's day."""

from collections.abc import Sequence

from club.events import Event
from storage.care import get_care
from storage.people import Person, list_reachable_organisers
from storage.session import Session


def list_keepers(session: Session, event: Event) -> Sequence[Person]:
    """Who looks after the event, while they can; else all who organise."""
    everybody = list_reachable_organisers(session)
    keeper = get_care(session, event.id).organiser_id
    return [one for one in everybody if one.id == keeper] or everybody
