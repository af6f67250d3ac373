"""A file that somebody handed over in Slack: read once; whether it is kept is its reader’s matter.

Slack says what it is (`files.info`) and where its bytes stand (`url_private_download`), which it gives to the
app's token (docs.slack.dev, working with files). That token goes to Slack's own host of files and to no other
address, whatever a file says of itself; no redirection is followed; what is larger than what is asked for is
neither begun nor read on. What a file is called or declared to be counts for nothing: its bytes do.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from socket import SHUT_RDWR, socket
from ssl import SSLContext
from threading import Lock, Timer
from typing import IO, Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from handlers.imports.wrong import Told
from handlers.words import mark

LARGEST = 2_000_000
"""Bytes: some ten thousand members."""
PATIENCE, IN_ALL = 10.0, 20.0
"""Seconds: for one answer of the network, and for a whole file."""
PIECE = 65_536
HOSTS = frozenset({"files.slack.com", "files.slack-gov.com"})
"""Where Slack keeps files (docs.slack.dev, file object: `url_private`)."""
HERE = frozenset({"127.0.0.1", "localhost"})
GONE = frozenset({"file_not_found", "file_deleted"})

NO_SCOPE = mark(
    "I may not read files here: whoever installed me can give me the permission `files:read`. Until then, "
    "`prime import` reads the same list."
)
DELETED = mark("This file is no longer in Slack; please hand it over again.")
ELSEWHERE = mark(
    "This file stands with another service, and I only see its address: please attach the file itself."
)
TOO_LARGE = mark("This file has {size} MB; I read {most} MB at most here. `prime import` reads larger ones.")


class FileRefused(Exception):  # noqa: N818 - a state, not a bug
    """Why a file is not read, in words for whoever handed it over."""

    def __init__(self, template: str, **values: object) -> None:
        self.why = Told(template, **values)
        super().__init__(self.why)


class FileLater(Exception):  # noqa: N818 - a state, not a bug
    """Slack does not hand it over now."""


@dataclass(frozen=True, slots=True)
class _FileFacts:
    """What Slack says of a file."""

    size: int
    url: str


def fetch_file(
    client: WebClient,
    file_id: str,
    largest: int = LARGEST,
    steady: Callable[[], float] = time.monotonic,
    in_all: float = IN_ALL,
) -> bytes:
    """The bytes of a file, all of them. Raises FileRefused, or FileLater where another try may do.

    `in_all`: seconds for the whole answer, its first line and headers too, however they come.
    """
    facts = _facts(client, file_id)
    if facts.size > largest:
        size, most = -(-facts.size // 1_000_000), largest // 1_000_000
        raise FileRefused(TOO_LARGE, size=size, most=most)
    held = _download(client, facts.url, largest, steady, in_all)
    if len(held) != facts.size:
        # Cut short; or Slack's page to sign in, which it shows with 200 where the token may not read files.
        raise FileLater(f"{len(held)} of {facts.size} bytes")
    return held


def _facts(client: WebClient, file_id: str) -> _FileFacts:
    try:
        found = client.files_info(file=file_id)["file"]
    except SlackApiError as error:
        code = str(error.response.get("error", "") if hasattr(error.response, "get") else "")
        if code == "missing_scope":
            raise FileRefused(NO_SCOPE) from None
        if code in GONE:
            raise FileRefused(DELETED) from None
        raise FileLater(code) from None
    except (SlackClientError, OSError) as error:
        raise FileLater(type(error).__name__) from None
    if not isinstance(found, dict) or found.get("mode") in ("tombstone", "hidden_by_limit"):
        raise FileRefused(DELETED)
    url, size = found.get("url_private_download"), found.get("size")
    if found.get("is_external") or not isinstance(url, str) or not isinstance(size, int):
        raise FileRefused(ELSEWHERE)
    if not is_slacks(url, client.base_url):
        raise FileRefused(ELSEWHERE)
    return _FileFacts(size, url)


def is_slacks(url: str, base_url: str) -> bool:
    """Whether the token may go there: Slack's host of files, or this machine's own workspace."""
    there, base = urlsplit(url), urlsplit(base_url)
    if base.hostname in HERE:
        return (there.scheme, there.netloc) == (base.scheme, base.netloc)
    return there.scheme == "https" and there.netloc in HOSTS


def _download(client: WebClient, url: str, largest: int, steady: Callable[[], float], in_all: float) -> bytes:
    request = Request(url, headers={"Authorization": f"Bearer {client.token}", "User-Agent": "club-prime"})
    bound = _Bound()
    # A timeout is one of each answer of the network: headers that trickle in would never meet it.
    watch = Timer(in_all, bound.end)
    watch.start()
    try:
        with _opener(client, bound).open(request, timeout=PATIENCE) as answer:
            return _read(answer, largest, steady() + IN_ALL, steady)
    except (URLError, HTTPException, OSError) as error:
        raise FileLater(type(error).__name__) from None
    finally:
        watch.cancel()


class _Bound:
    """Hangs up once time is over, whatever is being waited for."""

    def __init__(self) -> None:
        self._lock, self._over = Lock(), False
        self._line: socket | None = None

    def holds(self, line: socket) -> None:
        """The line that was opened."""
        with self._lock:
            self._line = line
        if self._over:
            self.end()

    def end(self) -> None:
        """Time is over."""
        with self._lock:
            self._over, line = True, self._line
        if line is not None:
            with suppress(OSError):  # closed already
                line.shutdown(SHUT_RDWR)


class _Plain(HTTPHandler):
    def __init__(self, bound: _Bound) -> None:
        super().__init__()
        self._bound = bound

    def http_open(self, req: Request) -> HTTPResponse:
        """As ever, and its line is bound."""
        return self.do_open(_bound_to(HTTPConnection, self._bound), req)


class _Secure(HTTPSHandler):
    def __init__(self, bound: _Bound, context: SSLContext | None) -> None:
        super().__init__(context=context)
        self._bound, self._given = bound, context

    def https_open(self, req: Request) -> HTTPResponse:
        """As ever, and its line is bound."""
        return self.do_open(_bound_to(HTTPSConnection, self._bound), req, context=self._given)


def _bound_to(kind: type[HTTPConnection], bound: _Bound) -> Any:
    """Connections of that kind, which hand their line over as soon as it stands."""

    class Bound(kind):  # type: ignore[valid-type,misc]
        def connect(self) -> None:
            super().connect()
            bound.holds(self.sock)

    return Bound


class _Stays(HTTPRedirectHandler):
    """Follows nothing: the token would go along."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        """None: a redirection is the end, as the fault that it is."""


def _opener(client: WebClient, bound: _Bound) -> OpenerDirector:
    local = urlsplit(client.base_url).hostname in HERE
    more: list[Any] = [ProxyHandler({})] if local else []
    return build_opener(_Stays, _Plain(bound), _Secure(bound, client.ssl), *more)


def _read(answer: HTTPResponse, largest: int, until: float, steady: Callable[[], float]) -> bytes:
    held = bytearray()
    while piece := answer.read1(PIECE):  # no more than is there: the clock is looked at
        held += piece
        if len(held) > largest or steady() > until:
            raise FileLater("too much, or too slow")
    return bytes(held)
