"""A database that was put back: what it holds to be sent may have been sent already by the one it replaced.

Until an operator has chosen, nothing leaves the outbox. What waits at first is the *backlog*: what the backup
held, and what came due since by the clock. What people cause afterwards, and what the restore itself causes,
waits too, and is sent in any case: no database before could have sent it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, update

from storage.marks import drop_mark, get_mark, put_mark
from storage.postings import POSTING, PostingStage
from storage.session import Session

HELD = "held"
OPEN = (PostingStage.PENDING.value, PostingStage.SENDING.value)
LONG_AGO = timedelta(hours=1)
"""Nobody who claimed something then is still at it."""
BEFORE = "told before the backup was restored"


@dataclass(frozen=True, slots=True)
class HoldReason:
    """Why nothing is sent."""

    why: str
    since: datetime
    backlog: int
    """The highest id of what waited at first."""
    old: int = 0
    """The highest id of what the copy itself held…"""
    fresh: Sequence[str] = ()
    """…after which these kinds come of the restore."""


def hold(session: Session, why: str, now: datetime, *, fresh: Iterable[str] = ()) -> None:
    """Has nothing sent from now on; all that waits now is the backlog. Done again, it only grows.

    But for postings of the kinds `fresh` that came up since it was done before.
    """
    newest = session.connection().execute(select(func.coalesce(func.max(POSTING.c.id), 0))).scalar_one()
    before, kinds = get_held(session), list(fresh)
    old = before.backlog if before and kinds else int(newest)
    held = {"why": why, "since": now.isoformat(), "backlog": int(newest), "old": old, "fresh": kinds}
    put_mark(session, HELD, json.dumps(held))


def get_held(session: Session) -> HoldReason | None:
    """Why nothing is sent, if so."""
    if not (noted := get_mark(session, HELD)):
        return None
    held = json.loads(noted)
    return HoldReason(
        held["why"],
        datetime.fromisoformat(held["since"]),
        held["backlog"],
        held.get("old", 0),
        held.get("fresh", ()),
    )


def _new(held: HoldReason) -> ColumnElement[bool]:
    return or_(
        POSTING.c.id > held.backlog, and_(POSTING.c.id > held.old, POSTING.c.kind.in_(list(held.fresh)))
    )


def _waiting(held: HoldReason) -> ColumnElement[bool]:
    """Of the backlog, what was never told as far as this database knows."""
    return and_(~_new(held), POSTING.c.ts == "", POSTING.c.stage.in_(OPEN))


def count_backlog(session: Session, held: HoldReason) -> Mapping[str, int]:
    """How many messages wait for the choice, by kind."""
    kinds = select(POSTING.c.kind, func.count()).where(_waiting(held)).group_by(POSTING.c.kind)
    return {row[0]: row[1] for row in session.connection().execute(kinds.order_by(POSTING.c.kind))}


def count_since(session: Session, held: HoldReason) -> int:
    """How many messages wait that came up afterwards: they are new, and are sent in any case."""
    new = and_(_new(held), POSTING.c.stage.in_(OPEN))
    return int(session.connection().execute(select(func.count()).where(new)).scalar_one())


def release_to_send(session: Session, held: HoldReason, now: datetime) -> int:
    """Lets the backlog be sent, as far as it is of use; how many.

    Each is as one whose worker died while sending it: it is looked for in Slack first.
    """
    lost = {"stage": PostingStage.SENDING.value, "due_at": None, "claimed_at": now - LONG_AGO}
    count = session.connection().execute(update(POSTING).where(_waiting(held)).values(lost)).rowcount
    drop_mark(session, HELD)
    return count


def release_as_sent(session: Session, held: HoldReason) -> int:
    """Takes the backlog for sent; how many. A live one is not followed: where it stands is not known."""
    told = {"due_at": None, "fault": BEFORE}
    connection, count = session.connection(), 0
    for live, stage in ((False, PostingStage.SENT), (True, PostingStage.DROPPED)):
        which = and_(_waiting(held), POSTING.c.live.is_(live))
        count += connection.execute(
            update(POSTING).where(which).values(told | {"stage": stage.value})
        ).rowcount
    drop_mark(session, HELD)
    return count
