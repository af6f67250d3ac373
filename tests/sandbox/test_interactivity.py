"""Payloads, deadlines and answers of commands, buttons and shortcuts."""

import time
from datetime import timedelta
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox import Sandbox
from tests.sandbox.conftest import Api, acknowledge, button, modal, plain, remember, section, text_input

Payload = dict[str, Any]


def post_card(bolt: App, *elements: Payload, channel: str = "C1CLUB") -> str:
    blocks = [
        section("*Forum*", block_id="s"),
        {"type": "actions", "block_id": "b", "elements": list(elements)},
    ]
    return str(bolt.client.chat_postMessage(channel=channel, text="Forum", blocks=blocks)["ts"])


def test_a_commands_payload_is_as_documented(box: Sandbox, bolt: App) -> None:
    """interactivity/implementing-slash-commands: fields."""
    heard = remember(bolt)
    bolt.command("/echo")(acknowledge)
    box.person("U1ANA").types("/echo  a b ", in_="club")
    payload = heard[0]
    assert payload["command"] == "/echo"
    assert payload["text"] == "a b"
    assert payload["channel_id"] == "C1CLUB"
    assert payload["channel_name"] == "club"
    assert payload["user_id"] == "U1ANA"
    assert payload["user_name"] == "ana.berger"
    assert payload["team_id"] == box.team_id
    assert payload["api_app_id"] == box.app_id
    assert payload["response_url"].startswith("http://127.0.0.1")
    assert payload["trigger_id"]


def test_names_in_a_command_are_escaped_only_when_the_manifest_asks(box: Sandbox, bolt: App) -> None:
    """interactivity/implementing-slash-commands: escaping users and channels."""
    heard = remember(bolt)
    bolt.command("/echo")(acknowledge)
    bolt.command("/plain")(acknowledge)
    box.person("U1ANA").types("/echo @luc.roy in #club & <b>", in_="club")
    box.person("U1ANA").types("/plain @luc.roy in #club & <b>")
    assert heard[0]["text"] == "<@U2LUC|luc.roy> in <#C1CLUB|club> &amp; &lt;b&gt;"
    assert heard[1]["text"] == "@luc.roy in #club &amp; &lt;b&gt;"


def test_a_buttons_payload_in_a_message_is_as_documented(box: Sandbox, bolt: App) -> None:
    """reference/interaction-payloads/block_actions-payload."""
    heard = remember(bolt)
    bolt.action("go")(acknowledge)
    ts = post_card(bolt, button("Go", "go", value="42"))
    box.person("U1ANA").clicks("Go", within="Forum")
    payload = heard[0]
    assert payload["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": "C1CLUB",
        "is_ephemeral": False,
    }
    assert payload["channel"] == {"id": "C1CLUB", "name": "club"}
    assert payload["message"]["ts"] == ts
    assert payload["state"] == {"values": {}}
    assert payload["actions"][0].items() >= {
        "type": "button", "action_id": "go", "block_id": "b", "value": "42",
    }.items()  # fmt: skip
    assert "view" not in payload


def test_a_button_in_an_ephemeral_message_comes_without_the_message(box: Sandbox, bolt: App) -> None:
    """reference/interaction-payloads/block_actions-payload: container.is_ephemeral."""
    heard = remember(bolt)
    bolt.action("go")(acknowledge)
    blocks = [{"type": "actions", "elements": [button("Go", "go")]}]
    bolt.client.chat_postEphemeral(channel="C1CLUB", user="U1ANA", text="x", blocks=blocks)
    box.person("U1ANA").clicks("Go")
    assert heard[0]["container"]["is_ephemeral"]
    assert "message" not in heard[0]
    with pytest.raises(AssertionError, match="no “Go”"):
        box.person("U2LUC").clicks("Go")


def test_a_menu_in_a_message_has_its_state(box: Sandbox, bolt: App) -> None:
    """reference/interaction-payloads/block_actions-payload: state.values."""
    heard = remember(bolt)
    bolt.action("size")(acknowledge)
    bolt.action("go")(acknowledge)
    options = [{"text": plain(t), "value": t.lower()} for t in ("Small", "Large")]
    menu = {"type": "static_select", "action_id": "size", "placeholder": plain("Size"), "options": options}
    post_card(bolt, menu, button("Go", "go"))
    ana = box.person("U1ANA")
    ana.fills("Size", "Large")
    ana.clicks("Go")
    assert heard[0]["actions"][0]["selected_option"]["value"] == "large"
    assert heard[1]["state"]["values"]["b"]["size"]["selected_option"]["value"] == "large"


