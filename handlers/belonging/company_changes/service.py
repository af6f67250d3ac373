"""What becomes of a company: one transaction a function."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from club.admission import AdmissionState
from club.folding import fold
from club.ids import CompanyId, MemberId
from handlers import names
from handlers.belonging.shared import admitting, correcting
from handlers.belonging.shared.correcting import Correctable
from handlers.kit import organisers
from handlers.kit.services import Services
from storage import admission as rows
from storage import companies, company_changes
from storage.admission import find_company
from storage.database import Session
from storage.people import Membership, Person, Role, change_member, get_person
from storage.postings import Note, enqueue, touch_all

LONGEST_NAME = 150


class ChangeDid(StrEnum):
    """What a change came to."""

    DONE = "done"
    ALREADY = "already"
    TAKEN = "taken"
    """Another company has that name: they are to be united."""
    SAME = "same"
    """A company is one with itself already."""
    GONE = "gone"
    """It is in the club no more."""


@dataclass(frozen=True, slots=True)
class CompanyStanding:
    """A company, and what a change would touch."""

    id: CompanyId
    name: str
    members: int
    """Who represents it, or is about to."""
    organisers: int
    """They stay, representing no company."""
    hosts: int
    """Events to come that it hosts."""
    public: bool
    """Whether its page is public."""


def subject_of(company_id: CompanyId) -> str:
    """The subject of what is about a change of a company."""
    return f"companychange:{company_id}"


def company_of(subject: str) -> CompanyId:
    """Back from `subject_of`."""
    return CompanyId(int(subject.partition(":")[2]))


def get(services: Services, company_id: CompanyId, now: datetime) -> CompanyStanding | None:
    """A company that is in the club."""
    with services.db.read() as session:
        return look(session, company_id, now)


def company_of_member(services: Services, member_id: MemberId, now: datetime) -> CompanyStanding | None:
    """The company that somebody represents."""
    with services.db.read() as session:
        person = get_person(session, member_id)
        return look(session, person.company_id, now) if person and person.company_id else None


def get_correctable(services: Services, company_id: CompanyId) -> Correctable:
    """What of its page may be asked to be corrected, and whom that reaches."""
    with services.db.read() as session:
        return correcting.get_correctable(session, company_id)


def look(session: Session, company_id: CompanyId, now: datetime) -> CompanyStanding | None:
    """The same within a transaction."""
    found = company_changes.list_here(session, company_id, lock=False)
    if not found:
        return None
    people = company_changes.list_people(session, company_id)
    agreement = companies.get_agreement(session, company_id)
    office = sum(one.role is Role.ORGANISER for one in people)
    return CompanyStanding(
        company_id,
        found[0][1],
        len(people) - office,
        office,
        company_changes.count_hosted(session, company_id, now),
        bool(agreement and agreement.live),
    )


def rename(services: Services, company_id: CompanyId, typed: str, by: Person, now: datetime) -> ChangeDid:
    """Another name from now on, also in what is being decided; a public page is to be agreed to again."""
    name = " ".join(typed.split())[:LONGEST_NAME]
    with services.db.begin() as session:
        found = company_changes.list_here(session, company_id)
        if not found:
            return ChangeDid.GONE
        if found[0][1] == name:
            return ChangeDid.ALREADY
        if find_company(session, fold(name)) not in (None, company_id):
            return ChangeDid.TAKEN
        company_changes.rename(session, company_id, name)
        _moved(session, services, company_id, now)
        _tell(session, services, company_id, by, now)
    return ChangeDid.DONE


def unite(services: Services, gone: CompanyId, stays: CompanyId, by: Person, now: datetime) -> ChangeDid:
    """One company becomes part of another: seats, members, history follow; its public page ends."""
    if gone == stays:
        return ChangeDid.SAME
    with services.db.begin() as session:
        found = company_changes.list_here(session, gone, stays)
        if len(found) < 2:
            return ChangeDid.GONE
        quotas = [rows.get_seats(session, one, services.club.quota).quota for one in (gone, stays)]
        _end_page(session, gone, by, now)
        company_changes.unite(session, gone, stays, now)
        rows.set_quota(session, stays, sum(quotas))
        _moved(session, services, stays, now)
        _tell(session, services, stays, by, now, moment=f"united:{gone}")
    return ChangeDid.DONE


def end(services: Services, company_id: CompanyId, by: Person, now: datetime) -> ChangeDid:
    """A company leaves: its members are told that their membership ends, and give back what they hold."""
    with services.db.begin() as session:
        if not company_changes.list_here(session, company_id):
            return ChangeDid.GONE
        people = company_changes.list_people(session, company_id)
        for person in people:
            _leaves(session, services, person, company_id, now)
        for request_id in rows.list_open(session, company_id):
            declined = {"state": AdmissionState.DECLINED.value, "decided_by": by.id, "decided_at": now}
            rows.change_request(session, request_id, **declined)
            touch_all(session, admitting.subject_of(request_id), now)
        _end_page(session, company_id, by, now)
        company_changes.end(session, company_id, now)
    return ChangeDid.DONE


def _leaves(
    session: Session, services: Services, person: Person, company_id: CompanyId, now: datetime
) -> None:
    """An organiser stays, representing no company; a member's membership ends."""
    if person.role is Role.ORGANISER:
        change_member(session, person.id, company_id=None)
        return
    services.ceases(session, person, now)
    change_member(session, person.id, state=Membership.LEFT.value, company_id=None)
    if person.slack_id:
        note = Note(names.COMPANY_LEFT, subject_of(company_id), person.slack_id, now.isoformat())
        enqueue(session, [note], now)


def _end_page(session: Session, company_id: CompanyId, by: Person, now: datetime) -> None:
    agreement = companies.get_agreement(session, company_id)
    if agreement and agreement.live:
        companies.revoke_agreements(session, company_id, by.id, now)
        organisers.tell(
            session, names.PUBLISH, companies.subject_of_page(company_id), f"withdrawn:{agreement.id}", now
        )
    companies.end_contacts(session, company_id, now)
    correcting.page_ended(session, company_id, by.id, now)


def _moved(session: Session, services: Services, company_id: CompanyId, now: datetime) -> None:
    """Requests and wishes that show the company are drawn again."""
    admitting.seats_moved(session, company_id, services.club.quota, now)


def _tell(
    session: Session, services: Services, company_id: CompanyId, by: Person, now: datetime, moment: str = ""
) -> None:
    """Whoever represents it hears it, but for the organiser who did it."""
    people = rows.list_representatives(session, company_id)
    known = [one.slack_id for one in people if one.slack_id and one.can_act and one.id != by.id]
    moment = f"{now.isoformat()} {moment}".strip()
    enqueue(session, [Note(names.COMPANY_CHANGED, subject_of(company_id), who, moment) for who in known], now)
