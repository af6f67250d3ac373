"""What sentences typed to Prime are read with, and how many were understood: never a word of them."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import bindparam, func, select

from club.ids import EventId, MemberId, SlackId
from storage import tables
from storage.people import ADMITTED, MEMBER
from storage.seats import RSVP
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

READ = core(tables.SentenceCount)
_COUNT = Upsert(READ, ["day", "kind"], ["number"], reckoned=lambda _: {"number": READ.c.number + 1})
_HELD = select(RSVP.c.event_id).where(RSVP.c.member_id == bindparam("member_id"), RSVP.c.seats > 0)


def count_sentence(session: Session, day: date, kind: str) -> None:
    """One more sentence of that kind on that day of the club's calendar."""
    _COUNT.run(session.connection(), {"day": day, "kind": kind, "number": 1})


def list_counts(session: Session, since: date) -> Mapping[str, int]:
    """How many sentences of each kind were read since that day."""
    total = select(READ.c.kind, func.sum(READ.c.number)).where(READ.c.day >= since).group_by(READ.c.kind)
    return {kind: int(number) for kind, number in session.connection().execute(total)}


def list_held(session: Session, member_id: MemberId) -> set[EventId]:
    """The events at which a member holds a seat."""
    return set(session.connection().execute(_HELD, {"member_id": member_id}).scalars())


def list_names_of(session: Session, slack_ids: Collection[SlackId]) -> Mapping[SlackId, str]:
    """The names of those of the accounts that are members'."""
    if not slack_ids:
        return {}
    known = select(MEMBER.c.slack_id, MEMBER.c.name).where(ADMITTED, MEMBER.c.slack_id.in_(list(slack_ids)))
    return {SlackId(slack_id): name for slack_id, name in session.connection().execute(known)}
