"""Inputs of every kind: the values they send, and what the client refuses to send."""

from typing import Any

import pytest
from slack_bolt import App

from sandbox import Sandbox
from tests.sandbox.conftest import Open, acknowledge, modal, plain, remember, text_input

Payload = dict[str, Any]
Payload = dict[str, Any]


def every_input() -> list[Payload]:
    """One input of each kind, all optional."""
    options = [{"text": plain(t), "value": t.lower()} for t in ("Red", "Blue")]
    kinds: dict[str, Payload] = {
        "plain_text_input": {},
        "number_input": {"is_decimal_allowed": False},
        "email_text_input": {},
        "url_text_input": {},
        "datepicker": {},
        "timepicker": {},
        "datetimepicker": {},
        "static_select": {"options": options},
        "multi_static_select": {"options": options},
        "radio_buttons": {"options": options},
        "checkboxes": {"options": options},
        "users_select": {},
        "multi_users_select": {},
        "conversations_select": {},
        "channels_select": {},
    }
    return [
        {
            "type": "input", "block_id": kind, "label": plain(kind), "optional": True,
            "element": {"type": kind, "action_id": "a", **more},
        }
        for kind, more in kinds.items()
    ]  # fmt: skip


def test_state_values_have_the_documented_shape_for_each_kind(box: Sandbox, bolt: App, opened: Open) -> None:
    """reference/interaction-payloads/view-interactions-payload: state.values."""
    heard = remember(bolt)
    bolt.view("form")(acknowledge)
    ana = opened(modal(*every_input(), callback_id="form"))
    ana.fills(
        {
            "plain_text_input": "Words", "number_input": 12, "email_text_input": "a@example.org",
            "url_text_input": "https://example.org", "datepicker": "2027-01-14", "timepicker": "09:30",
            "datetimepicker": 1800000000, "static_select": "Red", "multi_static_select": ["Red", "Blue"],
            "radio_buttons": "Blue", "checkboxes": ["Red"], "users_select": "Luc Roy",
            "multi_users_select": ["Luc Roy", "Ana Berger"], "conversations_select": "club",
            "channels_select": "club",
        }
    )  # fmt: skip
    ana.submits()
    red = {"text": {**plain("Red"), "emoji": True}, "value": "red"}
    blue = {"text": {**plain("Blue"), "emoji": True}, "value": "blue"}
    values = {block: entries["a"] for block, entries in heard[-1]["view"]["state"]["values"].items()}
    assert values == {
        "plain_text_input": {"type": "plain_text_input", "value": "Words"},
        "number_input": {"type": "number_input", "value": "12"},
        "email_text_input": {"type": "email_text_input", "value": "a@example.org"},
        "url_text_input": {"type": "url_text_input", "value": "https://example.org"},
        "datepicker": {"type": "datepicker", "selected_date": "2027-01-14"},
        "timepicker": {"type": "timepicker", "selected_time": "09:30"},
        "datetimepicker": {"type": "datetimepicker", "selected_date_time": 1800000000},
        "static_select": {"type": "static_select", "selected_option": red},
        "multi_static_select": {"type": "multi_static_select", "selected_options": [red, blue]},
        "radio_buttons": {"type": "radio_buttons", "selected_option": blue},
        "checkboxes": {"type": "checkboxes", "selected_options": [red]},
        "users_select": {"type": "users_select", "selected_user": "U2LUC"},
        "multi_users_select": {"type": "multi_users_select", "selected_users": ["U2LUC", "U1ANA"]},
        "conversations_select": {"type": "conversations_select", "selected_conversation": "C1CLUB"},
        "channels_select": {"type": "channels_select", "selected_channel": "C1CLUB"},
    }


def test_inputs_left_empty_are_null_or_an_empty_list(box: Sandbox, bolt: App, opened: Open) -> None:
    """reference/interaction-payloads/view-interactions-payload: state.values."""
    heard = remember(bolt)
    bolt.view("form")(acknowledge)
    opened(modal(*every_input(), callback_id="form")).submits()
    values = heard[-1]["view"]["state"]["values"]
    assert values["plain_text_input"]["a"] == {"type": "plain_text_input", "value": None}
    assert values["static_select"]["a"] == {"type": "static_select", "selected_option": None}
    assert values["checkboxes"]["a"] == {"type": "checkboxes", "selected_options": []}


def test_required_inputs_keep_the_modal_from_being_sent(box: Sandbox, bolt: App, opened: Open) -> None:
    """reference/block-kit/blocks/input-block: optional."""
    heard = remember(bolt)
    bolt.view("form")(acknowledge)
    ana = opened(modal(text_input("Name", "n"), text_input("Note", "o", optional=True), callback_id="form"))
    ana.submits()
    assert ana.errors() == {"Name": "Please complete this required field."}
    assert [p["type"] for p in heard if "type" in p] == []
    ana.fills("Name", "Luc")
    ana.submits()
    assert heard[-1]["type"] == "view_submission"
    assert ana.modal is None


@pytest.mark.parametrize(
    ("element", "wrong", "right"),
    [
        ({"type": "plain_text_input", "max_length": 3}, "four", "two"),
        ({"type": "plain_text_input", "min_length": 3}, "ab", "abc"),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "2"),
        ({"type": "number_input", "is_decimal_allowed": False, "max_value": "5"}, "6", "5"),
        ({"type": "number_input", "is_decimal_allowed": True, "min_value": "2"}, "1.9", "2.1"),
        ({"type": "email_text_input"}, "nobody", "a@example.org"),
        ({"type": "url_text_input"}, "example", "https://example.org"),
    ],
)
def test_formats_are_checked_before_the_app_hears(
    box: Sandbox, bolt: App, opened: Open, element: Payload, wrong: str, right: str
) -> None:
    """reference/block-kit/block-elements: the limits of each input."""
    bolt.view("form")(acknowledge)
    block = {"type": "input", "block_id": "b", "label": plain("L"), "element": {**element, "action_id": "a"}}
    ana = opened(modal(block, callback_id="form"))
    ana.fills("L", wrong)
    ana.submits()
    assert "L" in ana.errors()
    ana.fills("L", right)
    ana.submits()
    assert ana.modal is None
