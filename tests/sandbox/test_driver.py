"""A small Bolt app, driven as people drive it."""

import pytest
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from sandbox import Sandbox
from tests.sandbox.conftest import button, modal, section, text_input


def test_a_command_is_answered_to_its_author_alone(box: Sandbox, bolt: App) -> None:
    """interactivity/implementing-slash-commands: the answer is ephemeral unless "in_channel"."""

    @bolt.command("/echo")
    def echo(ack: Ack, command: dict[str, str]) -> None:
        ack(f"You said {command['text']}")

    ana, luc = box.person("U1ANA"), box.person("U2LUC")
    ana.types("/echo hello", in_="club")
    ana.sees("You said hello")
    luc.sees_not("You said hello")


def test_a_button_opens_a_modal_whose_errors_stand_at_their_fields(box: Sandbox, bolt: App) -> None:
    """surfaces/modals: response_action errors keep the modal open."""

    @bolt.command("/echo")
    def echo(ack: Ack) -> None:
        ack(
            blocks=[section("Ready?"), {"type": "actions", "elements": [button("Write…", "write")]}],
            text="Ready?",
        )

    @bolt.action("write")
    def write(ack: Ack, body: dict[str, str], client: WebClient) -> None:
        client.views_open(
            trigger_id=body["trigger_id"], view=modal(text_input("Name", "name"), callback_id="form")
        )
        ack()

    @bolt.view("form")
    def form(ack: Ack, view: dict[str, dict[str, dict[str, dict[str, dict[str, str]]]]]) -> None:
        if view["state"]["values"]["name"]["value"]["value"] == "bad":
            ack(response_action="errors", errors={"name": "Another name, please"})
        else:
            ack()

    ana = box.person("U1ANA")
    ana.types("/echo", in_="club")
    ana.clicks("Write…", within="Ready?")
    ana.submits()
    assert ana.errors() == {"Name": "Please complete this required field."}
    ana.fills("Name", "bad")
    ana.submits()
    assert ana.errors() == {"Name": "Another name, please"}
    ana.sees("Another name, please")
    ana.fills("Name", "good")
    ana.submits()
    assert ana.modal is None


def test_respond_replaces_the_message_acted_on(box: Sandbox, bolt: App) -> None:
    """interactivity/handling-user-interaction: replace_original."""

    @bolt.action("go")
    def go(ack: Ack, respond: Respond) -> None:
        respond(text="Gone", replace_original=True)
        ack()

    bolt.client.chat_postMessage(
        channel="C1CLUB", text="Go?", blocks=[{"type": "actions", "elements": [button("Go", "go")]}]
    )
    luc = box.person("U2LUC")
    luc.clicks("Go")
    luc.sees("Gone")
    with pytest.raises(AssertionError, match="no “Go”"):
        luc.clicks("Go")
    assert len(luc.messages("club")) == 1


def test_a_failing_assertion_prints_the_screen(box: Sandbox, bolt: App) -> None:
    bolt.client.chat_postMessage(channel="U1ANA", text="Only this")
    with pytest.raises(AssertionError, match="Only this"):
        box.person("U1ANA").clicks("Something else")
