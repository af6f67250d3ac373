"""Modals and home tabs: stacks, state, submissions, closing, loading options."""

import re
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from sandbox import Sandbox
from tests.sandbox.conftest import Api, Open, acknowledge, button, modal, plain, remember, section, text_input

Payload = dict[str, Any]


def test_errors_must_name_input_blocks(box: Sandbox, bolt: App, opened: Open) -> None:
    """surfaces/modals: response_action errors."""

    @bolt.view("form")
    def form(ack: Ack) -> None:
        ack(response_action="errors", errors={"nowhere": "x"})

    ana = opened(modal(text_input("Name", "n"), callback_id="form"))
    ana.fills("Name", "x")
    ana.submits()
    ana.sees("We had some trouble connecting")
    assert ana.modal is not None


def test_a_submission_may_update_push_and_clear(box: Sandbox, bolt: App, opened: Open) -> None:
    """surfaces/modals: response_action update, push, clear."""
    steps = [
        {"response_action": "update", "view": modal(section("Second"), callback_id="form")},
        {"response_action": "push", "view": modal(section("Third"), callback_id="form")},
        {"response_action": "clear"},
    ]

    @bolt.view("form")
    def form(ack: Ack) -> None:
        ack(**steps.pop(0))

    ana = opened(modal(section("First"), callback_id="form"))
    ana.submits()
    ana.sees("Second")
    ana.sees_not("First")
    ana.submits()
    ana.sees("Third")
    ana.sees_not("Second")
    ana.submits()
    assert ana.modal is None


def test_a_submission_with_a_bad_view_shows_trouble(box: Sandbox, bolt: App, opened: Open) -> None:
    """surfaces/modals: the view of an answer is checked as any view."""

    @bolt.view("form")
    def form(ack: Ack) -> None:
        ack(response_action="update", view=modal(section("x"), title="t" * 25))

    ana = opened(modal(section("First"), callback_id="form"))
    ana.submits()
    ana.sees("We had some trouble connecting")


def test_stacks_are_three_deep_and_each_persons_own(box: Sandbox, bolt: App, opened: Open) -> None:
    """reference/methods/views.push: push_limit_reached."""
    errors: list[str] = []

    @bolt.action("deeper")
    def deeper(ack: Ack, body: Payload, client: WebClient) -> None:
        view = modal({"type": "actions", "elements": [button("Deeper", "deeper")]}, submit=None)
        answer = (
            client.api_call("views.push", json={"trigger_id": body["trigger_id"], "view": view})
            if (len(box.workspace.stacks["U1ANA"]) < 3)
            else None
        )
        if answer is None:
            try:
                client.views_push(trigger_id=body["trigger_id"], view=view)
            except Exception as fault:  # noqa: BLE001  whatever it is, the test names it
                errors.append(str(fault))
        ack()

    ana = opened(modal({"type": "actions", "elements": [button("Deeper", "deeper")]}, submit=None))
    for _ in range(3):
        ana.clicks("Deeper")
    assert len(box.workspace.stacks["U1ANA"]) == 3
    assert "push_limit_reached" in errors[0]
    assert box.person("U2LUC").modal is None
    assert ana.modal is not None
    assert ana.modal["root_view_id"] == box.workspace.stacks["U1ANA"][0]["id"]
    assert ana.modal["previous_view_id"] == box.workspace.stacks["U1ANA"][1]["id"]


def test_pushing_needs_a_modal_below(box: Sandbox, bolt: App, api: Api) -> None:
    """reference/methods/views.push: the trigger must come from a modal."""
    heard = remember(bolt)
    bolt.command("/echo")(acknowledge)
    box.person("U1ANA").types("/echo", in_="club")
    pushed = api("views.push", trigger_id=heard[0]["trigger_id"], view=modal(section("x")))
    assert pushed["error"] == "not_found"


