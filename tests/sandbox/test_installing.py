"""Installation, revocation, webhooks, the assistant, and what the box says it lacks."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from re import findall
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import urlopen

import pytest
from slack_bolt import App

from sandbox import Sandbox, SettableClock
from tests.sandbox.conftest import Api, api_of, post
from tests.sandbox.wide import REDIRECT, events_of, wide_box, wide_manifest


@pytest.fixture(name="box")
def box_fixture(clock: SettableClock) -> Iterator[Sandbox]:
    """The wide workspace."""
    with wide_box(clock) as made:
        yield made


def installing(box: Sandbox, **more: str) -> str:
    """The address to which an app sends whoever wants to install it."""
    asked = {"client_id": box.client_id, "scope": "chat:write", "state": "s", "redirect_uri": REDIRECT}
    return f"{box.authorize_url}?{urlencode(asked | more)}"


def exchanged(api: Api, box: Sandbox, led: str, **more: str) -> dict[str, Any]:
    """The answer to the code in the address one was led to."""
    code = parse_qs(urlsplit(led).query)["code"][0]
    known = {"client_id": box.client_id, "client_secret": box.client_secret, "code": code}
    return api("oauth.v2.access", token="", **known | more)


def test_an_installation_gives_a_code_and_the_code_tokens(box: Sandbox, api: Api) -> None:
    """authentication/installing-with-oauth, reference/methods/oauth.v2.access."""
    led = box.person("U1ANA").allows(installing(box))
    assert led.startswith(REDIRECT)
    assert parse_qs(urlsplit(led).query)["state"] == ["s"]
    assert exchanged(api, box, led, client_secret="x")["error"] == "bad_client_secret"
    assert exchanged(api, box, led, client_id="x")["error"] == "invalid_client_id"
    assert exchanged(api, box, led, redirect_uri="http://elsewhere")["error"] == "bad_redirect_uri"
    given = exchanged(api, box, led)
    assert (given["access_token"], given["bot_user_id"]) == (box.bot_token, box.bot_user_id)
    assert given["authed_user"]["access_token"] == box.user_token("U1ANA")
    assert exchanged(api, box, led)["error"] == "code_already_used"


def test_a_code_lives_ten_minutes(box: Sandbox, api: Api, clock: SettableClock) -> None:
    led = box.person("U1ANA").allows(installing(box))
    clock.advance(timedelta(minutes=11))
    assert exchanged(api, box, led)["error"] == "invalid_code"


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"client_id": "x"}, "invalid_client_id"),
        ({"scope": "admin"}, "invalid_scope"),
        ({"redirect_uri": "https://elsewhere.example"}, "bad_redirect_uri"),
    ],
)
def test_an_installation_that_the_manifest_does_not_have_is_refused(
    box: Sandbox, more: dict[str, str], refusal: str
) -> None:
    with pytest.raises(AssertionError, match=refusal):
        box.person("U1ANA").allows(installing(box, **more))


def test_the_page_of_an_installation_leads_back_to_the_app(box: Sandbox) -> None:
    from urllib.request import HTTPRedirectHandler, build_opener

    class Stay(HTTPRedirectHandler):
        def redirect_request(self, *args: Any) -> None:
            return None

    with build_opener(Stay).open(installing(box)) as page:
        words = page.read().decode()
    assert "Parrot is requesting permission" in words
    fields = dict(findall(r'name="(\w+)" value="([^"]*)"', words)) | {"as": "U1ANA"}
    link = f"oauth/v2/allow?{urlencode({name: unescape(value) for name, value in fields.items()})}"
    from urllib.error import HTTPError

    with pytest.raises(HTTPError) as led:
        build_opener(Stay).open(box.page_url + link)
    assert led.value.headers["location"].startswith(REDIRECT)
    led.value.close()


def test_whoever_installs_may_leave_out_what_is_optional(clock: SettableClock) -> None:
    """changelog/2026/03/16/optional-scopes, reference/app-manifest: each stands in `bot` too."""
    made = wide_manifest()
    scopes = {
        "bot": ["chat:write", "files:read", "groups:read"],
        "bot_optional": ["files:read", "groups:write"],
    }
    made["oauth_config"]["scopes"] = scopes
    with wide_box(clock, made) as box:
        ask = api_of(box)
        address = installing(box, scope="chat:write,files:read,groups:read")
        with urlopen(address) as shown:
            words = shown.read().decode()
        assert [one for one in ("groups:read", "files:read") if f"<li>{one}</li>" in words] == ["groups:read"]
        assert 'type="checkbox" name="optional" value="files:read"' in words
        for ticked, given in (((), False), (("files:read", "groups:write"), True)):
            answer = exchanged(ask, box, box.person("U1ANA").allows(address, *ticked))
            assert ("files:read" in answer["scope"], "groups:write" in answer["scope"]) == (given, False)
            assert ask("files.list").get("error") == (None if given else "missing_scope")
        with pytest.raises(AssertionError, match="invalid_scope"):
            box.person("U1ANA").allows(installing(box, scope="groups:write"))


def test_a_revoked_token_opens_nothing_until_the_app_is_installed_again(
    box: Sandbox, bolt: App, api: Api
) -> None:
    """reference/methods/auth.revoke, reference/events/tokens_revoked."""
    heard = events_of(bolt)
    assert api("auth.revoke", test=True)["revoked"] is False
    assert api("auth.revoke")["revoked"] is True
    assert box.wait_quiet()
    assert heard[-1]["type"] == "tokens_revoked"
    assert api("auth.test")["error"] == "token_revoked"
    exchanged(api, box, box.person("U1ANA").allows(installing(box)))
    assert api("auth.test")["ok"]


def test_a_webhook_posts_into_its_channel(box: Sandbox) -> None:
    """messaging/sending-messages-using-incoming-webhooks."""
    url = box.webhook("C1CLUB")
    assert post(url, {"text": "From outside"}) == (200, {"text": "ok"})
    box.person("U1ANA").sees("From outside")
    assert post(url, {}) == (400, {"text": "no_text"})
    assert post(url, b"x") == (400, {"text": "invalid_payload"})
    assert post(url + "x", {"text": "x"}) == (404, {"text": "no_service"})
    box.archive("C1CLUB")
    assert post(url, {"text": "x"}) == (410, {"text": "channel_is_archived"})


def test_an_assistant_is_opened_titled_and_asked(box: Sandbox, bolt: App, api: Api) -> None:
    """reference/events/assistant_thread_started, reference/methods/assistant.threads.setSuggestedPrompts."""
    heard = events_of(bolt)
    ana = box.person("U1ANA")
    thread = ana.opens_assistant(seeing="club")
    started = heard[-1]["assistant_thread"]
    assert (started["thread_ts"], started["context"]["channel_id"]) == (thread, "C1CLUB")
    at = {"channel_id": started["channel_id"], "thread_ts": thread}
    prompts = [{"title": "Next party?", "message": "When is the next party?"}]
    assert api("assistant.threads.setSuggestedPrompts", **at, prompts=prompts)["ok"]
    many = api("assistant.threads.setSuggestedPrompts", **at, prompts=prompts * 5)
    assert many["error"] == "invalid_arguments"
    assert api("assistant.threads.setTitle", **at, title="Parties")["ok"]
    ana.sees("[Next party?]")
    ana.takes_prompt("Next party?", thread)
    assert (heard[-1]["channel_type"], heard[-1]["thread_ts"]) == ("im", thread)
    assert api("assistant.threads.setStatus", **at, status="is thinking")["ok"]
    ana.sees("is thinking")
    api("chat.postMessage", channel=at["channel_id"], thread_ts=thread, text="On Monday")
    ana.sees("On Monday")
    ana.sees_not("is thinking")
    box.act.change_context("U1ANA", thread, "club")
    assert heard[-1]["type"] == "assistant_thread_context_changed"
    wrong = api("assistant.threads.setStatus", channel_id=at["channel_id"], thread_ts="1.0", status="x")
    assert wrong["error"] == "invalid_thread_ts"


def test_what_is_not_modelled_is_named_once(box: Sandbox, api: Api, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "sandbox"):
        for _ in range(2):
            assert api("calls.add")["error"] == "unknown_method"
            assert api("chat.postMessage", channel="C1CLUB", text="x", parse="full")["ok"]
    assert box.lacking == ["the method calls.add", "the argument parse of chat.postMessage"]
    assert len(caplog.records) == 2


def test_a_manifest_is_told_what_the_box_does_not_know(caplog: pytest.LogCaptureFixture) -> None:
    manifest = wide_manifest()
    manifest["settings"]["event_subscriptions"]["bot_events"].append("app_mentoin")
    manifest["oauth_config"]["scopes"]["bot"].append("chat:wirte")
    made = Sandbox(manifest)
    assert [what.split(" (")[0] for what in made.lacking] == ["the event app_mentoin", "the scope chat:wirte"]
    assert "app_mentoin" in caplog.text
    assert Sandbox(wide_manifest()).lacking == []


def test_socket_mode_that_is_off_opens_no_socket(clock: SettableClock) -> None:
    """apis/events-api/using-socket-mode."""
    manifest = wide_manifest()
    manifest["settings"]["socket_mode_enabled"] = False
    with wide_box(clock, manifest) as off:
        bearer = {"Authorization": f"Bearer {off.app_token}"}
        _, answer = post(off.api_url + "apps.connections.open", {}, bearer)
        assert answer["ok"] is False
