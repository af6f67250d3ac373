"""Messages, places, people, files and limits as the Web API has them."""

import urllib.error
import urllib.request
from datetime import timedelta
from typing import Any

import pytest
from slack_bolt import Ack, App

from sandbox import Sandbox
from tests.sandbox.conftest import Api, button, post, section
from tests.sandbox.test_interactivity import acknowledge, remember

Payload = dict[str, Any]


def test_posting_to_a_person_opens_their_dm_and_answers_its_id(box: Sandbox, api: Api) -> None:
    """reference/methods/chat.postMessage: channel."""
    posted = api("chat.postMessage", channel="U1ANA", text="one")
    assert posted["channel"].startswith("D")
    assert api("conversations.open", users="U1ANA")["channel"]["id"] == posted["channel"]
    assert [m["text"] for m in box.person("U1ANA").messages()] == ["one"]


def test_an_update_needs_the_dms_own_id(box: Sandbox, api: Api) -> None:
    """reference/methods/chat.update: channel."""
    posted = api("chat.postMessage", channel="U1ANA", text="one")
    assert api("chat.update", channel="U1ANA", ts=posted["ts"], text="two")["error"] == "channel_not_found"
    assert api("chat.update", channel=posted["channel"], ts=posted["ts"], text="two")["ok"]
    box.person("U1ANA").sees("two")


def test_blocks_stay_through_an_update_until_an_empty_list_removes_them(box: Sandbox, api: Api) -> None:
    """reference/methods/chat.update: blocks are retained when not given."""
    ana = box.person("U1ANA")
    posted = api("chat.postMessage", channel="C1CLUB", text="t", blocks=[section("Blocks")])
    api("chat.update", channel="C1CLUB", ts=posted["ts"], text="New text")
    ana.sees("Blocks")
    ana.sees_not("New text")
    api("chat.update", channel="C1CLUB", ts=posted["ts"], text="New text", blocks=[])
    ana.sees("New text")
    ana.sees_not("Blocks")


def test_only_ones_own_messages_can_be_changed_or_deleted(box: Sandbox, bolt: App, api: Api) -> None:
    """reference/methods/chat.update: cant_update_message."""
    luc = box.person("U2LUC")
    luc.types("Mine", in_="club")
    ts = luc.messages("club")[0]["ts"]
    assert api("chat.update", channel="C1CLUB", ts=ts, text="Yours")["error"] == "cant_update_message"
    assert api("chat.delete", channel="C1CLUB", ts=ts)["error"] == "cant_delete_message"
    assert api("chat.delete", channel="C1CLUB", ts="1.000000")["error"] == "message_not_found"
    own = api("chat.postMessage", channel="C1CLUB", text="Own")
    assert api("chat.delete", channel="C1CLUB", ts=own["ts"])["ok"]


def test_an_ephemeral_message_is_out_of_reach_of_update_and_history(box: Sandbox, api: Api) -> None:
    """reference/methods/chat.postEphemeral: not persisted."""
    ts = api("chat.postEphemeral", channel="C1CLUB", user="U1ANA", text="psst")["message_ts"]
    assert api("chat.update", channel="C1CLUB", ts=ts, text="x")["error"] == "message_not_found"
    assert api("conversations.history", channel="C1CLUB")["messages"] == []
    box.person("U1ANA").sees("psst")
    box.person("U2LUC").sees_not("psst")


def test_an_ephemeral_message_needs_a_member(box: Sandbox, api: Api) -> None:
    """reference/methods/chat.postEphemeral: user_not_in_channel."""
    box.add_user("U3OUT", name="out")
    refused = api("chat.postEphemeral", channel="C1CLUB", user="U3OUT", text="psst")
    assert refused["error"] == "user_not_in_channel"


def test_where_the_app_may_not_post(box: Sandbox, api: Api) -> None:
    """reference/methods/chat.postMessage: channel_not_found, not_in_channel, is_archived."""
    box.add_channel("C2ELSE", name="else", bot_member=False)
    box.add_user("U4GONE", name="gone", deleted=True)
    assert api("chat.postMessage", channel="C0", text="x")["error"] == "channel_not_found"
    assert api("chat.postMessage", channel="C2ELSE", text="x")["error"] == "not_in_channel"
    assert api("chat.postMessage", channel="U4GONE", text="x")["error"] == "channel_not_found"
    box.archive("C1CLUB")
    assert api("chat.postMessage", channel="C1CLUB", text="x")["error"] == "is_archived"


def test_an_app_taken_out_of_a_channel_cannot_post_there(box: Sandbox, api: Api) -> None:
    """reference/methods/chat.postMessage: not_in_channel."""
    box.kick_bot("C1CLUB")
    assert api("chat.postMessage", channel="C1CLUB", text="x")["error"] == "not_in_channel"


