"""Files: promised, sent, completed. Limits: so many calls a minute, one message a second."""

import urllib.error
import urllib.request
from datetime import timedelta
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk.errors import SlackApiError

from sandbox import Sandbox
from tests.sandbox.conftest import Api, post

Payload = dict[str, Any]


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


def test_a_picture_says_what_it_shows_in_at_most_a_thousand_characters(box: Sandbox, bolt: App) -> None:
    """reference/methods/files.getUploadURLExternal: alt_txt, alt_txt_too_large."""
    channel = bolt.client.conversations_open(users="U1ANA")["channel"]["id"]
    bolt.client.files_upload_v2(channel=channel, filename="a.png", content=b"PNG", alt_txt="Two bars")
    ana = box.person("U1ANA")
    ana.sees("(file: a.png: Two bars)")
    with pytest.raises(SlackApiError, match="alt_txt_too_large"):
        bolt.client.files_upload_v2(channel=channel, filename="a.png", content=b"PNG", alt_txt="x" * 1001)


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
