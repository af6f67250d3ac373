"""A small Bolt app, driven as people drive it."""

import re
import threading
from typing import Any

import pytest
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from sandbox import Sandbox
from tests.sandbox.conftest import button, modal, plain, section, text_input


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


def card(title: str, action_id: str) -> list[dict[str, Any]]:
    """Two sections and their button, as lists have several of."""
    return [
        section(f"*{title}*"),
        section("Lyon"),
        {"type": "actions", "elements": [button("I come", action_id)]},
    ]


def test_equal_buttons_in_one_message_need_the_words_beside_them(box: Sandbox, bolt: App) -> None:
    pressed: list[str] = []

    @bolt.action(re.compile("come.*"))
    def come(ack: Ack, action: dict[str, str]) -> None:
        pressed.append(action["action_id"])
        ack()

    blocks = [*card("Forum", "come.forum"), *card("Workshop", "come.workshop")]
    bolt.client.chat_postMessage(channel="C1CLUB", text="Both", blocks=blocks)
    ana = box.person("U1ANA")
    with pytest.raises(AssertionError, match="there 2 times"):
        ana.clicks("I come")
    ana.clicks("I come", within="Workshop")
    assert pressed == ["come.workshop"]


def test_the_newest_message_here_is_pressed_first(box: Sandbox, bolt: App) -> None:
    pressed: list[str] = []

    @bolt.action(re.compile("come.*"))
    def come(ack: Ack, action: dict[str, str]) -> None:
        pressed.append(action["action_id"])
        ack()

    bolt.event("app_home_opened")(lambda: None)
    box.limits.enabled = False
    for channel, name in (("C1CLUB", "one"), ("C1CLUB", "two"), ("U1ANA", "three")):
        bolt.client.chat_postMessage(channel=channel, text=name, blocks=card(name, f"come.{name}"))
    ana = box.person("U1ANA")
    ana.opens("club")
    ana.clicks("I come")
    ana.clicks("I come", within="one")
    ana.opens_dm()
    ana.clicks("I come")
    assert pressed == ["come.two", "come.one", "come.three"]


def test_an_open_modal_covers_everything_else(box: Sandbox, bolt: App) -> None:
    bolt.client.chat_postMessage(channel="C1CLUB", text="x", blocks=card("Forum", "come"))
    trigger = box.core.triggers.issue("U1ANA")
    bolt.client.views_open(trigger_id=trigger, view=modal(section("On top")))
    ana = box.person("U1ANA")
    with pytest.raises(AssertionError, match="no “I come”"):
        ana.clicks("I come")
    ana.closes()
    with pytest.raises(AssertionError, match="no modal is open"):
        ana.closes()


def test_boxes_are_ticked_and_unticked_by_their_words(box: Sandbox, bolt: App) -> None:
    options = [{"text": {"type": "plain_text", "text": t}, "value": t} for t in ("I vouch", "I pay")]
    boxes = {"type": "checkboxes", "action_id": "a", "options": options}
    block = {"type": "input", "block_id": "b", "label": plain("Consent"), "element": boxes}
    trigger = box.core.triggers.issue("U1ANA")
    bolt.client.views_open(trigger_id=trigger, view=modal(block))
    ana = box.person("U1ANA")
    ana.ticks("I vouch")
    ana.ticks("I pay")
    ana.ticks("I vouch")
    assert ana.modal is not None
    chosen = ana.modal["state"]["values"]["b"]["a"]["selected_options"]
    assert [option["value"] for option in chosen] == ["I pay"]
    ana.sees("☐ I vouch ☑ I pay")
    with pytest.raises(AssertionError, match="cannot fill"):
        ana.fills("Consent", ["I doubt"])


def test_no_break_spaces_are_spaces_to_the_eye(box: Sandbox, bolt: App) -> None:
    text = "Réponse\u00a0: 14\u00a0h\u00a030\u202f! *Ana*\nnext"
    bolt.client.chat_postMessage(channel="C1CLUB", text=text)
    box.person("U1ANA").sees("Réponse : 14 h 30 ! Ana next")


def test_a_message_with_blocks_hides_its_text(box: Sandbox, bolt: App) -> None:
    """reference/methods/chat.postMessage: text is what a notification shows."""
    bolt.client.chat_postMessage(channel="C1CLUB", text="Notification", blocks=[section("Card")])
    box.person("U1ANA").sees("Card")
    box.person("U1ANA").sees_not("Notification")


def test_sees_waits_for_what_comes_later(box: Sandbox, bolt: App) -> None:
    gate = box.faults.hold("chat.postMessage")
    poster = threading.Thread(target=lambda: bolt.client.chat_postMessage(channel="C1CLUB", text="At last"))
    poster.start()
    threading.Thread(target=lambda: gate.arrived.wait(5) and gate.open()).start()
    box.person("U1ANA").sees("At last")
    poster.join(5)


def test_an_act_waits_for_the_app_to_settle(box: Sandbox, bolt: App) -> None:
    settled: list[str] = []
    box.settle = lambda: settled.append("settled")
    bolt.command("/echo")(lambda ack: ack())
    box.person("U1ANA").types("/echo", in_="club")
    assert settled == ["settled"]


def test_the_picture_shows_the_place_the_modal_and_the_notices(box: Sandbox, bolt: App) -> None:
    bolt.client.chat_postMessage(channel="C1CLUB", text="x", blocks=card("Forum", "come"))
    trigger = box.core.triggers.issue("U1ANA")
    bolt.client.views_open(trigger_id=trigger, view=modal(text_input("Name", "n"), title="Who?"))
    ana = box.person("U1ANA")
    ana.types("/nothing", in_="club")
    assert ana.screen().splitlines() == [
        "┌ Ana Berger, 04/01/2027 08:00 UTC",
        "├ #club",
        "│ Parrot 04/01 08:00",
        "│   Forum",
        "│   Lyon",
        "│   [I come]",
        "├ modal",
        "│ == Who? ==",
        "│ Name: [____]",
        "│ [Close] [Send]",
        '├ notice: /nothing is not a valid command. In Slack, all messages that start with the "/" '
        "character are interpreted as commands.",
        "└",
    ]