def test_an_old_hash_conflicts(box: Sandbox, bolt: App, api: Api, opened: Open) -> None:
    """reference/methods/views.update: hash_conflict."""
    ana = opened(modal(section("One")))
    assert ana.modal is not None
    view_id, first = ana.modal["id"], ana.modal["hash"]
    assert api("views.update", view_id=view_id, hash=first, view=modal(section("Two")))["ok"]
    late = api("views.update", view_id=view_id, hash=first, view=modal(section("Three")))
    assert late["error"] == "hash_conflict"
    ana.sees("Two")
    assert api("views.update", view_id="V0", view=modal(section("x")))["error"] == "not_found"


def test_what_was_typed_stays_through_an_update_of_the_same_input(
    box: Sandbox, bolt: App, api: Api, opened: Open
) -> None:
    """reference/methods/views.update: input blocks with the same ids keep their values."""
    ana = opened(modal(text_input("Name", "n")))
    ana.fills("Name", "Luc")
    assert ana.modal is not None
    api(
        "views.update",
        view_id=ana.modal["id"],
        view=modal(text_input("Full name", "n"), text_input("New", "m")),
    )
    values = ana.modal["state"]["values"]
    assert values["n"]["value"]["value"] == "Luc"
    assert values["m"]["value"]["value"] is None


def closings(heard: list[Payload]) -> list[tuple[str, bool]]:
    return [(p["view"]["callback_id"], p["is_cleared"]) for p in heard if p.get("type") == "view_closed"]


def test_closing_is_told_to_those_who_asked(box: Sandbox, bolt: App, opened: Open) -> None:
    """reference/interaction-payloads/view-interactions-payload: view_closed, notify_on_close."""
    heard = remember(bolt)
    bolt.view_closed("told")(acknowledge)
    opened(modal(section("x"), callback_id="told", notify_on_close=True)).closes()
    assert closings(heard) == [("told", False)]


def test_closing_is_not_told_to_those_who_did_not_ask(box: Sandbox, bolt: App, opened: Open) -> None:
    """reference/interaction-payloads/view-interactions-payload: view_closed, notify_on_close."""
    heard = remember(bolt)
    opened(modal(section("x"), callback_id="untold")).closes()
    assert closings(heard) == []


def test_clearing_closes_the_whole_stack(box: Sandbox, bolt: App, opened: Open, api: Api) -> None:
    """reference/views/modal-views: clear_on_close; view_closed: is_cleared."""
    heard = remember(bolt)
    bolt.view_closed(re.compile(".*"))(acknowledge)
    ana = opened(modal(section("x"), callback_id="below", notify_on_close=True))
    assert ana.modal is not None
    trigger = box.core.triggers.issue("U1ANA", ana.modal["id"])
    top = modal(section("y"), callback_id="above", notify_on_close=True, clear_on_close=True)
    assert api("views.push", trigger_id=trigger, view=top)["ok"]
    ana.closes()
    assert ana.modal is None
    assert closings(heard) == [("above", True), ("below", True)]


def test_a_button_in_a_modal_has_view_and_container(box: Sandbox, bolt: App, opened: Open) -> None:
    """reference/interaction-payloads/block_actions-payload: view."""
    heard = remember(bolt)
    bolt.action("more")(acknowledge)
    actions = {"type": "actions", "block_id": "b", "elements": [button("More", "more")]}
    ana = opened(modal(text_input("Name", "n"), actions, private_metadata="42"))
    ana.fills("Name", "Luc")
    ana.clicks("More")
    payload = heard[-1]
    assert ana.modal is not None
    assert payload["container"] == {"type": "view", "view_id": ana.modal["id"]}
    assert payload["view"]["private_metadata"] == "42"
    assert payload["view"]["state"]["values"]["n"]["value"]["value"] == "Luc"
    assert "channel" not in payload
    assert "response_url" not in payload