def test_an_overflow_item_is_pressed_by_its_words(box: Sandbox, bolt: App) -> None:
    """reference/block-kit/block-elements/overflow-menu-element."""
    heard = remember(bolt)
    bolt.action("more")(acknowledge)
    options = [{"text": plain(t), "value": t} for t in ("Who comes?", "Agenda")]
    post_card(bolt, {"type": "overflow", "action_id": "more", "options": options})
    box.person("U1ANA").clicks("Agenda")
    assert heard[0]["actions"][0]["selected_option"]["value"] == "Agenda"


def test_a_confirm_dialog_stands_between_the_click_and_the_app(box: Sandbox, bolt: App) -> None:
    """reference/block-kit/composition-objects/confirmation-dialog-object."""
    heard = remember(bolt)
    bolt.action("go")(acknowledge)
    dialog = {
        "title": plain("Sure?"),
        "text": plain("No way back"),
        "confirm": plain("Yes"),
        "deny": plain("No"),
    }
    post_card(bolt, button("Go", "go", confirm=dialog))
    ana = box.person("U1ANA")
    ana.clicks("Go")
    ana.sees("No way back")
    ana.declines()
    assert heard == []
    ana.clicks("Go")
    ana.confirms()
    assert len(heard) == 1


def trigger_of(box: Sandbox, bolt: App) -> str:
    heard = remember(bolt)
    bolt.command("/echo")(acknowledge)
    box.person("U1ANA").types("/echo", in_="club")
    return str(heard[0]["trigger_id"])


def test_a_trigger_opens_one_view(box: Sandbox, bolt: App, api: Api) -> None:
    """reference/methods/views.open: exchanged_trigger_id, invalid_trigger_id."""
    trigger = trigger_of(box, bolt)
    assert api("views.open", trigger_id=trigger, view=modal(section("x")))["ok"]
    assert api("views.open", trigger_id=trigger, view=modal(section("x")))["error"] == "exchanged_trigger_id"
    assert api("views.open", trigger_id="1.2.3", view=modal(section("x")))["error"] == "invalid_trigger_id"


@pytest.mark.parametrize(("seconds", "error"), [(3, None), (3.1, "expired_trigger_id")])
def test_a_trigger_lives_three_seconds(
    box: Sandbox, bolt: App, api: Api, seconds: float, error: str | None
) -> None:
    """reference/methods/views.open: expired_trigger_id."""
    trigger = trigger_of(box, bolt)
    box.clock.advance(timedelta(seconds=seconds))
    assert api("views.open", trigger_id=trigger, view=modal(section("x"))).get("error") == error


def test_a_late_acknowledgement_shows_operation_timed_out(box: Sandbox, bolt: App) -> None:
    """interactivity/implementing-slash-commands: 3 seconds, operation_timeout."""
    box.ack_seconds = 0.1
    gate = box.faults.hold("auth.test")

    @bolt.command("/echo")
    def slow(ack: Ack, client: WebClient) -> None:
        client.auth_test()
        ack("too late")

    ana = box.person("U1ANA")
    ana.types("/echo", in_="club")
    ana.sees("operation timed out")
    gate.open()
    assert box.workspace.wait(lambda: any(call.method == "auth.test" for call in box.calls[1:]), 5)
    ana.sees_not("too late")


def test_an_acknowledgement_in_time_shows_no_complaint(box: Sandbox, bolt: App) -> None:
    """interactivity/handling-user-interaction: acknowledgement response."""
    bolt.command("/echo")(acknowledge)
    started = time.monotonic()
    box.person("U1ANA").types("/echo", in_="club")
    assert time.monotonic() - started < 2
    box.person("U1ANA").sees_not("failed")


def test_a_global_shortcut_comes_with_a_trigger_and_no_channel(box: Sandbox, bolt: App) -> None:
    """reference/interaction-payloads/shortcuts-interaction-payload: shortcut."""
    heard = remember(bolt)

    @bolt.shortcut("ask")
    def ask(ack: Ack, shortcut: Payload, client: WebClient) -> None:
        client.views_open(trigger_id=shortcut["trigger_id"], view=modal(text_input("Question", "q")))
        ack()

    ana = box.person("U1ANA")
    ana.uses_shortcut("Ask the parrot")
    assert heard[0]["type"] == "shortcut"
    assert "channel" not in heard[0]
    assert "response_url" not in heard[0]
    ana.sees("Question")


def test_a_message_shortcut_brings_the_message(box: Sandbox, bolt: App) -> None:
    """reference/interaction-payloads/shortcuts-interaction-payload: message_action."""
    heard = remember(bolt)
    bolt.shortcut("quote")(acknowledge)
    luc, ana = box.person("U2LUC"), box.person("U1ANA")
    luc.types("Words worth keeping", in_="club")
    ana.uses_message_shortcut("Quote this", within="worth keeping")
    assert heard[-1]["type"] == "message_action"
    assert heard[-1]["message"]["text"] == "Words worth keeping"
    assert heard[-1]["channel"]["id"] == "C1CLUB"


