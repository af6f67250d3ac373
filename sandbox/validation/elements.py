"""Block elements: which keys each has, its limits, and where it may stand.

Source: https://docs.slack.dev/reference/block-kit/block-elements
"""

import re
from collections.abc import Callable
from typing import Any

from sandbox.errors import Json
from sandbox.validation.objects import check_confirm, check_group, check_option, check_style, check_text
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
}  # fmt: skip

TYPED_KINDS = {
    "plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input", "file_input",
}  # fmt: skip
PICKED_KINDS = set(KEYS) - TYPED_KINDS - {"button", "overflow", "image"}

IN_INPUT = TYPED_KINDS | PICKED_KINDS
IN_ACTIONS = {kind for kind in PICKED_KINDS if not kind.startswith("multi_")} | {"button", "overflow"}
IN_SECTION = (PICKED_KINDS - {"datetimepicker"}) | {"button", "overflow", "image"}

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


def _bare(option: Any) -> Any:
    """An option as compared by Slack: text, value and description without the defaults filled in."""
    if not isinstance(option, dict):
        return option
    text = option.get("text")
    return (option.get("value"), text.get("text") if isinstance(text, dict) else text)


def _button(report: Report, element: Json, where: str) -> None:
    check_text(report, element.get("text"), f"{where}/text", 75)
    check_style(report, element, where)
    for name, most in (("value", 2000), ("url", 3000), ("accessibility_label", 75)):
        if element.get(name) is not None:
            report.string(element[name], f"{where}/{name}", most, least=0 if name == "value" else 1)


def _image(report: Report, element: Json, where: str) -> None:
    check_image(report, element, where)


def check_image(report: Report, value: Json, where: str) -> None:
    """An image has alt_text (2000) and one of image_url (3000) or slack_file."""
    report.need(value, ("alt_text",), where)
    if isinstance(value.get("alt_text"), str):
        report.string(value["alt_text"], f"{where}/alt_text", 2000, least=0)
    if (value.get("image_url") is None) == (value.get("slack_file") is None):
        report.fault(where, "must provide image_url or slack_file")
    if value.get("image_url") is not None:
        report.string(value["image_url"], f"{where}/image_url", 3000)


def _plain_text_input(report: Report, element: Json, where: str) -> None:
    for name, least in (("min_length", 0), ("max_length", 1)):
        length = element.get(name)
        if length is not None and not (isinstance(length, int) and least <= length <= 3000):
            report.fault(f"{where}/{name}", f"must be between {least} and 3000")
    if element.get("initial_value") is not None:
        report.string(
            element["initial_value"], f"{where}/initial_value", element.get("max_length") or 3000, 0
        )


def _number_input(report: Report, element: Json, where: str) -> None:
    report.need(element, ("is_decimal_allowed",), where)
    for name in ("initial_value", "min_value", "max_value"):
        if element.get(name) is not None and not re.fullmatch(r"-?\d+(\.\d+)?", str(element[name])):
            report.fault(f"{where}/{name}", "must be a number in a string")


def _pattern(name: str, pattern: str) -> Callable[[Report, Json, str], None]:
    def check(report: Report, element: Json, where: str) -> None:
        if element.get(name) is not None and not re.fullmatch(pattern, str(element[name])):
            report.fault(f"{where}/{name}", "must match the documented format")

    return check


def _multi(report: Report, element: Json, where: str) -> None:
    most = element.get("max_selected_items")
    if most is not None and not (isinstance(most, int) and most >= 1):
        report.fault(f"{where}/max_selected_items", "must be at least 1")


SPECIAL: dict[str, Callable[[Report, Json, str], None]] = {
    "button": _button,
    "image": _image,
    "plain_text_input": _plain_text_input,
    "number_input": _number_input,
    "datepicker": _pattern("initial_date", r"\d{4}-\d\d-\d\d"),
    "timepicker": _pattern("initial_time", r"([01]\d|2[0-3]):[0-5]\d"),
    "datetimepicker": _pattern("initial_date_time", r"\d{10}"),
    **{kind: _multi for kind in KEYS if kind.startswith("multi_")},
}
