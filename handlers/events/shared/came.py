"""Who came to an event, as far as is known: of minutes, of what was decided, and of questions afterwards."""

from club.events import Event
from club.ids import EventId, MemberId
from club.seating import Says
from storage.attendance import Party, get_party, list_parties
from storage.care import get_care
from storage.database import Session


def came(party: Party, *, noted: bool) -> bool:
    """As far as is known: before attendance is noted, whoever said so."""
    there = bool(party.present) if noted else party.present is not False
    return bool(party.seats) and party.with_member and there


def came_or_excused(session: Session, event: Event) -> tuple[list[Party], list[Party]]:
    """Who came, as far as is noted, and who excused themselves."""
    parties = list_parties(session, event.id, event.schedule)
    noted = is_noted(session, event.id)
    return [one for one in parties if came(one, noted=noted)], [one for one in parties if one.says is Says.NO]


def is_concerned(session: Session, event_id: EventId, member_id: MemberId) -> bool:
    """Whether somebody came, as far as is noted, or excused themselves."""
    party = get_party(session, event_id, member_id)
    return party is not None and (came(party, noted=is_noted(session, event_id)) or party.says is Says.NO)


def is_noted(session: Session, event_id: EventId) -> bool:
    """Whether organisers noted who came."""
    return get_care(session, event_id).noted_at is not None
