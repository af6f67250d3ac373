"""People and places as the Web API and its events have them."""

from typing import Any

import pytest
from slack_bolt import App

from sandbox import Sandbox
from tests.sandbox.conftest import Api

Payload = dict[str, Any]

Payload = dict[str, Any]


def test_members_and_information_of_a_channel(box: Sandbox, api: Api) -> None:
    """reference/methods/conversations.members, reference/methods/conversations.info."""
    assert api("conversations.members", channel="C1CLUB")["members"] == [box.bot_user_id, "U1ANA", "U2LUC"]
    info = api("conversations.info", channel="C1CLUB", include_num_members=True)["channel"]
    assert (info["name"], info["is_member"], info["num_members"]) == ("club", True, 3)
    assert api("conversations.info", channel="C9")["error"] == "channel_not_found"


def test_whom_the_app_cannot_open_a_dm_with(box: Sandbox, api: Api) -> None:
    """reference/methods/conversations.open: user_not_found, user_disabled, cannot_dm_bot."""
    box.add_user("U4GONE", name="gone", deleted=True)
    box.add_user("U5BOT", name="bot", is_bot=True)
    errors = [api("conversations.open", users=u)["error"] for u in ("U9", "U4GONE", "U5BOT")]
    assert errors == ["user_not_found", "user_disabled", "cannot_dm_bot"]
    assert api("conversations.open")["error"] == "users_list_not_supplied"


def test_users_have_their_zone_locale_and_kind(box: Sandbox, api: Api) -> None:
    """reference/objects/user-object, reference/methods/users.info: include_locale."""
    box.add_user("U3GST", name="guest", is_restricted=True)
    box.add_user("U4ONE", name="one", is_restricted=True, is_ultra_restricted=True)
    box.add_user("U5EXT", name="ext", is_stranger=True)
    box.add_user("U6OUT", name="out", deleted=True)
    box.add_user("W7ENT", name="ent")
    luc = api("users.info", user="U2LUC")["user"]
    assert (luc["tz"], luc["tz_offset"]) == ("America/New_York", -5 * 3600)
    assert "locale" not in luc
    assert api("users.info", user="U1ANA", include_locale=True)["user"]["locale"] == "fr-FR"
    assert api("users.info", user="U3GST")["user"]["is_restricted"]
    assert api("users.info", user="U4ONE")["user"]["is_ultra_restricted"]
    assert api("users.info", user="U5EXT")["user"]["is_stranger"]
    assert api("users.info", user="U6OUT")["user"]["deleted"]
    assert "tz" not in api("users.info", user="U6OUT")["user"]
    assert api("users.info", user="W7ENT")["user"]["enterprise_user"]["id"] == "W7ENT"
    assert "email" not in api("users.info", user="U1ANA")["user"]["profile"]
    assert api("users.info", user="U9")["error"] == "user_not_found"


def test_all_users_come_in_pages(box: Sandbox, api: Api) -> None:
    """reference/methods/users.list."""
    first = api("users.list", limit=2)
    second = api("users.list", limit=2, cursor=first["response_metadata"]["next_cursor"])
    ids = [u["id"] for u in first["members"] + second["members"]]
    assert ids == ["USLACKBOT", box.bot_user_id, "U1ANA", "U2LUC"]
    assert second["response_metadata"]["next_cursor"] == ""


def test_a_changed_user_is_told(box: Sandbox, bolt: App) -> None:
    """reference/events/user_change, reference/events/member_joined_channel."""
    events: list[Payload] = []
    bolt.event("user_change")(lambda event: events.append(event))
    bolt.event("member_joined_channel")(lambda event: events.append(event))
    box.change_user("U1ANA", tz="Asia/Tokyo", deleted=False)
    box.add_user("U3NEW", name="new")
    box.join("C1CLUB", "U3NEW")
    assert box.wait_quiet()
    changed = next(e for e in events if e["type"] == "user_change")
    joined = next(e for e in events if e["type"] == "member_joined_channel")
    assert changed["user"]["tz"] == "Asia/Tokyo"
    assert changed["user"]["real_name"] == "Ana Berger"
    assert (joined["user"], joined["channel"]) == ("U3NEW", "C1CLUB")


def test_a_deactivated_person_cannot_act(box: Sandbox, bolt: App) -> None:
    box.change_user("U1ANA", deleted=True)
    with pytest.raises(AssertionError, match="deactivated"):
        box.person("U1ANA").types("/echo", in_="club")


def test_a_dm_to_the_app_is_an_event_with_what_was_typed(box: Sandbox, bolt: App) -> None:
    """reference/events/message.im, messaging/formatting-message-text: escaping."""
    events: list[Payload] = []

    @bolt.event("message")
    def heard(event: Payload) -> None:
        events.append(event)

    box.person("U1ANA").says("Tea & <b> with @luc.roy")
    assert events[0]["channel_type"] == "im"
    assert events[0]["text"] == "Tea &amp; &lt;b&gt; with <@U2LUC>"
    assert events[0]["blocks"][0]["elements"][0]["elements"][-1] == {"type": "user", "user_id": "U2LUC"}
    box.person("U1ANA").sees("Tea & <b> with @Luc Roy")
