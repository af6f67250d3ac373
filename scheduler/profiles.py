"""Slack's word on people, fetched aside and cached: a click never asks Slack who somebody is."""

import logging
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackApiError, SlackClientError

from club.ids import SlackId
from handlers import names
from handlers.kit.desk import Desk
from handlers.kit.profiles import read_profile
from storage.people import save_profile
from storage.postings import Note, enqueue

log = logging.getLogger(__name__)


def keep(desk: Desk, user: Mapping[str, Any], now: datetime, *, greet: bool) -> None:
    """Caches a user; a member who becomes known by it is told so, if `greet`."""
    with desk.db.begin() as session:
        profile = read_profile(user)
        member = save_profile(session, profile)
        if member and greet:
            enqueue(session, [Note(names.KNOWN, f"member:{member}", profile.slack_id)], now)


def sync(desk: Desk, now: datetime) -> int:
    """Caches everybody in the workspace, page by page; returns how many. Faults are logged: it runs again."""
    count = 0
    try:
        for user in _everybody(desk):
            keep(desk, user, now, greet=False)
            count += 1
    except (SlackApiError, SlackClientError, OSError) as error:
        log.warning("the list of people could not be read to its end: %s", type(error).__name__)
    return count


def fetch(desk: Desk, slack_id: SlackId, now: datetime) -> None:
    """Caches one person whom nobody has told of."""
    found = desk.client.users_info(user=slack_id, include_locale=True)
    keep(desk, found["user"], now, greet=True)


def _everybody(desk: Desk) -> Iterator[Mapping[str, Any]]:
    cursor = ""
    while True:
        page = desk.client.users_list(limit=200, cursor=cursor, include_locale=True)
        yield from page["members"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
        if not cursor:
            return
