"""The urn of a ballot once it closes: who voted what is erased, papers are counted, results are kept.

Votes are written by `storage.votes` alone, and rewritten here alone. What a closing erases (article
CONFIDENTIALITÉ) is gone from the tables when it commits, and from the database's files after `scrub`.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from club.ballots import BallotState, Marks
from club.ids import BallotId, MemberId, OptionId
from club.urn import PublishedPaper
from club.votes import read_marks
from storage import tables
from storage.ballots import ATTENDANCE, BALLOT, STATE_COUNT, VOTER
from storage.database import Database
from storage.people import COMPANY, MEMBER
from storage.sealing import PAPER, insert_shuffled
from storage.session import Session
from storage.tables import core

REMARK = core(tables.Remark)
SECRET = ("sealed_paper", "attendance", "paper", "remark")
"""The tables that hold what a closing erases."""
LOCKED = ("voter", "member")
"""The tables whose rows a vote locks: its own, and by foreign keys that of whoever casts it."""


@dataclass(frozen=True, slots=True)
class ResultRecord:
    """What is kept of a result beside the papers, from which all else can be counted again."""

    voters: int = 0
    """How many might vote."""
    chosen: tuple[OptionId, ...] = ()
    """Whom the organisers let in where there was a tie."""
    settled_by: str = ""
    settled_at: datetime | None = None
    published_at: datetime | None = None
    """When the erased was gone for good, and the result was told; None: not yet."""


@dataclass(frozen=True, slots=True)
class OpenVote:
    """In an open ballot: who chose what."""

    name: str
    """The company's, or the member's."""
    cast_by: str
    weight: int
    marks: Marks = field(default_factory=dict)


def list_papers(session: Session, ballot_id: BallotId) -> list[PublishedPaper]:
    """What was voted, in no order that says anything; whose it is, is not read."""
    columns = (PAPER.c.marks, PAPER.c.weight, PAPER.c.receipt)
    found = select(*columns).where(PAPER.c.ballot_id == ballot_id).order_by(PAPER.c.id)
    return [
        PublishedPaper(row.receipt or "", row.weight, read_marks(row.marks))
        for row in session.connection().execute(found)
    ]


def list_votes(session: Session, ballot_id: BallotId) -> list[OpenVote]:
    """Who chose what, by name; nothing where a closing has erased it, or nobody may ever know."""
    caster, company, member = MEMBER.alias(), COMPANY.alias(), MEMBER.alias()
    found = (
        select(company.c.name, member.c.name, caster.c.name, PAPER.c.weight, PAPER.c.marks)
        .select_from(PAPER)
        .join(ATTENDANCE, ATTENDANCE.c.id == PAPER.c.attendance_id)
        .join(VOTER, VOTER.c.id == ATTENDANCE.c.voter_id)
        .join(caster, caster.c.id == ATTENDANCE.c.cast_by)
        .outerjoin(company, company.c.id == VOTER.c.company_id)
        .outerjoin(member, member.c.id == VOTER.c.member_id)
        .where(PAPER.c.ballot_id == ballot_id)
    )
    rows = session.connection().execute(found).all()
    votes = [OpenVote(row[0] or row[1], row[2], row[3], read_marks(row[4])) for row in rows]
    return sorted(votes, key=lambda vote: vote.name.casefold())


def close_urn(session: Session, ballot_id: BallotId, *, secret: bool) -> None:
    """Moves remarks out of the papers; in a secret ballot, erases every tie between voters and papers.

    Attendance and papers are written anew, each shuffled apart, with fresh ids, no tie and no time: neither
    ids, nor the rows' places, nor the transaction that wrote them tell one paper from another.
    """
    if secret:
        _rewrite(session, ballot_id)
        return
    holders = select(PAPER.c.id, PAPER.c.remarks, ATTENDANCE.c.voter_id).outerjoin(
        ATTENDANCE, ATTENDANCE.c.id == PAPER.c.attendance_id
    )
    written = (PAPER.c.ballot_id == ballot_id, PAPER.c.remarks != "")
    rows = session.connection().execute(holders.where(*written)).all()
    _add_remarks(session, ballot_id, [(row.remarks, row.voter_id) for row in rows])
    session.connection().execute(update(PAPER).where(*written).values(remarks=""))


def _rewrite(session: Session, ballot_id: BallotId) -> None:
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    papers = [dict(row) for row in connection.execute(_rows(PAPER, ballot_id)).mappings()]
    present = [dict(row) for row in connection.execute(_rows(ATTENDANCE, ballot_id)).mappings()]
    _add_remarks(session, ballot_id, [(paper["remarks"], None) for paper in papers])
    for table in (PAPER, ATTENDANCE):
        connection.execute(delete(table).where(table.c.ballot_id == ballot_id))
    insert_shuffled(session, ATTENDANCE, [row | {"cast_at": None} for row in present])
    insert_shuffled(session, PAPER, [row | {"attendance_id": None, "remarks": ""} for row in papers])


def _rows(table: Any, ballot_id: BallotId) -> Any:
    return select(table).where(table.c.ballot_id == ballot_id)


def _add_remarks(session: Session, ballot_id: BallotId, said: Iterable[tuple[str, int | None]]) -> None:
    rows = [
        {"ballot_id": ballot_id, "work_id": int(work), "voter_id": voter, "text": text}
        for remarks, voter in said
        if remarks
        for work, text in json.loads(remarks).items()
        if text.strip()
    ]
    insert_shuffled(session, REMARK, rows)


def scrub(db: Database) -> bool:
    """Wipes what was erased from the database's files; False where somebody was in the way: try again.

    What lies elsewhere (backups, archived logs of the database) is beyond its reach, and voters are told so.
    """
    return db.scrub(SECRET, witness=BALLOT.name, locked=LOCKED)


def list_unpublished(session: Session) -> list[BallotId]:
    """Closed ballots whose result was not told yet: what they erased may still stand in the files."""
    found = select(BALLOT.c.id).where(
        BALLOT.c.state == BallotState.CLOSED.value, BALLOT.c.scrubbed_at.is_(None)
    )
    return [BallotId(one) for one in session.connection().execute(found.order_by(BALLOT.c.id)).scalars()]


def list_published(session: Session, limit: int, offset: int = 0) -> list[BallotId]:
    """Closed ballots whose result was told, the last closed first."""
    found = select(BALLOT.c.id).where(
        BALLOT.c.state == BallotState.CLOSED.value, BALLOT.c.scrubbed_at.is_not(None)
    )
    newest = found.order_by(BALLOT.c.closed_at.desc(), BALLOT.c.id.desc()).limit(limit).offset(offset)
    return [BallotId(one) for one in session.connection().execute(newest).scalars()]


def get_kept(session: Session, ballot_id: BallotId) -> ResultRecord:
    """What is kept of a result; the empty one where there is none."""
    columns = (BALLOT.c.result, MEMBER.c.name, BALLOT.c.settled_at, BALLOT.c.scrubbed_at)
    joined = select(*columns).outerjoin(MEMBER, MEMBER.c.id == BALLOT.c.settled_by)
    row = session.connection().execute(joined.where(BALLOT.c.id == ballot_id)).one_or_none()
    if row is None:
        return ResultRecord()
    said = json.loads(row.result or "{}")
    chosen = tuple(OptionId(one) for one in said.get("chosen", ()))
    return ResultRecord(said.get("voters", 0), chosen, row.name or "", row.settled_at, row.scrubbed_at)


def save_count(session: Session, ballot_id: BallotId, voters: int) -> None:
    """What a closing decided: from now on nothing but a tie is open."""
    _save(session, ballot_id, result=_written(voters, ()))


def save_settled(
    session: Session, ballot_id: BallotId, chosen: Sequence[OptionId], by: MemberId, now: datetime
) -> None:
    """The organisers' choice among the tied, and whose word it was."""
    voters = get_kept(session, ballot_id).voters
    _save(session, ballot_id, result=_written(voters, chosen), settled_by=by, settled_at=now)


def save_published(session: Session, ballot_id: BallotId, now: datetime) -> None:
    """The result is told."""
    _save(session, ballot_id, scrubbed_at=now)


def _written(voters: int, chosen: Sequence[OptionId]) -> str:
    return json.dumps({"voters": voters, "chosen": list(chosen)})


def _save(session: Session, ballot_id: BallotId, **values: object) -> None:
    session.connection().execute(update(BALLOT).where(BALLOT.c.id == ballot_id).values(values))


def count_published(session: Session) -> int:
    """How many results were told."""
    told = (STATE_COUNT.c.state == BallotState.CLOSED.value, STATE_COUNT.c.wiped == 1)
    counted = select(func.coalesce(func.sum(STATE_COUNT.c.ballots), 0)).where(*told)
    return int(session.connection().execute(counted).scalar_one())
