"""Ways into the club, and the seats of companies."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, insert, or_, select, update

from club.admission import AdmissionState, Seats
from club.followup import Matter
from club.ids import CompanyId, MemberId, SlackId
from storage.followup import follow
from storage.indexing import MEMBERS
from storage.people import (
    _PEOPLE,
    ADMITTED,
    COMPANY,
    MEMBER,
    PROFILE,
    AccountKind,
    Membership,
    Person,
    Role,
    SlackProfile,
    _person,
)
from storage.session import Session
from storage.tables import Admission, ClubCount, core
from storage.wording import MOST, find, typed

ADMISSION = core(Admission)
_SEATED = (Membership.ADMITTED.value, Membership.SUSPENDED.value, Membership.INVITED.value)


@dataclass(frozen=True, slots=True)
class Request:
    """One way into the club."""

    id: int
    member_id: MemberId
    company_id: CompanyId | None
    company_typed: str
    word: str
    state: AdmissionState
    created_at: datetime
    confirmed_by: MemberId | None
    confirmed_at: datetime | None
    decided_by: MemberId | None
    decided_at: datetime | None
    reason: str

    @property
    def open(self) -> bool:
        """Whether it is still to be decided."""
        return self.state is AdmissionState.OPEN


_REQUEST = (
    ADMISSION.c.id,
    ADMISSION.c.member_id,
    ADMISSION.c.company_id,
    ADMISSION.c.company_typed,
    ADMISSION.c.word,
    ADMISSION.c.state,
    ADMISSION.c.created_at,
    ADMISSION.c.confirmed_by,
    ADMISSION.c.confirmed_at,
    ADMISSION.c.decided_by,
    ADMISSION.c.decided_at,
    ADMISSION.c.reason,
)
_FOLLOWED = {AdmissionState.OPEN: Matter.ADMISSION, AdmissionState.SEAT_ASKED: Matter.SEAT_WISH}
_NEWEST = ADMISSION.c.id.desc()
_BOOKS = select(core(ClubCount).c.books)


def _request(row: Any) -> Request:
    id_, member_id, company_id, typed, word, state, *rest = row
    return Request(id_, member_id, company_id, typed, word, AdmissionState(state), *rest)


def add_request(
    session: Session,
    member_id: MemberId,
    now: datetime,
    *,
    state: AdmissionState = AdmissionState.OPEN,
    company_id: CompanyId | None = None,
    **values: object,
) -> int:
    """A new row, followed up where it waits for somebody; `values` are columns named as in the table."""
    row = {"member_id": member_id, "company_id": company_id, "state": state.value, "created_at": now}
    made = insert(ADMISSION).values({"company_typed": "", "word": "", "reason": ""} | row | values)
    request_id = int(session.connection().execute(made.returning(ADMISSION.c.id)).scalar_one())
    if matter := _FOLLOWED.get(state):
        follow(session, matter, request_id, now)
    return request_id


def get_request(session: Session, request_id: int, *, lock: bool = False) -> Request | None:
    """A request by id; `lock` keeps a second decision waiting until this one is written."""
    found = select(*_REQUEST).where(ADMISSION.c.id == request_id)
    row = session.connection().execute(found.with_for_update() if lock else found).one_or_none()
    return row and _request(row)


def get_latest(session: Session, member_id: MemberId, *states: AdmissionState) -> Request | None:
    """A member's newest row in one of the states (of any, where none is named)."""
    found = select(*_REQUEST).where(ADMISSION.c.member_id == member_id).order_by(_NEWEST).limit(1)
    if states:
        found = found.where(ADMISSION.c.state.in_([state.value for state in states]))
    row = session.connection().execute(found).one_or_none()
    return row and _request(row)


def change_request(session: Session, request_id: int, **values: object) -> None:
    """Sets columns of one request, named as in the table."""
    session.connection().execute(update(ADMISSION).where(ADMISSION.c.id == request_id).values(values))


def count_open(session: Session) -> int:
    """How many are to be decided."""
    found = select(func.count()).where(ADMISSION.c.state == AdmissionState.OPEN.value)
    return int(session.connection().execute(found).scalar_one())


def list_open(session: Session, company_id: CompanyId | None = None) -> list[int]:
    """What is to be decided, the oldest first; of one company or of all."""
    found = (
        select(ADMISSION.c.id).where(ADMISSION.c.state == AdmissionState.OPEN.value).order_by(ADMISSION.c.id)
    )
    if company_id is not None:
        found = found.where(ADMISSION.c.company_id == company_id)
    return [int(one) for one in session.connection().execute(found).scalars()]


