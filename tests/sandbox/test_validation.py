"""Blocks and views that Slack refuses, and the same made right."""

from typing import Any

import pytest

from sandbox.validation import check_blocks, check_option_answer, check_view
from tests.sandbox.conftest import Api, button, modal, plain, section, text_input

Block = dict[str, Any]


def actions(*elements: Block, **more: Any) -> Block:
    return {"type": "actions", "elements": list(elements), **more}


def option(text: str = "One", value: str = "1") -> Block:
    return {"text": plain(text), "value": value}


def overflow(count: int) -> Block:
    return {"type": "overflow", "action_id": "o", "options": [option(str(i), str(i)) for i in range(count)]}


def select(count: int, **more: Any) -> Block:
    options = [option(str(i), str(i)) for i in range(count)]
    return {"type": "static_select", "action_id": "s", "options": options, **more}


def confirm(**more: Any) -> Block:
    return {
        "title": plain("Sure?"),
        "text": plain("Really"),
        "confirm": plain("Yes"),
        "deny": plain("No"),
    } | more


def named(value: object) -> str:
    return value if isinstance(value, str) else ""


def in_input(element: Block) -> Block:
    return {"type": "input", "label": plain("L"), "element": element}


WRONG_AND_RIGHT: list[tuple[str, list[Block], list[Block], str]] = [
    ("an empty section", [{"type": "section"}], [section("x")], "/blocks/0"),
    ("an empty text", [section("")], [section("x")], "/blocks/0/text/text"),
    ("a text over 3000", [section("x" * 3001)], [section("x" * 3000)], "/blocks/0/text/text"),
    (
        "a field over 2000",
        [{"type": "section", "fields": [plain("x" * 2001)]}],
        [{"type": "section", "fields": [plain("x" * 2000)]}],
        "/blocks/0/fields/0/text",
    ),
    (
        "eleven fields",
        [{"type": "section", "fields": [plain("x")] * 11}],
        [{"type": "section", "fields": [plain("x")] * 10}],
        "/blocks/0/fields",
    ),
    ("51 blocks", [section("x")] * 51, [section("x")] * 50, "/blocks"),
    (
        "a header over 150",
        [{"type": "header", "text": plain("x" * 151)}],
        [{"type": "header", "text": plain("x" * 150)}],
        "/blocks/0/text/text",
    ),
    (
        "a header in mrkdwn",
        [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
        [{"type": "header", "text": plain("x")}],
        "/blocks/0/text/type",
    ),
    (
        "two equal action ids in a block",
        [actions(button("A", "same"), button("B", "same"))],
        [actions(button("A", "one"), button("B", "two"))],
        "/blocks/0/elements/1/action_id",
    ),
    (
        "two equal block ids",
        [section("x", block_id="b"), section("y", block_id="b")],
        [section("x", block_id="b"), section("y", block_id="c")],
        "/blocks/1/block_id",
    ),
    (
        "a label over 75",
        [actions(button("x" * 76, "a"))],
        [actions(button("x" * 75, "a"))],
        "/blocks/0/elements/0/text/text",
    ),
    (
        "a button value over 2000",
        [actions(button("x", "a", value="v" * 2001))],
        [actions(button("x", "a", value="v" * 2000))],
        "/blocks/0/elements/0/value",
    ),
    (
        "an unknown style",
        [actions(button("x", "a", style="loud"))],
        [actions(button("x", "a", style="danger"))],
        "/blocks/0/elements/0/style",
    ),
    (
        "26 elements",
        [actions(*(button("x", str(i)) for i in range(26)))],
        [actions(*(button("x", str(i)) for i in range(25)))],
        "/blocks/0/elements",
    ),
    ("no elements", [actions()], [actions(button("x", "a"))], "/blocks/0/elements"),
    ("an overflow of six", [actions(overflow(6))], [actions(overflow(5))], "/blocks/0/elements/0/options"),
    ("101 options", [actions(select(101))], [actions(select(100))], "/blocks/0/elements/0/options"),
    (
        "an option text over 75",
        [actions(select(1, options=[option("x" * 76)]))],
        [actions(select(1, options=[option("x" * 75)]))],
        "/blocks/0/elements/0/options/0/text/text",
    ),
    (
        "an option value over 150",
        [actions(select(1, options=[option("x", "v" * 151)]))],
        [actions(select(1, options=[option("x", "v" * 150)]))],
        "/blocks/0/elements/0/options/0/value",
    ),
    (
        "an initial option that is none of the options",
        [actions(select(2, initial_option=option("x", "x")))],
        [actions(select(2, initial_option=option("1", "1")))],
        "/blocks/0/elements/0/initial_option",
    ),
    (
        "a confirm title over 100",
        [actions(button("x", "a", confirm=confirm(title=plain("x" * 101))))],
        [actions(button("x", "a", confirm=confirm()))],
        "/blocks/0/elements/0/confirm/title/text",
    ),
    (
        "an input element in actions",
        [actions({"type": "plain_text_input", "action_id": "a"})],
        [in_input({"type": "plain_text_input", "action_id": "a"})],
        "/blocks/0/elements/0/type",
    ),
    (
        "a button in an input",
        [in_input(button("x", "a"))],
        [actions(button("x", "a"))],
        "/blocks/0/element/type",
    ),
    (
        "a number input that does not say whether it takes decimals",
        [in_input({"type": "number_input", "action_id": "a"})],
        [in_input({"type": "number_input", "action_id": "a", "is_decimal_allowed": False})],
        "/blocks/0/element",
    ),
    (
        "a date that is none",
        [actions({"type": "datepicker", "action_id": "a", "initial_date": "14/01/2027"})],
        [actions({"type": "datepicker", "action_id": "a", "initial_date": "2027-01-14"})],
        "/blocks/0/elements/0/initial_date",
    ),
    (
        "eleven checkboxes",
        [actions({**select(11), "type": "checkboxes"})],
        [actions({**select(10), "type": "checkboxes"})],
        "/blocks/0/elements/0/options",
    ),
    (
        "an image without words",
        [{"type": "image", "image_url": "https://example.org/a.png"}],
        [{"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A"}],
        "/blocks/0",
    ),
    ("an unknown block", [{"type": "sections"}], [{"type": "divider"}], "/blocks/0/type"),
    ("an unknown key", [section("x", colour="red")], [section("x")], "/blocks/0/colour"),
    (
        "eleven context elements",
        [{"type": "context", "elements": [plain("x")] * 11}],
        [{"type": "context", "elements": [plain("x")] * 10}],
        "/blocks/0/elements",
    ),
    (
        "a block id over 255",
        [section("x", block_id="b" * 256)],
        [section("x", block_id="b" * 255)],
        "/blocks/0/block_id",
    ),
]


@pytest.mark.parametrize(("name", "wrong", "right", "place"), WRONG_AND_RIGHT, ids=named)
def test_blocks_are_refused_at_the_place_of_the_fault(
    name: str, wrong: list[Block], right: list[Block], place: str
) -> None:
    """reference/block-kit/blocks and reference/block-kit/block-elements."""
    faults = check_blocks(wrong, "message")
    assert any(f"[json-pointer:{place}]" in fault for fault in faults), (name, faults)
    assert check_blocks(right, "message") == []


def test_a_message_with_bad_blocks_is_refused_with_the_places(api: Api) -> None:
    """reference/methods/chat.postMessage: invalid_blocks."""
    refused = api("chat.postMessage", channel="C1CLUB", text="x", blocks=[section("")])
    assert refused["error"] == "invalid_blocks"
    assert refused["response_metadata"]["messages"] == [
        "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"
    ]
    assert api("chat.postMessage", channel="C1CLUB", text="x", blocks=[section("y")])["ok"]


def test_blocks_that_are_no_json_are_refused(api: Api) -> None:
    """reference/methods/chat.postMessage: invalid_blocks_format."""
    assert api("chat.postMessage", channel="C1CLUB", blocks="[{]")["error"] == "invalid_blocks_format"
    assert api("chat.postMessage", channel="C1CLUB", blocks='[{"type": "divider"}]')["ok"]


def test_a_message_needs_text_or_blocks(api: Api) -> None:
    """reference/methods/chat.postMessage: no_text."""
    assert api("chat.postMessage", channel="C1CLUB", text="")["error"] == "no_text"
    assert api("chat.postMessage", channel="C1CLUB", text="  ")["error"] == "no_text"


def test_a_missing_argument_is_named(api: Api) -> None:
    """apis/web-api: invalid_arguments."""
    refused = api("chat.postMessage", text="x")
    assert refused["error"] == "invalid_arguments"
    assert refused["response_metadata"]["messages"] == ["[ERROR] missing required field: channel"]


VIEWS: list[tuple[str, Block, Block, str]] = [
    (
        "an input without submit",
        modal(text_input("L", "b"), submit=None),
        modal(text_input("L", "b")),
        "/view/submit",
    ),
    (
        "a title over 24",
        modal(section("x"), title="t" * 25),
        modal(section("x"), title="t" * 24),
        "/view/title/text",
    ),
    (
        "private metadata over 3000",
        modal(section("x"), private_metadata="m" * 3001),
        modal(section("x"), private_metadata="m" * 3000),
        "/view/private_metadata",
    ),
    (
        "a submit over 24",
        modal(section("x"), submit="s" * 25),
        modal(section("x"), submit="s" * 24),
        "/view/submit/text",
    ),
    ("101 blocks", modal(*[section("x")] * 101), modal(*[section("x")] * 100), "/view/blocks"),
    ("no blocks", modal(), modal(section("x")), "/view/blocks"),
    ("a bad block", modal(section("")), modal(section("x")), "/view/blocks/0/text/text"),
    ("an unknown key", modal(section("x"), colour="red"), modal(section("x")), "/view/colour"),
    ("a home as a modal", {"type": "home", "blocks": [section("x")]}, modal(section("x")), "/view/type"),
]


@pytest.mark.parametrize(("name", "wrong", "right", "place"), VIEWS, ids=named)
def test_views_are_refused_at_the_place_of_the_fault(
    name: str, wrong: Block, right: Block, place: str
) -> None:
    """reference/views/modal-views."""
    faults = check_view(wrong, ("modal",))
    assert any(f"[json-pointer:{place}]" in fault for fault in faults), (name, faults)
    assert check_view(right, ("modal",)) == []


def test_a_home_tab_is_checked_too(api: Api) -> None:
    """reference/methods/views.publish: invalid_arguments."""
    refused = api("views.publish", user_id="U1ANA", view={"type": "home", "blocks": [section("")]})
    assert refused["error"] == "invalid_arguments"
    assert "/view/blocks/0/text/text" in refused["response_metadata"]["messages"][0]
    assert api("views.publish", user_id="U1ANA", view={"type": "home", "blocks": [section("x")]})["ok"]


def test_loaded_options_are_checked() -> None:
    """reference/interaction-payloads/block_suggestion-payload."""
    assert check_option_answer({"options": [option()]}) == []
    assert check_option_answer({"option_groups": [{"label": plain("G"), "options": [option()]}]}) == []
    assert check_option_answer({"options": [option(str(i), str(i)) for i in range(101)]})
    assert check_option_answer({"options": [option("x" * 76)]})
    assert check_option_answer(None)
