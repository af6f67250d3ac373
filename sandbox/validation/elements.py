"""Block elements: which keys each has, its limits, and where it may stand.

Source: https://docs.slack.dev/reference/block-kit/block-elements
"""

from collections.abc import Callable
from typing import Any

from sandbox.errors import Json
from sandbox.validation import typed
from sandbox.validation.objects import (
    check_confirm,
    check_dispatch,
    check_filter,
    check_group,
    check_option,
    check_slack_file,
    check_style,
    check_text,
)
from sandbox.validation.report import Report

PLACEHOLDER = {"placeholder", "focus_on_load"}
PICK = {"confirm", *PLACEHOLDER}
MULTI = {"max_selected_items", *PICK}
LISTED = {"options", "option_groups"}
TYPED = {"dispatch_action_config", *PLACEHOLDER}
SINGLE_PICKS = {"response_url_enabled", *PICK}

KEYS: dict[str, set[str]] = {
    "button": {"text", "url", "value", "style", "confirm", "accessibility_label"},
    "overflow": {"options", "confirm"},
    "static_select": {"initial_option", *LISTED, *PICK},
    "external_select": {"initial_option", "min_query_length", *PICK},
    "users_select": {"initial_user", *PICK},
    "conversations_select": {
        "initial_conversation", "default_to_current_conversation", "filter", *SINGLE_PICKS,
    },
    "channels_select": {"initial_channel", *SINGLE_PICKS},
    "multi_static_select": {"initial_options", *LISTED, *MULTI},
    "multi_external_select": {"initial_options", "min_query_length", *MULTI},
    "multi_users_select": {"initial_users", *MULTI},
    "multi_conversations_select": {
        "initial_conversations", "default_to_current_conversation", "filter", *MULTI,
    },
    "multi_channels_select": {"initial_channels", *MULTI},
    "checkboxes": {"options", "initial_options", "confirm", "focus_on_load"},
    "radio_buttons": {"options", "initial_option", "confirm", "focus_on_load"},
    "datepicker": {"initial_date", *PICK},
    "timepicker": {"initial_time", "timezone", *PICK},
    "datetimepicker": {"initial_date_time", "confirm", "focus_on_load"},
    "plain_text_input": {"initial_value", "multiline", "min_length", "max_length", *TYPED},
    "number_input": {"is_decimal_allowed", "initial_value", "min_value", "max_value", *TYPED},
    "email_text_input": {"initial_value", *TYPED},
    "url_text_input": {"initial_value", *TYPED},
    "rich_text_input": {"initial_value", *TYPED},
    "file_input": {"filetypes", "max_files"},
    "image": {"image_url", "slack_file", "alt_text"},
    "workflow_button": {"text", "workflow", "style", "accessibility_label"},
    "feedback_buttons": {"positive_button", "negative_button"},
    "icon_button": {"icon", "text", "value", "confirm", "accessibility_label", "visible_to_user_ids"},
}  # fmt: skip

TYPED_KINDS = {
    "plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input", "file_input",
}  # fmt: skip
CONTEXTUAL = {"feedback_buttons", "icon_button"}
PRESSED = {"button", "overflow", "workflow_button"}
PICKED_KINDS = set(KEYS) - TYPED_KINDS - PRESSED - CONTEXTUAL - {"image"}

IN_INPUT = TYPED_KINDS | PICKED_KINDS
IN_ACTIONS = {kind for kind in PICKED_KINDS if not kind.startswith("multi_")} | PRESSED
IN_SECTION = (PICKED_KINDS - {"datetimepicker"}) | PRESSED | {"image"}

FLAGS = {
    "focus_on_load", "multiline", "is_decimal_allowed", "default_to_current_conversation",
    "response_url_enabled",
}  # fmt: skip
"""What is true or false."""

OPTION_LIMITS = {"overflow": (1, 5), "checkboxes": (1, 10), "radio_buttons": (1, 10)}


def check_element(report: Report, value: Any, where: str, allowed: set[str]) -> Json | None:
    """One element of an allowed kind; returns it when it is an object of such a kind."""
    element = report.mapping(value, where)
    if element is None:
        return None
    kind = element.get("type")
    if not isinstance(kind, str) or kind not in allowed:
        report.fault(f"{where}/type", f"unsupported type: {kind}")
        return None
    common = {"type"} if kind == "image" else {"type", "action_id"}
    report.keys(element, KEYS[kind] | common, where)
    if element.get("action_id") is not None:
        report.string(element["action_id"], f"{where}/action_id", 255)
    if element.get("confirm") is not None:
        check_confirm(report, element["confirm"], f"{where}/confirm")
    if element.get("placeholder") is not None:
        check_text(report, element["placeholder"], f"{where}/placeholder", 150)
    if element.get("filter") is not None:
        check_filter(report, element["filter"], f"{where}/filter")
    if element.get("dispatch_action_config") is not None:
        check_dispatch(report, element["dispatch_action_config"], f"{where}/dispatch_action_config")
    for flag in FLAGS & KEYS[kind]:
        report.boolean(element, flag, where)
    _check_choices(report, element, where, kind)
    if kind in SPECIAL:
        SPECIAL[kind](report, element, where)
    return element


