"""Asking, inviting, confirming, deciding: one transaction a function (article PARTICIPER).

A company's row is locked before a seat of it is counted and taken, so that of two who want the last one,
one gets it. The order of locks is always request, then company.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum

from club.admission import AdmissionState
from club.ids import CompanyId, MemberId
from handlers import names
from handlers.belonging.shared import accounts, admitting
from handlers.belonging.shared.admitting import AdmissionMatter, follow, look, subject_of, tell
from handlers.kit.carried import OutOfDate
from handlers.kit.services import Services
from storage import admission as rows
from storage.company_changes import list_here
from storage.database import Session
from storage.people import (
    Membership,
    Person,
    Role,
    add_company,
    change_member,
)
from storage.postings import touch_all


class AdmissionOutcome(StrEnum):
    """What an act came to."""

    DONE = "done"
    ALREADY = "already"
    """Decided, confirmed or withdrawn before: that holds."""
    FULL = "full"
    """No seat of the company is left: nothing changed."""
    MISSING = "missing"
    """Something else is still missing: nothing changed."""
    MEMBER = "member"
    """Whom it is about is a member already."""
    SUSPENDED = "suspended"
    NOT_YOURS = "not_yours"
    """Another company's matter."""
    NO_ACCOUNT = "no_account"
    """Slack knows no full account there."""
    NO_COMPANY = "no_company"
    """The inviting member represents none."""
    GONE = "gone"


def withdraw(services: Services, person: Person, now: datetime) -> AdmissionOutcome:
    """The person takes the request back, or an invitation off the table."""
    with services.db.begin() as session:
        found = rows.get_latest(session, person.id, AdmissionState.OPEN)
        request = rows.get_request(session, found.id, lock=True) if found else None
        if request is None or not request.open:
            return AdmissionOutcome.ALREADY
        _close(session, services, request.id, AdmissionState.WITHDRAWN, None, "", now)
    return AdmissionOutcome.DONE


def _close(
    session: Session,
    services: Services,
    request_id: int,
    state: AdmissionState,
    by: MemberId | None,
    why: str,
    now: datetime,
) -> None:
    """Ends a request without a seat; one that it held is free again, and others who wait hear of it."""
    matter = look(session, request_id, services.club.quota)
    assert matter is not None
    rows.change_request(session, request_id, state=state.value, decided_by=by, decided_at=now, reason=why)
    change_member(session, matter.person.id, state=Membership.LEFT.value, company_id=None)
    touch_all(session, subject_of(request_id), now)
    if matter.request.company_id:
        admitting.company_moved(session, matter.request.company_id, services.club.quota, now)


def take_seat(session: Session, services: Services, member_id: MemberId, company_id: CompanyId) -> bool:
    """Seats somebody for a company, under its lock; False where no seat is left."""
    rows.lock_company(session, company_id)
    if rows.get_seats(session, company_id, services.club.quota).full:
        return False
    change_member(session, member_id, company_id=company_id)
    return True


@contextmanager
def deciding(
    services: Services, request_id: int
) -> Iterator[tuple[Session, AdmissionMatter] | AdmissionOutcome]:
    """A write transaction about a request that is open and locked; or why there is nothing to decide.

    The first decision wins.
    """
    with services.db.begin() as session:
        request = rows.get_request(session, request_id, lock=True)
        matter = look(session, request_id, services.club.quota) if request and request.open else None
        if matter:
            yield session, matter
        else:
            yield AdmissionOutcome.ALREADY if request and not request.open else AdmissionOutcome.GONE


def confirm(services: Services, request_id: int, member: Person, now: datetime) -> AdmissionOutcome:
    """Somebody of the company confirms it; the seat is kept from now on."""
    with deciding(services, request_id) as found:
        if isinstance(found, AdmissionOutcome):
            return found
        session, matter = found
        company_id = matter.request.company_id
        if company_id is None or company_id != member.company_id:
            return AdmissionOutcome.NOT_YOURS
        if matter.request.confirmed_at:
            return AdmissionOutcome.ALREADY
        if not take_seat(session, services, matter.person.id, company_id):
            return AdmissionOutcome.FULL
        rows.change_request(session, request_id, confirmed_by=member.id, confirmed_at=now)
        follow(session, request_id, services.club.quota, now)
        admitting.company_moved(session, company_id, services.club.quota, now)
        return AdmissionOutcome.DONE


def refuse(services: Services, request_id: int, by: Person, why: str, now: datetime) -> AdmissionOutcome:
    """An organiser, or somebody of the company, declines with a reason that the person is told."""
    with deciding(services, request_id) as found:
        if isinstance(found, AdmissionOutcome):
            return found
        session, matter = found
        if by.role is not Role.ORGANISER and by.company_id != matter.request.company_id:
            return AdmissionOutcome.NOT_YOURS
        _close(session, services, request_id, AdmissionState.DECLINED, by.id, why, now)
        tell(session, matter.person, names.ADMISSION_DECIDED, request_id, now, live=False)
        return AdmissionOutcome.DONE


def choose_company(
    services: Services, request_id: int, company_id: CompanyId | None, name: str, now: datetime
) -> AdmissionOutcome:
    """An organiser says which company was meant, or adds it; its members, if there are any, are asked."""
    with deciding(services, request_id) as found:
        if isinstance(found, AdmissionOutcome):
            return found
        session, matter = found
        if matter.request.confirmed_at:
            return AdmissionOutcome.ALREADY
        if company_id and not list_here(session, company_id, lock=False):
            raise OutOfDate  # it left, or became one with another, while the form stood open
        chosen = company_id or add_company(session, name)
        rows.change_request(session, request_id, company_id=chosen)
        again = look(session, request_id, services.club.quota)
        assert again is not None
        admitting.ask_colleagues(session, again, now)
        follow(session, request_id, services.club.quota, now)
        return AdmissionOutcome.DONE


def admit(services: Services, request_id: int, organiser: Person, now: datetime) -> AdmissionOutcome:
    """An organiser admits: the person is a member from now on."""
    with deciding(services, request_id) as found:
        if isinstance(found, AdmissionOutcome):
            return found
        session, matter = found
        if matter.missing:
            return AdmissionOutcome.MISSING
        company_id = matter.request.company_id
        assert company_id is not None, "nothing is missing"
        seated = matter.request.confirmed_at is not None
        if not seated and not take_seat(session, services, matter.person.id, company_id):
            return AdmissionOutcome.FULL
        decided = {"state": AdmissionState.ADMITTED.value, "decided_by": organiser.id, "decided_at": now}
        rows.change_request(session, request_id, **decided)
        change_member(session, matter.person.id, state=Membership.ADMITTED.value)
        touch_all(session, subject_of(request_id), now)
        accounts.welcome(session, matter.person, now)
        services.begins(session, matter.person, now)
        admitting.company_moved(session, company_id, services.club.quota, now)
        return AdmissionOutcome.DONE


def get_matter(services: Services, request_id: int) -> AdmissionMatter | None:
    """A request as it stands."""
    with services.db.read() as session:
        return look(session, request_id, services.club.quota)


def get_own(services: Services, person: Person | None) -> AdmissionMatter | None:
    """A person's open request."""
    with services.db.read() as session:
        found = rows.get_latest(session, person.id, AdmissionState.OPEN) if person else None
        return look(session, found.id, services.club.quota) if found else None


def list_waiting(services: Services) -> list[AdmissionMatter]:
    """Everything that is to be decided, the oldest first."""
    with services.db.read() as session:
        found = [look(session, request_id, services.club.quota) for request_id in rows.list_open(session)]
    return [matter for matter in found if matter]
