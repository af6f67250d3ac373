"""What a process that serves leaves out: a client for each click, and looking for garbage in itself."""

import subprocess
import sys

import pytest
from slack_sdk import WebClient

from tests.bot.wire import ANA, wired

COLLECTED = """
import gc, weakref
from bot.collector import settle_collector

class Knot:
    pass

def knot():
    made = Knot()
    made.itself = made
    return weakref.ref(made)

before = knot()
settle_collector()
assert before() is None, "what the start left behind is gone"
assert gc.get_freeze_count() > 1000, "what stands is passed over"
after = knot()
gc.collect()
assert after() is None, "what is made from now on is not"
assert gc.isenabled() and gc.get_threshold()[0] > 700
"""


def test_garbage_is_looked_for_in_what_came_since_the_start_alone() -> None:
    done = subprocess.run([sys.executable, "-c", COLLECTED], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_no_click_costs_a_client_of_its_own(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    action = {"action_id": "rsvp.going", "value": "1"}
    click = {"type": "block_actions", "user": {"id": ANA}, "actions": [action]}
    real = WebClient.__init__

    def noted(client: WebClient, *given: object, **named: object) -> None:
        made.append(client)
        real(client, *given, **named)  # type: ignore[arg-type]

    with wired(sqlite_url) as wire:
        monkeypatch.setattr(WebClient, "__init__", noted)
        assert wire.tries(click) == [200, 200, 200]
    assert made == []
