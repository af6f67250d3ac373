"""Saying that one is there: one transaction a function (article PARTICIPER)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from secrets import randbelow

from club.events import Event, EventState
from club.ids import EventId, GuestId
from club.presence import CLOSES_AFTER, CodeState, code_state, make_code, meant, opens, read_code
from club.seating import Rsvp, Says, Stage
from handlers import names
from handlers.events.presence import outcomes as out
from handlers.events.presence.messages import organiser_moment, poster_moment
from handlers.events.shared.member_at_event import MemberAtEvent, participating
from handlers.events.shared.minutes import attendance_changed
from handlers.events.shared.series import parts_of
from handlers.kit.services import Services
from storage import seats
from storage.attendance import record_attendance
from storage.database import Session
from storage.events import get_event
from storage.guests import Guest, list_guests
from storage.people import Person
from storage.postings import Note, enqueue, subject_of, touch_all, touch_some
from storage.presence import get_code, give_code, list_coded, list_codes, list_under_way

SHOWN = 5
"""Events in the answer to the bare command."""
SPARED = timedelta(days=1)
"""For so long after an event nobody else's code is the same."""


def by_code(services: Services, typed: str, person: Person, now: datetime) -> out.PresenceOutcome:
    """“I am there”, by the letters that are shown in the room."""
    with services.db.read() as session:
        found = meant(list_coded(session, read_code(typed)), now)
    return note(services, found.id, person, now) if found else out.NoSuchCode(typed)


def note(services: Services, event_id: EventId, person: Person, now: datetime) -> out.PresenceOutcome:
    """The same by a button. Whoever comes unannounced sits too: they are in the room."""
    with participating(services, event_id, person, now) as mine:
        if mine is None or mine.event.state is EventState.CANCELLED:
            return out.NoEvent()
        if refused := _not_now(mine.event, now):
            return refused
        guests = _unnoted(mine.session, mine.event, person)
        if mine.before.replaced:
            other = mine.before.representative
            return out.Represented(mine.event, other.name if other else "", guests)
        if not mine.before.answer.coming:
            _sit(mine)
        record_attendance(mine.session, event_id, {person.id: True}, {})
        attendance_changed(mine.session, mine.event, now)
        _show(mine)
        return out.PresenceNoted(mine.event, guests)


def note_guest(
    services: Services, event_id: EventId, guest_id: GuestId, person: Person, now: datetime
) -> out.PresenceOutcome:
    """Somebody of one's own party is there."""
    with participating(services, event_id, person, now) as mine:
        if mine is None or mine.event.state is EventState.CANCELLED:
            return out.NoEvent()
        if refused := _not_now(mine.event, now):
            return refused
        party = list_guests(mine.session, event_id, person.id)
        guest = next((one for one in party if one.id == guest_id and one.claim_id is None), None)
        if guest is None:
            return out.NoGuest(mine.event)
        record_attendance(mine.session, event_id, {}, {guest_id: True})
        _show(mine)
        return out.PresenceNoted(mine.event, _unnoted(mine.session, mine.event, person), guest.name)


def _not_now(event: Event, now: datetime) -> out.PresenceOutcome | None:
    match code_state(event, now):
        case CodeState.EARLY:
            return out.TooEarly(event, opens(event))
        case CodeState.PAST:
            return out.TooLate(event)
    return None


def _sit(mine: MemberAtEvent) -> None:
    """A seat for somebody who is there without one, full or not; no calendar is told of what is under way."""
    mine.drop(mine.before.answer.claims, Stage.WITHDRAWN)
    remote = mine.event.is_remote(False)
    held = Rsvp(Says.YES, 1, with_member=True, schedule=mine.event.schedule, remote=remote)
    seats.save_rsvp(mine.session, mine.event.id, mine.person.id, held, mine.now)


def _show(mine: MemberAtEvent) -> None:
    """What the member and the organisers see of it is drawn again."""
    mine.touch()
    parts, who = parts_of(mine.session, mine.event), mine.person.slack_id
    if parts and who:  # one message tells of a day's parts
        for one in parts.dates:
            touch_some(mine.session, subject_of(one.id), [who], mine.now)
    touch_all(mine.session, subject_of(mine.event.id), mine.now, moment=organiser_moment(mine.event))


def _unnoted(session: Session, event: Event, person: Person) -> Sequence[Guest]:
    party = list_guests(session, event.id, person.id)
    return [one for one in party if one.claim_id is None and one.present is None]


def list_now(services: Services, now: datetime) -> Sequence[Event]:
    """Events at which presence is noted now, or of which the day is told already."""
    with services.db.read() as session:
        return list_under_way(session, now - CLOSES_AFTER, now + services.club.told_before, SHOWN)


def ensure_code(session: Session, event_id: EventId, now: datetime) -> str:
    """The event's code, made where it has none."""
    taken = list_codes(session, now - SPARED)
    return get_code(session, event_id) or give_code(session, event_id, make_code(randbelow, taken), now)


def get_codes(services: Services, events: Sequence[Event], now: datetime) -> dict[int, str]:
    """Each one's code, for organisers."""
    if not events:
        return {}
    with services.db.begin() as session:
        return {int(event.id): ensure_code(session, event.id, now) for event in events}


def send_poster(services: Services, event_id: EventId, person: Person, link: str, now: datetime) -> bool:
    """Queues the poster for an organiser; whether there is such an event."""
    with services.db.begin() as session:
        event = get_event(session, event_id)
        if event is None or event.state is not EventState.PUBLISHED or not person.slack_id:
            return False
        ensure_code(session, event_id, now)
        note = Note(names.POSTER, subject_of(event_id), person.slack_id, poster_moment(link, now))
        enqueue(session, [note], now)
    return True
