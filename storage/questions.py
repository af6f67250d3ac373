"""Questions of mutual help: kept, looked after in time, and found again once they are published."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, delete, func, insert, or_, select, update

from club.ids import MemberId, QuestionId
from club.mutual_help import PUBLISHED, Draft, HelpSeen, HelpState, Publication, Question
from storage import tables
from storage.people import COMPANY, MEMBER
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

QUESTION, HELP_WORD = core(tables.HelpQuestion), core(tables.HelpWord)
REPORT = core(tables.HelpReport)
MOST = 200
"""Published questions that a search looks at."""
_OPEN = QUESTION.c.state == "open"
_ONE_WORD = Upsert(HELP_WORD, ["question_id", "beginning"])
_PUBLISHED = QUESTION.c.publication.in_([one.value for one in PUBLISHED])
_HELPER, _ASKER = MEMBER.alias("helper"), MEMBER.alias("asker")
_NAMED = and_(
    _HELPER.c.id == QUESTION.c.helper_id,
    _HELPER.c.state == "admitted",
    QUESTION.c.publication == Publication.NAMED.value,
)
_KNOWN = and_(
    _ASKER.c.id == QUESTION.c.asker_id,
    _ASKER.c.state == "admitted",
    QUESTION.c.seen != HelpSeen.NAMELESS.value,
)
_PUBLIC = (
    select(QUESTION, _HELPER.c.id.label("helper"), _HELPER.c.name.label("helper_name"))
    .add_columns(COMPANY.c.name.label("company"), _ASKER.c.name.label("asker_name"))
    .select_from(QUESTION)
    .outerjoin(_HELPER, _NAMED)
    .outerjoin(_ASKER, _KNOWN)
    .outerjoin(COMPANY, COMPANY.c.id == _HELPER.c.company_id)
    .where(_PUBLISHED)
    .order_by(QUESTION.c.published_at.desc(), QUESTION.c.id.desc())
)


@dataclass(frozen=True, slots=True)
class Published:
    """A resolved question as the club reads it."""

    id: QuestionId
    question: str
    sentence: str
    at: datetime
    helper_id: MemberId | None
    """None where they wish not to be named, or are members no longer."""
    helper: str = ""
    company: str = ""
    asker: str = ""
    """Empty where they asked without their name, or are members no longer."""


def subject_of_question(question_id: QuestionId) -> str:
    """The subject of everything that is about a question."""
    return f"help:{question_id}"


def question_of(subject: str) -> QuestionId:
    """Back from `subject_of_question`."""
    return QuestionId(int(subject.removeprefix("help:")))


def add_question(
    session: Session, asker_id: MemberId, draft: Draft, now: datetime, look_at: datetime
) -> QuestionId:
    """A question that is open from now on."""
    words = {"question": draft.question, "detail": draft.detail, "wanted_by": draft.wanted_by}
    nothing = {"thanks": "", "sentence": "", "publication": Publication.NONE.value}
    state = {"seen": draft.seen.value, "widens": draft.widens, "state": HelpState.OPEN.value}
    values = {"asker_id": asker_id, "asked_at": now, "look_at": look_at, **words, **nothing, **state}
    made = insert(QUESTION).values(values).returning(QUESTION.c.id)
    return QuestionId(session.connection().execute(made).scalar_one())


def get_question(session: Session, question_id: QuestionId) -> Question | None:
    """A question by id."""
    row = session.connection().execute(select(QUESTION).where(QUESTION.c.id == question_id)).one_or_none()
    return _question(row) if row else None


def lock_question(session: Session, question_id: QuestionId) -> Question | None:
    """The same; whoever else would change it waits for the end of this transaction."""
    one = select(QUESTION.c.id).where(QUESTION.c.id == question_id)
    session.connection().execute(one.with_for_update())
    return get_question(session, question_id)


def change_question(session: Session, question_id: QuestionId, **values: object) -> None:
    """Sets columns of one question, named as in the table."""
    session.connection().execute(update(QUESTION).where(QUESTION.c.id == question_id).values(values))


def list_looked_at(session: Session, now: datetime, limit: int) -> list[QuestionId]:
    """Open questions of which something may have come due, the longest waiting first."""
    found = select(QUESTION.c.id).where(_OPEN, QUESTION.c.look_at <= now)
    rows = session.connection().execute(found.order_by(QUESTION.c.look_at, QUESTION.c.id).limit(limit))
    return [QuestionId(row.id) for row in rows]


def list_own_open(session: Session, asker_id: MemberId, limit: int) -> list[Question]:
    """A member's open questions, the newest first."""
    mine = select(QUESTION).where(QUESTION.c.asker_id == asker_id, _OPEN)
    rows = session.connection().execute(mine.order_by(QUESTION.c.id.desc()).limit(limit))
    return [_question(row) for row in rows]


