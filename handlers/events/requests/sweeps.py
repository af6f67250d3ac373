"""What becomes of requests and of the line when the event starts."""

import logging
from datetime import datetime

from club.directory import day_began
from club.events import phase
from club.followup import Whom
from club.ids import ClaimId, EventId
from club.seating import Claim, Stage
from handlers import names
from handlers.events.requests.matter import look
from handlers.events.shared.requests import moment_of
from handlers.events.shared.seats import drop_claims
from handlers.kit import organisers
from handlers.kit.following import Ear, Waiting, office
from handlers.kit.services import Services
from storage.attendance import list_awaited
from storage.database import Session
from storage.events import get_event, lock_event
from storage.followup import FollowUp
from storage.people import list_reachable_organisers, list_slack_ids
from storage.postings import Note, enqueue, subject_of, touch_all
from storage.seats import list_claims

log = logging.getLogger(__name__)
OPEN = (Stage.REQUESTED, Stage.WAITING)
ENDED = ("started", "over")


def close_started(services: Services, _since: datetime, now: datetime) -> None:
    """Undecided requests are declined, the line is closed, and everybody concerned is told (FACILITER).

    Repeatable: what is closed is no longer found.
    """
    with services.db.read() as session:
        started = [one for one in list_awaited(session) if _has_started(session, one, now)]
    for event_id in started:
        with services.db.begin() as session:
            _close(session, event_id, now)


def waiting(session: Session, _services: Services, one: FollowUp, now: datetime) -> Waiting | None:
    """A request as it waits: for the organisers; whoever asked hears that it is not decided (FACILITER)."""
    matter = look(session, ClaimId(one.ref), now)
    if matter is None or not matter.waits:
        return None
    subject, moment, until = subject_of(matter.event.id), moment_of(matter.claim.id), matter.event.starts_at
    if not matter.open:
        return Waiting(subject, moment, until)
    others = office(session, names.REQUEST_DUE, but=matter.person.id)
    asker = Ear(names.REQUEST_OPEN, [matter.person])
    return Waiting(subject, moment, until, {Whom.TURN: others, Whom.OFFICE: others, Whom.ASKER: asker})


def watch(services: Services, since: datetime, now: datetime) -> None:
    """While nobody organises whom Slack can reach, the contact and the log hear of it once a day."""
    with services.db.read() as session:
        if list_reachable_organisers(session):
            return
    began = day_began(now, services.club.zone)
    if since < began:
        log.error("no organiser can be reached in Slack: nobody reads what members ask for")
        with services.db.begin() as session:
            organisers.alarm(session, services, now)


def _has_started(session: Session, event_id: EventId, now: datetime) -> bool:
    event = get_event(session, event_id)
    return event is not None and phase(event, now).value in ENDED


def _close(session: Session, event_id: EventId, now: datetime) -> None:
    event = lock_event(session, event_id)
    if event is None or phase(event, now).value not in ENDED:
        return
    claims = [claim for _, claim in list_claims(session, OPEN, event_id)]
    people = list_slack_ids(session, [claim.member_id for claim in claims])
    for claim in claims:
        asked = claim.stage is Stage.REQUESTED
        drop_claims(session, [claim], Stage.DECLINED if asked else Stage.LAPSED, decided_at=now)
        if claim.member_id in people:
            note = Note(names.DECIDED, subject_of(event_id), people[claim.member_id], _moment(claim))
            enqueue(session, [note], now)
    touch_all(session, subject_of(event_id), now)


def _moment(claim: Claim) -> str:
    """A claim that an organiser put in the line was told of once already: its end has a moment of its own."""
    return moment_of(claim.id) if claim.stage is Stage.REQUESTED else f"closed:{claim.id}"
