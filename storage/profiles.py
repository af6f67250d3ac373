"""Members' profiles, who was shown whose contact details, and reports of misuse."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, func, insert, select

from club.directory import Detail, Details, Field, Visibility
from club.ids import MemberId
from storage import tables
from storage.indexing import DETAIL, MEMBER
from storage.people import COMPANY, change_member
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

CONSULTATION, REPORT = core(tables.Consultation), core(tables.Report)
SHOWN = core(tables.ConsultationCount)
_SAVE = Upsert(DETAIL, ["member_id", "name"], ["value", "visibility", "changed_at"])


@dataclass(frozen=True, slots=True)
class Consultation:
    """Who was shown somebody's contact details."""

    reader: str
    company: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MisuseReport:
    """A misuse, as told to the organisers."""

    id: int
    reporter_id: MemberId
    subject_id: MemberId
    word: str
    at: datetime


def get_details(session: Session, member_id: MemberId) -> dict[Field, Detail]:
    """The fields that this member has filled in, whoever may see them."""
    known = [one.value for one in Field]
    kept = select(DETAIL).where(DETAIL.c.member_id == member_id, DETAIL.c.name.in_(known))
    rows = session.connection().execute(kept)
    return {Field(row.name): Detail(row.value, Visibility(row.visibility), row.changed_at) for row in rows}


def save_profile_details(
    session: Session, member_id: MemberId, function: str, details: Details, now: datetime
) -> None:
    """Keeps a profile as a whole: what is changed is dated `now`, what is empty or left out goes."""
    before = get_details(session, member_id)
    changed = {name: one for name, one in details.items() if one.value and _differs(before.get(name), one)}
    rows = [_row(member_id, name, one, now) for name, one in changed.items()]
    if rows:
        _SAVE.run(session.connection(), rows)
    gone = [name.value for name in before if name not in details or not details[name].value]
    mine = and_(DETAIL.c.member_id == member_id, DETAIL.c.name.in_(gone))
    session.connection().execute(delete(DETAIL).where(mine))
    change_member(session, member_id, function=function)


def _differs(before: Detail | None, after: Detail) -> bool:
    return before is None or (before.value, before.visibility) != (after.value, after.visibility)


def _row(member_id: MemberId, name: Field, detail: Detail, now: datetime) -> Mapping[str, object]:
    shown = {"value": detail.value, "visibility": detail.visibility.value, "changed_at": now}
    return {"member_id": member_id, "name": name.value, **shown}


def lock_member(session: Session, member_id: MemberId) -> None:
    """Has whoever else would lock this member wait for the end of this transaction."""
    session.connection().execute(
        select(MEMBER.c.id).where(MEMBER.c.id == member_id).with_for_update(key_share=True)
    )


def count_consultations(session: Session, reader_id: MemberId, since: datetime) -> int:
    """How many people's contact details this member was shown since then."""
    made = select(func.count()).where(CONSULTATION.c.reader_id == reader_id, CONSULTATION.c.at >= since)
    return int(session.connection().execute(made).scalar_one())


def has_consulted(session: Session, reader_id: MemberId, subject_id: MemberId, since: datetime) -> bool:
    """Whether this member was shown that one's contact details since then."""
    made = select(CONSULTATION.c.id).where(
        CONSULTATION.c.reader_id == reader_id,
        CONSULTATION.c.subject_id == subject_id,
        CONSULTATION.c.at >= since,
    )
    return session.connection().execute(made.limit(1)).first() is not None


def add_consultation(session: Session, reader_id: MemberId, subject_id: MemberId, now: datetime) -> None:
    """Logs that contact details were shown."""
    values = {"reader_id": reader_id, "subject_id": subject_id, "at": now}
    session.connection().execute(insert(CONSULTATION).values(values))


def list_consultations(
    session: Session, subject_id: MemberId, first: int, limit: int
) -> tuple[list[Consultation], int]:
    """Who was shown this member's contact details, the latest first, from number `first` on; how many."""
    newest = (CONSULTATION.c.at.desc(), CONSULTATION.c.id.desc())
    page = select(CONSULTATION).where(CONSULTATION.c.subject_id == subject_id).order_by(*newest)
    some = page.offset(first).limit(limit).subquery("some")
    made = (
        select(MEMBER.c.name, func.coalesce(COMPANY.c.name, "").label("company"), some.c.at)
        .select_from(some)
        .join(MEMBER, MEMBER.c.id == some.c.reader_id)
        .outerjoin(COMPANY, COMPANY.c.id == MEMBER.c.company_id)
        .order_by(some.c.at.desc(), some.c.id.desc())
    )
    connection = session.connection()
    rows = connection.execute(made)
    counted = select(SHOWN.c.shown).where(SHOWN.c.subject_id == subject_id)
    total = connection.execute(counted).scalar_one_or_none() or 0
    return [Consultation(row.name, row.company, row.at) for row in rows], int(total)


def add_report(
    session: Session, reporter_id: MemberId, subject_id: MemberId, word: str, now: datetime
) -> int:
    """Keeps a report; returns its number."""
    values = {"reporter_id": reporter_id, "subject_id": subject_id, "word": word, "at": now}
    made = insert(REPORT).values(values).returning(REPORT.c.id)
    return int(session.connection().execute(made).scalar_one())


def get_report(session: Session, report_id: int) -> MisuseReport | None:
    """The report of that number."""
    row = session.connection().execute(select(REPORT).where(REPORT.c.id == report_id)).one_or_none()
    return MisuseReport(row.id, row.reporter_id, row.subject_id, row.word, row.at) if row else None
