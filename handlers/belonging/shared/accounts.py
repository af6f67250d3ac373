"""A Slack account opens, closes or comes back: what that makes of a member (article PARTICIPER).

Called with Slack's word on a person, whether by event or by the list of people; saying it twice changes
nothing.
"""

from datetime import datetime

from club.admission import AdmissionState
from club.ids import CompanyId, MemberId
from handlers import names
from handlers.belonging.shared import admitting
from handlers.kit import organisers
from handlers.kit.manners import MAY_WAIT
from handlers.kit.services import Services
from storage import admission as rows
from storage.accounts import save_profile
from storage.database import Session
from storage.people import (
    AccountKind,
    Membership,
    Person,
    Role,
    SlackProfile,
    change_member,
    find_member,
    get_person,
    get_person_by_slack,
)
from storage.postings import Note, enqueue, subject_of_member, touch_all
from storage.wishes import ask_again


def keep(
    session: Session, services: Services, profile: SlackProfile, now: datetime, *, greet: bool
) -> MemberId | None:
    """Caches what Slack says of a person, and has the membership follow.

    Returns a member who can act no longer, or again: `Services.accounts_turned` comes next.
    """
    before = get_person_by_slack(session, profile.slack_id)
    tied = save_profile(session, profile, services.club.contact)
    _named(session, get_person_by_slack(session, profile.slack_id), profile, now)
    if tied:
        _known(session, services, tied, profile, now, greet=greet)
    _follow(session, services, profile, now)
    person = get_person_by_slack(session, profile.slack_id)
    if person and before and person.zone != before.zone:
        ask_again(session, profile.slack_id, MAY_WAIT, now)  # the hour that it waits for is another
    if person is None or before is None or person.can_act is before.can_act:
        return None
    if person.role is Role.ORGANISER:
        _organiser_turned(session, services, person, now)
    return person.id


def _named(session: Session, person: Person | None, profile: SlackProfile, now: datetime) -> None:
    """Whoever entered the books when Slack did not say who they are, or by the settings, gets their name."""
    if person is None or not profile.name or person.name not in (person.slack_id, person.email):
        return
    change_member(session, person.id, name=profile.name)
    taken = find_member(session, email=profile.email, slack_id=None) if profile.email else None
    if person.email is None and profile.email and taken is None:
        change_member(session, person.id, email=profile.email.casefold())
    if request := rows.get_latest(session, person.id, AdmissionState.OPEN):
        touch_all(session, admitting.subject_of(request.id), now)


def _follow(session: Session, services: Services, profile: SlackProfile, now: datetime) -> None:
    person = get_person_by_slack(session, profile.slack_id)
    if person is None or not _turns(person, profile.account_kind):
        return
    rows.lock_member(session, person.id)  # Slack tells of a change more than once, and not in a line
    person = get_person(session, person.id)
    if person is None or not _turns(person, profile.account_kind):
        return
    if profile.account_kind is AccountKind.DELETED:
        _close(session, services, person, now)
    elif not suspended_by_hand(session, person):
        resume(session, services, person, now)


def _turns(person: Person, account_kind: AccountKind) -> bool:
    """Whether Slack's word makes anything of this membership that does not hold already."""
    if account_kind is AccountKind.DELETED:
        return person.state in (Membership.INVITED, Membership.ADMITTED)
    return account_kind is AccountKind.FULL and person.state is Membership.SUSPENDED


def _organiser_turned(session: Session, services: Services, person: Person, now: datetime) -> None:
    """One who comes back reads what is to be decided; where the last one went, the contact is told."""
    organisers.alarm(session, services, now)
    if person.can_act:
        services.organiser_back(session, person, now)


def _known(
    session: Session, services: Services, tied: MemberId, profile: SlackProfile, now: datetime, *, greet: bool
) -> None:
    """Somebody in the books becomes known: a member is welcomed, an invited person told the steps."""
    request = rows.get_latest(session, tied, AdmissionState.OPEN)
    person = get_person(session, tied)
    if request and person:
        admitting.tell(session, person, names.ADMISSION, request.id, now, live=True)
        admitting.follow(session, request.id, services.club.quota, now)
    elif greet and person and person.active:
        welcome(session, person, now)
        services.begins(session, person, now)


