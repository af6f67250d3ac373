"""Reactions, pins, bookmarks and messages for later."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from slack_bolt import App

from sandbox import Sandbox, SettableClock
from tests.sandbox.conftest import Api
from tests.sandbox.wide import events_of, wide_box


@pytest.fixture(name="box")
def box_fixture(clock: SettableClock) -> Iterator[Sandbox]:
    """The wide workspace."""
    with wide_box(clock) as made:
        yield made


@pytest.fixture(name="ts")
def ts_fixture(api: Api) -> str:
    """A message of the app in the club's channel."""
    return str(api("chat.postMessage", channel="C1CLUB", text="A card")["ts"])


def test_a_reaction_is_counted_and_taken_back(box: Sandbox, api: Api, ts: str) -> None:
    """reference/methods/reactions.add, reactions.remove, reactions.get."""
    box.ack_seconds = 0.05  # there is no app
    at = {"channel": "C1CLUB", "timestamp": ts}
    assert api("reactions.add", **at, name="eyes")["ok"]
    assert api("reactions.add", **at, name=":eyes:")["error"] == "already_reacted"
    assert api("reactions.add", **at, name="no such")["error"] == "invalid_name"
    assert api("reactions.add", name="eyes")["error"] == "no_item_specified"
    missing = api("reactions.add", channel="C1CLUB", timestamp="1.0", name="eyes")
    assert missing["error"] == "message_not_found"
    box.person("U1ANA").reacts("eyes", to="A card")
    found = api("reactions.get", **at)["message"]["reactions"]
    assert found == [{"name": "eyes", "users": [box.bot_user_id, "U1ANA"], "count": 2}]
    box.person("U2LUC").sees(":eyes: 2")
    assert [item["message"]["ts"] for item in api("reactions.list")["items"]] == [ts]
    api("reactions.remove", **at, name="eyes")
    assert api("reactions.remove", **at, name="eyes")["error"] == "no_reaction"
    box.person("U1ANA").reacts("eyes", to="A card")
    assert "reactions" not in api("reactions.get", **at)["message"]


def test_the_app_hears_of_reactions(box: Sandbox, bolt: App, ts: str) -> None:
    """reference/events/reaction_added, reaction_removed."""
    heard = events_of(bolt)
    ana = box.person("U1ANA")
    ana.reacts("tada", to="A card")
    ana.reacts("tada", to="A card")
    added, removed = (event for event in heard if event["type"].startswith("reaction"))
    assert (added["type"], removed["type"]) == ("reaction_added", "reaction_removed")
    assert added["item"] == {"type": "message", "channel": "C1CLUB", "ts": ts}
    assert (added["user"], added["item_user"], added["reaction"]) == ("U1ANA", box.bot_user_id, "tada")


def test_one_person_adds_twenty_three_kinds_to_a_message(api: Api, ts: str) -> None:
    """reference/methods/reactions.add: too_many_reactions."""
    at = {"channel": "C1CLUB", "timestamp": ts}
    assert all(api("reactions.add", **at, name=f"e{i}")["ok"] for i in range(23))
    assert api("reactions.add", **at, name="last")["error"] == "too_many_reactions"


@pytest.mark.parametrize("bolt", [False], indirect=True, ids=["hears itself"])
def test_a_pin_is_listed_until_it_is_taken_out(box: Sandbox, bolt: App, api: Api, ts: str) -> None:
    """reference/methods/pins.add, pins.list, pins.remove; reference/events/pin_added."""
    heard = events_of(bolt)
    at = {"channel": "C1CLUB", "timestamp": ts}
    assert api("pins.add", **at)["ok"]
    assert api("pins.add", **at)["error"] == "already_pinned"
    (item,) = api("pins.list", channel="C1CLUB")["items"]
    assert item["message"]["pinned_to"] == ["C1CLUB"]
    assert api("conversations.history", channel="C1CLUB")["pin_count"] == 1
    assert api("pins.remove", **at)["ok"]
    assert api("pins.remove", **at)["error"] == "no_pin"
    assert box.wait_quiet()
    assert [e["type"] for e in heard if e["type"].startswith("pin")] == ["pin_added", "pin_removed"]


