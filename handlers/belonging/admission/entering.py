"""How somebody comes to the door: asking, or invited by a colleague. One transaction a function."""

from datetime import datetime

from club.admission import AdmissionState
from club.folding import fold
from club.ids import SlackId
from handlers import names
from handlers.belonging.admission.service import AdmissionOutcome, take_seat
from handlers.belonging.shared import admitting
from handlers.belonging.shared.admitting import look, subject_of, tell, tell_organisers
from handlers.kit.services import Services
from storage import admission as rows
from storage.database import Session
from storage.people import (
    AccountKind,
    Membership,
    Person,
    add_member,
    change_member,
    find_member,
    get_person,
    get_person_by_slack,
)


def ask(
    services: Services, slack_id: SlackId, company: str, function: str, word: str, now: datetime
) -> AdmissionOutcome:
    """A newcomer asks to represent a company, as they typed it."""
    with services.db.begin() as session:
        profile = rows.get_profile(session, slack_id)
        if profile is None or profile.account_kind is not AccountKind.FULL:
            return AdmissionOutcome.NO_ACCOUNT
        person = _enter(session, slack_id, profile.name, profile.email)
        if refused := _not_new(session, person):
            return refused
        company_id = rows.find_company(session, fold(company))
        values = {"company_id": None, "function": function, "state": Membership.INVITED.value}
        change_member(session, person.id, **values)
        request_id = rows.add_request(
            session, person.id, now, company_id=company_id, company_typed=company, word=word
        )
        _opened(session, services, request_id, now)
    return AdmissionOutcome.DONE


def _enter(session: Session, slack_id: SlackId, name: str, email: str | None) -> Person:
    """The person's row, locked; a new one for somebody who was never in the books."""
    found = get_person_by_slack(session, slack_id)
    if found is None:
        taken = find_member(session, email=email, slack_id=None) if email else None
        state, free = Membership.LEFT, None if taken else email
        member_id = add_member(session, name or slack_id, slack_id=slack_id, email=free, state=state)
    else:
        member_id = found.id
    rows.lock_member(session, member_id)
    person = get_person(session, member_id)
    assert person is not None
    return person


def _not_new(session: Session, person: Person) -> AdmissionOutcome | None:
    if person.state is Membership.ADMITTED:
        return AdmissionOutcome.MEMBER
    if person.state is Membership.SUSPENDED:
        return AdmissionOutcome.SUSPENDED
    return AdmissionOutcome.ALREADY if rows.get_latest(session, person.id, AdmissionState.OPEN) else None


def _opened(session: Session, services: Services, request_id: int, now: datetime) -> None:
    """Everybody concerned is told of a new request."""
    matter = look(session, request_id, services.club.quota)
    assert matter is not None
    tell(session, matter.person, names.ADMISSION, request_id, now, live=True)
    if matter.request.confirmed_at is None:
        admitting.ask_colleagues(session, matter, now)
    if matter.ready:
        admitting.tell_ready(session, request_id, now)
    else:
        tell_organisers(session, names.ADMISSION_ORGANISER, subject_of(request_id), "", now, live=True)


def invite(
    services: Services, member: Person, slack_id: str, name: str, email: str, now: datetime
) -> AdmissionOutcome:
    """A member invites a colleague, whom Slack knows or by address; the seat is kept from now on."""
    if member.company_id is None:
        return AdmissionOutcome.NO_COMPANY
    with services.db.begin() as session:
        person = _invited(session, slack_id, name, email)
        if isinstance(person, AdmissionOutcome):
            return person
        if refused := _not_new(session, person):
            return refused
        if not take_seat(session, services, person.id, member.company_id):
            session.rollback()
            return AdmissionOutcome.FULL
        change_member(session, person.id, state=Membership.INVITED.value)
        request_id = rows.add_request(
            session, person.id, now, company_id=member.company_id, confirmed_by=member.id, confirmed_at=now
        )
        _opened(session, services, request_id, now)
        admitting.company_moved(session, member.company_id, services.club.quota, now)
    return AdmissionOutcome.DONE


def _invited(session: Session, slack_id: str, name: str, email: str) -> Person | AdmissionOutcome:
    if slack_id:
        profile = rows.get_profile(session, slack_id)
        if profile is None or profile.account_kind is not AccountKind.FULL:
            return AdmissionOutcome.NO_ACCOUNT
        return _enter(session, SlackId(slack_id), profile.name, profile.email)
    found = find_member(session, email=email, slack_id=None)
    member_id = found.id if found else add_member(session, name, email=email, state=Membership.LEFT)
    rows.lock_member(session, member_id)
    person = get_person(session, member_id)
    assert person is not None
    return person
