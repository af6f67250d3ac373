"""What Slack refused for good of what stands in the channel, and its way back there."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select, update

from club.ids import PostingId, SlackId
from storage.outbox import record_dropped
from storage.postings import COLUMNS, FOLLOWS, POSTING, Posting, PostingStage, send_anew
from storage.session import Session


@dataclass(frozen=True, slots=True)
class MissingPost:
    """A posting that was to stand in the channel, and whether it is missing there."""

    posting: Posting
    missing: bool
    code: str
    """Slack's error code, while it is missing."""


_LOSSES = select(*COLUMNS, POSTING.c.stage, POSTING.c.fault)


def find_missing_post(session: Session, posting_id: PostingId, kinds: Collection[str]) -> MissingPost | None:
    """The posting of that id, if it is of one of these kinds."""
    found = _LOSSES.where(POSTING.c.id == posting_id, POSTING.c.kind.in_(kinds))
    row = session.connection().execute(found).one_or_none()
    return _missing_post(row) if row else None


def list_missing_posts(session: Session, kinds: Collection[str]) -> list[MissingPost]:
    """Whatever is missing of these kinds, the oldest first. Kinds lead the table's unique index."""
    lost = _LOSSES.where(POSTING.c.kind.in_(kinds), POSTING.c.stage == PostingStage.FAILED.value)
    return [_missing_post(row) for row in session.connection().execute(lost.order_by(POSTING.c.id))]


def _missing_post(row: Any) -> MissingPost:
    *values, stage, fault = row
    return MissingPost(Posting(*values), stage == PostingStage.FAILED.value, fault)


def put_back(session: Session, posting: Posting, channel: SlackId, now: datetime) -> None:
    """Sends what is missing anew, as a new message in the channel that is the club's now; once.

    Where that channel has the same already, it is missing nowhere.
    """
    same = and_(POSTING.c.kind == posting.kind, POSTING.c.subject == posting.subject)
    there = and_(same, POSTING.c.moment == posting.moment, POSTING.c.recipient == channel)
    other = select(POSTING.c.id).where(there, POSTING.c.id != posting.id)
    if session.connection().execute(other).first():
        record_dropped(session, replace(posting, ts=""))
        return
    missing = and_(POSTING.c.id == posting.id, POSTING.c.stage == PostingStage.FAILED.value)
    send_anew(session, missing, now, recipient=channel)


def is_refused(session: Session, kind: str, subject: str, moment: str) -> bool:
    """Whether Slack refused it for good, to whomever it went."""
    about = (POSTING.c.kind == kind, POSTING.c.subject == subject, POSTING.c.moment == moment)
    found = select(POSTING.c.id).where(*about, POSTING.c.stage == PostingStage.FAILED.value)
    return session.connection().execute(found.limit(1)).first() is not None


def touch_kind(session: Session, kind: str, now: datetime) -> None:
    """Has every live posting of a kind rendered again."""
    session.connection().execute(update(POSTING).where(POSTING.c.kind == kind, FOLLOWS).values(due_at=now))
