"""When memberships ended, and the name that goes with the evidence of somebody who was erased.

Kept in the outbox's table as a record that was never a message (`kind` is `KIND`, about `member:12`, to
nobody): `claimed_at` is when the membership ended, `moment` the name, empty while the member's own row has it
and once no evidence needs it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import String, and_, cast, delete, exists, insert, literal, or_, select, update

from club.ids import MemberId
from storage import tables
from storage.people import MEMBER, Membership
from storage.postings import ABOUT_MEMBER, POSTING, PostingStage, member_of, subject_of_member
from storage.session import Session
from storage.tables import core

KIND = "departure"
A_DAY = timedelta(days=1)
"""A name is kept this long without need: the organisers are told by it who left."""

ACCEPTANCE, ADMISSION = core(tables.Acceptance), core(tables.Admission)
IS_DEPARTURE = POSTING.c.kind == KIND
NAMED = or_(MEMBER.c.slack_id.is_not(None), MEMBER.c.email.is_not(None))
"""Whether anything still says who a member is: everybody who was ever added has the one or the other."""
_ABOUT = literal(ABOUT_MEMBER) + cast(MEMBER.c.id, String)
_NOTED = exists().where(IS_DEPARTURE, POSTING.c.subject == _ABOUT)
_ASKED = exists().where(ADMISSION.c.member_id == MEMBER.c.id)
_ASKS = exists().where(ADMISSION.c.member_id == MEMBER.c.id, ADMISSION.c.state == "open")
_GONE = or_(
    MEMBER.c.state.in_((Membership.SUSPENDED.value, Membership.LEFT.value)),
    # Somebody who asked to join, and whose request is settled without having become a member.
    and_(MEMBER.c.state == Membership.INVITED.value, _ASKED, ~_ASKS),
)


def note_departures(session: Session, now: datetime) -> None:
    """Dates the memberships that have ended since this was done last; forgets those taken up again."""
    connection = session.connection()
    gone = connection.execute(select(MEMBER.c.id).where(_GONE, NAMED, ~_NOTED)).scalars()
    rows = [_row(member_id, now) for member_id in gone]
    if rows:
        connection.execute(insert(POSTING), rows)
    back = select(_ABOUT).where(~_GONE)
    connection.execute(delete(POSTING).where(IS_DEPARTURE, POSTING.c.subject.in_(back)))


def note_departure(session: Session, member_id: MemberId, name: str, now: datetime) -> None:
    """Keeps the name of somebody who is about to be erased; the date stays what it was, if there is one."""
    connection = session.connection()
    named = update(POSTING).where(IS_DEPARTURE, POSTING.c.subject == _about(member_id)).values(moment=name)
    if not connection.execute(named).rowcount:
        connection.execute(insert(POSTING).values(_row(member_id, now, name)))


def _about(member_id: int) -> str:
    return subject_of_member(MemberId(member_id))


def _row(member_id: int, now: datetime, name: str = "") -> dict[str, object]:
    nothing = {"recipient": "", "channel": "", "ts": "", "live": False, "attempts": 0, "fault": ""}
    kept = {"kind": KIND, "stage": PostingStage.DROPPED.value, "subject": _about(member_id)}
    return nothing | kept | {"moment": name, "claimed_at": now}


def get_departed_name(session: Session, member_id: MemberId) -> str:
    """The name of somebody who was erased, as long as it is kept; else empty."""
    name = select(POSTING.c.moment).where(IS_DEPARTURE, POSTING.c.subject == _about(member_id))
    return session.connection().execute(name).scalar_one_or_none() or ""


def list_departed(session: Session, until: datetime) -> list[MemberId]:
    """Those whose membership ended no later than `until`."""
    over = select(POSTING.c.subject).where(IS_DEPARTURE, POSTING.c.claimed_at <= until)
    subjects = session.connection().execute(over.order_by(POSTING.c.id)).scalars()
    return [member_of(subject) for subject in subjects]


def forget_departures(session: Session, member_ids: Iterable[MemberId]) -> None:
    """Nothing is kept of these any more, not even when they left."""
    about = [_about(member_id) for member_id in member_ids]
    session.connection().execute(delete(POSTING).where(IS_DEPARTURE, POSTING.c.subject.in_(about)))


def forget_idle_names(session: Session, now: datetime) -> None:
    """Drops the names that no evidence needs."""
    proven = select(literal(ABOUT_MEMBER) + cast(ACCEPTANCE.c.member_id, String))
    idle = and_(POSTING.c.claimed_at <= now - A_DAY, POSTING.c.subject.not_in(proven))
    session.connection().execute(update(POSTING).where(IS_DEPARTURE, idle).values(moment=""))
