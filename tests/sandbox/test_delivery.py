"""Socket Mode and signed HTTP: acknowledgements, retries, reconnection, faults."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from sandbox import Sandbox, hang_up
from tests.sandbox.conftest import Api, new_app

Payload = dict[str, Any]


@pytest.fixture
def wire(box: Sandbox, api: Api) -> Iterator[Callable[[], ClientConnection]]:
    """Raw sockets to the box, opened as an app opens them."""
    with ExitStack() as opened:

        def open_one() -> ClientConnection:
            url = api("apps.connections.open", token=box.app_token)["url"]
            return opened.enter_context(connect(url, open_timeout=5))

        yield open_one


def read(socket: ClientConnection) -> Payload:
    found: Payload = json.loads(socket.recv(timeout=5))
    return found


def typed(box: Sandbox, text: str = "/echo") -> threading.Thread:
    """Type in a thread of its own: the test answers by hand."""
    thread = threading.Thread(target=lambda: box.act.say("U1ANA", "C1CLUB", text))
    thread.start()
    return thread


def test_a_socket_is_greeted_and_its_ticket_used_up(box: Sandbox, api: Api) -> None:
    """apis/events-api/using-socket-mode: hello."""
    url = api("apps.connections.open", token=box.app_token)["url"]
    with connect(url) as socket:
        hello = read(socket)
        assert hello["type"] == "hello"
        assert hello["num_connections"] == 1
        assert hello["connection_info"] == {"app_id": box.app_id}
    with pytest.raises(InvalidStatus), connect(url):
        pass


def test_a_command_comes_in_an_envelope_that_takes_an_answer(
    box: Sandbox, wire: Callable[[], ClientConnection]
) -> None:
    """apis/events-api/using-socket-mode: envelope_id, accepts_response_payload."""
    socket = wire()
    read(socket)
    thread = typed(box)
    envelope = read(socket)
    assert envelope["type"] == "slash_commands"
    assert envelope["accepts_response_payload"] is True
    assert envelope["payload"]["command"] == "/echo"
    socket.send(json.dumps({"envelope_id": envelope["envelope_id"], "payload": {"text": "Done"}}))
    thread.join(5)
    box.person("U1ANA").sees("Done")


def test_an_envelope_left_by_a_lost_socket_is_sent_again(
    box: Sandbox, wire: Callable[[], ClientConnection]
) -> None:
    """apis/events-api/using-socket-mode: envelopes not acknowledged are delivered again."""
    first = wire()
    read(first)
    thread = typed(box)
    envelope = read(first)
    first.close()
    second = wire()
    assert read(second)["type"] == "hello"
    again = read(second)
    assert again["envelope_id"] == envelope["envelope_id"]
    second.send(json.dumps({"envelope_id": again["envelope_id"]}))
    thread.join(5)
    box.person("U1ANA").sees_not("failed")


def test_a_duplicated_envelope_has_the_same_id(box: Sandbox, wire: Callable[[], ClientConnection]) -> None:
    """apis/events-api/using-socket-mode."""
    socket = wire()
    read(socket)
    box.faults.duplicate_envelopes()
    thread = typed(box)
    one, two = read(socket), read(socket)
    assert one == two
    socket.send(json.dumps({"envelope_id": one["envelope_id"], "payload": {"text": "Once"}}))
    socket.send(json.dumps({"envelope_id": one["envelope_id"], "payload": {"text": "Twice"}}))
    thread.join(5)
    box.person("U1ANA").sees("Once")
    assert len(box.person("U1ANA").messages("club")) == 1


def test_slack_warns_before_it_closes_a_socket(box: Sandbox, wire: Callable[[], ClientConnection]) -> None:
    """apis/events-api/using-socket-mode: disconnect with warning and refresh_requested."""
    socket = wire()
    read(socket)
    box.faults.warn_sockets()
    assert read(socket)["reason"] == "warning"
    box.faults.refresh_sockets()
    assert read(socket) == {
        "type": "disconnect",
        "reason": "refresh_requested",
        "debug_info": {"host": "applink-sandbox"},
    }


def test_the_real_client_moves_to_a_new_socket_when_asked(box: Sandbox, bolt: App) -> None:
    """apis/events-api/using-socket-mode: refresh_requested."""

    @bolt.command("/echo")
    def echo(ack: Ack) -> None:
        ack("Still here")

    box.faults.refresh_sockets()
    ana = box.person("U1ANA")
    ana.types("/echo", in_="club")
    ana.sees("Still here")


def test_no_app_at_all_is_told_after_the_deadline(box: Sandbox) -> None:
    """interactivity/implementing-slash-commands: operation_timeout."""
    box.ack_seconds = 0.05
    box.person("U1ANA").types("/echo", in_="club")
    box.person("U1ANA").sees("operation timed out")


def test_an_event_not_acknowledged_is_tried_three_more_times(
    box: Sandbox, wire: Callable[[], ClientConnection]
) -> None:
    """apis/events-api: retries at once, after one minute, after five minutes."""
    box.ack_seconds = 0.05
    socket = wire()
    read(socket)
    box.add_user("U3NEW", announce=True, name="new")
    seen = [read(socket)]
    seen.append(read(socket))
    box.clock.advance(timedelta(minutes=1))
    seen.append(read(socket))
    box.clock.advance(timedelta(minutes=5))
    seen.append(read(socket))
    assert [e["retry_attempt"] for e in seen] == [0, 1, 2, 3]
    assert [e["retry_reason"] for e in seen] == ["", "timeout", "timeout", "timeout"]
    assert len({e["payload"]["event_id"] for e in seen}) == 1
    assert len({e["envelope_id"] for e in seen}) == 4
    box.clock.advance(timedelta(hours=1))
    with pytest.raises(TimeoutError):
        socket.recv(timeout=0.15)


def test_an_acknowledged_event_is_not_tried_again(box: Sandbox, wire: Callable[[], ClientConnection]) -> None:
    """apis/events-api: responding to events."""
    socket = wire()
    read(socket)
    box.add_user("U3NEW", announce=True, name="new")
    socket.send(json.dumps({"envelope_id": read(socket)["envelope_id"]}))
    assert box.wait_quiet()
    box.clock.advance(timedelta(hours=1))
    with pytest.raises(TimeoutError):
        socket.recv(timeout=0.15)


def test_events_have_the_documented_shell(box: Sandbox, wire: Callable[[], ClientConnection]) -> None:
    """reference/events/team_join, apis/events-api: event_callback."""
    socket = wire()
    read(socket)
    box.add_user("U3NEW", announce=True, name="new", email="new@example.org")
    payload = read(socket)["payload"]
    assert payload["type"] == "event_callback"
    assert payload["team_id"] == box.team_id
    assert payload["authorizations"][0]["user_id"] == box.bot_user_id
    assert payload["event"]["type"] == "team_join"
    assert payload["event"]["user"]["profile"]["email"] == "new@example.org"


# Signed HTTP


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


# Faults


def test_a_storm_of_429_ends_after_the_ordered_number(box: Sandbox, api: Api) -> None:
    """apis/web-api/rate-limits: Retry-After."""
    box.faults.rate_limit("chat.postMessage", times=2, retry_after=7)
    answers = [api("chat.postMessage", channel="C1CLUB", text="x")["status"] for _ in range(3)]
    assert answers == [429, 429, 200]
    assert len(box.person("U1ANA").messages("club")) == 1


def test_a_server_error_takes_no_effect(box: Sandbox, api: Api) -> None:
    box.faults.server_error("chat.postMessage", after=1)
    assert api("chat.postMessage", channel="C1CLUB", text="one")["status"] == 200
    assert api("chat.postMessage", channel="U1ANA", text="two")["status"] == 500
    assert box.person("U1ANA").messages() == []
    assert api("chat.postMessage", channel="U1ANA", text="three")["status"] == 200


def test_a_reset_after_the_effect_leaves_the_message_and_no_answer(box: Sandbox) -> None:
    client = new_app(box).client
    client.retry_handlers.clear()
    box.faults.reset_after_effect("chat.postMessage")
    with pytest.raises((OSError, SlackApiError)):
        client.chat_postMessage(channel="C1CLUB", text="There all the same")
    box.person("U1ANA").sees("There all the same")


def test_a_reset_before_the_effect_leaves_nothing(box: Sandbox) -> None:
    client = new_app(box).client
    client.retry_handlers.clear()
    box.faults.reset_before_effect("chat.postMessage")
    with pytest.raises((OSError, SlackApiError)):
        client.chat_postMessage(channel="C1CLUB", text="Never there")
    box.person("U1ANA").sees_not("Never there")


def test_any_documented_error_can_be_ordered(box: Sandbox, api: Api) -> None:
    box.faults.error("chat.update", "fatal_error")
    assert api("chat.update", channel="C1CLUB", ts="1.0", text="x")["error"] == "fatal_error"
    assert api("chat.update", channel="C1CLUB", ts="1.0", text="x")["error"] == "message_not_found"


def test_a_held_call_waits_for_its_gate(box: Sandbox, api: Api) -> None:
    gate = box.faults.hold("chat.postMessage")
    answers: list[Payload] = []

    def call() -> None:
        answers.append(api("chat.postMessage", channel="C1CLUB", text="x"))

    thread = threading.Thread(target=call)
    thread.start()
    assert gate.arrived.wait(5)
    assert answers == []
    gate.open()
    thread.join(5)
    assert answers[0]["ok"]


def test_after_dropped_sockets_the_app_comes_back(box: Sandbox) -> None:
    """apis/events-api/using-socket-mode: reconnecting."""
    app = new_app(box)

    @app.command("/echo")
    def echo(ack: Ack) -> None:
        ack("Back again")

    handler = SocketModeHandler(app, box.app_token, ping_interval=0.1)
    handler.connect()
    assert box.wait_connected()
    box.faults.drop_sockets()
    ana = box.person("U1ANA")
    ana.types("/echo", in_="club")
    ana.sees("Back again")
    hang_up(handler.client)
