"""What an app sends back: `response_url`, five times within thirty minutes."""

from datetime import timedelta

from slack_bolt import App

from sandbox import Sandbox
from tests.sandbox.conftest import acknowledge, button, post, remember, section


def reply_url_of(box: Sandbox, bolt: App) -> str:
    heard = remember(bolt)
    bolt.command("/echo")(acknowledge)
    box.person("U1ANA").types("/echo", in_="club")
    return str(heard[0]["response_url"])


def test_a_response_url_serves_five_times(box: Sandbox, bolt: App) -> None:
    """interactivity/handling-user-interaction: up to 5 times within 30 minutes."""
    url = reply_url_of(box, bolt)
    assert [post(url, {"text": str(i)})[0] for i in range(6)] == [200] * 5 + [404]
    assert post(url, {"text": "x"})[1]["error"] == "used_url"


def test_a_response_url_lives_thirty_minutes(box: Sandbox, bolt: App) -> None:
    """interactivity/handling-user-interaction: up to 5 times within 30 minutes."""
    url = reply_url_of(box, bolt)
    box.clock.advance(timedelta(minutes=30))
    assert post(url, {"text": "in time"})[0] == 200
    box.clock.advance(timedelta(seconds=1))
    assert post(url, {"text": "late"})[1]["error"] == "expired_url"


def test_a_response_is_ephemeral_unless_it_says_in_channel(box: Sandbox, bolt: App) -> None:
    """interactivity/handling-user-interaction: response_type."""
    url = reply_url_of(box, bolt)
    post(url, {"text": "whispered"})
    post(url, {"text": "aloud", "response_type": "in_channel"})
    box.person("U1ANA").sees("whispered")
    box.person("U2LUC").sees_not("whispered")
    box.person("U2LUC").sees("aloud")


def test_a_response_with_bad_blocks_is_refused(box: Sandbox, bolt: App) -> None:
    """interactivity/handling-user-interaction: the message payload is checked as any message."""
    url = reply_url_of(box, bolt)
    status, body = post(url, {"text": "x", "blocks": [section("")]})
    assert (status, body["error"]) == (400, "invalid_blocks")
    assert post(url, {"text": "x", "blocks": [section("y")]})[0] == 200


def test_an_ephemeral_message_is_replaced_and_deleted_by_its_own_url(box: Sandbox, bolt: App) -> None:
    """interactivity/handling-user-interaction: replace_original, delete_original."""
    heard = remember(bolt)
    bolt.action("go")(acknowledge)
    blocks = [{"type": "actions", "elements": [button("Go", "go")]}]
    bolt.client.chat_postEphemeral(channel="C1CLUB", user="U1ANA", text="x", blocks=blocks)
    ana = box.person("U1ANA")
    ana.clicks("Go")
    post(heard[0]["response_url"], {"text": "Replaced", "replace_original": True})
    assert [m["text"] for m in ana.messages("club")] == ["Replaced"]
    post(heard[0]["response_url"], {"delete_original": True})
    assert ana.messages("club") == []
