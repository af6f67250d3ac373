"""What Slack's client checks before it submits a modal.

Source: https://docs.slack.dev/reference/block-kit/blocks/input-block
"""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from sandbox.errors import Json
from sandbox.views import VALUE_KEYS

REQUIRED = "Please complete this required field."


def check_inputs(view: Json) -> dict[str, str]:
    """By block id, why an input cannot be submitted; empty when all can."""
    faults: dict[str, str] = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        entry = view["state"]["values"][block["block_id"]][element["action_id"]]
        fault = _fault(block, element, entry[VALUE_KEYS[element["type"]][0]])
        if fault is not None:
            faults[block["block_id"]] = fault
    return faults


def _fault(block: Json, element: Json, value: Any) -> str | None:
    if value in (None, "", []):
        return None if block.get("optional") else REQUIRED
    match element["type"]:
        case "plain_text_input":
            return _length(element, value)
        case "number_input":
            return _number(element, value)
        case "email_text_input":
            good = re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value)
            return None if good else "Please enter a valid email address."
        case "url_text_input":
            return None if re.fullmatch(r"https?://\S+", value) else "Please enter a valid URL."
    most = element.get("max_selected_items")
    if element["type"] == "file_input":
        most = element.get("max_files")
    if most is not None and len(value) > most:
        return f"You can select up to {most} items."
    return None


def _length(element: Json, value: str) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < least:
        return f"Must be at least {least} characters."
    return f"Must be at most {most} characters." if len(value) > most else None


def _number(element: Json, value: str) -> str | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return "Please enter a number."
    if not element.get("is_decimal_allowed") and number != number.to_integral_value():
        return "Please enter a whole number."
    if element.get("min_value") is not None and number < Decimal(str(element["min_value"])):
        return f"Please enter a number of at least {element['min_value']}."
    if element.get("max_value") is not None and number > Decimal(str(element["max_value"])):
        return f"Please enter a number of at most {element['max_value']}."
    return None
