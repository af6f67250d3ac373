"""Signed HTTP: `POST /slack/events` for all that Slack sends; beside it, health, pages of e-mails, calendars.

Figures (`/metrics`) only where the settings say so."""

import json
import logging
from binascii import a2b_qp
from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from slack_bolt import BoltResponse

from bot.app import Prime
from bot.calendar_pages import CalendarPages
from bot.door import Door
from bot.health import Health, health_app
from bot.mail_pages import MailPages
from bot.metrics import metrics_app
from bot.signature import Signatures

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger(__name__)

PATH = "/slack/events"
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
PLAIN = [("Content-Type", "text/plain; charset=utf-8")]


class _Refused(Exception):  # noqa: N818 - a state, not a bug
    """No request of Slack's, or none that can be read."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


def interaction(body: str) -> str:
    """The JSON in the form of an interaction, `payload=…`; any other body as it is.

    As `parse_qsl` reads it, whatever an encoder writes; but that takes each `%22` apart in Python: a fifth of
    a click. Quoted-printable is the same with `=` for `%`, and the standard library has it in C.
    """
    if not body.startswith("payload=%7B") or "&" in body:
        return body
    value = body.removeprefix("payload=").replace("+", " ").replace("=", "=3D").replace("%", "=")
    return a2b_qp(value.encode()).decode(errors="replace")


def payload_of(body: bytes, content_type: str) -> Any:
    """What a signed body says (docs.slack.dev: JSON for events, a form for commands and interactions).

    Raises ValueError where it says nothing that can be read.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in (JSON, FORM):
        raise ValueError("neither JSON nor a form")
    text = body.decode()
    if kind == FORM:
        text = interaction(text)
        if not text.startswith("{"):
            fields = dict(parse_qsl(text, keep_blank_values=True))
            if "payload" not in fields:
                return fields
            text = fields["payload"]
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None


def wsgi(prime: Prime) -> "WSGIApplication":
    """The WSGI application."""
    door, health = Door(prime.bolt), Health(prime)
    others = health_app(health)
    if prime.settings.prime_metrics_public:
        others = metrics_app(prime, health, others)
    secret = prime.settings.slack_signing_secret.get_secret_value()
    if prime.settings.prime_public_url:
        others = MailPages(prime.services, secret, prime.clock, others)
        others = CalendarPages(prime.services, prime.clock, others)
    signatures = Signatures(secret, prime.clock)

    def app(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"] != PATH or environ["REQUEST_METHOD"] != "POST":
            return others(environ, start_response)
        try:
            payload = _signed(environ, signatures)
        except _Refused as refused:
            log.warning("a request was refused: %s", refused.why)
            return _plainly(start_response, refused.status, refused.why)
        if isinstance(payload, dict) and payload.get("type") == "url_verification":
            said = {"challenge": str(payload.get("challenge", ""))}
            return _answered(start_response, BoltResponse(status=200, body=said))
        return _answered(start_response, door.answer(payload))

    return app


def _signed(environ: "WSGIEnvironment", signatures: Signatures) -> Any:
    """The payload of a request that Slack signed, looked at only then. Raises _Refused."""
    length = environ.get("CONTENT_LENGTH") or "0"
    body = environ["wsgi.input"].read(int(length))  # waitress vouches for the number, and bounds it
    headers = (environ.get(f"HTTP_X_SLACK_{name}", "") for name in ("REQUEST_TIMESTAMP", "SIGNATURE"))
    if not signatures.holds(body, *headers):
        raise _Refused(HTTPStatus.UNAUTHORIZED, "not signed by Slack, or too long ago")
    try:
        return payload_of(body, environ.get("CONTENT_TYPE") or "")
    except ValueError:
        raise _Refused(HTTPStatus.BAD_REQUEST, "signed, but nothing that can be read") from None


def _plainly(start_response: "StartResponse", status: HTTPStatus, said: str) -> Iterable[bytes]:
    start_response(f"{status.value} {status.phrase}", PLAIN)
    return [f"{said}\n".encode()]


def _answered(start_response: "StartResponse", answer: BoltResponse) -> Iterable[bytes]:
    headers = [(name, value) for name, values in answer.headers.items() for value in values]
    start_response("200 OK", headers or PLAIN)
    return [answer.body.encode()]