def test_a_deleted_card_is_gone(box: Sandbox, api: Api) -> None:
    """reference/methods/chat.update: message_not_found."""
    ts = api("chat.postMessage", channel="C1CLUB", text="x")["ts"]
    box.delete_message("C1CLUB", ts)
    assert api("chat.update", channel="C1CLUB", ts=ts, text="y")["error"] == "message_not_found"


def test_metadata_comes_back_only_when_asked_for(box: Sandbox, api: Api) -> None:
    """messaging/message-metadata, reference/methods/conversations.history: include_all_metadata."""
    metadata = {"event_type": "card", "event_payload": {"id": "7"}}
    channel = api("chat.postMessage", channel="U1ANA", text="x", metadata=metadata)["channel"]
    assert "metadata" not in api("conversations.history", channel=channel)["messages"][0]
    found = api("conversations.history", channel=channel, include_all_metadata=True)["messages"][0]
    assert found["metadata"] == metadata


@pytest.mark.parametrize(
    "metadata",
    ["card", {"event_type": "card"}, {"event_payload": {}}, {"event_type": "", "event_payload": {}}],
)
def test_malformed_metadata_is_refused(api: Api, metadata: Any) -> None:
    """messaging/message-metadata: invalid_metadata_format."""
    refused = api("chat.postMessage", channel="C1CLUB", text="x", metadata=metadata)
    assert refused["error"] == "invalid_metadata_format"


def test_history_is_newest_first_in_pages(box: Sandbox, api: Api) -> None:
    """reference/methods/conversations.history, apis/web-api/pagination."""
    box.limits.enabled = False
    stamps = [api("chat.postMessage", channel="C1CLUB", text=str(i))["ts"] for i in range(5)]
    page = api("conversations.history", channel="C1CLUB", limit=2)
    assert [m["text"] for m in page["messages"]] == ["4", "3"]
    assert page["has_more"]
    cursor = page["response_metadata"]["next_cursor"]
    rest = api("conversations.history", channel="C1CLUB", limit=3, cursor=cursor)
    assert [m["text"] for m in rest["messages"]] == ["2", "1", "0"]
    assert not rest["has_more"]
    assert api("conversations.history", channel="C1CLUB", cursor="x")["error"] == "invalid_cursor"
    later = api("conversations.history", channel="C1CLUB", oldest=stamps[3])
    assert [m["text"] for m in later["messages"]] == ["4"]
    both = api("conversations.history", channel="C1CLUB", oldest=stamps[3], inclusive=True)
    assert [m["text"] for m in both["messages"]] == ["4", "3"]


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
    assert [u["id"] for u in first["members"] + second["members"]] == [box.bot_user_id, "U1ANA", "U2LUC"]
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


# Files


def promise(api: Api, name: str = "plan.ics", length: int = 5) -> tuple[str, str]:
    made = api("files.getUploadURLExternal", filename=name, length=length)
    return made["upload_url"], made["file_id"]


def test_a_file_is_promised_sent_and_completed(box: Sandbox, bolt: App) -> None:
    """messaging/working-with-files: uploading files."""
    channel = bolt.client.conversations_open(users="U1ANA")["channel"]["id"]
    bolt.client.files_upload_v2(
        channel=channel, filename="plan.ics", content="BEGIN", initial_comment="Your plan"
    )
    ana = box.person("U1ANA")
    ana.sees("Your plan")
    ana.sees("plan.ics")
    assert ana.files() == [("plan.ics", b"BEGIN")]
    assert box.person("U2LUC").files() == []


def test_a_file_must_be_sent_before_it_is_completed(api: Api) -> None:
    """reference/methods/files.completeUploadExternal: file_not_found."""
    url, file_id = promise(api)
    assert api("files.completeUploadExternal", files=[{"id": file_id}])["error"] == "file_not_found"
    assert post(url, b"BEGIN")[0] == 200
    assert api("files.completeUploadExternal", files=[{"id": file_id, "title": "Plan"}])["ok"]
    assert api("files.completeUploadExternal", files=[{"id": file_id}])["error"] == "file_not_found"


def test_a_file_of_another_length_is_refused(api: Api) -> None:
    """reference/methods/files.getUploadURLExternal: length."""
    url, _ = promise(api)
    assert post(url, b"BEGIN AND MORE")[0] == 400
    assert "error" in api("files.getUploadURLExternal", filename="a", length=0)


def test_a_file_is_shared_in_a_place_by_its_own_id(box: Sandbox, api: Api) -> None:
    """reference/methods/files.completeUploadExternal: channel_id."""
    url, file_id = promise(api)
    post(url, b"BEGIN")
    refused = api("files.completeUploadExternal", files=[{"id": file_id}], channel_id="U1ANA")
    assert refused["error"] == "invalid_channel"
    dm = api("conversations.open", users="U1ANA")["channel"]["id"]
    assert api("files.completeUploadExternal", files=[{"id": file_id}], channel_id=dm)["ok"]


