"""Postings whose fate is unknown: the worker died, or no answer came, while one was being sent."""

import logging
from datetime import datetime, timedelta

from slack_sdk.errors import SlackApiError

from handlers.kit.desk import Desk
from scheduler.outbox import METADATA
from storage import postings
from storage.postings import Posting

log = logging.getLogger(__name__)

SETTLED_AFTER = timedelta(seconds=60)
"""A worker still alive has recorded its post by then: no call waits this long."""
LOOK_BACK = 100
"""Messages looked through; a person gets far fewer from Prime in the meantime."""


def recover(desk: Desk, now: datetime) -> int:
    """Looks for each lost posting where it would stand; found, it is recorded, else sent again.

    A direct message is found by the metadata that every post carries. Prime may not read the history of
    channels: a card is sent again, at worst twice. Returns how many were settled.
    """
    with desk.db.read() as session:
        lost = postings.list_unfinished(session, now - SETTLED_AFTER)
    for posting in lost:
        try:
            found = _find(desk, posting)
        except SlackApiError as error:
            log.warning("posting %s could not be looked for: %s", posting.id, error.response.get("error"))
            continue
        with desk.db.begin() as session:
            if found:
                postings.record_sent(session, posting, *found, now)
            else:
                postings.record_later(session, posting, now, counted=True, fault="lost")
    return len(lost)


def _find(desk: Desk, posting: Posting) -> tuple[str, str] | None:
    if posting.ts:
        return None  # an update: making it again does no harm
    if posting.recipient[:1] in "CG":
        return None
    opened = desk.client.conversations_open(users=posting.recipient)
    channel = str((opened.get("channel") or {})["id"])
    history = desk.client.conversations_history(channel=channel, limit=LOOK_BACK, include_all_metadata=True)
    for message in history.get("messages") or []:
        metadata = message.get("metadata") or {}
        if (
            metadata.get("event_type") == METADATA
            and metadata.get("event_payload", {}).get("id") == posting.id
        ):
            return channel, str(message["ts"])
    return None
