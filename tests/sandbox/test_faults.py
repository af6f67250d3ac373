"""Faults on demand: storms, resets, held calls, dropped sockets."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from slack_bolt import Ack
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError

from sandbox import Sandbox, SettableClock, hang_up
from sandbox.faults import RESPONSE_URL, UPLOAD, Faults
from sandbox.workspace import File
from tests.late import ends_as_a_ping_is_answered, ends_though_its_reader_begins
from tests.sandbox.conftest import Api, new_app, post

Payload = dict[str, Any]
Order = Callable[[Faults], None]


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


def test_a_ping_answered_as_an_app_hangs_up_is_no_error(
    box: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    client = SocketModeHandler(new_app(box), box.app_token).client
    assert ends_as_a_ping_is_answered(client, lambda: hang_up(client))
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []


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


ANSWERED: dict[str, tuple[Order, int, str]] = {
    "503 with HTML": (lambda f: f.unavailable("*"), 503, "<!DOCTYPE html>"),
    "200 with HTML": (lambda f: f.page("*"), 200, "<!DOCTYPE html>"),
    "500 with JSON": (lambda f: f.server_error("*"), 500, "internal_error"),
    "429": (lambda f: f.rate_limit("*"), 429, "ratelimited"),
}
SILENT: dict[str, tuple[Order, bool]] = {
    "reset before": (lambda f: f.reset_before_effect("*"), False),
    "reset after": (lambda f: f.reset_after_effect("*"), True),
    "no answer, no effect": (lambda f: f.unheard("*"), False),
    "no answer, the effect": (lambda f: f.unanswered("*"), True),
}
"""Whether it is done all the same."""


@pytest.mark.parametrize("how", ANSWERED)
def test_an_ailing_slack_answers_like_this_at_every_door(box: Sandbox, how: str) -> None:
    order, status, word = ANSWERED[how]
    for said in doors(box):
        order(box.faults)
        answer = said()
        assert (answer[0], word in answer[1]) == (status, True)
        assert said()[0] == 200, "it struck once"


@pytest.mark.parametrize("how", SILENT)
def test_no_answer_comes_through_any_door(box: Sandbox, how: str) -> None:
    order, takes_effect = SILENT[how]
    for door in doors(box):
        rev = box.rev
        order(box.faults)
        with pytest.raises(OSError, match=r"reset|closed|timed out"):
            door()
        assert (box.rev > rev) is takes_effect


def test_an_error_code_by_no_method_leaves_alone_what_is_no_method(box: Sandbox) -> None:
    call, upload, reply = doors(box)
    box.faults.error("*", "invalid_auth", lasting=timedelta(minutes=1))
    assert "invalid_auth" in call()[1]
    assert (upload()[0], reply()[0]) == (200, 200)
    box.faults.error(RESPONSE_URL, "expired_url")
    box.faults.error(UPLOAD, "gone")
    assert (reply()[0], upload()[0]) == (400, 400)


def test_a_fault_lasts_as_long_as_it_is_told_on_the_clock_of_the_box(
    box: Sandbox, api: Api, clock: SettableClock
) -> None:
    box.faults.unavailable("auth.test", after=1, lasting=timedelta(hours=30))
    statuses = [api("auth.test")["status"] for _ in range(3)]
    clock.advance(timedelta(hours=29, minutes=59))
    statuses.append(api("auth.test")["status"])
    clock.advance(timedelta(minutes=1))
    assert [*statuses, api("auth.test")["status"]] == [200, 503, 503, 503, 200]


def test_a_fault_can_be_of_one_channel_alone(box: Sandbox, api: Api) -> None:
    box.faults.error("chat.postMessage", "is_archived", times=2, to="C1CLUB")
    answers = [api("chat.postMessage", channel=at, text="x") for at in ("U1ANA", "C1CLUB", "U2LUC")]
    assert [answer.get("error") for answer in answers] == [None, "is_archived", None]


def test_a_slow_answer_moves_the_clock_of_the_box_on(box: Sandbox, api: Api, clock: SettableClock) -> None:
    before = clock.now()
    box.faults.slow("auth.test", seconds=10, times=2)
    assert [api("auth.test")["status"] for _ in range(3)] == [200, 200, 200]
    assert clock.now() == before + timedelta(seconds=20)


def test_an_answer_can_be_held_when_all_is_done(box: Sandbox, api: Api) -> None:
    gate = box.faults.hold("chat.postMessage", answer=True)
    answers: list[Payload] = []
    thread = threading.Thread(
        target=lambda: answers.append(api("chat.postMessage", channel="C1CLUB", text="Done"))
    )
    thread.start()
    assert gate.arrived.wait(5)
    box.person("U1ANA").sees("Done")
    assert answers == []
    gate.open()
    thread.join(5)
    assert answers[0]["ok"]


def test_something_can_happen_in_the_middle_of_a_call(box: Sandbox, api: Api) -> None:
    seen: list[int] = []

    def look() -> None:
        seen.append(len(box.workspace.dm_with("U1ANA").messages))

    box.faults.happens("chat.postMessage", look, after=1)
    box.faults.happens("chat.postMessage", look, after=1, answer=True)
    for text in ("one", "two"):
        api("chat.postMessage", channel="U1ANA", text=text)
        box.clock.advance(timedelta(seconds=1))
    assert seen == [1, 2]


def doors(box: Sandbox) -> list[Callable[[], tuple[int, str]]]:
    """One call through each door of the box, as often as is wanted: the status and the text of its answer."""

    def call() -> tuple[int, str]:
        return said(
            box.api_url + "chat.postMessage", {"channel": "U1ANA", "text": "x", "token": box.bot_token}
        )

    def upload() -> tuple[int, str]:
        ws = box.workspace
        file = File(ws.new_id("F"), "seat.ics", 1)
        ws.files[file.id], box.core.uploads[file.id] = file, file.id
        return said(f"{box.core.base}/upload/v1/{file.id}", b"x")

    def reply() -> tuple[int, str]:
        return said(box.core.reply_url("U1ANA", "C1CLUB"), {"text": "x"})

    return [call, upload, reply]


def said(url: str, body: Any) -> tuple[int, str]:
    """POST, waiting a fraction of a second for the answer."""
    status, answer = post(url, body, timeout=0.3)
    return status, str(answer)
