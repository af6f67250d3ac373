"""Places: made, joined, named, left and put away, by the app and by people."""

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


def kinds(heard: list[dict[str, Any]]) -> list[str]:
    return [event["type"] for event in heard if event["type"] != "message"]


def subtypes(heard: list[dict[str, Any]]) -> list[str]:
    return [event["subtype"] for event in heard if event.get("subtype")]


def test_an_app_makes_a_channel_and_fills_it(box: Sandbox, bolt: App, api: Api) -> None:
    """reference/methods/conversations.create, conversations.invite, conversations.kick."""
    heard = events_of(bolt)
    made = api("conversations.create", name="works")["channel"]
    assert made["is_member"]
    assert api("conversations.create", name="works")["error"] == "name_taken"
    assert api("conversations.create", name="Works!")["error"] == "invalid_name_specials"
    at = {"channel": made["id"]}
    assert api("conversations.invite", **at, users="U1ANA,U2LUC")["ok"]
    assert api("conversations.invite", **at, users="U1ANA")["error"] == "already_in_channel"
    assert api("conversations.kick", **at, user="U2LUC")["ok"]
    assert api("conversations.kick", **at, user=box.bot_user_id)["error"] == "cant_kick_self"
    assert api("conversations.members", **at)["members"] == sorted([box.bot_user_id, "U1ANA"])
    assert box.wait_quiet()
    assert sorted(kinds(heard)) == [
        "channel_created", "member_joined_channel", "member_joined_channel", "member_left_channel",
    ]  # fmt: skip
    box.person("U1ANA").sees("has joined the channel")


@pytest.mark.parametrize("bolt", [False], indirect=True, ids=["hears itself"])
def test_topic_purpose_and_name_are_said_in_the_channel(box: Sandbox, bolt: App, api: Api) -> None:
    """reference/methods/conversations.setTopic, conversations.setPurpose, conversations.rename."""
    heard = events_of(bolt)
    assert api("conversations.setTopic", channel="C1CLUB", topic="January")["topic"] == "January"
    assert api("conversations.setPurpose", channel="C1CLUB", purpose="The club")["ok"]
    assert api("conversations.setTopic", channel="C1CLUB", topic="x" * 251)["error"] == "too_long"
    assert api("conversations.rename", channel="C1CLUB", name="the-club")["channel"]["name"] == "the-club"
    info = api("conversations.info", channel="C1CLUB")["channel"]
    assert (info["topic"]["value"], info["purpose"]["value"]) == ("January", "The club")
    assert box.wait_quiet()
    assert sorted(subtypes(heard)) == ["channel_name", "channel_purpose", "channel_topic"]
    assert kinds(heard) == ["channel_rename"]


@pytest.mark.parametrize("bolt", [False], indirect=True, ids=["hears itself"])
def test_an_archived_channel_takes_nothing(box: Sandbox, bolt: App, api: Api) -> None:
    """reference/methods/conversations.archive; reference/events/channel_archive."""
    heard = events_of(bolt)
    assert api("conversations.archive", channel="C1CLUB")["ok"]
    assert api("conversations.archive", channel="C1CLUB")["error"] == "already_archived"
    assert api("conversations.setTopic", channel="C1CLUB", topic="x")["error"] == "is_archived"
    assert api("reactions.add", channel="C1CLUB", timestamp="1.0", name="x")["error"] == "message_not_found"
    assert api("conversations.unarchive", channel="C1CLUB")["ok"]
    assert api("conversations.unarchive", channel="C1CLUB")["error"] == "not_archived"
    assert box.wait_quiet()
    assert sorted(kinds(heard)) == ["channel_archive", "channel_unarchive"]


def test_an_app_enters_a_public_channel_and_leaves_it(box: Sandbox, api: Api) -> None:
    """reference/methods/conversations.join, conversations.leave."""
    box.add_channel("C2ELSE", name="else", bot_member=False)
    box.add_channel("C3DARK", name="dark", bot_member=False, private=True)
    assert api("conversations.join", channel="C3DARK")["error"] == "channel_not_found"
    assert api("conversations.join", channel="C2ELSE")["channel"]["is_member"]
    assert api("conversations.join", channel="C2ELSE")["warning"] == "already_in_channel"
    assert [c["id"] for c in api("users.conversations")["channels"]] == ["C1CLUB", "C2ELSE"]
    assert api("conversations.leave", channel="C2ELSE")["ok"]
    assert api("conversations.leave", channel="C2ELSE")["not_in_channel"]
    assert [c["id"] for c in api("users.conversations", user="U1ANA")["channels"]] == ["C1CLUB"]


