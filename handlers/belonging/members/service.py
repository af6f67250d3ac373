"""What organisers do with memberships: one transaction a function (article PARTICIPER)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from club.admission import AdmissionState, Seats
from club.folding import fold
from club.ids import CompanyId, MemberId
from handlers import names
from handlers.belonging.shared import accounts, admitting
from handlers.kit.positions import PAGE, ListPosition, Page
from handlers.kit.services import Services
from storage import admission as rows
from storage.ballots import list_organisations, set_organisation
from storage.database import Session
from storage.people import (
    Membership,
    Person,
    Role,
    change_member,
    get_person,
    list_companies,
    list_reachable_organisers,
)
from storage.postings import Note, enqueue, subject_of_member, touch_all

MOST_OPTIONS = 100
"""Slack shows no more in a select."""


class MembershipOutcome(StrEnum):
    """What an organiser's act came to."""

    DONE = "done"
    ALREADY = "already"
    FULL = "full"
    """The company has no seat left: nothing changed."""
    ASKS_AGAIN = "asks_again"
    """The seat was given to somebody else meanwhile: the person asks for one."""
    LAST_ORGANISER = "last_organiser"
    """The club would have no organiser left: nothing changed."""
    NO_COMPANY = "no_company"
    """A member represents a company: choose one first."""
    NOT_YET = "not_yet"
    """Still being admitted: what is decided is the request."""
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class MemberEntry:
    """A person in the list, with the seats of their company."""

    person: Person
    seats: Seats | None
    by_hand: bool
    """Whether an organiser suspended them."""
    organisation: bool = False
    """Whether their company is the club's own organisation."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the list."""

    page: Page[MemberEntry]
    waiting: int
    """Requests to join that are open."""
    alone: Sequence[Person] = ()
    """Who represents no company, where nobody was looked for yet."""


ALONE = "alone"
"""The filter of a list: who represents no company."""


def listing(services: Services, asked: ListPosition) -> Listed:
    """Everybody whom the words fit, five at a time; a page beyond the end is the last."""
    wanted = fold(asked.words).split()
    with services.db.read() as session:
        if ALONE in asked.only:
            alone = Page.cut(rows.list_without_company(session), asked)
            entries = [_entry(session, services, one, set()) for one in alone.items]
            return Listed(alone.with_items(entries), rows.count_open(session))
        _, total = rows.list_members(session, wanted, 0, 0)
        at = asked.within(total)
        people, _ = rows.list_members(session, wanted, at.number * PAGE, PAGE)
        organisations = list_organisations(session)
        entries = [_entry(session, services, person, organisations) for person in people]
        return Listed(Page.of(entries, total, at), rows.count_open(session))


def front(services: Services) -> Listed:
    """What is said before anybody is looked for: how many there are, and what waits."""
    with services.db.read() as session:
        _, total = rows.list_members(session, [], 0, 0)
        nobody: Page[MemberEntry] = Page.of([], total, ListPosition("members"))
        return Listed(nobody, rows.count_open(session), rows.list_without_company(session))


def found(services: Services, typed: str) -> list[Person]:
    """Whom these words may mean, for the search's options."""
    with services.db.read() as session:
        people, _ = rows.list_members(session, fold(typed).split(), 0, MOST_OPTIONS)
        return people


def _entry(
    session: Session, services: Services, person: Person, organisations: set[CompanyId]
) -> MemberEntry:
    company_id = person.company_id
    seats = rows.get_seats(session, company_id, services.club.quota) if company_id else None
    by_hand = accounts.suspended_by_hand(session, person)
    return MemberEntry(person, seats, by_hand, organisation=company_id in organisations)


def find(services: Services, member_id: MemberId) -> Person | None:
    """Somebody in the books."""
    with services.db.read() as session:
        return get_person(session, member_id)


def companies(services: Services, words: str) -> list[tuple[CompanyId, str]]:
    """Companies whose name holds the words."""
    with services.db.read() as session:
        return list_companies(session, words)


