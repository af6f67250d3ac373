"""The calls that the outbox makes to Slack. Each ends in what was asked for, or in `CallError`."""

import urllib.request
from collections.abc import Callable, Mapping
from typing import Any
from urllib.error import HTTPError

from slack_sdk import WebClient
from slack_sdk.errors import SlackRequestError

from handlers.kit.blocks import escaped
from handlers.kit.interaction import File, Message
from handlers.kit.services import Services
from scheduler.identity import is_of, payload_of
from scheduler.slack_errors import CAUGHT, CallError, ErrorScope, Failure, failure, failure_of
from storage.postings import Posting

METADATA = "prime_posting"
"""The type of the metadata that every post bears; its payload has the posting's id."""
PAGE = 200
"""Messages of a conversation asked for at once; Slack takes up to 999 and advises 200."""

Answer = Mapping[str, Any]


class Calls:
    """Slack's Web API, as far as the outbox needs it."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def who_are_we(self) -> None:
        """Whether our token is good."""
        _asked(lambda: self._client.auth_test())

    def post(self, posting: Posting, said: Message) -> tuple[str, str]:
        """A new message; the conversation and the timestamp that Slack gave it."""
        sent = _asked(
            lambda: self._client.chat_postMessage(
                channel=posting.recipient,
                text=said.text,
                blocks=list(said.blocks),
                metadata=_mark(posting),
                mrkdwn=False,
                unfurl_links=False,
                unfurl_media=False,
            ),
            shown=True,
        )
        return _text(sent, "channel", shown=True), _text(sent, "ts", shown=True)

    def update(self, posting: Posting, said: Message) -> tuple[str, str]:
        """The message as it is now, in its place. Repeating it does no harm."""
        where, ts, blocks = posting.channel, posting.ts, list(said.blocks)
        mark = _mark(posting)
        _asked(
            lambda: self._client.chat_update(
                channel=where, ts=ts, text=said.text, blocks=blocks, metadata=mark
            )
        )
        return where, ts

    def conversation(self, recipient: str) -> str:
        """The conversation that a person or a channel is spoken to in; a person's is opened."""
        if recipient[:1] in "CG":
            return recipient
        opened = _asked(lambda: self._client.conversations_open(users=recipient))
        return _text(opened.get("channel") or {}, "id")

    def history(self, channel: str, cursor: str) -> Answer:
        """A page of a conversation, the newest first."""
        return _asked(
            lambda: self._client.conversations_history(
                channel=channel, limit=PAGE, cursor=cursor or None, include_all_metadata=True
            )
        )

    def hand_over(self, file: File) -> str:
        """Puts the bytes with Slack, where nobody sees them yet; returns the file's id."""
        given = _asked(
            lambda: self._client.files_getUploadURLExternal(
                filename=file.name, length=len(file.content), alt_txt=file.alt_text or None
            )
        )
        _asked(lambda: _put(self._client, _text(given, "upload_url"), file.content))
        return _text(given, "file_id")

    def share(self, file_id: str, file: File, channel: str) -> None:
        """Shows an uploaded file in a conversation. Slack does so once for a file."""
        shown: list[dict[str, str | None]] = [{"id": file_id, "title": file.name}]
        comment = escaped(file.comment)
        _asked(
            lambda: self._client.files_completeUploadExternal(
                files=shown, channel_id=channel, initial_comment=comment
            ),
            shown=True,
        )

    @property
    def _client(self) -> WebClient:
        return self._services.client


def bears(message: Mapping[str, Any], posting: Posting) -> bool:
    """Whether this message of a conversation is the posting: by its metadata, or by its file."""
    metadata = message.get("metadata") or {}
    marked = metadata.get("event_type") == METADATA
    if marked and is_of(metadata.get("event_payload") or {}, posting):
        return True
    files = message.get("files") or ()
    return bool(posting.file_id) and any(file.get("id") == posting.file_id for file in files)


def _mark(posting: Posting) -> dict[str, Any]:
    return {"event_type": METADATA, "event_payload": payload_of(posting)}


def _asked(call: Callable[[], Any], *, shown: bool = False) -> Answer:
    """The answer to a call. `shown`: without one, people may see its effect nevertheless."""
    try:
        answer = call()
        found: Answer = answer if isinstance(answer, Mapping) else answer.data
    except CallError:
        raise
    except CAUGHT as error:
        failed = failure_of(error)
        raise CallError(failed, shown=shown and failed.about is ErrorScope.PASSING) from error
    return found


def _text(answer: Answer, name: str, *, shown: bool = False) -> str:
    """A field that has to be there."""
    value = answer.get(name) if isinstance(answer, Mapping) else None
    if isinstance(value, str) and value:
        return value
    raise CallError(Failure(ErrorScope.PASSING, f"no_{name}"), shown=shown)


def _put(client: WebClient, url: str, content: bytes) -> Answer:
    """The second step of an upload: the bytes to the address Slack gave for them (docs.slack.dev, files)."""
    if not url.startswith(("https://", "http://")):
        raise SlackRequestError("an upload address that is none")
    request = urllib.request.Request(url, data=content, method="POST")
    request.add_header("Content-Type", "application/octet-stream")
    handlers: list[urllib.request.BaseHandler] = [urllib.request.HTTPSHandler(context=client.ssl)]
    if client.proxy:
        handlers.append(urllib.request.ProxyHandler({"http": client.proxy, "https": client.proxy}))
    try:
        with urllib.request.build_opener(*handlers).open(request, timeout=client.timeout) as answer:
            answer.read()
    except HTTPError as error:
        raise CallError(failure(f"http_{error.code}", error.code, dict(error.headers))) from error
    return {}
