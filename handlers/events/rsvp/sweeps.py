"""What happens at an event because time passes: reminders, offers that end, cards that turn."""

from collections import defaultdict
from datetime import datetime
from zoneinfo import ZoneInfo

from club.calendar import came_up, due_nudge, falls_due, may_reach, wall_minus, working_moment
from club.events import Event
from club.followup import Whom
from club.ids import ClaimId, EventId, SlackId
from club.seating import Claim, Stage
from handlers import names
from handlers.events.rsvp.messages import eve_moment, nudge_moment
from handlers.events.shared.leaving import take_offers_back
from handlers.events.shared.requests import moment_of
from handlers.events.shared.seats import drop_claims, promote
from handlers.events.shared.series import touch_series
from handlers.kit.following import Ear, Waiting
from handlers.kit.services import Services
from handlers.kit.zones import zone_of
from storage.counts import get_turns, is_queued
from storage.database import Session
from storage.events import list_coming, list_turning, lock_event
from storage.followup import FollowUp
from storage.people import get_person
from storage.postings import Note, enqueue_coming, enqueue_silent, list_zones, subject_of, touch_all
from storage.seats import get_answer, get_claim, list_expired_offers

_ANYBODY = SlackId("")
"""The recipient of a note that is queued for many: the statement fills it in."""


def remind(services: Services, _since: datetime, now: datetime) -> None:
    """Nudges those who have not answered, and reminds those who come (article FACILITER).

    One INSERT … SELECT for each event, reminder and set of time zones, and only where it is not as it was at
    the sweep before; what was queued before stays so.
    """
    with services.db.begin(long=True) as session:
        zones = {name: zone_of(name, services.club.zone) for name in list_zones(session)}
        for event in list_coming(session, now):
            _nudge(session, services, event, zones, now)
            _remind_eve(session, services, event, zones, now)


def _nudge(
    session: Session, services: Services, event: Event, zones: dict[str, ZoneInfo], now: datetime
) -> None:
    due, work = defaultdict(list), services.club.work
    for name, zone in zones.items():
        if event.published_at is None:
            continue
        if nudge := due_nudge(event.deadline, event.published_at, now, zone, work, services.club.nudges):
            due[nudge, falls_due(nudge, event.deadline, zone, work)].append(name)
    for (nudge, moment), readers in due.items():
        note = Note(names.NUDGE, subject_of(event.id), _ANYBODY, nudge_moment(nudge.name, event), live=True)
        silent, _ = get_turns(session, event.id)
        if not is_queued(session, f"{note.kind}:{note.subject}:{note.moment}:{moment:%d%H}", readers, silent):
            since = came_up(moment, now, zones[readers[0]])
            enqueue_silent(session, note, event.id, since, zones=readers)


def _remind_eve(
    session: Session, services: Services, event: Event, zones: dict[str, ZoneInfo], now: datetime
) -> None:
    if now >= event.starts_at:
        return
    moment, work = wall_minus(event.starts_at, services.club.eve, services.club.zone), services.club.work
    readers = [
        name
        for name, zone in zones.items()
        if working_moment(moment, zone, work) <= now and may_reach(now, event.starts_at, zone, work)
    ]
    if readers:
        note = Note(names.EVE, subject_of(event.id), _ANYBODY, eve_moment(event), live=True)
        _, coming = get_turns(session, event.id)
        if not is_queued(session, f"{note.kind}:{note.subject}:{note.moment}", readers, coming):
            enqueue_coming(session, note, event.id, now, zones=readers)


def end_offers(services: Services, _since: datetime, now: datetime) -> None:
    """Seats offered and not taken in time, or to somebody who cannot take them, go to the next in line."""
    with services.db.read() as session:
        expired = list_expired_offers(session, now)
    for event_id, _ in expired:
        with services.db.begin() as session:
            event = lock_event(session, event_id)
            assert event is not None, "an event is never deleted"
            take_offers_back(session, event_id, now)
            for at, claim in list_expired_offers(session, now):
                if at == event_id:
                    _lapse(session, event_id, claim, now)
            promote(session, services, event, now)
            touch_all(session, subject_of(event_id), now)


def offer_waits(session: Session, _services: Services, one: FollowUp, now: datetime) -> Waiting | None:
    """An offered seat while it is kept."""
    found = get_claim(session, ClaimId(one.ref))
    if found is None or found[1].stage is not Stage.OFFERED or not found[1].offer_until:
        return None
    event_id, claim = found
    person = get_person(session, claim.member_id)
    ear = Ear(names.OFFER_DUE, [person] if person and person.can_act else [])
    return Waiting(subject_of(event_id), moment_of(claim.id), claim.offer_until, {Whom.TURN: ear})


def _lapse(session: Session, event_id: EventId, claim: Claim, now: datetime) -> None:
    """An offer ends; whoever waits to accompany somebody who now holds no seat no longer waits."""
    answer = get_answer(session, event_id, claim.member_id)
    drop_claims(session, [claim] if answer.coming else answer.claims, Stage.LAPSED, decided_at=now)


def turn_cards(services: Services, since: datetime, now: datetime) -> None:
    """At the deadline, the start and the end, whatever shows the event is drawn again."""
    with services.db.begin() as session:
        turning = list_turning(session, since, now)
        for event in turning:
            touch_all(session, subject_of(event.id), now)
        touch_series(session, [event.id for event in turning], now)
