"""Blocks of messages, modals and home tabs.

Source: https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Callable
from typing import Any

from sandbox.errors import Json
from sandbox.validation.elements import IN_ACTIONS, IN_INPUT, IN_SECTION, check_element, check_image
from sandbox.validation.models import check_models
from sandbox.validation.objects import ANY_TEXT, check_text
from sandbox.validation.report import Report

MOST = {"message": 50, "modal": 100, "home": 100}
ONLY_IN_MESSAGES = {"file", "video", "markdown", "table"}

Check = Callable[[Report, Json, str], list[tuple[str, Json]]]
"""Checks one block; returns its interactive elements with their places."""


def check_blocks(blocks: Any, surface: str, where: str = "/blocks") -> list[str]:
    """Every fault of the blocks of a "message", "modal" or "home"; an empty list when they are good."""
    report = Report()
    seen_blocks: set[str] = set()
    least = 0 if surface == "message" else 1
    for i, value in enumerate(report.items(blocks, where, MOST[surface], least)):
        place = f"{where}/{i}"
        block = report.mapping(value, place)
        if block is None:
            continue
        elements = _check_block(report, block, place, surface)
        _unique(report, block.get("block_id"), "block_id", place, seen_blocks)
        seen: set[str] = set()
        for spot, element in elements:
            _unique(report, element.get("action_id"), "action_id", spot, seen)
    return report.messages or check_models(blocks, where)


def _unique(report: Report, value: Any, name: str, where: str, seen: set[str]) -> None:
    if not isinstance(value, str):
        return
    if value in seen:
        report.fault(f"{where}/{name}", f"`{name}` already exists: {value}")
    seen.add(value)


def _check_block(report: Report, block: Json, where: str, surface: str) -> list[tuple[str, Json]]:
    kind = block.get("type")
    if not isinstance(kind, str) or kind not in CHECKS:
        report.fault(f"{where}/type", f"unsupported type: {kind}")
        return []
    if kind in ONLY_IN_MESSAGES and surface != "message":
        report.fault(f"{where}/type", f"unsupported type in a {surface}: {kind}")
    keys, check = CHECKS[kind]
    report.keys(block, keys | {"type", "block_id"}, where)
    if block.get("block_id") is not None:
        report.string(block["block_id"], f"{where}/block_id", 255)
    return check(report, block, where)


def _section(report: Report, block: Json, where: str) -> list[tuple[str, Json]]:
    if block.get("text") is None and not block.get("fields"):
        report.fault(where, "must provide text or fields")
    if block.get("text") is not None:
        check_text(report, block["text"], f"{where}/text", 3000, ANY_TEXT)
    if block.get("fields") is not None:
        for i, text in enumerate(report.items(block["fields"], f"{where}/fields", 10)):
            check_text(report, text, f"{where}/fields/{i}", 2000, ANY_TEXT)
    if block.get("accessory") is None:
        return []
    return _elements(report, [block["accessory"]], f"{where}/accessory", IN_SECTION, indexed=False)


def _elements(
    report: Report, values: list[Any], where: str, allowed: set[str], *, indexed: bool = True
) -> list[tuple[str, Json]]:
    found: list[tuple[str, Json]] = []
    for i, value in enumerate(values):
        spot = f"{where}/{i}" if indexed else where
        element = check_element(report, value, spot, allowed)
        if element is not None:
            found.append((spot, element))
    return found


def _actions(report: Report, block: Json, where: str) -> list[tuple[str, Json]]:
    values = report.items(block.get("elements"), f"{where}/elements", 25)
    return _elements(report, values, f"{where}/elements", IN_ACTIONS)


def _context(report: Report, block: Json, where: str) -> list[tuple[str, Json]]:
    for i, value in enumerate(report.items(block.get("elements"), f"{where}/elements", 10)):
        spot = f"{where}/elements/{i}"
        if isinstance(value, dict) and value.get("type") == "image":
            check_element(report, value, spot, {"image"})
        else:
            check_text(report, value, spot, 3000, ANY_TEXT)
    return []


def _header(report: Report, block: Json, where: str) -> list[tuple[str, Json]]:
    check_text(report, block.get("text"), f"{where}/text", 150)
    return []


def _input(report: Report, block: Json, where: str) -> list[tuple[str, Json]]:
    check_text(report, block.get("label"), f"{where}/label", 2000)
    if block.get("hint") is not None:
        check_text(report, block["hint"], f"{where}/hint", 2000)
    return _elements(report, [block.get("element")], f"{where}/element", IN_INPUT, indexed=False)


def _image(report: Report, block: Json, where: str) -> list[tuple[str, Json]]:
    check_image(report, block, where)
    if block.get("title") is not None:
        check_text(report, block["title"], f"{where}/title", 2000)
    return []


def _rich_text(report: Report, block: Json, where: str) -> list[tuple[str, Json]]:
    kinds = {"rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote"}
    for i, value in enumerate(report.items(block.get("elements"), f"{where}/elements", 100)):
        element = report.mapping(value, f"{where}/elements/{i}")
        if element is None:
            continue
        if element.get("type") not in kinds:
            report.fault(f"{where}/elements/{i}/type", f"unsupported type: {element.get('type')}")
        report.items(element.get("elements"), f"{where}/elements/{i}/elements", 1000, least=0)
    return []


def _markdown(report: Report, block: Json, where: str) -> list[tuple[str, Json]]:
    report.string(block.get("text"), f"{where}/text", 12000)
    return []


def _nothing(report: Report, block: Json, where: str) -> list[tuple[str, Json]]:
    return []


CHECKS: dict[str, tuple[set[str], Check]] = {
    "section": ({"text", "fields", "accessory", "expand"}, _section),
    "divider": (set(), _nothing),
    "actions": ({"elements"}, _actions),
    "context": ({"elements"}, _context),
    "header": ({"text"}, _header),
    "input": ({"label", "element", "hint", "optional", "dispatch_action"}, _input),
    "image": ({"image_url", "slack_file", "alt_text", "title"}, _image),
    "rich_text": ({"elements"}, _rich_text),
    "markdown": ({"text"}, _markdown),
    "file": ({"external_id", "source"}, _nothing),
}
