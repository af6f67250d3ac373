"""Whom Prime has told what is kept of them, and in which message (article 13 GDPR)."""

from datetime import datetime

from sqlalchemy import delete, select

from club.ids import PostingId, SlackId
from storage import tables
from storage.session import Session
from storage.tables import core
from storage.upsert import Upsert

NOTICE = core(tables.DataNotice)
_ONCE = Upsert(NOTICE, ["slack_id"])


DIRECT = PostingId(0)
"""In place of a posting: an answer that did not go by the outbox."""


def bears_notice(session: Session, slack_id: SlackId, posting_id: PostingId = DIRECT) -> bool:
    """Whether this message says what is kept of its reader: the first one does, and goes on doing so."""
    found = select(NOTICE.c.posting_id).where(NOTICE.c.slack_id == slack_id)
    bearer = session.connection().execute(found).scalar_one_or_none()
    return bearer is None or bearer == posting_id != DIRECT


def note_notice(session: Session, slack_id: SlackId, posting_id: PostingId, now: datetime) -> None:
    """The message stands in Slack. Of two that went out at once the earlier to be noted keeps it."""
    row = {"slack_id": slack_id, "posting_id": posting_id, "told_at": now}
    _ONCE.run(session.connection(), row)


def forget_notice(session: Session, slack_id: str) -> None:
    """Somebody is erased: should Prime ever write to that account again, it says all this anew."""
    session.connection().execute(delete(NOTICE).where(NOTICE.c.slack_id == slack_id))