def test_a_private_channels_name_is_not_told(box: Sandbox, bolt: App) -> None:
    """interactivity/implementing-slash-commands: channel_name."""
    heard = remember(bolt)
    bolt.command("/echo")(acknowledge)
    box.add_channel("C2PRIV", name="board", members=["U1ANA"], private=True)
    box.person("U1ANA").types("/echo", in_="board")
    assert heard[0]["channel_name"] == "privategroup"


def test_only_members_of_a_channel_write_there(box: Sandbox, bolt: App) -> None:
    box.add_user("U3OUT", name="out", real_name="Out Sider")
    with pytest.raises(AssertionError, match="not in club"):
        box.person("U3OUT").types("/echo", in_="club")


def test_the_apps_own_errors_are_those_of_slack_sdk(box: Sandbox, bolt: App) -> None:
    with pytest.raises(SlackApiError) as refused:
        bolt.client.views_open(trigger_id="1.2.3", view=modal(section("x")))
    assert refused.value.response["error"] == "invalid_trigger_id"


def test_a_half_of_feedback_buttons_sends_its_value(box: Sandbox, bolt: App, api: Api) -> None:
    """reference/block-kit/block-elements/feedback-buttons-element."""
    heard = remember(bolt)
    bolt.action("judge")(acknowledge)
    halves = {
        "positive_button": {"text": plain("Good"), "value": "yes"},
        "negative_button": {"text": plain("Bad"), "value": "no"},
    }
    element = {"type": "feedback_buttons", "action_id": "judge", **halves}
    row = {"type": "context_actions", "elements": [element]}
    api("chat.postMessage", channel="C1CLUB", text="x", blocks=[row])
    box.person("U1ANA").clicks("Bad")
    (action,) = heard[-1]["actions"]
    assert (action["type"], action["value"], action["text"]["text"]) == ("feedback_buttons", "no", "Bad")


def test_a_workflow_is_not_run_in_silence(box: Sandbox, api: Api) -> None:
    trigger = {"trigger": {"url": "https://slack.com/shortcuts/Ft1/x"}}
    run = {"type": "workflow_button", "action_id": "run", "text": plain("Run"), "workflow": trigger}
    api("chat.postMessage", channel="C1CLUB", text="x", blocks=[{"type": "actions", "elements": [run]}])
    with pytest.raises(AssertionError, match="workflows are not modelled"):
        box.person("U1ANA").clicks("Run")
    assert box.lacking == ["workflows (a workflow button was pressed)"]


def test_inputs_say_whether_they_may_stay_empty(box: Sandbox, api: Api) -> None:
    """reference/views/modal-views: the answer's view."""
    home = {"type": "home", "blocks": [text_input("L", "b")]}
    (block,) = api("views.publish", user_id="U1ANA", view=home)["view"]["blocks"]
    assert (block["optional"], block["dispatch_action"], block["label"]["emoji"]) == (False, False, True)


def test_a_message_of_the_app_bears_its_picture(api: Api) -> None:
    profile = api("chat.postMessage", channel="C1CLUB", text="x")["message"]["bot_profile"]
    assert set(profile["icons"]) == {"image_36", "image_48", "image_72"}


def test_a_burst_is_tolerated_where_the_box_is_told_so(box: Sandbox, api: Api) -> None:
    """apis/web-api/rate-limits: short bursts."""
    box.limits.burst = 3
    assert all(api("chat.postMessage", channel="C1CLUB", text="x")["ok"] for _ in range(3))
    assert api("chat.postMessage", channel="C1CLUB", text="x")["status"] == 429


def test_a_card_below_a_message_is_shown_and_its_button_pressed(box: Sandbox, bolt: App, api: Api) -> None:
    """reference/messaging/payloads, reference/interaction-payloads/block_actions-payload: container."""
    heard = remember(bolt)
    bolt.action("more")(acknowledge)
    card = {
        "title": "A card",
        "fields": [{"title": "Seats", "value": "*five*"}],
        "blocks": [{"type": "actions", "elements": [button("More", "more")]}],
    }
    api("chat.postMessage", channel="C1CLUB", text="x", attachments=[{"text": "First"}, card])
    ana = box.person("U1ANA")
    ana.sees("A card")
    ana.sees("Seats: five")
    ana.clicks("More")
    container = heard[-1]["container"]
    assert (container["type"], container["attachment_id"]) == ("message_attachment", 2)
    assert heard[-1]["message"]["attachments"][1]["blocks"][0]["block_id"]


def test_an_answer_may_hang_a_card_and_what_it_says_beside_is_named(box: Sandbox, bolt: App) -> None:
    @bolt.command("/echo")
    def answer(ack: Ack) -> None:
        ack({"text": "x", "attachments": [{"text": "Below"}], "colour": "red"})

    ana = box.person("U1ANA")
    ana.types("/echo", in_="club")
    ana.sees("Below")
    assert box.lacking == ["the field colour of a response"]