def welcome(session: Session, person: Person, now: datetime) -> None:
    """A member reads what comes first, once, in a message that is kept true."""
    if person.slack_id:
        enqueue(session, [Note(names.KNOWN, subject_of_member(person.id), person.slack_id, live=True)], now)


def _close(session: Session, services: Services, person: Person, now: datetime) -> None:
    """A member is suspended until an organiser confirms that the seat is free; a request ends."""
    if person.state is Membership.INVITED:
        request = rows.get_latest(session, person.id, AdmissionState.OPEN)
        change_member(session, person.id, state=Membership.LEFT.value, company_id=None)
        if request:
            rows.change_request(session, request.id, state=AdmissionState.WITHDRAWN.value, decided_at=now)
            touch_all(session, admitting.subject_of(request.id), now)
            if request.company_id:
                admitting.company_moved(session, request.company_id, services.club.quota, now)
    elif person.state is Membership.ADMITTED:
        change_member(session, person.id, state=Membership.SUSPENDED.value)
        moment, subject = now.isoformat(), subject_of_member(person.id)
        admitting.tell_organisers(session, names.ACCOUNT_CLOSED, subject, moment, now, live=True)
        admitting.warn_if_empty(session, person.company_id, now)


def suspended_by_hand(session: Session, person: Person) -> bool:
    """Whether an organiser suspended this member: Slack's events do not undo that."""
    latest = rows.get_latest(session, person.id, AdmissionState.SUSPENDED, AdmissionState.LIFTED)
    return latest is not None and latest.state is AdmissionState.SUSPENDED


def resume(session: Session, services: Services, person: Person, now: datetime) -> bool:
    """A suspended member resumes where the company still has a seat; else asks again, and is told.

    Returns whether they are a member again.
    """
    freed = rows.get_latest(session, person.id, AdmissionState.FREED, AdmissionState.RESUMED)
    company_id = person.company_id or (
        freed.company_id if freed and freed.state is AdmissionState.FREED else None
    )
    if company_id and person.company_id is None and person.role is Role.MEMBER:
        rows.lock_company(session, company_id)
        if rows.get_seats(session, company_id, services.club.quota).full:
            _asks_again(session, services, person, company_id, now)
            return False
    change_member(session, person.id, state=Membership.ADMITTED.value, company_id=company_id)
    rows.add_request(
        session, person.id, now, state=AdmissionState.RESUMED, company_id=company_id, decided_at=now
    )
    touch_all(session, subject_of_member(person.id), now)
    if person.slack_id:
        note = Note(names.ACCOUNT_BACK, subject_of_member(person.id), person.slack_id, now.isoformat())
        enqueue(session, [note], now)
    if company_id:
        admitting.company_moved(session, company_id, services.club.quota, now)
    return True


def _asks_again(
    session: Session, services: Services, person: Person, company_id: CompanyId, now: datetime
) -> None:
    typed = rows.get_company_name(session, company_id)
    change_member(session, person.id, state=Membership.INVITED.value)
    request_id = rows.add_request(session, person.id, now, company_id=company_id, company_typed=typed)
    touch_all(session, subject_of_member(person.id), now)
    matter = admitting.look(session, request_id, services.club.quota)
    assert matter is not None
    admitting.tell(session, person, names.ADMISSION, request_id, now, live=True)
    admitting.ask_colleagues(session, matter, now)
    subject = admitting.subject_of(request_id)
    admitting.tell_organisers(session, names.ADMISSION_ORGANISER, subject, "", now, live=True)


def free_seat(session: Session, services: Services, person: Person, by: MemberId, now: datetime) -> bool:
    """An organiser confirms that a suspended member's seat is free; False where that holds already."""
    if person.state is not Membership.SUSPENDED or person.company_id is None:
        return False
    rows.lock_company(session, person.company_id)
    services.ceases(session, person, now)
    company_id = person.company_id
    rows.add_request(
        session,
        person.id,
        now,
        state=AdmissionState.FREED,
        company_id=company_id,
        decided_by=by,
        decided_at=now,
    )
    change_member(session, person.id, company_id=None)
    touch_all(session, subject_of_member(person.id), now)
    admitting.company_moved(session, company_id, services.club.quota, now)
    return True