def test_a_private_file_opens_with_the_apps_token_only(box: Sandbox, api: Api) -> None:
    """messaging/working-with-files: url_private."""
    url, file_id = promise(api)
    post(url, b"BEGIN")
    api("files.completeUploadExternal", files=[{"id": file_id}])
    address = api("files.info", file=file_id)["file"]["url_private"]
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(address)
    refused.value.close()
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {box.bot_token}"})
    with urllib.request.urlopen(request) as answer:
        assert answer.read() == b"BEGIN"


# Limits


def test_a_channel_takes_one_message_a_second(box: Sandbox, api: Api) -> None:
    """apis/web-api/rate-limits: chat.postMessage, 1 per second per channel."""
    assert api("chat.postMessage", channel="C1CLUB", text="1")["ok"]
    assert api("chat.postMessage", channel="C1CLUB", text="2")["status"] == 429
    assert api("chat.postMessage", channel="U1ANA", text="1")["ok"]
    box.clock.advance(timedelta(seconds=1))
    assert api("chat.postMessage", channel="C1CLUB", text="2")["ok"]


def test_a_dm_has_one_limit_by_either_name(box: Sandbox, api: Api) -> None:
    """apis/web-api/rate-limits."""
    dm = api("chat.postMessage", channel="U1ANA", text="1")["channel"]
    assert api("chat.postMessage", channel=dm, text="2")["status"] == 429
    assert api("chat.postMessage", channel="U1ANA", text="2")["status"] == 429


def test_a_tier_three_method_takes_fifty_calls_a_minute(box: Sandbox, api: Api) -> None:
    """apis/web-api/rate-limits: Tier 3, Retry-After."""
    ts = api("chat.postMessage", channel="C1CLUB", text="1")["ts"]
    answers = [api("chat.update", channel="C1CLUB", ts=ts, text="x")["status"] for _ in range(51)]
    assert answers == [200] * 50 + [429]
    request = urllib.request.Request(
        box.api_url + "chat.update", b"{}", {"Authorization": f"Bearer {box.bot_token}"}
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.headers["Retry-After"] == "60"
    refused.value.close()
    box.clock.advance(timedelta(minutes=1))
    assert api("chat.update", channel="C1CLUB", ts=ts, text="x")["ok"]


def test_limits_can_be_switched_off(box: Sandbox, api: Api) -> None:
    box.limits.enabled = False
    assert all(api("chat.postMessage", channel="C1CLUB", text="x")["ok"] for _ in range(3))


# Recording, snapshot, speed


def test_calls_are_recorded_without_the_token(box: Sandbox, api: Api) -> None:
    api("chat.postMessage", channel="C1CLUB", text="x")
    call = box.calls[-1]
    assert (call.method, call.args["text"], call.result["ok"]) == ("chat.postMessage", "x", True)
    assert "token" not in call.args


def test_a_snapshot_is_what_one_person_sees(box: Sandbox, api: Api) -> None:
    api(
        "chat.postMessage",
        channel="C1CLUB",
        text="x",
        blocks=[{"type": "actions", "elements": [button("Go", "go")]}],
    )
    api("chat.postEphemeral", channel="C1CLUB", user="U1ANA", text="psst")
    before = box.snapshot("U1ANA")
    club = next(c for c in before["channels"] if c["id"] == "C1CLUB")
    assert [m["ephemeral"] for m in club["messages"]] == [False, True]
    assert club["unread"] == 2
    assert before["app"]["commands"][0]["command"] == "/echo"
    box.act.open_channel("U1ANA", "C1CLUB")
    club = next(c for c in box.snapshot("U1ANA")["channels"] if c["id"] == "C1CLUB")
    assert club["unread"] == 0
    assert box.rev > before["rev"]
    other = next(c for c in box.snapshot("U2LUC")["channels"] if c["id"] == "C1CLUB")
    assert len(other["messages"]) == 1


def test_a_button_gone_meanwhile_is_refused(box: Sandbox, bolt: App, api: Api) -> None:
    remember(bolt)
    bolt.action("go")(acknowledge)
    blocks = [{"type": "actions", "elements": [button("Go", "go")]}]
    ts = api("chat.postMessage", channel="C1CLUB", text="x", blocks=blocks)["ts"]
    api("chat.update", channel="C1CLUB", ts=ts, text="closed", blocks=[section("Closed")])
    with pytest.raises(AssertionError, match="no “Go”"):
        box.person("U1ANA").clicks("Go")


def test_five_hundred_commands_a_second(box: Sandbox, bolt: App) -> None:
    import time

    @bolt.command("/echo")
    def nothing(ack: Ack) -> None:
        ack()

    ana = box.person("U1ANA")
    ana.opens("club")
    best = 0.0
    for _ in range(5):
        started = time.perf_counter()
        for _ in range(100):
            ana.types("/echo")
        best = max(best, 100 / (time.perf_counter() - started))
    assert best >= 500
