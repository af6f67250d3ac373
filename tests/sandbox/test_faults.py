"""Faults on demand: storms, resets, held calls, dropped sockets."""

import logging
import threading
import time
from typing import Any

import pytest
from slack_bolt import Ack
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError

from sandbox import Sandbox, hang_up
from tests.late import ends_though_its_reader_begins
from tests.sandbox.conftest import Api, new_app

Payload = dict[str, Any]

Payload = dict[str, Any]


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


def test_an_app_hangs_up_even_as_its_connection_begins_to_be_read(
    box: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    client = SocketModeHandler(new_app(box), box.app_token).client
    caplog.set_level(logging.INFO, logger=client.logger.name)
    assert ends_though_its_reader_begins(client, lambda: hang_up(client))


def test_latency_delays_the_answer(box: Sandbox, api: Api) -> None:
    box.faults.latency("auth.test", seconds=0.05)
    started = time.monotonic()
    assert api("auth.test")["ok"]
    assert time.monotonic() - started >= 0.05


def test_cleared_faults_strike_no_more(box: Sandbox, api: Api) -> None:
    box.faults.server_error("*", times=5)
    assert api("auth.test")["status"] == 500
    box.faults.clear()
    assert api("auth.test")["status"] == 200