def test_an_input_speaks_only_when_it_dispatches(box: Sandbox, bolt: App, opened: Open) -> None:
    """reference/block-kit/blocks/input-block: dispatch_action."""
    heard = remember(bolt)
    bolt.action("value")(acknowledge)
    ana = opened(modal(text_input("Quiet", "q"), text_input("Loud", "l", dispatch_action=True)))
    before = len(heard)
    ana.fills("Quiet", "x")
    assert len(heard) == before
    ana.fills("Loud", "y")
    assert heard[-1]["actions"][0]["value"] == "y"


def external() -> Payload:
    element = {"type": "external_select", "action_id": "who", "min_query_length": 2}
    return {"type": "input", "block_id": "w", "label": plain("Who"), "element": element}


def test_an_external_select_asks_the_app(box: Sandbox, bolt: App, opened: Open) -> None:
    """reference/interaction-payloads/block_suggestion-payload."""
    heard = remember(bolt)

    @bolt.options("who")
    def who(ack: Ack, payload: Payload) -> None:
        ack(options=[{"text": plain(f"{payload['value']} Roy"), "value": "7"}])

    bolt.view("form")(acknowledge)
    ana = opened(modal(external(), callback_id="form"))
    ana.fills("Who", "Luc")
    suggestion = next(p for p in heard if p.get("type") == "block_suggestion")
    assert suggestion.items() >= {"action_id": "who", "block_id": "w", "value": "Luc"}.items()
    assert suggestion["container"]["type"] == "view"
    ana.submits()
    assert heard[-1]["view"]["state"]["values"]["w"]["who"]["selected_option"]["value"] == "7"


def test_too_short_a_query_or_bad_options_bring_nothing(box: Sandbox, bolt: App, opened: Open) -> None:
    """reference/block-kit/block-elements/select-menu-element: min_query_length."""

    @bolt.options("who")
    def who(ack: Ack) -> None:
        ack(options=[{"text": plain("x" * 76), "value": "7"}])

    ana = opened(modal(external()))
    assert ana.modal is not None
    where = {"view": ana.modal["id"]}
    assert box.act.options("U1ANA", where, "w", "who", "L") == []
    assert box.act.options("U1ANA", where, "w", "who", "Luc") == []
    ana.sees("The list could not be loaded")


def test_opening_home_is_told_and_the_tab_published_to_one_person(box: Sandbox, bolt: App) -> None:
    """reference/events/app_home_opened, reference/methods/views.publish."""
    events: list[Payload] = []

    @bolt.event("app_home_opened")
    def home(event: Payload, client: WebClient) -> None:
        events.append(event)
        blocks = [section("Welcome"), {"type": "actions", "block_id": "b", "elements": [button("Do", "do")]}]
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    heard = remember(bolt)
    bolt.action("do")(acknowledge)
    ana = box.person("U1ANA")
    ana.opens_home()
    ana.sees("Welcome")
    ana.clicks("Do")
    assert events[0].items() >= {"user": "U1ANA", "tab": "home"}.items()
    assert events[0]["channel"].startswith("D")
    assert "view" not in events[0]
    assert heard[-1]["view"]["type"] == "home"
    assert heard[-1]["container"]["type"] == "view"
    ana.opens_home()
    assert events[1]["view"]["type"] == "home"
    box.person("U2LUC").sees_not("Welcome")


def test_two_open_views_may_not_share_an_external_id(box: Sandbox, bolt: App, api: Api, opened: Open) -> None:
    """reference/methods/views.open: duplicate_external_id."""
    opened(modal(section("x"), external_id="same"))
    trigger = box.core.triggers.issue("U2LUC")
    refused = api("views.open", trigger_id=trigger, view=modal(section("x"), external_id="same"))
    assert refused["error"] == "duplicate_external_id"
    trigger = box.core.triggers.issue("U2LUC")
    assert api("views.open", trigger_id=trigger, view=modal(section("x"), external_id="other"))["ok"]
