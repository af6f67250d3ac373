"""Threads: replies apart, parents that count them, and what the app hears of it."""

from collections.abc import Iterator
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


def posted(api: Api, text: str, **more: Any) -> str:
    """Post in the club's channel; the message's `ts`."""
    return str(api("chat.postMessage", channel="C1CLUB", text=text, **more)["ts"])


def history(api: Api) -> list[dict[str, Any]]:
    """The channel's messages, newest first."""
    found: list[dict[str, Any]] = api("conversations.history", channel="C1CLUB")["messages"]
    return found


def test_a_parent_counts_its_replies_and_history_leaves_them_out(api: Api) -> None:
    """messaging/retrieving-messages, reference/methods/conversations.history."""
    parent = posted(api, "parent")
    posted(api, "one", thread_ts=parent)
    last = posted(api, "two", thread_ts=parent)
    (only,) = history(api)
    assert (only["text"], only["thread_ts"], only["reply_count"]) == ("parent", parent, 2)
    assert (only["latest_reply"], only["reply_users_count"]) == (last, 1)


def test_replies_are_read_by_any_ts_of_the_thread(api: Api) -> None:
    """reference/methods/conversations.replies."""
    parent = posted(api, "parent")
    one, two = posted(api, "one", thread_ts=parent), posted(api, "two", thread_ts=parent)
    for ts in (parent, two):
        found = api("conversations.replies", channel="C1CLUB", ts=ts)["messages"]
        assert [m["text"] for m in found] == ["parent", "one", "two"]
    later = api("conversations.replies", channel="C1CLUB", ts=parent, oldest=one)["messages"]
    assert [m["text"] for m in later] == ["parent", "two"]
    assert api("conversations.replies", channel="C1CLUB", ts="1.000000")["error"] == "thread_not_found"


def test_a_broadcast_reply_stands_in_the_channel_too(api: Api) -> None:
    """reference/methods/chat.postMessage: reply_broadcast."""
    parent = posted(api, "parent")
    posted(api, "for all", thread_ts=parent, reply_broadcast=True)
    found = history(api)
    first = [(m["text"], m.get("subtype")) for m in found]
    assert first == [("for all", "thread_broadcast"), ("parent", None)]
    assert found[0]["root"]["ts"] == parent
    assert found[1]["reply_count"] == 1


def test_an_answer_to_a_reply_goes_to_its_parent(api: Api) -> None:
    parent = posted(api, "parent")
    reply = posted(api, "one", thread_ts=parent)
    posted(api, "two", thread_ts=reply)
    assert history(api)[0]["reply_count"] == 2


def test_a_thread_outlives_its_parent_and_forgets_a_deleted_reply(api: Api) -> None:
    """reference/events/message: tombstone."""
    parent = posted(api, "parent")
    reply = posted(api, "one", thread_ts=parent)
    api("chat.delete", channel="C1CLUB", ts=parent)
    assert history(api)[0]["subtype"] == "tombstone"
    api("chat.delete", channel="C1CLUB", ts=reply)
    assert "reply_count" not in history(api)[0]


def test_an_update_leaves_the_thread_and_the_reactions(api: Api) -> None:
    parent = posted(api, "parent")
    posted(api, "one", thread_ts=parent)
    api("reactions.add", channel="C1CLUB", timestamp=parent, name="eyes")
    api("chat.update", channel="C1CLUB", ts=parent, text="changed")
    (found,) = history(api)
    assert (found["text"], found["reply_count"], found["reactions"][0]["name"]) == ("changed", 1, "eyes")


def test_a_persons_reply_says_whose_thread_it_is(box: Sandbox, bolt: App, api: Api) -> None:
    """reference/events/message.channels."""
    heard = events_of(bolt)
    parent = posted(api, "parent")
    box.person("U1ANA").answers("mine", to="parent")
    reply = next(event for event in heard if event.get("text") == "mine")
    assert (reply["thread_ts"], reply["parent_user_id"]) == (parent, box.bot_user_id)
    box.person("U2LUC").sees("(1 replies)")


def test_a_mention_is_an_event_of_its_own_where_the_app_is(box: Sandbox, bolt: App) -> None:
    """reference/events/app_mention."""
    heard = events_of(bolt)
    ana = box.person("U1ANA")
    ana.types("hey @parrot", in_="club")
    ana.says("hey @parrot")
    box.add_channel("C2ELSE", name="else", members=["U1ANA"], bot_member=False)
    ana.types("hey @parrot", in_="else")
    mentions = [event for event in heard if event["type"] == "app_mention"]
    assert [event["channel"] for event in mentions] == ["C1CLUB"]
    assert f"<@{box.bot_user_id}>" in mentions[0]["text"]
    assert not any(event.get("channel") == "C2ELSE" for event in heard)


def test_a_message_goes_to_a_channel_by_its_name(box: Sandbox, api: Api) -> None:
    """reference/methods/chat.postMessage: channel."""
    for name in ("#club", "club"):
        assert api("chat.postMessage", channel=name, text="x")["channel"] == "C1CLUB"
    assert api("chat.postMessage", channel="#clubs", text="x")["error"] == "channel_not_found"


def test_markdown_text_stands_for_text_and_blocks(box: Sandbox, api: Api) -> None:
    """reference/methods/chat.postMessage: markdown_text."""
    posted = api("chat.postMessage", channel="C1CLUB", markdown_text="**bold** move")
    assert posted["message"]["blocks"][0]["type"] == "markdown"
    box.person("U1ANA").sees("bold")
    conflict = api("chat.postMessage", channel="C1CLUB", markdown_text="x", text="y")
    assert conflict["error"] == "markdown_text_conflict"
    assert api("chat.postMessage", channel="C1CLUB", markdown_text="x" * 12_001)["error"] == "msg_too_long"


def test_another_name_needs_its_scope(box: Sandbox, api: Api) -> None:
    """reference/scopes/chat.write.customize."""
    named = api("chat.postMessage", channel="C1CLUB", text="x", username="Polly", icon_emoji=":bird:")
    assert (named["message"]["username"], named["message"]["icons"]) == ("Polly", {"emoji": ":bird:"})
    assert box.lacking == []


def test_an_address_of_the_apps_domains_is_told_and_its_card_shown(box: Sandbox, bolt: App, api: Api) -> None:
    """reference/events/link_shared, reference/methods/chat.unfurl."""
    heard = events_of(bolt)
    ana = box.person("U1ANA")
    ana.types("see https://docs.example.org/a and https://other.net/b", in_="club")
    shared = next(event for event in heard if event["type"] == "link_shared")
    assert shared["links"] == [{"url": "https://docs.example.org/a", "domain": "example.org"}]
    card = {"https://docs.example.org/a": {"text": "A card"}}
    where = {"channel": shared["channel"], "ts": shared["message_ts"]}
    assert api("chat.unfurl", **where, unfurls=card)["ok"]
    assert history(api)[0]["attachments"][0]["text"] == "A card"
    other = {"https://nowhere.example.org": {"text": "A card"}}
    assert api("chat.unfurl", **where, unfurls=other)["error"] == "cannot_unfurl_url"


def test_a_text_without_markup_is_shown_as_it_is(box: Sandbox, api: Api) -> None:
    """reference/methods/chat.postMessage: mrkdwn."""
    api("chat.postMessage", channel="C1CLUB", text="*not bold*", mrkdwn=False)
    box.person("U1ANA").sees("*not bold*")