def test_people_come_go_and_bring_the_app(box: Sandbox, bolt: App) -> None:
    """reference/events/member_joined_channel, member_left_channel."""
    heard = events_of(bolt)
    zoe = box.person("U3ZOE")
    zoe.joins("club")
    zoe.leaves("club")
    box.add_channel("C2ELSE", name="else", members=["U3ZOE"], bot_member=False)
    zoe.invites_app("else")
    joined = [e for e in heard if e["type"] == "member_joined_channel"]
    assert [(e["user"], e.get("inviter")) for e in joined] == [("U3ZOE", None), (box.bot_user_id, "U3ZOE")]
    assert [e["user"] for e in heard if e["type"] == "member_left_channel"] == ["U3ZOE"]
    box.add_channel("C3DARK", name="dark", private=True)
    with pytest.raises(AssertionError, match="not open to all"):
        zoe.joins("dark")


def test_a_person_makes_and_names_a_channel(box: Sandbox, bolt: App) -> None:
    """reference/events/channel_created, channel_rename."""
    heard = events_of(bolt)
    made = box.create_channel("ideas", by="U1ANA")
    box.rename_channel(made, "good-ideas", by="U1ANA")
    box.create_channel("secret", by="U1ANA", private=True)
    assert box.wait_quiet()
    assert kinds(heard) == ["channel_created", "channel_rename"]
    assert heard[0]["channel"]["creator"] == "U1ANA"


def test_several_people_have_one_conversation(box: Sandbox, bolt: App, api: Api) -> None:
    """reference/methods/conversations.open; reference/events/message.mpim."""
    heard = events_of(bolt)
    opened = api("conversations.open", users="U1ANA,U2LUC")
    group = opened["channel"]["id"]
    assert opened["channel"]["is_mpim"]
    assert api("conversations.open", users="U2LUC,U1ANA")["channel"]["id"] == group
    assert api("conversations.open", users="U1ANA,U9")["error"] == "user_not_found"
    box.person("U1ANA").types("hello", in_=group)
    assert heard[-1]["channel_type"] == "mpim"
    box.person("U2LUC").sees("hello")
    assert api("conversations.archive", channel=group)["error"] == "method_not_supported_for_channel_type"
    assert api("conversations.close", channel=group)["ok"]


def test_what_is_read_is_marked(api: Api) -> None:
    """reference/methods/conversations.mark."""
    assert api("conversations.mark", channel="C1CLUB", ts="1800000000.000000")["ok"]
    assert api("conversations.mark", channel="C1CLUB", ts="soon")["error"] == "invalid_timestamp"


def test_fields_of_a_profile_have_labels_on_request(box: Sandbox, api: Api) -> None:
    """reference/methods/users.profile.get."""
    box.add_user("U4MAX", name="max", fields={"Xf1": "Glassmaker"})
    box.workspace.profile_labels["Xf1"] = "Trade"
    plain = api("users.profile.get", user="U4MAX")["profile"]["fields"]
    assert plain == {"Xf1": {"value": "Glassmaker", "alt": ""}}
    labelled = api("users.profile.get", user="U4MAX", include_labels=True)["profile"]["fields"]
    assert labelled["Xf1"]["label"] == "Trade"
    assert "fields" not in api("users.info", user="U4MAX")["user"]["profile"]


def test_presence_groups_and_emoji(box: Sandbox, api: Api) -> None:
    """reference/methods/users.getPresence, users.setPresence, usergroups.list, emoji.list."""
    assert api("users.getPresence")["presence"] == "active"
    assert api("users.setPresence", presence="gone")["error"] == "invalid_presence"
    api("users.setPresence", presence="away")
    assert api("users.getPresence")["presence"] == "away"
    box.add_usergroup("S1", handle="board", name="The board", users=["U1ANA"])
    (group,) = api("usergroups.list", include_count=True)["usergroups"]
    assert (group["handle"], group["user_count"], "users" in group) == ("board", 1, False)
    assert api("usergroups.users.list", usergroup="S1")["users"] == ["U1ANA"]
    box.add_emoji("prime", "https://example.org/prime.png")
    assert api("emoji.list")["emoji"] == {"prime": "https://example.org/prime.png"}


def test_search_is_for_a_persons_token(box: Sandbox, api: Api) -> None:
    """reference/methods/search.messages."""
    box.ack_seconds = 0.05  # there is no app
    box.person("U1ANA").types("the oven is lit", in_="club")
    box.person("U2LUC").types("the oven is out", in_="club")
    assert api("search.messages", query="oven")["error"] == "not_allowed_token_type"
    token = box.user_token("U1ANA")
    assert api("auth.test", token=token)["user_id"] == "U1ANA"
    found = api("search.messages", token=token, query="oven from:@luc.roy in:#club")["messages"]
    assert [match["text"] for match in found["matches"]] == ["the oven is out"]
    assert api("search.messages", token=token, query="oven")["messages"]["total"] == 2
    refused = api("chat.postMessage", token=token, channel="C1CLUB", text="x")
    assert refused["error"] == "not_allowed_token_type"
