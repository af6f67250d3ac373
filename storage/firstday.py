"""The first day of a club: what somebody noted about a step, and what shows that one is done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update

from club.events import EventState
from club.firstday import SetUpStep
from club.ids import MemberId, SlackId
from storage import tables
from storage.people import ADMITTED, CAN_ACT, MEMBER, VERSION, Role
from storage.postings import POSTING
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

NOTE, EVENT, TOPIC = core(tables.SetUpNote), core(tables.Event), core(tables.Topic)
OVER = "over"
"""In place of a step: there is nothing to set up any more."""
_KEPT = ("aside", "found", "about", "by_id", "at")
_PUT = Upsert(NOTE, ["step"], _KEPT)
_REPRESENTS = and_(MEMBER.c.role == Role.MEMBER.value, ADMITTED)
_PUBLISHED = EVENT.c.state != EventState.DRAFT.value
_SEEN: Mapping[SetUpStep, ColumnElement[bool]] = {
    SetUpStep.CHARTER: exists().select_from(VERSION),
    SetUpStep.MEMBERS: exists().where(_REPRESENTS),
    SetUpStep.EVENT: exists().where(_PUBLISHED),
    SetUpStep.TOPIC: exists().select_from(TOPIC),
}
"""What anybody's rows show."""
_DONE = select(*(found.label(step.value) for step, found in _SEEN.items()))


@dataclass(frozen=True, slots=True)
class StepNote:
    """What was noted about one step."""

    aside: bool = False
    found: str = ""
    """What Prime found out: `ok`, or Slack's error."""
    about: str = ""
    """What that is about, where it may change."""


def list_notes(session: Session) -> Mapping[str, StepNote]:
    """All notes, by step; `over` among them once the setting up is over."""
    rows = session.connection().execute(select(NOTE.c.step, NOTE.c.aside, NOTE.c.found, NOTE.c.about))
    return {row.step: StepNote(row.aside, row.found, row.about) for row in rows}


def put_note(session: Session, step: str, note: StepNote, by: MemberId, now: datetime) -> None:
    """Notes something about a step, in place of what was noted before."""
    row = {"step": step, "aside": note.aside, "found": note.found, "about": note.about, "by_id": by}
    _PUT.run(session.connection(), {**row, "at": now})


def take_up_again(session: Session, by: MemberId, now: datetime) -> None:
    """Nothing is put aside any more."""
    again = update(NOTE).where(NOTE.c.aside).values(aside=False, by_id=by, at=now)
    session.connection().execute(again)


def has_lived(session: Session, now: datetime) -> bool:
    """Whether an event of the club's is over."""
    past = select(EVENT.c.id).where(EVENT.c.state == EventState.PUBLISHED.value, EVENT.c.ends_at < now)
    return session.connection().execute(past.limit(1)).first() is not None


def find_done(session: Session) -> set[SetUpStep]:
    """Those of the steps that are done, as far as the club's own rows show it."""
    row = session.connection().execute(_DONE).one()._mapping
    return {step for step in _SEEN if row[step.value]}


def list_unwelcomed(session: Session, kinds: Iterable[str]) -> Sequence[tuple[MemberId, SlackId]]:
    """Members whom Slack knows and to whom no message of these kinds was ever queued."""
    told = exists().where(POSTING.c.recipient == MEMBER.c.slack_id, POSTING.c.kind.in_(list(kinds)))
    found = select(MEMBER.c.id, MEMBER.c.slack_id).where(_REPRESENTS, CAN_ACT, ~told).order_by(MEMBER.c.id)
    return [(row.id, row.slack_id) for row in session.connection().execute(found)]


def has_present(session: Session) -> bool:
    """Whether Slack knows any member."""
    present = select(MEMBER.c.id).where(_REPRESENTS, CAN_ACT).limit(1)
    return session.connection().execute(present).first() is not None


def count_absent(session: Session) -> int:
    """Members whom Slack does not know."""
    absent = select(func.count()).select_from(MEMBER).where(_REPRESENTS, MEMBER.c.slack_id.is_(None))
    return int(session.connection().execute(absent).scalar_one())


def is_empty(session: Session) -> bool:
    """Whether nobody is a member, and nobody can organise."""
    anybody = select(MEMBER.c.id).where(ADMITTED, or_(MEMBER.c.role == Role.MEMBER.value, CAN_ACT))
    return session.connection().execute(anybody.limit(1)).first() is None
