"""A way into the club as it stands, and who is told when it moves: shared by charter, admission, members."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from club.admission import AdmissionState, AdmissionStep, Seats, missing
from club.charter import must_accept
from club.followup import Matter as Followed
from club.ids import CompanyId, MemberId, SlackId
from handlers import names
from handlers.kit import organisers
from handlers.kit.people import apart
from storage import admission as rows
from storage import followup
from storage.admission import Request
from storage.charter import get_accepted, required_number
from storage.database import Session
from storage.people import Person, get_person
from storage.postings import Note, enqueue, touch_all

READY = "ready"
"""The moment of the organisers' second message: everything is there, they decide."""


def subject_of(request_id: int) -> str:
    """The subject of everything that is about a request."""
    return f"admission:{request_id}"


def request_of(subject: str) -> int:
    """Back from `subject_of`."""
    return int(subject.removeprefix("admission:"))


@dataclass(frozen=True, slots=True)
class AdmissionMatter:
    """A request with all that is needed to decide on it, or to say what was decided."""

    request: Request
    person: Person
    company: str
    """The company's name, or what was typed where none is known by it."""
    seats: Seats
    colleagues: Sequence[Person]
    missing: Sequence[AdmissionStep]
    chartered: bool
    """Whether there is a charter to accept."""
    confirmer: str = ""
    decider: str = ""
    apart: str = ""
    """What tells the person from somebody else of the same name."""

    @property
    def id(self) -> int:
        """Of the request."""
        return self.request.id

    @property
    def ready(self) -> bool:
        """Whether an organiser may admit now."""
        return self.request.open and not self.missing


def look(session: Session, request_id: int, quota: int) -> AdmissionMatter | None:
    """The request of that id as it stands now; `quota` is the club's usual one."""
    request = rows.get_request(session, request_id)
    person = get_person(session, request.member_id) if request else None
    if request is None or person is None:
        return None
    company_id = request.company_id
    colleagues = rows.list_confirmers(session, company_id) if company_id else []
    seats = rows.get_seats(session, company_id, quota) if company_id else Seats(quota, 0)
    required = required_number(session)
    waits = missing(
        company_known=company_id is not None,
        colleagues=len(colleagues),
        confirmed=request.confirmed_at is not None,
        seats=seats,
        must_accept=must_accept(get_accepted(session, person.id), required),
    )
    name = rows.get_company_name(session, company_id) if company_id else request.company_typed
    confirmer, decider = (_name(session, who) for who in (request.confirmed_by, request.decided_by))
    waits = waits if request.open else []
    beside = apart(session, person)
    return AdmissionMatter(
        request, person, name, seats, colleagues, waits, required > 0, confirmer, decider, beside
    )


def _name(session: Session, member_id: MemberId | None) -> str:
    found = get_person(session, member_id) if member_id else None
    return found.name if found else ""


def follow(session: Session, request_id: int, quota: int, now: datetime) -> None:
    """A request moved: whatever shows it is drawn again; organisers hear when it is theirs to decide."""
    touch_all(session, subject_of(request_id), now)
    matter = look(session, request_id, quota)
    if matter and matter.ready:
        tell_ready(session, request_id, now)


def tell_ready(session: Session, request_id: int, now: datetime) -> None:
    """A request is the organisers' to decide: they hear of it, and again until it is."""
    tell_organisers(session, names.ADMISSION_ORGANISER, subject_of(request_id), READY, now, live=True)
    followup.follow(session, Followed.READY, request_id, now)


def charter_moved(session: Session, member_id: MemberId, quota: int, now: datetime) -> None:
    """A person accepted the charter, or took it back: their way into the club moves with it."""
    if request := rows.get_latest(session, member_id, AdmissionState.OPEN):
        follow(session, request.id, quota, now)


def company_moved(session: Session, company_id: CompanyId, quota: int, now: datetime) -> None:
    """Seats of a company were taken or given back: requests that wait for one are drawn again."""
    for request_id in rows.list_open(session, company_id):
        follow(session, request_id, quota, now)


def seat_subject(company_id: CompanyId) -> str:
    """The subject of what is about a company's number of seats."""
    return f"seats:{company_id}"


def answer_wishes(
    session: Session, company_id: CompanyId, state: AdmissionState, by: MemberId, why: str, now: datetime
) -> list[Request]:
    """Answers a company's open wishes for a seat more, which are returned; its row is locked already."""
    wishes = rows.list_wishes(session, company_id)
    for wish in wishes:
        decided = {"state": state.value, "decided_by": by, "decided_at": now, "reason": why}
        rows.change_request(session, wish.id, **decided)
    return wishes


def seats_moved(session: Session, company_id: CompanyId, quota: int, now: datetime) -> None:
    """A company has another number of seats: wishes for one more, and requests, are drawn again."""
    touch_all(session, seat_subject(company_id), now)
    company_moved(session, company_id, quota, now)


def tell_organisers(
    session: Session, kind: str, subject: str, moment: str, now: datetime, *, live: bool = False
) -> None:
    """Queues a note for every organiser who can read it."""
    organisers.tell(session, kind, subject, moment, now, live=live)


def tell(session: Session, person: Person, kind: str, request_id: int, now: datetime, *, live: bool) -> None:
    """Queues the person's own message about a request."""
    if person.slack_id:
        enqueue(session, [Note(kind, subject_of(request_id), SlackId(person.slack_id), live=live)], now)


def ask_colleagues(session: Session, matter: AdmissionMatter, now: datetime) -> None:
    """Those who represent the company are asked whether this person does."""
    subject = subject_of(matter.id)
    known = [one.slack_id for one in matter.colleagues if one.slack_id and one.id != matter.person.id]
    enqueue(session, [Note(names.ADMISSION_COLLEAGUE, subject, who, live=True) for who in known], now)


def warn_if_empty(session: Session, company_id: CompanyId | None, now: datetime) -> bool:
    """Organisers hear when nobody represents a company any more (PARTICIPER: at least one member each)."""
    if company_id is None or rows.list_representatives(session, company_id):
        return False
    tell_organisers(session, names.COMPANY_EMPTY, f"company:{company_id}", now.isoformat(), now)
    return True
