"""Signed HTTP: signatures, answers, retries, verification."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_sdk.signature import SignatureVerifier

from sandbox import Sandbox

Payload = dict[str, Any]

Payload = dict[str, Any]


class Receiver:
    """An app's web server: keeps requests, answers as told."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, str], str]] = []
        self.arrived = threading.Semaphore(0)
        self.answer: tuple[int, str, str] = (200, "text/plain", "")
        self.headers: dict[str, str] = {}
        self.reply: Callable[[str], str] | None = None
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                receiver.requests.append(({k.lower(): v for k, v in self.headers.items()}, body))
                status, kind, text = receiver.answer
                self.send_response(status)
                self.send_header("content-type", kind)
                for key, value in receiver.headers.items():
                    self.send_header(key, value)
                self.end_headers()
                self.wfile.write((receiver.reply(body) if receiver.reply else text).encode())
                receiver.arrived.release()

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/slack/events"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def wait(self) -> tuple[dict[str, str], str]:
        """The next request."""
        assert self.arrived.acquire(timeout=5)
        return self.requests[-1]


@pytest.fixture
def receiver(box: Sandbox) -> Iterator[Receiver]:
    """A web server that the box delivers to."""
    made = Receiver()
    box.deliver_to(made.url)
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_requests_are_signed_with_the_boxs_time(box: Sandbox, receiver: Receiver) -> None:
    """authentication/verifying-requests-from-slack."""
    box.person("U1ANA").types("/echo hello", in_="club")
    headers, body = receiver.wait()
    assert headers["x-slack-request-timestamp"] == str(int(box.clock.now().timestamp()))

    class Still:
        def now(self) -> float:
            return box.clock.now().timestamp()

    stamp, signature = headers["x-slack-request-timestamp"], headers["x-slack-signature"]
    assert SignatureVerifier(box.signing_secret, Still()).is_valid(body, stamp, signature)  # type: ignore[arg-type]
    assert not SignatureVerifier("another", Still()).is_valid(body, stamp, signature)  # type: ignore[arg-type]
    assert parse_qs(body)["text"] == ["hello"]


def test_an_address_is_verified_by_its_challenge(box: Sandbox, receiver: Receiver) -> None:
    """reference/events/url_verification."""
    assert not box.verify_url()
    receiver.reply = lambda body: str(json.loads(body)["challenge"])
    assert box.verify_url()


def test_an_answer_in_the_body_is_shown(box: Sandbox, receiver: Receiver) -> None:
    """interactivity/implementing-slash-commands: responding with the acknowledgement."""
    receiver.answer = (200, "application/json", '{"text": "From the body"}')
    box.person("U1ANA").types("/echo", in_="club")
    box.person("U1ANA").sees("From the body")
    receiver.answer = (200, "text/plain", "Just words")
    box.person("U1ANA").types("/echo", in_="club")
    box.person("U1ANA").sees("Just words")


def test_a_refusal_by_the_app_is_shown_as_a_failure(box: Sandbox, receiver: Receiver) -> None:
    """interactivity/implementing-slash-commands: any status but 200 is an error."""
    receiver.answer = (500, "text/plain", "")
    box.person("U1ANA").types("/echo", in_="club")
    box.person("U1ANA").sees('/echo failed with the error "dispatch_failed"')


def test_events_that_fail_come_again_with_retry_headers(box: Sandbox, receiver: Receiver) -> None:
    """apis/events-api: x-slack-retry-num, x-slack-retry-reason."""
    receiver.answer = (500, "text/plain", "")
    box.add_user("U3NEW", announce=True, name="new")
    assert "x-slack-retry-num" not in receiver.wait()[0]
    first = receiver.wait()[0]
    assert (first["x-slack-retry-num"], first["x-slack-retry-reason"]) == ("1", "http_error")
    receiver.answer = (200, "text/plain", "")
    box.clock.advance(timedelta(minutes=1))
    assert receiver.wait()[0]["x-slack-retry-num"] == "2"
    box.clock.advance(timedelta(hours=1))
    assert not receiver.arrived.acquire(timeout=0.15)


def test_an_app_may_ask_not_to_be_tried_again(box: Sandbox, receiver: Receiver) -> None:
    """apis/events-api: x-slack-no-retry."""
    receiver.answer = (500, "text/plain", "")
    receiver.headers = {"X-Slack-No-Retry": "1"}
    box.add_user("U3NEW", announce=True, name="new")
    receiver.wait()
    assert not receiver.arrived.acquire(timeout=0.25)


def test_interactions_come_as_a_form_field(box: Sandbox, receiver: Receiver) -> None:
    """interactivity/handling-user-interaction: payload."""
    box.act.shortcut("U1ANA", "ask")
    headers, body = receiver.wait()
    assert headers["content-type"] == "application/x-www-form-urlencoded"
    assert json.loads(parse_qs(body)["payload"][0])["callback_id"] == "ask"
