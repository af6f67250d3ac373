"""Signed HTTP requests to the app's request URL.

Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode, urlsplit

from slack_sdk.signature import Clock, SignatureVerifier

from sandbox.delivery.envelope import RETRIES, Envelope
from sandbox.workspace import Workspace


class HttpTransport:
    """Posts each envelope, signed with the box's time; 2xx within three seconds acknowledges."""

    def __init__(self, url: str, secret: str, workspace: Workspace) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80
        self._path = parts.path or "/"
        self._signer = SignatureVerifier(secret, Clock())
        self._workspace = workspace
        self._pool = ThreadPoolExecutor(max_workers=8, thread_name_prefix="sandbox-http")

    def send(self, envelope: Envelope) -> None:
        """Send from any thread; the answer arrives in another."""
        self._pool.submit(self._post, envelope)

    def verify(self) -> bool:
        """Whether the app answers Slack's `url_verification` with its challenge.

        Source: https://docs.slack.dev/reference/events/url_verification
        """
        challenge = self._workspace.scribble(24)
        answers: list[Any] = []
        body = {"token": "sandbox-verification", "type": "url_verification", "challenge": challenge}
        envelope = Envelope("events_api", body, answers.append)
        self.send(envelope)
        return envelope.wait() is None and answers[0] in (challenge, {"challenge": challenge})

    def close(self) -> None:
        """Finish what is under way."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _post(self, envelope: Envelope) -> None:
        body, content_type = encode(envelope)
        connection = http.client.HTTPConnection(self._host, self._port, timeout=envelope.patience)
        try:
            connection.request("POST", self._path, body.encode(), self._headers(envelope, body, content_type))
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        except TimeoutError:
            envelope.fail("operation_timeout" if envelope.kind != "events_api" else "http_timeout")
            return
        except (OSError, http.client.HTTPException):
            envelope.fail("dispatch_failed" if envelope.kind != "events_api" else "connection_failed")
            return
        finally:
            connection.close()
        self._settle(envelope, response, text)

    def _settle(self, envelope: Envelope, response: http.client.HTTPResponse, text: str) -> None:
        if 200 <= response.status < 300:
            envelope.answer(_parse(text, response.headers.get("content-type", "")))
            return
        if response.headers.get("x-slack-no-retry") == "1":
            envelope.attempt = RETRIES  # the app asks not to be tried again
        envelope.fail("dispatch_failed" if envelope.kind != "events_api" else "http_error")

    def _headers(self, envelope: Envelope, body: str, content_type: str) -> dict[str, str]:
        stamp = str(self._workspace.epoch())
        signature = self._signer.generate_signature(timestamp=stamp, body=body) or ""
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature,
        }
        if envelope.attempt:
            headers |= {"X-Slack-Retry-Num": str(envelope.attempt), "X-Slack-Retry-Reason": envelope.reason}
        return headers


def encode(envelope: Envelope) -> tuple[str, str]:
    """Body and content type: form for commands, `payload=` for interactions, JSON for events."""
    form = "application/x-www-form-urlencoded"
    if envelope.kind == "slash_commands":
        return urlencode(envelope.payload), form
    if envelope.kind == "interactive":
        return urlencode({"payload": json.dumps(envelope.payload)}), form
    return json.dumps(envelope.payload), "application/json"


def _parse(text: str, content_type: str) -> Any:
    if not text.strip():
        return None
    if content_type.startswith("application/json"):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text
