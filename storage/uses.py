"""Uses of works, as members tell of them: where, in which year, and whether ALLICE is named there."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, update

from club.ballots import BallotState, Purpose
from club.folding import fold
from club.ids import MemberId, SlackId, UseId, WorkId
from club.uses import YEARS_ASKED, Use
from club.works import Work
from storage.ballots import ATTENDANCE, BALLOT, OPTION
from storage.people import COMPANY, MEMBER
from storage.session import Session
from storage.upsert import Upsert
from storage.works import USE, WORK, read_works

_KEYS = ["work_id", "member_id", "year", "folded"]
_TELL = Upsert(USE, _KEYS, ["place", "link", "cited", "at"], back="id")
_USES = (
    select(
        USE,
        WORK.c.title.label("work"),
        WORK.c.year.label("work_year"),
        MEMBER.c.name.label("member"),
        func.coalesce(COMPANY.c.name, "").label("company"),
    )
    .join(WORK, WORK.c.id == USE.c.work_id)
    .join(MEMBER, MEMBER.c.id == USE.c.member_id)
    .outerjoin(COMPANY, COMPANY.c.id == USE.c.company_id)
)
_UNCITED_FIRST = (USE.c.cited, USE.c.id.desc())


def subject_of_uses(year: int) -> str:
    """What postings about the uses of a year are about."""
    return f"uses:{year}"


@dataclass(frozen=True, slots=True)
class UsesOfYear:
    """A page of a year's uses, those without the citation first; and how many there are."""

    uses: list[Use]
    total: int
    uncited: int


def note_use(session: Session, use: Use) -> UseId:
    """A use; told of the same place and year before, it is that one, as it is told now."""
    assert use.member_id is not None, "somebody tells it"
    company = select(MEMBER.c.company_id).where(MEMBER.c.id == use.member_id)
    row = {
        "work_id": use.work_id,
        "member_id": use.member_id,
        "company_id": session.connection().execute(company).scalar_one(),
        "year": use.year,
        "place": use.place,
        "folded": fold(use.place),
        "link": use.link,
        "cited": use.cited,
        "at": use.at,
    }
    return UseId(_TELL.fetch(session.connection(), row))


def cite_use(session: Session, use_id: UseId, member_id: MemberId) -> None:
    """ALLICE is named there now, as the member who told of the use says."""
    own = (USE.c.id == use_id, USE.c.member_id == member_id)
    session.connection().execute(update(USE).where(*own).values(cited=True))


def get_use(session: Session, use_id: UseId) -> Use | None:
    """A use by id."""
    return next(iter(_all(session, _USES.where(USE.c.id == use_id))), None)


def find_uses(session: Session, year: int, *, limit: int = 100_000, skip: int = 0) -> UsesOfYear:
    """The uses of a year, those without the citation first, then the latest."""
    found = _USES.where(USE.c.year == year).order_by(*_UNCITED_FIRST).limit(limit).offset(skip)
    return UsesOfYear(
        _all(session, found),
        _count(session, USE.c.year == year),
        _count(session, USE.c.year == year, USE.c.cited.is_(False)),
    )


def count_uses(session: Session, work_id: WorkId) -> int:
    """How many uses of a work were told of."""
    return _count(session, USE.c.work_id == work_id)


def list_use_years(session: Session) -> list[int]:
    """The years of which uses were told, the newest first."""
    newest = select(func.max(USE.c.year).label("year")).cte("years", recursive=True)
    before = select(func.max(USE.c.year)).where(USE.c.year < newest.c.year).scalar_subquery()
    each = newest.union_all(select(before).where(newest.c.year.is_not(None)))
    found = select(each.c.year).where(each.c.year.is_not(None))
    return list(session.connection().execute(found).scalars())


def list_uncited(session: Session, member_id: MemberId, year: int) -> list[Use]:
    """A member's own uses of a year, without the citation."""
    own = (USE.c.member_id == member_id, USE.c.year == year, USE.c.cited.is_(False))
    return _all(session, _USES.where(*own).order_by(USE.c.id))


def list_citing(session: Session, year: int) -> list[SlackId]:
    """The accounts of those who told of a use of that year without the citation, and are members still."""
    owed = select(USE.c.member_id).where(USE.c.year == year, USE.c.cited.is_(False))
    found = select(MEMBER.c.slack_id).where(MEMBER.c.id.in_(owed), MEMBER.c.acts).order_by(MEMBER.c.id)
    return [SlackId(one) for one in session.connection().execute(found).scalars()]


def list_evaluators(session: Session, year: int) -> list[SlackId]:
    """The accounts of members who voted in an evaluation that closed in that year or shortly before."""
    voted = select(ATTENDANCE.c.cast_by).where(ATTENDANCE.c.ballot_id.in_(_evaluations(year)))
    found = select(MEMBER.c.slack_id).where(MEMBER.c.id.in_(voted), MEMBER.c.acts).order_by(MEMBER.c.id)
    return [SlackId(one) for one in session.connection().execute(found).scalars()]


def list_unused(session: Session, member_id: MemberId, year: int) -> list[Work]:
    """The works that a member evaluated, and of which they told no use of that year; the newest first."""
    cast = select(ATTENDANCE.c.ballot_id).where(ATTENDANCE.c.cast_by == member_id)
    judged = select(OPTION.c.work_id).where(
        OPTION.c.ballot_id.in_(cast),
        OPTION.c.ballot_id.in_(_evaluations(year)),
        OPTION.c.work_id.is_not(None),
    )
    used = select(USE.c.work_id).where(USE.c.member_id == member_id, USE.c.year == year)
    ids = select(WORK.c.id).where(WORK.c.id.in_(judged), WORK.c.id.not_in(used), WORK.c.year <= year)
    works = read_works(session, [WorkId(one) for one in session.connection().execute(ids).scalars()])
    return sorted(works, key=lambda one: (-one.year, -one.id))


def _evaluations(year: int) -> Select[Any]:
    """The evaluations whose result is told, and that closed early enough to be asked about."""
    first, end = (datetime(one, 1, 1, tzinfo=UTC) for one in (year - YEARS_ASKED + 1, year + 1))
    told = (BALLOT.c.state == BallotState.CLOSED.value, BALLOT.c.scrubbed_at.is_not(None))
    within = (BALLOT.c.closed_at >= first, BALLOT.c.closed_at < end)
    return select(BALLOT.c.id).where(BALLOT.c.purpose == Purpose.EVALUATION.value, *told, *within)


def _count(session: Session, *where: ColumnElement[bool]) -> int:
    return int(session.connection().execute(select(func.count()).select_from(USE).where(*where)).scalar_one())


def _all(session: Session, found: Select[Any]) -> list[Use]:
    return [_use(row) for row in session.connection().execute(found).mappings()]


def _use(row: Any) -> Use:
    return Use(
        id=UseId(row["id"]),
        work_id=WorkId(row["work_id"]),
        place=row["place"],
        year=row["year"],
        cited=row["cited"],
        link=row["link"],
        member_id=MemberId(row["member_id"]),
        at=row["at"],
        work=row["work"],
        work_year=row["work_year"],
        member=row["member"],
        company=row["company"],
    )
