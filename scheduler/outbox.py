"""Sends what the outbox holds, and keeps what was sent true.

A posting is rendered when its turn comes, from what holds then; so a reminder of something answered since
is never sent, and a message refreshed ten times is updated once.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from slack_sdk.errors import SlackApiError, SlackClientError

from handlers import names
from handlers.kit.act import File, Message
from handlers.kit.blocks import escaped
from handlers.kit.desk import Desk
from handlers.kit.router import Router, Sheet
from scheduler.pace import Pace
from storage import postings
from storage.people import Standing, get_visitor
from storage.postings import Posting

log = logging.getLogger(__name__)

BATCH = 40
MOST_ATTEMPTS = 6
METADATA = "prime_posting"
LOST = {
    "channel_not_found",
    "is_archived",
    "not_in_channel",
    "message_not_found",
    "cant_update_message",
    "channel_is_archived",
}
"""The channel or the message is gone: trying again changes nothing, somebody has to."""
GONE = LOST | {
    "user_not_found",
    "user_disabled",
    "account_inactive",
    "cannot_dm_bot",
    "messages_tab_disabled",
    "restricted_action",
    "msg_too_long",
    "invalid_blocks",
    "invalid_arguments",
    "missing_scope",
}


class Outbox:
    """The worker. One per process; several processes share the table without meeting."""

    def __init__(self, desk: Desk, router: Router, pace: Pace, now: Callable[[], datetime]) -> None:
        self._desk, self._router, self._pace, self._now = desk, router, pace, now

    def drain(self, limit: int = BATCH) -> int:
        """Sends what is due, up to `limit`; returns how many were taken."""
        with self._desk.db.begin() as session:
            due = postings.claim_due(session, self._now(), limit)
        for posting in due:
            self._deliver(posting, self._now())  # each at its own time: a batch may take seconds
        return len(due)

    def _deliver(self, posting: Posting, now: datetime) -> None:
        channel = posting.channel or posting.recipient
        kinds = ("update",) if posting.ts else ("post", "upload")
        if wait := min(self._pace.wait(kind, channel, now) for kind in kinds):
            return self._later(posting, now + wait, counted=False)  # what must wait is not drawn for nothing
        said = self._render(posting, now)
        if said is None:
            return self._drop(posting)
        kind = "upload" if isinstance(said, File) else "update" if posting.ts else "post"
        if wait := self._pace.wait(kind, channel, now):
            return self._later(posting, now + wait, counted=False)
        self._pace.note(kind, channel, now)
        try:
            where, ts = self._send(posting, said)
        except SlackApiError as error:
            return self._refused(posting, error, now)
        except (SlackClientError, OSError) as error:
            return self._unreachable(posting, error, now)
        with self._desk.db.begin() as session:
            postings.record_sent(session, posting, where, ts, now)
        return None

    def _render(self, posting: Posting, now: datetime) -> Message | File | None:
        renderer = self._router.renderers.get(posting.kind)
        if renderer is None:
            log.error("nothing renders postings of kind %s", posting.kind)
            return None
        with self._desk.db.read() as session:
            if posting.recipient[:1] in "CG":
                return renderer(Sheet(session, posting, None, self._desk.shared, now, self._desk))
            visitor = get_visitor(session, posting.recipient, now)
            if visitor.standing is not Standing.FULL and posting.kind != names.HELP:
                return None  # an account that became a guest's, or was closed, is told nothing of the club
            language = visitor.person.language if visitor.person else visitor.locale
            t = self._desk.words.for_locale(language)
            return renderer(Sheet(session, posting, visitor.person, t, now, self._desk))

    def _send(self, posting: Posting, said: Message | File) -> tuple[str, str]:
        """Tells Slack; returns the conversation and the timestamp it gave."""
        if isinstance(said, File):
            return self._upload(posting, said)
        client, blocks = self._desk.client, list(said.blocks)
        metadata = {"event_type": METADATA, "event_payload": {"id": posting.id}}
        if posting.ts:
            client.chat_update(
                channel=posting.channel, ts=posting.ts, text=said.text, blocks=blocks, metadata=metadata
            )
            return posting.channel, posting.ts
        sent = client.chat_postMessage(
            channel=posting.recipient,
            text=said.text,
            blocks=blocks,
            metadata=metadata,
            mrkdwn=False,
            unfurl_links=False,
            unfurl_media=False,
        )
        return str(sent["channel"]), str(sent["ts"])

    def _upload(self, posting: Posting, file: File) -> tuple[str, str]:
        channel = self._conversation(posting.recipient)
        sent = self._desk.client.files_upload_v2(
            channel=channel,
            content=file.content,
            filename=file.name,
            title=file.name,
            initial_comment=escaped(file.comment),
            alt_txt=file.alt_text or None,
        )
        return channel, str((sent.get("file") or {}).get("id", "file"))

    def _conversation(self, recipient: str) -> str:
        """Files go to conversations alone: a person's is opened first."""
        if recipient[:1] in "CG":
            return recipient
        opened = self._desk.client.conversations_open(users=recipient)
        return str((opened.get("channel") or {})["id"])

    def _refused(self, posting: Posting, error: SlackApiError, now: datetime) -> None:
        code = str(error.response.get("error", ""))
        if error.response.status_code == 429 or code in ("ratelimited", "rate_limited"):
            until = now + timedelta(seconds=int(error.response.headers.get("Retry-After", 30)))
            self._pace.pause(until)
            return self._later(posting, until, counted=False)
        if code not in GONE and posting.attempts < MOST_ATTEMPTS:
            return self._later(posting, now + _backoff(posting), counted=True, fault=code)
        log.warning("posting %s (%s) was refused: %s", posting.id, posting.kind, code)
        with self._desk.db.begin() as session:
            postings.record_failed(session, posting, code)
            if lost := self._router.losses.get(posting.kind):
                lost(session, posting, code, now)
        return None

    def _unreachable(self, posting: Posting, error: Exception, now: datetime) -> None:
        """No answer came: an update is made again; a post may have gone through, `recover` finds out."""
        log.warning("posting %s (%s) met no answer: %s", posting.id, posting.kind, type(error).__name__)
        if posting.ts:
            self._later(posting, now + _backoff(posting), counted=True, fault=type(error).__name__)

    def _later(self, posting: Posting, due: datetime, *, counted: bool, fault: str = "") -> None:
        with self._desk.db.begin() as session:
            postings.record_later(session, posting, due, counted=counted, fault=fault)

    def _drop(self, posting: Posting) -> None:
        with self._desk.db.begin() as session:
            postings.record_dropped(session, posting)


def _backoff(posting: Posting) -> timedelta:
    return timedelta(seconds=5 * 2 ** min(posting.attempts, 6))