def list_wishes(session: Session, company_id: CompanyId) -> list[Request]:
    """A company's wishes for a seat more that are not answered yet, the oldest first."""
    asked = and_(ADMISSION.c.company_id == company_id, ADMISSION.c.state == AdmissionState.SEAT_ASKED.value)
    found = select(*_REQUEST).where(asked).order_by(ADMISSION.c.id)
    return [_request(row) for row in session.connection().execute(found)]


def lock_company(session: Session, company_id: CompanyId) -> None:
    """Whoever takes or gives a seat of this company waits until this transaction ends."""
    session.connection().execute(select(COMPANY.c.id).where(COMPANY.c.id == company_id).with_for_update())


def get_seats(session: Session, company_id: CompanyId, default: int) -> Seats:
    """A company's quota (the club's `default` where it has none of its own) and how many seats are taken."""
    connection = session.connection()
    quota = connection.execute(select(COMPANY.c.quota).where(COMPANY.c.id == company_id)).scalar_one_or_none()
    taken = select(func.count()).where(
        MEMBER.c.company_id == company_id,
        MEMBER.c.state.in_(_SEATED),
        MEMBER.c.role == Role.MEMBER.value,
    )
    return Seats(default if quota is None else quota, int(connection.execute(taken).scalar_one()))


def set_quota(session: Session, company_id: CompanyId, quota: int) -> None:
    """Gives a company a number of its own."""
    session.connection().execute(update(COMPANY).where(COMPANY.c.id == company_id).values(quota=quota))


def get_company_name(session: Session, company_id: CompanyId) -> str:
    """What a company is called; empty for one that is not there."""
    found = select(COMPANY.c.name).where(COMPANY.c.id == company_id)
    return session.connection().execute(found).scalar_one_or_none() or ""


def find_company(session: Session, folded: str) -> CompanyId | None:
    """The company of that folded name: the one that it became, and none that left."""
    found = select(func.coalesce(COMPANY.c.merged_into, COMPANY.c.id)).where(COMPANY.c.folded == folded)
    here = or_(COMPANY.c.ended_at.is_(None), COMPANY.c.merged_into.is_not(None))
    return session.connection().execute(found.where(here)).scalar_one_or_none()


def list_representatives(session: Session, company_id: CompanyId) -> list[Person]:
    """The members who represent a company now, whether Slack knows them or not."""
    found = _PEOPLE.where(MEMBER.c.company_id == company_id, ADMITTED).order_by(MEMBER.c.id)
    return [_person(row) for row in session.connection().execute(found)]


def list_confirmers(session: Session, company_id: CompanyId) -> list[Person]:
    """Those of them who can confirm a colleague."""
    return [one for one in list_representatives(session, company_id) if one.can_act]


def lock_member(session: Session, member_id: MemberId) -> None:
    """Whoever changes this member waits until this transaction ends."""
    session.connection().execute(select(MEMBER.c.id).where(MEMBER.c.id == member_id).with_for_update())


def get_profile(session: Session, slack_id: str) -> SlackProfile | None:
    """What Slack said of a person."""
    known = (PROFILE.c.slack_id, PROFILE.c.name, PROFILE.c.email, PROFILE.c.locale, PROFILE.c.zone)
    found = select(*known, PROFILE.c.standing).where(PROFILE.c.slack_id == slack_id)
    row = session.connection().execute(found).one_or_none()
    return row and SlackProfile(SlackId(row[0]), *row[1:5], account_kind=AccountKind(row[5]))


def list_members(session: Session, words: list[str], offset: int, limit: int) -> tuple[list[Person], int]:
    """Everybody in the books but those who left, by company and name; the first that hold every word.

    Words are looked for in the company's name, the name and the address; `storage.wording.MOST` are found.
    """
    if words:
        found = find(session, MEMBERS, typed(" ".join(words)), offset=offset, limit=limit)
        return _listed(session, MEMBER.c.id.in_(found.ids)), found.total
    shown = MEMBER.c.state != Membership.LEFT.value
    total = session.connection().execute(_BOOKS).scalar() or 0
    return _listed(session, shown, offset, limit), total


def list_without_company(session: Session) -> list[Person]:
    """Those in the books who represent no company, by name; the first `storage.wording.MOST`."""
    alone = MEMBER.c.company_id.is_(None) & (MEMBER.c.state != Membership.LEFT.value)
    return _listed(session, alone, limit=MOST)


def _listed(
    session: Session, shown: ColumnElement[bool], offset: int = 0, limit: int | None = None
) -> list[Person]:
    order = (MEMBER.c.listed, MEMBER.c.name, MEMBER.c.id)
    page = _PEOPLE.where(shown).order_by(*order).offset(offset).limit(limit)
    return [_person(row) for row in session.connection().execute(page)]
