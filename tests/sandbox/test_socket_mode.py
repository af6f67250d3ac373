"""Socket Mode: envelopes, acknowledgements, reconnection, events tried again."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from slack_bolt import Ack, App
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from sandbox import Sandbox
from tests.sandbox.conftest import Api

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
