"""A seat more for a company: wished by its members, granted or declined by organisers (PARTICIPER).

A wish is a row of the ways into the club, so that what was written in it goes with the member who asked.
Wishes are read and decided under their company's lock.
"""

from dataclasses import dataclass
from datetime import datetime

from club.admission import AdmissionState, Seats
from club.ids import CompanyId
from handlers import names
from handlers.belonging.admission.service import AdmissionOutcome
from handlers.belonging.shared import admitting
from handlers.belonging.shared.admitting import seat_subject, tell_organisers
from handlers.kit.services import Services
from storage import admission as rows
from storage.admission import Request
from storage.database import Session
from storage.people import Person, get_person
from storage.postings import Note, enqueue, touch_all


@dataclass(frozen=True, slots=True)
class SeatRequest:
    """A company's wish for a seat more, as it stands."""

    row: Request
    company_id: CompanyId
    company: str
    person: Person
    """Who asked."""
    seats: Seats
    decider: str

    @property
    def open(self) -> bool:
        """Whether it is still to be answered."""
        return self.row.state is AdmissionState.SEAT_ASKED


def look(session: Session, wish_id: int, quota: int) -> SeatRequest | None:
    """The wish of that id; `quota` is the club's usual one."""
    row = rows.get_request(session, wish_id)
    person = get_person(session, row.member_id) if row else None
    if row is None or person is None or row.company_id is None:
        return None
    decider = get_person(session, row.decided_by) if row.decided_by else None
    seats = rows.get_seats(session, row.company_id, quota)
    name = rows.get_company_name(session, row.company_id)
    return SeatRequest(row, row.company_id, name, person, seats, decider.name if decider else "")


def get_wish(services: Services, wish_id: int) -> SeatRequest | None:
    """A wish as it stands."""
    with services.db.read() as session:
        return look(session, wish_id, services.club.quota)


def ask(services: Services, member: Person, now: datetime) -> AdmissionOutcome:
    """The company asks the organisers for a seat more; whoever asks again before the answer asks once."""
    if member.company_id is None:
        return AdmissionOutcome.NO_COMPANY
    with services.db.begin() as session:
        rows.lock_company(session, member.company_id)
        if not rows.get_seats(session, member.company_id, services.club.quota).full:
            return AdmissionOutcome.ALREADY
        if any(one.member_id == member.id for one in rows.list_wishes(session, member.company_id)):
            return AdmissionOutcome.DONE
        wish = rows.add_request(
            session, member.id, now, state=AdmissionState.SEAT_ASKED, company_id=member.company_id
        )
        subject = seat_subject(member.company_id)
        tell_organisers(session, names.SEAT_ASKED, subject, str(wish), now, live=True)
    return AdmissionOutcome.DONE


def grant(
    services: Services, company_id: CompanyId, seen: int, organiser: Person, now: datetime
) -> AdmissionOutcome:
    """An organiser gives a company a seat more than it had when asked; twice is once. Who asked is told."""
    with services.db.begin() as session:
        rows.lock_company(session, company_id)
        if rows.get_seats(session, company_id, services.club.quota).quota > seen:
            return AdmissionOutcome.ALREADY
        rows.set_quota(session, company_id, seen + 1)
        wishes = admitting.answer_wishes(
            session, company_id, AdmissionState.SEAT_GRANTED, organiser.id, "", now
        )
        _tell(session, names.SEAT_GRANTED, wishes, f"{seen + 1}:", now)
        admitting.seats_moved(session, company_id, services.club.quota, now)
    return AdmissionOutcome.DONE


def refuse(services: Services, wish_id: int, organiser: Person, why: str, now: datetime) -> AdmissionOutcome:
    """An organiser declines, for everybody of the company who waits for the answer; each is told why."""
    with services.db.begin() as session:
        wish = look(session, wish_id, services.club.quota)
        if wish is None:
            return AdmissionOutcome.GONE
        rows.lock_company(session, wish.company_id)
        if wish_id not in [one.id for one in rows.list_wishes(session, wish.company_id)]:
            return AdmissionOutcome.ALREADY
        wishes = admitting.answer_wishes(
            session, wish.company_id, AdmissionState.SEAT_REFUSED, organiser.id, why, now
        )
        _tell(session, names.SEAT_REFUSED, wishes, "", now)
        touch_all(session, seat_subject(wish.company_id), now)
    return AdmissionOutcome.DONE


def _tell(session: Session, kind: str, wishes: list[Request], moment: str, now: datetime) -> None:
    """Queues the answer for each who asked; `moment` comes before the wish's id."""
    for wish in wishes:
        person = get_person(session, wish.member_id)
        if wish.company_id and person and person.active and person.slack_id:
            subject = seat_subject(wish.company_id)
            enqueue(session, [Note(kind, subject, person.slack_id, f"{moment}{wish.id}")], now)