def _check_choices(report: Report, element: Json, where: str, kind: str) -> None:
    if "options" not in KEYS[kind]:
        return
    groups = element.get("option_groups")
    if groups is not None:
        if element.get("options") is not None:
            report.fault(where, "options and option_groups cannot both be specified")
        for i, group in enumerate(report.items(groups, f"{where}/option_groups", 100)):
            check_group(report, group, f"{where}/option_groups/{i}", kind)
        _check_initial(report, element, where, _grouped(groups))
        return
    least, most = OPTION_LIMITS.get(kind, (1, 100))
    options = report.items(element.get("options"), f"{where}/options", most, least)
    for i, option in enumerate(options):
        check_option(report, option, f"{where}/options/{i}", kind)
    _check_initial(report, element, where, options)


def _check_initial(report: Report, element: Json, where: str, options: list[Any]) -> None:
    if element.get("initial_option") is not None and _bare(element["initial_option"]) not in map(
        _bare, options
    ):
        report.fault(f"{where}/initial_option", "must match one of the options")
    if element.get("initial_options") is not None:
        for i, chosen in enumerate(report.items(element["initial_options"], f"{where}/initial_options", 100)):
            if _bare(chosen) not in map(_bare, options):
                report.fault(f"{where}/initial_options/{i}", "must match one of the options")


def _grouped(groups: Any) -> list[Any]:
    """The options of all groups, as far as they are such."""
    if not isinstance(groups, list):
        return []
    inside = [group.get("options") for group in groups if isinstance(group, dict)]
    return [option for options in inside if isinstance(options, list) for option in options]


def _bare(option: Any) -> Any:
    """An option as compared by Slack: text, value and description without the defaults filled in."""
    if not isinstance(option, dict):
        return option
    text = option.get("text")
    return (option.get("value"), text.get("text") if isinstance(text, dict) else text)


def _button(report: Report, element: Json, where: str) -> None:
    check_text(report, element.get("text"), f"{where}/text", 75)
    check_style(report, element, where)
    if element.get("url") is not None:
        report.address(element["url"], f"{where}/url")
    _button_words(report, element, where)


def _button_words(report: Report, element: Json, where: str) -> None:
    if element.get("value") is not None:
        report.string(element["value"], f"{where}/value", 2000, least=0)
    if element.get("accessibility_label") is not None:
        report.string(element["accessibility_label"], f"{where}/accessibility_label", 75)


def _workflow_button(report: Report, element: Json, where: str) -> None:
    check_text(report, element.get("text"), f"{where}/text", 75)
    check_style(report, element, where)
    _button_words(report, element, where)
    workflow = report.mapping(element.get("workflow"), f"{where}/workflow") or {}
    trigger = report.mapping(workflow.get("trigger"), f"{where}/workflow/trigger")
    if trigger is not None:
        report.address(trigger.get("url"), f"{where}/workflow/trigger/url")


def _feedback_buttons(report: Report, element: Json, where: str) -> None:
    for name in ("positive_button", "negative_button"):
        button = report.mapping(element.get(name), f"{where}/{name}")
        if button is None:
            continue
        report.keys(button, {"text", "value", "accessibility_label"}, f"{where}/{name}")
        report.need(button, ("value",), f"{where}/{name}")
        check_text(report, button.get("text"), f"{where}/{name}/text", 75)
        _button_words(report, button, f"{where}/{name}")


def _icon_button(report: Report, element: Json, where: str) -> None:
    report.one_of(element.get("icon"), ("trash",), f"{where}/icon")
    check_text(report, element.get("text"), f"{where}/text", 75)
    _button_words(report, element, where)


def _image(report: Report, element: Json, where: str) -> None:
    check_image(report, element, where)


def check_image(report: Report, value: Json, where: str) -> None:
    """An image has alt_text (2000) and one of image_url (3000) or slack_file."""
    report.need(value, ("alt_text",), where)
    if value.get("alt_text") is not None:
        report.string(value["alt_text"], f"{where}/alt_text", 2000, least=0)
    if (value.get("image_url") is None) == (value.get("slack_file") is None):
        report.fault(where, "must provide image_url or slack_file")
    if value.get("image_url") is not None:
        report.address(value["image_url"], f"{where}/image_url")
    if value.get("slack_file") is not None:
        check_slack_file(report, value["slack_file"], f"{where}/slack_file")


SPECIAL: dict[str, Callable[[Report, Json, str], None]] = {
    "button": _button,
    "image": _image,
    "plain_text_input": typed.plain_text_input,
    "number_input": typed.number_input,
    "datepicker": typed.datepicker,
    "timepicker": typed.timepicker,
    "file_input": typed.file_input,
    "workflow_button": _workflow_button,
    "feedback_buttons": _feedback_buttons,
    "icon_button": _icon_button,
    "external_select": typed.query,
    "datetimepicker": typed.pattern("initial_date_time", r"\d{10}"),
    **{kind: typed.multi for kind in KEYS if kind.startswith("multi_")},
}
