"""A new member's first steps: what they put off, looked at, and said of themselves."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, and_, cast, exists, literal, select

from club.firstday import MemberStep
from club.ids import MemberId
from storage import tables
from storage.indexing import DETAIL
from storage.postings import ABOUT_MEMBER, POSTING
from storage.seats import RSVP
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

STEPS = core(tables.FirstStepsNote)
STANDS = and_(
    POSTING.c.kind == "firstday.introduction",
    exists().where(
        STEPS.c.introduced_at.is_not(None),
        POSTING.c.subject == literal(ABOUT_MEMBER) + cast(STEPS.c.member_id, String),
    ),
)
"""Whether a posting is an introduction that its member has in the channel: by its record it is taken back."""
_PUT = Upsert(STEPS, ["member_id"], ["aside", "agenda", "words", "introduced_at"])


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """What is noted of one member."""

    aside: frozenset[MemberStep] = frozenset()
    agenda: bool = False
    words: str = ""
    introduced_at: datetime | None = None


def get_first_steps(session: Session, member_id: MemberId) -> FirstSteps:
    """What is noted; nothing, of who has done nothing of it."""
    row = session.connection().execute(select(STEPS).where(STEPS.c.member_id == member_id)).one_or_none()
    if row is None:
        return FirstSteps()
    aside = frozenset(MemberStep(one) for one in row.aside.split() if one in set(MemberStep))
    return FirstSteps(aside, row.agenda, row.words, row.introduced_at)


def put_first_steps(session: Session, member_id: MemberId, noted: FirstSteps) -> None:
    """In place of what was noted before."""
    row = {"member_id": member_id, "aside": " ".join(sorted(noted.aside)), "agenda": noted.agenda}
    _PUT.run(session.connection(), {**row, "words": noted.words, "introduced_at": noted.introduced_at})


def is_new(session: Session, member_id: MemberId) -> bool:
    """Whether a member has done nothing yet by which the club knows them."""
    written = select(DETAIL.c.member_id).where(DETAIL.c.member_id == member_id).limit(1)
    return not has_answered(session, member_id) and session.connection().execute(written).first() is None


def has_answered(session: Session, member_id: MemberId) -> bool:
    """Whether a member ever answered for an event."""
    answered = select(RSVP.c.event_id).where(RSVP.c.member_id == member_id).limit(1)
    return session.connection().execute(answered).first() is not None
