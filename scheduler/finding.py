"""Whether a posting stands in Slack already, where nobody recorded it."""

import logging
from dataclasses import dataclass
from enum import Enum

from scheduler.calls import Calls, bears
from scheduler.slack_errors import CallError, ErrorScope
from storage.postings import Posting

log = logging.getLogger(__name__)

PAGES = 5
"""Looked through, the newest first: a thousand messages, far more than come during an outage."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where it stands."""

    channel: str
    ts: str


class Absent(Enum):
    """It was not found."""

    NOT_THERE = "not there"
    UNSEEN = "unseen"
    """Prime may not look: it may be there or not."""


class Finder:
    """Looks through conversations for Prime's own mark; says once where it may not."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._told = False

    def find(self, posting: Posting) -> Found | Absent:
        """Where the posting stands. Raises `CallError` where that cannot be known now."""
        channel = self._calls.conversation(posting.recipient)
        try:
            return self._search(posting, channel)
        except CallError as error:
            if error.failure.code == "missing_scope":
                self._tell()
                return Absent.UNSEEN
            if error.failure.about is ErrorScope.MESSAGE:
                return Absent.UNSEEN  # posting there will be refused as well, and that is what counts
            raise

    def _search(self, posting: Posting, channel: str) -> Found | Absent:
        cursor = ""
        for _ in range(PAGES):
            page = self._calls.history(channel, cursor)
            for message in page.get("messages") or ():
                if bears(message, posting):
                    return Found(channel, posting.file_id or str(message["ts"]))
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
        return Absent.NOT_THERE

    def _tell(self) -> None:
        if not self._told:
            self._told = True
            log.warning(
                "Slack does not let Prime read the history of its channel (missing_scope): a card whose "
                "answer is lost may appear twice. Install the app again with manifest.yml"
            )
