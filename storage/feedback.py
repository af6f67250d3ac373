"""Answers to the questions after an event: who answered, and what was answered, kept apart.

While the questions are open it is known who answered, so that nobody does twice, and what was answered;
no column ties the two, and neither has a number or a time, but whoever reads the database's files or a
backup of those days might still tell from the order of writing. Closing ends that: who answered is deleted,
answers are written anew in another order under other ids, and `scrub` wipes the files.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from club.events import Event
from club.feedback import FEWEST, LOOKED_BACK, FeedbackPaper, FeedbackRound
from club.ids import EventId, MemberId
from storage import tables
from storage.database import Database
from storage.events import EVENT, list_events
from storage.sealing import insert_shuffled
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

ASKED, GIVEN = core(tables.FeedbackAsked), core(tables.FeedbackGiven)
PAPER = core(tables.FeedbackPaper)
_BEGIN = Upsert(ASKED, ["event_id"])
WIPED = ("feedback_given", "feedback_paper")
LOCKED = ("member",)
"""Whose rows an answer locks, by foreign key."""


def list_to_ask(session: Session, now: datetime, limit: int) -> Sequence[Event]:
    """Events that ended lately and of which nothing was asked."""
    there = select(ASKED.c.event_id).where(ASKED.c.event_id == EVENT.c.id).exists()
    held = (EVENT.c.state == "published", EVENT.c.ends_at > now - LOOKED_BACK, EVENT.c.ends_at <= now)
    return list_events(session, *held, ~there, limit=limit)


def add_round(session: Session, made: FeedbackRound) -> bool:
    """The questions of an event; whether they are new, and nobody asked them meanwhile."""
    values = {name: getattr(made, name) for name in made.__slots__}
    return _BEGIN.run(session.connection(), values) > 0


def get_round(session: Session, event_id: EventId, *, lock: bool = False) -> FeedbackRound | None:
    """The questions of an event; `lock`: no answer comes while they close."""
    found = select(ASKED).where(ASKED.c.event_id == event_id)
    row = session.connection().execute(found.with_for_update() if lock else found).one_or_none()
    return _round(row) if row else None


def has_given(session: Session, event_id: EventId, member_id: MemberId) -> bool:
    """Whether somebody answered, while the questions are open."""
    whose = (GIVEN.c.event_id == event_id, GIVEN.c.member_id == member_id)
    return session.connection().execute(select(GIVEN.c.event_id).where(*whose)).first() is not None


def add_answer(session: Session, event_id: EventId, member_id: MemberId, paper: FeedbackPaper) -> None:
    """That somebody answered; and, apart from that, what."""
    session.connection().execute(insert(GIVEN).values(event_id=event_id, member_id=member_id))
    insert_shuffled(session, PAPER, [{"event_id": event_id, "useful": paper.useful, "wish": paper.wish}])


def list_to_close(session: Session, now: datetime) -> list[EventId]:
    """Whose time is over."""
    due = (ASKED.c.told_at.is_(None), ASKED.c.closed_at.is_(None), ASKED.c.closes_at <= now)
    found = select(ASKED.c.event_id).where(*due).order_by(ASKED.c.event_id)
    return [EventId(one) for one in session.connection().execute(found).scalars()]


def list_to_tell(session: Session) -> list[EventId]:
    """Those that are closed and not told yet."""
    due = (ASKED.c.told_at.is_(None), ASKED.c.closed_at.is_not(None))
    found = select(ASKED.c.event_id).where(*due).order_by(ASKED.c.event_id)
    return [EventId(one) for one in session.connection().execute(found).scalars()]


def cut_names(session: Session, event_id: EventId, now: datetime) -> None:
    """Forgets who answered, and writes the answers anew; too few of them are forgotten as well."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    papers = [dict(row) for row in connection.execute(_papers(event_id)).mappings()]
    for table in (GIVEN, PAPER):
        connection.execute(delete(table).where(table.c.event_id == event_id))
    if len(papers) >= FEWEST:
        insert_shuffled(session, PAPER, papers)
    change = update(ASKED).where(ASKED.c.event_id == event_id)
    connection.execute(change.values(closed_at=now, answers=len(papers)))


def scrub(db: Database) -> bool:
    """Wipes who answered from the database's files; False where somebody was in the way: try again."""
    return db.scrub(WIPED, witness=ASKED.name, locked=LOCKED)


def note_told(session: Session, event_id: EventId, now: datetime) -> None:
    """Organisers read it from now on."""
    session.connection().execute(update(ASKED).where(ASKED.c.event_id == event_id).values(told_at=now))


def list_answers(session: Session, event_id: EventId) -> list[FeedbackPaper]:
    """What was answered, in an order that says nothing."""
    found = session.connection().execute(_papers(event_id))
    return [FeedbackPaper(row.useful, row.wish) for row in found]


def forget_answers(session: Session, before: datetime) -> int:
    """Drops the answers of questions closed long ago; how many."""
    over = select(ASKED.c.event_id).where(ASKED.c.closed_at <= before)
    return session.connection().execute(delete(PAPER).where(PAPER.c.event_id.in_(over))).rowcount


def _papers(event_id: EventId) -> Any:
    return select(PAPER).where(PAPER.c.event_id == event_id).order_by(PAPER.c.id)


def _round(row: Row[Any]) -> FeedbackRound:
    return FeedbackRound(
        EventId(row.event_id), row.asked, row.closes_at, row.closed_at, row.told_at, row.answers
    )