def list_about(session: Session, member_id: MemberId) -> list[QuestionId]:
    """Questions that somebody asked or resolved, by id."""
    theirs = or_(QUESTION.c.asker_id == member_id, QUESTION.c.helper_id == member_id)
    rows = session.connection().execute(select(QUESTION.c.id).where(theirs).order_by(QUESTION.c.id))
    return [QuestionId(row.id) for row in rows]


def index_question(session: Session, question_id: QuestionId, beginnings: Collection[str]) -> None:
    """Has a published question found by these beginnings of words."""
    rows = [{"question_id": question_id, "beginning": one} for one in sorted(beginnings)]
    if rows:
        _ONE_WORD.run(session.connection(), rows)


def find_published(session: Session, clauses: Sequence[Sequence[str]], *, all_of: bool) -> list[Published]:
    """Published questions with a word that begins so, of each clause or of any; the newest first."""
    having = [QUESTION.c.id.in_(_beginning(clause)) for clause in clauses]
    if not having:
        return []
    found = _PUBLIC.where(and_(*having) if all_of else or_(*having)).limit(MOST)
    return [_published(row) for row in session.connection().execute(found)]


def get_published(session: Session, question_id: QuestionId) -> Published | None:
    """A published question by id."""
    row = session.connection().execute(_PUBLIC.where(QUESTION.c.id == question_id)).one_or_none()
    return _published(row) if row else None


def _beginning(words: Sequence[str]) -> Select[Any]:
    return select(HELP_WORD.c.question_id).where(HELP_WORD.c.beginning.in_(list(words)))


def _published(row: Any) -> Published:
    helper_id = MemberId(row.helper) if row.helper is not None else None
    words = (row.question, row.sentence, row.published_at)
    names = (row.helper_name or "", row.company or "", row.asker_name or "")
    return Published(QuestionId(row.id), *words, helper_id, *names)


def _question(row: Any) -> Question:
    draft = Draft(row.question, row.detail, row.wanted_by, HelpSeen(row.seen), row.widens)
    ended = (row.thanks, row.sentence, Publication(row.publication))
    times = (row.widened_at, row.escalated_at, row.closed_at, row.published_at)
    ids = (QuestionId(row.id), MemberId(row.asker_id))
    helper_id = MemberId(row.helper_id) if row.helper_id is not None else None
    return Question(*ids, draft, HelpState(row.state), row.asked_at, helper_id, *ended, *times)


def forget_questions(session: Session, until: datetime) -> int:
    """Takes the words out of unpublished questions closed before; how many."""
    old = and_(QUESTION.c.closed_at <= until, ~_PUBLISHED, QUESTION.c.question != "")
    nothing = {"question": "", "detail": "", "thanks": "", "sentence": ""}
    return session.connection().execute(update(QUESTION).where(old).values(nothing)).rowcount


def forget_asker(session: Session, asker_id: MemberId) -> None:
    """Takes an asker's words out of their questions; of what is published the question and the sentence stay.

    Reports of their questions go too: they are about nobody any more.
    """
    connection, theirs = session.connection(), QUESTION.c.asker_id == asker_id
    connection.execute(update(QUESTION).where(theirs).values(detail="", thanks=""))
    connection.execute(update(QUESTION).where(theirs, ~_PUBLISHED).values(question="", sentence=""))
    ids = select(QUESTION.c.id).where(theirs)
    connection.execute(delete(REPORT).where(REPORT.c.question_id.in_(ids)))


def count_questions(session: Session, asker_id: MemberId) -> int:
    """How many a member has asked."""
    mine = select(func.count()).where(QUESTION.c.asker_id == asker_id)
    return int(session.connection().execute(mine).scalar_one())
