"""How somebody comes to the door: asking, or invited by a colleague. One transaction a function."""

from datetime import datetime

from club.admission import AdmissionState
from club.folding import fold
from club.ids import SlackId
from handlers import names
from handlers.belonging.admission.service import AdmissionOutcome, take_seat
from handlers.belonging.shared import accounts, admitting
from handlers.belonging.shared.admitting import look, subject_of, tell, tell_organisers
from handlers.kit.services import Services
from storage import admission as rows
from storage.accounts import save_profile
from storage.database import Session
from storage.people import (
    AccountKind,
    Membership,
    Person,
    SlackProfile,
    add_member,
    change_member,
    find_member,
    get_person,
    get_person_by_slack,
)


def ask(
    services: Services,
    slack_id: SlackId,
    company: str,
    function: str,
    word: str,
    now: datetime,
    said: SlackProfile | None,
) -> AdmissionOutcome:
    """A newcomer asks to represent a company, as they typed it; `said` is what Slack says of them now."""
    with services.db.begin() as session:
        person = _enter(session, services, slack_id, said, now)
        if person is None:
            return AdmissionOutcome.NO_ACCOUNT
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


def _enter(
    session: Session, services: Services, slack_id: SlackId, said: SlackProfile | None, now: datetime
) -> Person | None:
    """The person's row, locked; a new one for somebody who was never in the books. None: no full account.

    What Slack says of who is in no books is kept from here on; where it does not answer, their id stands for
    their name until it does (`accounts.keep`).
    """
    if said and get_person_by_slack(session, slack_id) is None:
        accounts.keep(session, services, said, now, greet=True)
    profile = said or rows.get_profile(session, slack_id)
    if profile is None or profile.account_kind is not AccountKind.FULL:
        return None
    found, email = get_person_by_slack(session, slack_id), profile.email
    if found is None:
        taken = find_member(session, email=email, slack_id=None) if email else None
        state, free = Membership.LEFT, None if taken else email
        member_id = add_member(session, profile.name or slack_id, slack_id=slack_id, email=free, state=state)
        save_profile(session, profile, services.club.contact)
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
    services: Services,
    member: Person,
    name: str,
    email: str,
    now: datetime,
    *,
    slack_id: str = "",
    said: SlackProfile | None = None,
) -> AdmissionOutcome:
    """A member invites a colleague, whom Slack knows (`said`: what it says now) or by address.

    The seat is kept from now on.
    """
    if member.company_id is None:
        return AdmissionOutcome.NO_COMPANY
    with services.db.begin() as session:
        if slack_id:
            person = _enter(session, services, SlackId(slack_id), said, now) or AdmissionOutcome.NO_ACCOUNT
        else:
            person = _invited(session, name, email)
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


def _invited(session: Session, name: str, email: str) -> Person:
    found = find_member(session, email=email, slack_id=None)
    member_id = found.id if found else add_member(session, name, email=email, state=Membership.LEFT)
    rows.lock_member(session, member_id)
    person = get_person(session, member_id)
    assert person is not None
    return person
