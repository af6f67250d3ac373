"""Who was asked a question of mutual help, what they answered, and what they report of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, insert, select, update

from club.ids import HelpId, MemberId, QuestionId
from club.mutual_help import READY, Asked, HelpAnswer
from storage import tables
from storage.questions import QUESTION
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

ASKED, REPORT = core(tables.HelpAsked), core(tables.HelpReport)
_ONCE = Upsert(ASKED, ["question_id", "member_id"])
_COLUMNS = (
    *(ASKED.c.id, ASKED.c.question_id, ASKED.c.member_id, ASKED.c.answer, ASKED.c.asked_at),
    *(ASKED.c.reason, ASKED.c.passed_by, ASKED.c.word),
)


@dataclass(frozen=True, slots=True)
class HelpReported:
    """A question found to be no question."""

    question_id: QuestionId
    reporter_id: MemberId
    word: str
    at: datetime


def add_asked(
    session: Session,
    question_id: QuestionId,
    member_id: MemberId,
    now: datetime,
    *,
    reason: str = "",
    passed_by: MemberId | None = None,
    word: str = "",
    offered_self: bool = False,
) -> bool:
    """One more who is asked; False where they were already. Who came by themselves has offered by it."""
    answer = HelpAnswer.OFFERED if offered_self else HelpAnswer.ASKED
    row = {"question_id": question_id, "member_id": member_id, "answer": answer.value, "asked_at": now}
    more = {"reason": reason, "passed_by": passed_by, "word": word, "offered_self": offered_self}
    answered = {"answered_at": now if offered_self else None}
    return _ONCE.run(session.connection(), {**row, **more, **answered}) == 1


def list_asked(session: Session, question_id: QuestionId) -> list[Asked]:
    """All who were asked a question, in the order in which they were."""
    found = _all().where(ASKED.c.question_id == question_id).order_by(ASKED.c.id)
    return [_asked(row) for row in session.connection().execute(found)]


def get_asked(session: Session, help_id: HelpId) -> Asked | None:
    """One of them by id."""
    row = session.connection().execute(_all().where(ASKED.c.id == help_id)).one_or_none()
    return _asked(row) if row else None


def find_asked(session: Session, question_id: QuestionId, member_id: MemberId) -> Asked | None:
    """What there is of a member and a question."""
    theirs = (ASKED.c.question_id == question_id, ASKED.c.member_id == member_id)
    row = session.connection().execute(_all().where(*theirs)).one_or_none()
    return _asked(row) if row else None


def change_answer(session: Session, help_id: HelpId, answer: HelpAnswer, now: datetime) -> None:
    """What one of them says now."""
    values = {"answer": answer.value, "answered_at": now}
    session.connection().execute(update(ASKED).where(ASKED.c.id == help_id).values(values))


def list_waiting_for(session: Session, member_id: MemberId, limit: int) -> list[Asked]:
    """Open questions that wait for a member's answer, the newest first."""
    waits = (ASKED.c.member_id == member_id, ASKED.c.answer == HelpAnswer.ASKED.value)
    found = _all().join(QUESTION, QUESTION.c.id == ASKED.c.question_id).where(QUESTION.c.state == "open")
    rows = session.connection().execute(found.where(*waits).order_by(ASKED.c.id.desc()).limit(limit))
    return [_asked(row) for row in rows]


def list_asked_of(session: Session, member_id: MemberId) -> list[QuestionId]:
    """Every question that somebody was asked, or handed on, by id."""
    theirs = (ASKED.c.member_id == member_id) | (ASKED.c.passed_by == member_id)
    rows = select(ASKED.c.question_id).where(theirs).distinct().order_by(ASKED.c.question_id)
    return [QuestionId(row.question_id) for row in session.connection().execute(rows)]


def count_given(session: Session, member_id: MemberId) -> int:
    """How often a member said that they can help."""
    said = ASKED.c.answer.in_([answer.value for answer in READY])
    mine = select(func.count()).where(ASKED.c.member_id == member_id, said)
    return int(session.connection().execute(mine).scalar_one())


def forget_reasons(session: Session, until: datetime) -> int:
    """Takes the words out of what was asked for questions closed before; how many."""
    old = select(QUESTION.c.id).where(QUESTION.c.closed_at <= until)
    said = (ASKED.c.reason != "") | (ASKED.c.word != "")
    rows = update(ASKED).where(ASKED.c.question_id.in_(old), said).values(reason="", word="")
    return session.connection().execute(rows).rowcount


def add_report(
    session: Session, question_id: QuestionId, reporter_id: MemberId, word: str, now: datetime
) -> int:
    """Keeps a report; its number. Whoever reports need not know whom: the row does not say it either."""
    values = {"question_id": question_id, "reporter_id": reporter_id, "word": word, "at": now}
    made = insert(REPORT).values(values).returning(REPORT.c.id)
    return int(session.connection().execute(made).scalar_one())


def get_report(session: Session, number: int) -> HelpReported | None:
    """A report by its number."""
    row = session.connection().execute(select(REPORT).where(REPORT.c.id == number)).one_or_none()
    return HelpReported(row.question_id, row.reporter_id, row.word, row.at) if row else None


def forget_reports(session: Session, until: datetime) -> int:
    """Drops reports that are older; how many."""
    return session.connection().execute(delete(REPORT).where(REPORT.c.at <= until)).rowcount


def _all() -> Select[Any]:
    return select(*_COLUMNS)


def _asked(row: Sequence[Any]) -> Asked:
    help_id, question_id, member_id, answer, *rest = row
    return Asked(help_id, question_id, member_id, HelpAnswer(answer), *rest)