@dataclass(frozen=True, slots=True)
class CompanySeats:
    """A company and its seats."""

    id: CompanyId
    name: str
    seats: Seats


def get_company(services: Services, member_id: MemberId) -> CompanySeats | None:
    """The company that somebody represents."""
    with services.db.read() as session:
        person = get_person(session, member_id)
        if person is None or person.company_id is None:
            return None
        seats = rows.get_seats(session, person.company_id, services.club.quota)
        return CompanySeats(person.company_id, person.company, seats)


def set_quota(
    services: Services, company_id: CompanyId, quota: int, organiser: Person, now: datetime
) -> MembershipOutcome:
    """How many may represent a company, one at least; with fewer than there are, nobody loses their seat.

    Its members are told nothing; what shows a request for a seat is drawn again.
    """
    assert quota >= 1, "a company has one representative at least"
    with services.db.begin() as session:
        rows.lock_company(session, company_id)
        before = rows.get_seats(session, company_id, services.club.quota).quota
        if before == quota:
            return MembershipOutcome.ALREADY
        rows.set_quota(session, company_id, quota)
        if quota > before:
            admitting.answer_wishes(session, company_id, AdmissionState.SEAT_GRANTED, organiser.id, "", now)
        admitting.seats_moved(session, company_id, services.club.quota, now)
    return MembershipOutcome.DONE


@contextmanager
def changing(services: Services, member_id: MemberId) -> Iterator[tuple[Session, Person] | MembershipOutcome]:
    """A write transaction about somebody whose row is locked; or why nothing of theirs can be changed."""
    with services.db.begin() as session:
        rows.lock_member(session, member_id)
        person = get_person(session, member_id)
        if person is None or person.state is Membership.LEFT:
            yield MembershipOutcome.GONE
        elif person.state is Membership.INVITED:
            yield MembershipOutcome.NOT_YET
        else:
            yield session, person


def move(services: Services, member_id: MemberId, company_id: CompanyId, now: datetime) -> MembershipOutcome:
    """Another company, within its quota; organisers are warned where the old one has nobody left."""
    with changing(services, member_id) as found:
        if isinstance(found, MembershipOutcome):
            return found
        session, person = found
        if person.company_id == company_id:
            return MembershipOutcome.ALREADY
        if person.role is Role.MEMBER and not _has_seat(session, services, company_id):
            return MembershipOutcome.FULL
        change_member(session, person.id, company_id=company_id)
        if person.active:
            admitting.warn_if_empty(session, person.company_id, now)
        _seats_moved(session, services, person.company_id, now)
        _seats_moved(session, services, company_id, now)
        return MembershipOutcome.DONE


def _has_seat(session: Session, services: Services, company_id: CompanyId) -> bool:
    rows.lock_company(session, company_id)
    return not rows.get_seats(session, company_id, services.club.quota).full


def _seats_moved(session: Session, services: Services, company_id: CompanyId | None, now: datetime) -> None:
    if company_id is not None:
        admitting.company_moved(session, company_id, services.club.quota, now)


def promote(services: Services, member_id: MemberId, now: datetime) -> MembershipOutcome:
    """Makes an organiser of a member: their seat is free for the company."""
    with changing(services, member_id) as found:
        if isinstance(found, MembershipOutcome):
            return found
        session, person = found
        if person.role is Role.ORGANISER or not person.active:
            return MembershipOutcome.ALREADY
        change_member(session, person.id, role=Role.ORGANISER.value)
        _seats_moved(session, services, person.company_id, now)
        return MembershipOutcome.DONE


