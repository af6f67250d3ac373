"""An event that is over while nobody has noted who came."""

from datetime import datetime, timedelta

from club.events import Phase, phase
from club.followup import Matter, Whom
from club.ids import EventId
from handlers import names
from handlers.kit.following import Ear, Waiting, office
from handlers.kit.services import Services
from storage.attendance import count_coming
from storage.care import get_care, list_ended
from storage.database import Session
from storage.events import get_event
from storage.followup import FollowUp, follow
from storage.people import Role, get_person
from storage.postings import subject_of

ENDS = timedelta(days=8)
"""After the event: then nobody is called any more."""


def watch_ended(services: Services, since: datetime, now: datetime) -> None:
    """Events that have just ended are followed up. May be repeated: the calls last longer than a sweep looks
    back."""
    with services.db.read() as session:
        ended = list_ended(session, since, now)
    if ended:
        with services.db.begin() as session:
            for event_id, at in ended:
                follow(session, Matter.ATTENDANCE, event_id, at)


def waiting(session: Session, _services: Services, one: FollowUp, now: datetime) -> Waiting | None:
    """Who came is to be noted: by who looks after the event, at last by whoever organises."""
    event = get_event(session, EventId(one.ref))
    if event is None or phase(event, now) is not Phase.OVER or now >= event.ends_at + ENDS:
        return None
    care = get_care(session, event.id)
    if care.noted_at or not count_coming(session, event.id)[1]:
        return None
    everybody = office(session, names.ATTENDANCE_DUE)
    organiser = get_person(session, care.organiser_id) if care.organiser_id else None
    looks_after = organiser and organiser.can_act and organiser.role is Role.ORGANISER
    turn = Ear(names.ATTENDANCE_DUE, [organiser]) if organiser and looks_after else everybody
    ears = {Whom.TURN: turn, Whom.OFFICE: everybody}
    return Waiting(subject_of(event.id), "attendance", event.ends_at + ENDS, ears)