def test_a_deleted_message_is_pinned_no_more(api: Api, ts: str) -> None:
    api("pins.add", channel="C1CLUB", timestamp=ts)
    api("chat.delete", channel="C1CLUB", ts=ts)
    assert api("pins.list", channel="C1CLUB")["items"] == []


def test_bookmarks_are_added_changed_and_removed(api: Api) -> None:
    """reference/methods/bookmarks.add, bookmarks.edit, bookmarks.list, bookmarks.remove."""
    where = {"channel_id": "C1CLUB"}
    bad = api("bookmarks.add", **where, title="Charter", type="link", link="charter")
    assert bad["error"] == "invalid_link"
    made = api("bookmarks.add", **where, title="Charter", type="link", link="https://example.org")["bookmark"]
    api("bookmarks.edit", **where, bookmark_id=made["id"], title="The charter")
    assert [one["title"] for one in api("bookmarks.list", **where)["bookmarks"]] == ["The charter"]
    assert api("bookmarks.remove", **where, bookmark_id=made["id"])["ok"]
    assert api("bookmarks.remove", **where, bookmark_id=made["id"])["error"] == "not_found"


def later(clock: SettableClock, **by: float) -> int:
    return int((clock.now() + timedelta(**by)).timestamp())


def test_a_scheduled_message_goes_at_its_hour(box: Sandbox, api: Api, clock: SettableClock) -> None:
    """reference/methods/chat.scheduleMessage, chat.scheduledMessages.list."""
    made = api("chat.scheduleMessage", channel="C1CLUB", text="At nine", post_at=later(clock, hours=1))
    (waiting,) = api("chat.scheduledMessages.list", channel="C1CLUB")["scheduled_messages"]
    assert (waiting["id"], waiting["text"]) == (made["scheduled_message_id"], "At nine")
    clock.advance(timedelta(minutes=59))
    box.person("U1ANA").sees_not("At nine")
    clock.advance(timedelta(minutes=1))
    box.person("U1ANA").sees("At nine")
    assert api("chat.scheduledMessages.list")["scheduled_messages"] == []


def test_a_scheduled_message_is_stopped_until_a_minute_before(
    box: Sandbox, api: Api, clock: SettableClock
) -> None:
    """reference/methods/chat.deleteScheduledMessage."""
    made = api("chat.scheduleMessage", channel="C1CLUB", text="x", post_at=later(clock, minutes=5))
    at = {"channel": "C1CLUB", "scheduled_message_id": made["scheduled_message_id"]}
    assert api("chat.deleteScheduledMessage", **at)["ok"]
    assert api("chat.deleteScheduledMessage", **at)["error"] == "invalid_scheduled_message_id"
    soon = api("chat.scheduleMessage", channel="C1CLUB", text="x", post_at=later(clock, seconds=59))
    at["scheduled_message_id"] = soon["scheduled_message_id"]
    assert api("chat.deleteScheduledMessage", **at)["error"] == "invalid_scheduled_message_id"


@pytest.mark.parametrize(
    ("post_at", "error"),
    [(timedelta(0), "time_in_past"), (timedelta(days=121), "time_too_far"), (None, "invalid_time")],
    ids=["now", "in 121 days", "no time"],
)
def test_the_hour_of_a_scheduled_message_is_checked(
    api: Api, clock: SettableClock, post_at: timedelta | None, error: str
) -> None:
    """reference/methods/chat.scheduleMessage: errors."""
    at: Any = "soon" if post_at is None else int((clock.now() + post_at).timestamp())
    assert api("chat.scheduleMessage", channel="C1CLUB", text="x", post_at=at)["error"] == error
