"""Whom Slack lets nothing through to: messages to people that it refused for good."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, literal_column, select

from storage.people import MEMBER
from storage.postings import POSTING
from storage.session import Session

_REFUSED: ColumnElement[bool] = literal_column("stage = 'failed'")
"""In the words of the index."""


@dataclass(frozen=True, slots=True)
class Unreached:
    """A member, and how many messages did not reach them."""

    name: str
    count: int
    fault: str
    """Slack's code; one of them, where there are several."""


def list_unreached(session: Session, since: datetime) -> list[Unreached]:
    """Members with messages refused since then, whoever was refused last first; no channel is among them."""
    newest = func.max(POSTING.c.claimed_at)
    found = (
        select(MEMBER.c.name, func.count(), func.max(POSTING.c.fault))
        .join(MEMBER, MEMBER.c.slack_id == POSTING.c.recipient)
        .where(_REFUSED, POSTING.c.claimed_at >= since)
        .group_by(MEMBER.c.id, MEMBER.c.name)
        .order_by(newest.desc(), MEMBER.c.id)
    )
    return [Unreached(*row) for row in session.connection().execute(found)]
