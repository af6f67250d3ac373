"""What of a list is read, and by whom: those who organise, and the host's member who gets it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from club.events import Event, EventState
from club.gate import GateList, Identity, SiteVisitor, erased_from, takes_identity
from club.ids import EventId, GuestId
from handlers.events.shared import party
from handlers.events.shared.outcomes import Participation
from handlers.events.shared.seats import participation
from handlers.kit.services import Services
from storage import gate as rows
from storage.admission import list_confirmers
from storage.attendance import list_parties
from storage.database import Session
from storage.events import get_event
from storage.gate import GateLine
from storage.people import Person, Role, get_person


@dataclass(frozen=True, slots=True)
class GateForm:
    """The organisers' form, and what the site was told."""

    event: Event
    gate: GateList | None
    hosts: Sequence[Person]
    """Members of the host's company who could get it."""
    to: str
    """Who gets it, by name."""
    lines: Sequence[GateLine]


@dataclass(frozen=True, slots=True)
class MyEntry:
    """What the site asks of one member's party, and what they said of it."""

    event: Event
    gate: GateList
    participation: Participation
    people: Sequence[tuple[GuestId | None, str]]
    said: Mapping[GuestId | None, Identity]
    withdrawn: bool
    erased_on: datetime


def list_visitors(session: Session, event: Event) -> list[SiteVisitor]:
    """Everybody who comes to the site and did not take back what it asks."""
    if event.state is not EventState.PUBLISHED:
        return []
    gone, people = rows.list_withdrawn(session, event.id), list[SiteVisitor]()
    for whole in list_parties(session, event.id, event.schedule):
        if not whole.seats or whole.remote:
            continue
        if whole.with_member and (whole.member_id, None) not in gone:
            people.append(
                SiteVisitor(f"m{whole.member_id}", whole.member_id, None, whole.name, whole.company)
            )
        people += [
            SiteVisitor(f"g{one.id}", whole.member_id, one.id, one.name, one.company)
            for one in whole.guests
            if one.claim_id is None and (whole.member_id, one.id) not in gone
        ]
    return people


def form_of(services: Services, event_id: EventId) -> GateForm | None:
    """The list of an event that somebody hosts; None where there is nothing to list."""
    with services.db.read() as session:
        event = get_event(session, event_id)
        if event is None or event.state is EventState.DRAFT:
            return None
        gate, company = rows.get_gate(session, event_id), event.host_company_id
        hosts = list_confirmers(session, company) if company is not None else []
        to = get_person(session, gate.to_id) if gate and gate.to_id else None
        return GateForm(event, gate, hosts, to.name if to else "", rows.list_lines(session, event_id))


def my_entry(
    session: Session, services: Services, event_id: EventId, person: Person, now: datetime
) -> MyEntry | None:
    """What a member is asked for the gate now; None where they are not asked, or no longer."""
    event, gate = get_event(session, event_id), rows.get_gate(session, event_id)
    if event is None or gate is None or not takes_identity(event, gate, services.club.gate_asked, now):
        return None
    found = participation(session, event, person.id, now)
    if not found.answer.coming or found.has_link:
        return None
    seated = [one for one in found.guests if one.claim_id is None]
    people = party.people_of(person if found.members_own else None, seated)
    said = {who: value for (_, who), value in rows.list_identities(session, event_id, person.id).items()}
    taken_back = any(member == person.id for member, _ in rows.list_withdrawn(session, event_id))
    until = erased_from(event, services.club.keep_gate)
    return MyEntry(event, gate, found, people, said, taken_back, until)


def may_read(session: Session, event: Event, gate: GateList, reader: Person) -> bool:
    """Whether somebody may have the list: organisers, and the host's member while the host is the same."""
    today = get_person(session, reader.id)
    if today is None or not today.can_act:
        return False
    return today.role is Role.ORGANISER or is_host(event, gate, today)


def is_host(event: Event, gate: GateList, person: Person) -> bool:
    """Whether this is the member to whom the list is handed, at the company that hosts."""
    at_home = person.company_id == gate.company_id == event.host_company_id
    return person.can_act and at_home and person.id == gate.to_id


def receiver(session: Session, event: Event, gate: GateList) -> Person | None:
    """Who gets the list: the member chosen, while they can read it at the company that hosts."""
    to = get_person(session, gate.to_id) if gate.to_id else None
    return to if to and to.slack_id and is_host(event, gate, to) else None


def read_lines(session: Session, event: Event) -> tuple[Sequence[GateLine], Mapping[str, Identity]]:
    """Of whom the site was told who still come, and what they said, by key."""
    lines = [one for one in rows.list_lines(session, event.id) if one.removed_in is None]
    said = rows.list_identities(session, event.id)
    by_key = {f"m{member}" if guest is None else f"g{guest}": one for (member, guest), one in said.items()}
    return lines, by_key
