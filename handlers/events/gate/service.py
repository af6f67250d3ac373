"""The list for a site's gate: one transaction a function."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from club.events import Event, EventState, Phase, phase
from club.gate import SETTLED, GateField, GateFormat, GateList, Identity, asks_from, changes, erased_from
from club.ids import EventId, GuestId, MemberId, SlackId
from handlers import names
from handlers.events.gate import reading
from handlers.events.gate.ids import COPIED, FIRST, HOST, VERSION, subject_of_gate
from handlers.events.gate.reading import MyEntry, list_visitors, my_entry
from handlers.kit.organisers import tell
from handlers.kit.services import Services
from storage import gate as rows
from storage.database import Session
from storage.events import get_event, lock_event
from storage.people import Person, Role, get_person
from storage.postings import Note, enqueue, enqueue_coming, touch_all, touch_some

ANYBODY = SlackId("")


class GateDone(Enum):
    """What an act came to."""

    DONE = "done"
    NO_EVENT = "no_event"
    """It is over, called off, or no company hosts it."""
    NOT_YOURS = "not_yours"
    OFF = "off"
    """The club asks nothing for sites."""
    NO_HOST = "no_host"
    """Whoever was chosen is no member of the host's company who can read it."""
    NOT_ASKED = "not_asked"
    """Nothing is asked of this member, or no longer."""


@dataclass(frozen=True, slots=True)
class GatePrepared:
    """The list as it was saved."""

    done: GateDone
    gate: GateList | None = None
    to: str = ""


# Organisers


def prepare(
    services: Services,
    event_id: EventId,
    fields: Sequence[GateField],
    due_at: datetime,
    to_id: MemberId,
    by: Person,
    now: datetime,
    file_format: GateFormat = GateFormat.EXCEL,
) -> GatePrepared:
    """What the site asks, as what kind of file, when the list is handed over and to whom."""
    with services.db.begin() as session:
        event = lock_event(session, event_id)
        if refused := _refused(session, services, event, by, now):
            return GatePrepared(refused)
        assert event is not None
        assert event.host_company_id is not None
        to = get_person(session, to_id)
        if to is None or not to.can_act or to.company_id != event.host_company_id:
            return GatePrepared(GateDone.NO_HOST)
        before = rows.get_gate(session, event_id)
        if before and before.company_id != event.host_company_id:
            _leave_host(session, event, before, now)
        gate = GateList(event_id, event.host_company_id, tuple(fields), due_at, to_id, format=file_format)
        rows.save_gate(session, gate)
        touch_all(session, subject_of_gate(event_id), now)
        return GatePrepared(GateDone.DONE, rows.get_gate(session, event_id), to.name)


def _refused(
    session: Session, services: Services, event: Event | None, by: Person, now: datetime
) -> GateDone | None:
    today = get_person(session, by.id)
    if today is None or not today.can_act or today.role is not Role.ORGANISER:
        return GateDone.NOT_YOURS
    if not services.club.gate_asked:
        return GateDone.OFF
    if event is None or event.host_company_id is None or phase(event, now) not in (Phase.OPEN, Phase.LATE):
        return GateDone.NO_EVENT
    gate = rows.get_gate(session, event.id)
    return GateDone.NO_EVENT if gate and gate.ended_at else None


def send(services: Services, event_id: EventId, by: Person, now: datetime) -> GateDone:
    """It is handed over now, before its date; once it was, nothing more is done."""
    with services.db.begin() as session:
        event = lock_event(session, event_id)
        if refused := _refused(session, services, event, by, now):
            return refused
        gate = rows.get_gate(session, event_id)
        if event is None or gate is None:
            return GateDone.NO_EVENT
        if gate.version:
            return GateDone.DONE
        return GateDone.DONE if _hand_over(session, event, gate, now) else GateDone.NO_HOST


def ask_copy(services: Services, event_id: EventId, by: Person, now: datetime) -> GateDone:
    """The list as it stands, for who may read it, by direct message."""
    with services.db.begin() as session:
        event, gate = get_event(session, event_id), rows.get_gate(session, event_id)
        if event is None or gate is None or gate.ended_at or not gate.version:
            return GateDone.NO_EVENT
        if not reading.may_read(session, event, gate, by) or by.slack_id is None:
            return GateDone.NOT_YOURS
        moment = f"{COPIED}:{now:%Y%m%dT%H%M}"
        enqueue(session, [Note(names.GATE_LIST, subject_of_gate(event_id), by.slack_id, moment)], now)
        return GateDone.DONE


# Whoever comes


def get_entry(services: Services, event_id: EventId, person: Person, now: datetime) -> MyEntry | None:
    """What a member is asked."""
    with services.db.read() as session:
        return my_entry(session, services, event_id, person, now)


def say(
    services: Services,
    event_id: EventId,
    person: Person,
    said: Mapping[GuestId | None, Identity],
    now: datetime,
) -> GateDone:
    """What a member says of their party, for the gate alone."""
    with services.db.begin() as session:
        lock_event(session, event_id)
        entry = my_entry(session, services, event_id, person, now)
        today = get_person(session, person.id)
        if entry is None or today is None or not today.can_act:
            return GateDone.NOT_ASKED
        people = {guest_id for guest_id, _ in entry.people}
        kept = {
            guest_id: {field: one[field] for field in entry.gate.fields if one.get(field)}
            for guest_id, one in said.items()
            if guest_id in people
        }
        rows.save_identities(session, event_id, person.id, kept)
        _redraw(session, event_id, person, now)
        return GateDone.DONE


