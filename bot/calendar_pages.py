"""The calendars that people subscribe to: `/calendar/<secret>.ics` and `/calendar/public.ics`, read alone.

An address that opens nothing, whatever the reason, is answered as one that never was: by the same statement,
in the same bytes. No line of the log has the path (`bot.logs`).
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.rates import Rate
from club.subscriptions import PUBLIC, REFRESH, digest_of, is_token
from handlers.events.subscriptions import service
from handlers.events.subscriptions.service import ServedCalendar
from handlers.kit.services import Services

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PREFIX, SUFFIX = "/calendar/", ".ics"
EACH, EVERYBODY = 60, 600
"""Requests in an hour for one personal address; for the public one."""
UNKNOWN = 60
"""In a minute, all together, for addresses that this process has not served before: no more are looked up."""
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NOTHING = b"nothing is served here\n"
HEADERS = [
    ("Referrer-Policy", "no-referrer"),  # the address is a key: it goes to nobody else
    ("X-Robots-Tag", "noindex"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'"),
]
_PLAIN = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
Headers = Sequence[tuple[str, str]]


class CalendarPages:
    """They, for one installation."""

    def __init__(self, services: Services, clock: Clock, fallback: "WSGIApplication") -> None:
        self._services, self._clock, self._fallback = services, clock, fallback
        self._each, self._everybody = Rate(EACH, HOUR), Rate(EVERYBODY, HOUR)
        self._unknown = Rate(UNKNOWN, MINUTE)
        self._known: dict[str, None] = {}

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """The WSGI application; what is none of its addresses goes to the one behind."""
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        if not path.startswith(PREFIX) or method not in ("GET", "HEAD"):
            return self._fallback(environ, start_response)
        status, headers, body = self._answer(path.removeprefix(PREFIX), environ)
        length = [] if status is HTTPStatus.NOT_MODIFIED else [("Content-Length", str(len(body)))]
        start_response(f"{status.value} {status.phrase}", [*HEADERS, *headers, *length])
        return [b"" if method == "HEAD" else body]

    def _answer(self, name: str, environ: "WSGIEnvironment") -> tuple[HTTPStatus, Headers, bytes]:
        now = self._clock.now()
        token = name.removesuffix(SUFFIX)
        public = token == PUBLIC
        # Whatever is asked for is looked up, of whatever shape: each takes as long as the other.
        digest = PUBLIC if public else digest_of(token if is_token(token) else "")
        if not self._may(digest, now):
            return HTTPStatus.TOO_MANY_REQUESTS, [*_PLAIN, ("Retry-After", "60")], b"too often\n"
        served = service.serve(self._services, digest, now)
        if served is None:
            self._known.pop(digest, None)
            return HTTPStatus.NOT_FOUND, _PLAIN, NOTHING
        self._known[digest] = None
        kept = f"public, max-age={REFRESH // timedelta(seconds=1)}" if public else "private, no-cache"
        validators = [
            ("ETag", f'"{served.tag}"'),
            ("Last-Modified", format_datetime(served.changed_at.astimezone(UTC), usegmt=True)),
            ("Cache-Control", kept),
        ]
        if _has_it(served, environ):
            return HTTPStatus.NOT_MODIFIED, validators, b""
        described = [
            ("Content-Type", "text/calendar; charset=utf-8; method=PUBLISH"),
            ("Content-Disposition", 'inline; filename="club-prime.ics"'),
        ]
        return HTTPStatus.OK, [*validators, *described], served.content

    def _may(self, digest: str, now: datetime) -> bool:
        if digest == PUBLIC:
            return self._everybody.takes(digest, now)
        if digest in self._known:
            return self._each.takes(digest, now)
        return self._unknown.takes("", now)


def _has_it(served: ServedCalendar, environ: "WSGIEnvironment") -> bool:
    """Whether whoever asks has it as it is (RFC 9110, 13.2.2: the date counts where no tag is given)."""
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags is not None:
        given = [one.strip().removeprefix("W/") for one in tags.split(",")]
        return "*" in given or f'"{served.tag}"' in given
    since = _date(environ.get("HTTP_IF_MODIFIED_SINCE", ""))
    return since is not None and served.changed_at <= since


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