def demote(services: Services, member_id: MemberId, now: datetime) -> MembershipOutcome:
    """An organiser is a member again, on a seat of their company; the club keeps one organiser at least."""
    with changing(services, member_id) as found:
        if isinstance(found, MembershipOutcome):
            return found
        session, person = found
        if person.role is not Role.ORGANISER:
            return MembershipOutcome.ALREADY
        if refused := _last_organiser(session, person):
            return refused
        if person.company_id is None:
            return MembershipOutcome.NO_COMPANY
        if not _has_seat(session, services, person.company_id):
            return MembershipOutcome.FULL
        change_member(session, person.id, role=Role.MEMBER.value)
        _seats_moved(session, services, person.company_id, now)
        return MembershipOutcome.DONE


def _last_organiser(session: Session, person: Person) -> MembershipOutcome | None:
    others = [one for one in list_reachable_organisers(session) if one.id != person.id]
    return MembershipOutcome.LAST_ORGANISER if person.role is Role.ORGANISER and not others else None


def suspend(
    services: Services, member_id: MemberId, organiser: Person, why: str, now: datetime
) -> MembershipOutcome:
    """Shuts the club to a member, who is told why; coming seats are freed, the company's seat is kept."""
    with changing(services, member_id) as found:
        if isinstance(found, MembershipOutcome):
            return found
        session, person = found
        if not person.active:
            return MembershipOutcome.ALREADY
        if refused := _last_organiser(session, person):
            return refused
        rows.add_request(
            session,
            person.id,
            now,
            state=AdmissionState.SUSPENDED,
            company_id=person.company_id,
            decided_by=organiser.id,
            decided_at=now,
            reason=why,
        )
        change_member(session, person.id, state=Membership.SUSPENDED.value)
        services.ceases(session, person, now)
        admitting.warn_if_empty(session, person.company_id, now)
        if person.slack_id:
            subject = subject_of_member(person.id)
            note = Note(names.MEMBER_SUSPENDED, subject, person.slack_id, now.isoformat())
            enqueue(session, [note], now)
        return MembershipOutcome.DONE


def lift(services: Services, member_id: MemberId, organiser: Person, now: datetime) -> MembershipOutcome:
    """Ends a suspension: a member again where the company has a seat, else they ask for one."""
    with changing(services, member_id) as found:
        if isinstance(found, MembershipOutcome):
            return found
        session, person = found
        if person.state is not Membership.SUSPENDED:
            return MembershipOutcome.ALREADY
        rows.add_request(
            session, person.id, now, state=AdmissionState.LIFTED, decided_by=organiser.id, decided_at=now
        )
        return (
            MembershipOutcome.DONE
            if accounts.resume(session, services, person, now)
            else MembershipOutcome.ASKS_AGAIN
        )


def free_seat(services: Services, member_id: MemberId, organiser: Person, now: datetime) -> MembershipOutcome:
    """Gives a suspended member's seat back to the company."""
    with changing(services, member_id) as found:
        if isinstance(found, MembershipOutcome):
            return found
        session, person = found
        if not accounts.free_seat(session, services, person, organiser.id, now):
            return MembershipOutcome.ALREADY
        touch_all(session, subject_of_member(person.id), now)
        return MembershipOutcome.DONE


def mark_organisation(services: Services, member_id: MemberId, *, marked: bool) -> MembershipOutcome:
    """Marks somebody's company as the club's own organisation, or no longer.

    While it is, no ballot that opens counts it, and of its organisers no answer is expected.
    """
    with changing(services, member_id) as found:
        if isinstance(found, MembershipOutcome):
            return found
        session, person = found
        if person.company_id is None:
            return MembershipOutcome.NO_COMPANY
        changed = set_organisation(session, person.company_id, marked=marked)
        return MembershipOutcome.DONE if changed else MembershipOutcome.ALREADY


def ask_export(services: Services, organiser: Person, now: datetime) -> MembershipOutcome:
    """The list comes as a file, by direct message."""
    with services.db.begin() as session:
        if organiser.slack_id:
            note = Note(names.MEMBERS_LIST, "members", organiser.slack_id, now.isoformat())
            enqueue(session, [note], now)
    return MembershipOutcome.DONE