def withdraw(services: Services, event_id: EventId, person: Person, now: datetime) -> GateDone:
    """It is taken back: deleted at once, and the site told that they are not expected."""
    with services.db.begin() as session:
        event, gate = lock_event(session, event_id), rows.get_gate(session, event_id)
        if event is None or gate is None or gate.ended_at:
            return GateDone.NOT_ASKED
        if person.id not in rows.list_identified(session, event_id):
            return GateDone.NOT_ASKED
        known = {guest for (_, guest) in rows.list_identities(session, event_id, person.id)}
        gone = {guest for member, guest in rows.list_withdrawn(session, event_id) if member == person.id}
        rows.withdraw_identities(session, event_id, person.id, known | gone)
        _redraw(session, event_id, person, now)
        return GateDone.DONE


def _redraw(session: Session, event_id: EventId, person: Person, now: datetime) -> None:
    if person.slack_id:
        touch_some(session, subject_of_gate(event_id), [person.slack_id], now)


# What time does


def look_after(services: Services, event_id: EventId, now: datetime) -> None:
    """Asks, hands over, tells changes, and in the end erases: whatever is due of one list."""
    with services.db.begin() as session:
        event, gate = lock_event(session, event_id), rows.get_gate(session, event_id)
        if event is None or gate is None or gate.ended_at:
            return
        if now >= erased_from(event, services.club.keep_gate):
            rows.end_gate(session, event_id, now)
            touch_all(session, subject_of_gate(event_id), now)
            return
        if gate.company_id != event.host_company_id:
            _leave_host(session, event, gate, now)
            return
        _forget_who_stays_away(session, event)
        if event.state is EventState.PUBLISHED and services.club.gate_asked:
            if gate.fields and asks_from(event, services.club.gate_asked) <= now < event.starts_at:
                moment = f"{FIRST}:{gate.company_id}"
                note = Note(names.GATE_ASKED, subject_of_gate(event_id), ANYBODY, moment, live=True)
                enqueue_coming(session, note, event_id, now, on_site=True)
            if not gate.version and gate.due_at <= now < event.starts_at:
                _hand_over(session, event, gate, now)
        if gate.version and now < event.ends_at:
            _tell_changes(session, event, gate, now)


def _forget_who_stays_away(session: Session, event: Event) -> None:
    """Whoever comes to the site no more leaves nothing of it behind."""
    identified = rows.list_identified(session, event.id)
    if identified:
        coming = {one.member_id for one in list_visitors(session, event)}
        coming |= {member for member, _ in rows.list_withdrawn(session, event.id)}
        rows.forget_identities(session, event.id, identified - coming)


def _leave_host(session: Session, event: Event, gate: GateList, now: datetime) -> None:
    """Another company receives, or none: what was said was for the one before.

    It is erased, and asked anew once organisers say what the other site wants; who had the list hears of it.
    """
    to = get_person(session, gate.to_id) if gate.to_id else None
    if gate.version and to and to.slack_id:
        moment = f"{HOST}:{now:%Y%m%dT%H%M}"
        enqueue(session, [Note(names.GATE_MOVED, subject_of_gate(event.id), to.slack_id, moment)], now)
    left = replace(gate, to_id=None)
    if gate.to_id or gate.version or rows.list_identified(session, event.id):
        rows.leave_host(session, event.id)
        touch_all(session, subject_of_gate(event.id), now)
    if event.host_company_id is not None:
        _tell_no_host(session, event, left, now)


def _hand_over(session: Session, event: Event, gate: GateList, now: datetime) -> bool:
    """The first version, to the host's member; not to somebody who is that no longer."""
    to = reading.receiver(session, event, gate)
    if to is None:
        _tell_no_host(session, event, gate, now)
        return False
    rows.tell_version(session, event.id, 1, changes((), list_visitors(session, event)), now)
    subject = subject_of_gate(event.id)
    moment = f"{FIRST}:{now:%Y%m%dT%H%M}"  # a company may receive, then another, then it again
    enqueue(session, [Note(names.GATE_LIST, subject, _slack_id(to), moment)], now)
    return True


def _tell_changes(session: Session, event: Event, gate: GateList, now: datetime) -> None:
    """What is different since the site was last told; changes that come together are told together."""
    if gate.told_at and now - gate.told_at < SETTLED:
        return
    told = {one.key for one in rows.list_lines(session, event.id) if one.removed_in is None}
    added, removed = changes(told, list_visitors(session, event))
    if not (added or removed):
        return
    to = reading.receiver(session, event, gate)
    if to is None:
        _tell_no_host(session, event, gate, now)
        return
    version = gate.version + 1
    rows.tell_version(session, event.id, version, (added, removed), now)
    moment = f"{VERSION}:{now:%Y%m%dT%H%M}:{version}"
    enqueue(session, [Note(names.GATE_CHANGED, subject_of_gate(event.id), _slack_id(to), moment)], now)


def _slack_id(receiver: Person) -> SlackId:
    assert receiver.slack_id is not None, "whoever reads it is in Slack"
    return receiver.slack_id


def _tell_no_host(session: Session, event: Event, gate: GateList, now: datetime) -> None:
    """Organisers hear once of each who was to get the list and cannot, and of each company of which nobody is
    to."""
    moment = f"{HOST}:{gate.to_id}" if gate.to_id else f"{HOST}:0:{event.host_company_id}"
    tell(session, names.GATE_NO_HOST, subject_of_gate(event.id), moment, now, live=True)
