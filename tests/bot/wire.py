"""A club at the end of the wire: requests made by hand, signed or not, straight to the WSGI application."""

import hashlib
import hmac
import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from slack_sdk.errors import SlackClientError
from sqlalchemy import text

from bot.app import Prime, assemble
from bot.door import Door
from bot.serve_http import FORM, JSON, PATH, wsgi
from bot.settings import GivenSettings
from club.ids import SlackId
from sandbox import SettableClock
from storage.accounts import save_profile
from storage.people import AccountKind, SlackProfile, add_company, add_member
from tests.stories.club import NOW

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
ANA = SlackId("U0ANA")
AWAY = (OSError, SlackClientError)
UNHEARD = ("seen", "profile", "posting", "alembic_version")
"""Tables that tell nothing of what members did."""


class Wire:
    """Prime, with a member, where Slack answers nothing."""

    def __init__(self, database_url: str) -> None:
        self.clock = SettableClock(NOW)
        given = GivenSettings(
            slack_bot_token="xoxb-test",
            slack_signing_secret=SECRET,
            slack_api_url="http://127.0.0.1:9/api/",
            database_url=database_url,
            prime_channel="C0PRIME",
        )
        self.prime: Prime = assemble(given, self.clock)
        self.app = wsgi(self.prime)
        self.door = Door(self.prime.bolt)
        self.log: list[logging.LogRecord] = []
        with self.prime.services.db.begin() as session:
            company = add_company(session, "Verrerie Ardoin")
            self.ana = add_member(session, "Ana Berger", slack_id=ANA, company_id=company)
            profile = SlackProfile(
                ANA, "Ana Berger", "ana@example.org", "fr-FR", "Europe/Paris", AccountKind.FULL
            )
            save_profile(session, profile)

    def signed(self, body: bytes, timestamp: str | None = None) -> dict[str, str]:
        """The headers that Slack would send with this body."""
        stamp = timestamp or str(int(self.clock.now().timestamp()))
        digest = hmac.new(SECRET.encode(), b"v0:%s:%s" % (stamp.encode(), body), hashlib.sha256)
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest.hexdigest()}"}

    def post(self, body: bytes, headers: dict[str, str], kind: str = FORM) -> tuple[int, str]:
        """The status and the body of the answer."""
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": PATH,
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }
        environ |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
        said: list[str] = []
        answer = b"".join(self.app(environ, lambda status, _headers, *_more: said.append(status)))  # type: ignore[arg-type,return-value]
        return int(said[0][:3]), answer.decode()

    def tries(self, payload: object) -> list[int]:
        """The statuses of one payload, as JSON, as a form, and over Socket Mode."""
        written = json.dumps(payload).encode()
        form = urlencode({"payload": json.dumps(payload)}).encode()
        return [
            self.post(written, self.signed(written), JSON)[0],
            self.post(form, self.signed(form))[0],
            self.door.answer(payload).status,
        ]

    def rows(self) -> dict[str, int]:
        """How many rows each table has that tells of what members did."""
        with self.prime.services.db.read() as session:
            connection = session.connection()
            named = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars()
            tables = [name for name in named if name not in UNHEARD and "fts" not in name]
            return {
                name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()
                for name in tables
            }

    def tracebacks(self) -> list[str]:
        """What the log has of exceptions; but for that of Slack, which does not answer here."""
        kinds = [(one.getMessage(), one.exc_info[0]) for one in self.log if one.exc_info]
        return [said for said, kind in kinds if kind is None or not issubclass(kind, AWAY)]


class _Kept(logging.Handler):
    def __init__(self, into: list[logging.LogRecord]) -> None:
        super().__init__()
        self._into = into

    def emit(self, record: logging.LogRecord) -> None:
        self._into.append(record)


@contextmanager
def wired(database_url: str) -> Iterator[Wire]:
    """The club, and all that it logs."""
    wire = Wire(database_url)
    kept, root = _Kept(wire.log), logging.getLogger()
    level = root.level
    root.addHandler(kept)
    root.setLevel(logging.INFO)
    yield wire
    root.removeHandler(kept)
    root.setLevel(level)
    wire.prime.stop()
