"""Apps in the manner of Bolt's examples, run as they are: what people do with them, and see."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from slack_bolt import App, BoltRequest
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore

from sandbox import Sandbox, SettableClock
from sandbox.bolt import connected, environment
from sandbox.server import listen
from tests.sandbox import apps
from tests.sandbox.conftest import Api
from tests.sandbox.wide import REDIRECT, wide_box
from tests.tls import certificates


@pytest.fixture(name="box")
def box_fixture(clock: SettableClock) -> Iterator[Sandbox]:
    """The wide workspace; at the end, nothing was asked of it that it does not model."""
    with wide_box(clock) as made:
        yield made
        assert made.lacking == []


def test_an_app_that_is_named_answers_in_the_thread(box: Sandbox, bolt: App, api: Api) -> None:
    apps.mention(bolt)
    apps.quiet(bolt)
    ana = box.person("ana.berger")
    ana.types("hey @parrot", in_="club")
    ana.sees("Yes, @Ana Berger?")
    ana.sees("(1 replies)")
    (parent,) = api("conversations.history", channel="C1CLUB")["messages"]
    assert parent["reply_users"] == [box.bot_user_id]


def test_a_reaction_pins_a_message_and_its_end_takes_the_pin_out(box: Sandbox, bolt: App, api: Api) -> None:
    apps.reaction(bolt)
    apps.quiet(bolt)
    ana = box.person("ana.berger")
    ana.types("The oven is lit", in_="club")
    ana.reacts("pushpin", to="The oven is lit")
    ana.sees(":white_check_mark: 1")
    assert len(api("pins.list", channel="C1CLUB")["items"]) == 1
    ana.reacts("pushpin", to="The oven is lit")
    assert box.wait_quiet()
    assert box.workspace.wait(lambda: not box.workspace.channels["C1CLUB"].pins, 5)


def test_a_long_thread_is_told_to_the_channel(box: Sandbox, bolt: App, api: Api) -> None:
    apps.thread(bolt)
    ana, luc = box.person("ana.berger"), box.person("luc.roy")
    ana.types("Who comes?", in_="club")
    luc.answers("I do", to="Who comes?")
    luc.sees("1 so far")
    ana.answers("Me too", to="Who comes?")
    luc.sees("2 so far")
    in_channel = [m["text"] for m in api("conversations.history", channel="C1CLUB")["messages"]]
    assert in_channel == ["2 so far", "Who comes?"]


def test_a_message_is_answered_with_a_button(box: Sandbox, bolt: App) -> None:
    apps.listener(bolt)
    ana, luc = box.person("ana.berger"), box.person("luc.roy")
    ana.types("hello there", in_="club")
    luc.sees("Hey there @Ana Berger!")
    luc.clicks("Click Me")
    ana.sees("@Luc Roy clicked the button")
    ana.sees_not("Hey there")


def test_an_assistant_greets_thinks_and_answers(box: Sandbox, bolt: App) -> None:
    apps.assistant(bolt)
    ana = box.person("ana.berger")
    thread = ana.opens_assistant(seeing="club")
    ana.sees("How can I help?")
    ana.takes_prompt("When?", thread)
    ana.sees("You asked: When do we meet?")
    ana.sees_not("is thinking")
    assert box.workspace.dm_with("U1ANA").assistants[thread]["title"] == "When do we meet?"


def test_an_address_is_shown_as_a_card(box: Sandbox, bolt: App, api: Api) -> None:
    apps.links(bolt)
    apps.quiet(bolt)
    box.person("ana.berger").types("https://docs.example.org/a", in_="club")
    shown = box.workspace.channels["C1CLUB"].messages
    assert box.workspace.wait(lambda: any("attachments" in m for m in shown.values()), 5)


def test_an_app_is_installed_by_bolts_own_flow(box: Sandbox, tmp_path: Path) -> None:
    """authentication/installing-with-oauth."""
    client = WebClient(base_url=box.api_url, ssl=certificates())
    settings = OAuthSettings(
        client_id=box.client_id, client_secret=box.client_secret, scopes=["chat:write", "commands"],
        redirect_uri=REDIRECT, authorization_url=box.authorize_url,
        installation_store=FileInstallationStore(base_dir=str(tmp_path)),
        state_store=FileOAuthStateStore(expiration_seconds=600, base_dir=str(tmp_path)),
    )  # fmt: skip
    flow = OAuthFlow(client=client, settings=settings)
    app = App(client=client, signing_secret=box.signing_secret, oauth_flow=flow)
    apps.command(app)
    page = flow.handle_installation(BoltRequest(body=""))
    (address,) = re.findall(r'href="(\S+/oauth/v2/authorize\S+)"', page.body)
    led = box.person("ana.berger").allows(unescape(address))
    cookie = {"cookie": [page.headers["set-cookie"][0].split(";")[0]]}
    done = flow.handle_callback(BoltRequest(body="", query=urlsplit(led).query, headers=cookie))
    assert done.status == 200, done.body
    assert parse_qs(urlsplit(led).query)["state"]
    with connected(box, app):
        ana = box.person("ana.berger")
        ana.types("/echo hello", in_="club")
        ana.sees("You said hello")


# In JavaScript

NODE = shutil.which("node")


def has_bolt() -> bool:
    """Whether Node finds @slack/bolt, beside the tests or on NODE_PATH."""
    if NODE is None:
        return False
    found = subprocess.run(
        [NODE, "-e", "require.resolve('@slack/bolt')"], capture_output=True, cwd=Path(__file__).parent
    )
    return found.returncode == 0


@pytest.fixture(name="javascript")
def javascript_fixture(box: Sandbox) -> Iterator[Callable[[bool], None]]:
    """Starts the app of @slack/bolt, by HTTP or on a socket."""
    running: list[subprocess.Popen[str]] = []

    def start(http: bool) -> None:
        with listen(0) as door:
            port = door.getsockname()[1]
        more = {"PORT": str(port)} if http else {}
        here = Path(__file__).with_name("bolt_app.js")
        environ = {**os.environ, **environment(box), **more}
        started = subprocess.Popen([str(NODE), str(here)], env=environ, stdout=subprocess.PIPE, text=True)
        running.append(started)
        assert started.stdout is not None
        assert any("started" in line for line in started.stdout)
        if http:
            box.deliver_to(f"http://127.0.0.1:{port}/slack/events")

    yield start
    for one in running:
        one.terminate()
        one.wait(10)
        one.stdout.close()  # type: ignore[union-attr]


@pytest.mark.skipif(
    not has_bolt(), reason="Node finds no @slack/bolt: npm install @slack/bolt, and NODE_PATH"
)
@pytest.mark.parametrize("http", [False, True], ids=["socket", "http"])
def test_an_app_of_slack_bolt_in_javascript(box: Sandbox, javascript: Any, http: bool) -> None:
    javascript(http)
    ana, luc = box.person("ana.berger"), box.person("luc.roy")
    ana.types("hello there", in_="club")
    luc.sees("Hey there @Ana Berger!")
    luc.clicks("Click Me")
    ana.sees("@Luc Roy clicked the button")
    ana.types("/echo Ana", in_="club")
    assert box.workspace.wait(lambda: ana.modal is not None, 5)
    ana.fills("Name", "Ana B.")
    ana.submits()
    ana.sees("Thank you, Ana B.")
