"""Blocks of messages, modals and home tabs.

Source: https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Callable
from typing import Any

from sandbox.errors import Json
from sandbox.validation.elements import (
    CONTEXTUAL,
    IN_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    check_element,
    check_image,
)
from sandbox.validation.models import check_models
from sandbox.validation.objects import ANY_TEXT, check_text
from sandbox.validation.report import Report
from sandbox.validation.richtext import check_rich_text

MOST = {"message": 50, "modal": 100, "home": 100}
ONLY_IN_MESSAGES = {"file", "markdown", "table", "context_actions"}

ALIGNED = ("left", "center", "right")
VIDEO = {
    "alt_text", "author_name", "description", "provider_icon_url", "provider_name", "title", "title_url",
    "thumbnail_url", "video_url",
}  # fmt: skip

Check = Callable[[Report, Json, str], list[tuple[str, Json]]]
"""Checks one block; returns its interactive elements with their places."""


def check_blocks(blocks: Any, surface: str, where: str = "/blocks") -> list[str]:
    """Every fault of the blocks of a "message", "modal" or "home"; an empty list when they are good."""
    report = Report()
    seen_blocks: set[str] = set()
    focused: list[str] = []
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
            if element.get("focus_on_load") is True:
                focused.append(spot)
            if element.get("type") == "file_input" and surface != "modal":
                report.fault(f"{spot}/type", f"unsupported type in a {surface}: file_input")
    for spot in focused[1:]:
        report.fault(f"{spot}/focus_on_load", "only one element can be set to true")
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
    report.boolean(block, "expand", where)
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
    for flag in ("optional", "dispatch_action"):
        report.boolean(block, flag, where)
    return _elements(report, [block.get("element")], f"{where}/element", IN_INPUT, indexed=False)


def _image(report: Report, block: Json, where: str) -> list[tuple[str, Json]]:
    check_image(report, block, where)
    if block.get("title") is not None:
        check_text(report, block["title"], f"{where}/title", 2000)
    return []


def _markdown(report: Report, block: Json, where: str) -> list[tuple[str, Json]]:
    report.string(block.get("text"), f"{where}/text", 12000)
    return []


def _context_actions(report: Report, block: Json, where: str) -> list[tuple[str, Json]]:
    values = report.items(block.get("elements"), f"{where}/elements", 5)
    return _elements(report, values, f"{where}/elements", CONTEXTUAL)


def _file(report: Report, block: Json, where: str) -> list[tuple[str, Json]]:
    report.string(block.get("external_id"), f"{where}/external_id", 255)
    report.one_of(block.get("source"), ("remote",), f"{where}/source")
    return []


def _video(report: Report, block: Json, where: str) -> list[tuple[str, Json]]:
    report.string(block.get("alt_text"), f"{where}/alt_text", 2000)
    check_text(report, block.get("title"), f"{where}/title", 199)
    for name, https in (("thumbnail_url", False), ("video_url", True)):
        report.address(block.get(name), f"{where}/{name}", only_https=https)
    if block.get("title_url") is not None:
        report.address(block["title_url"], f"{where}/title_url", only_https=True)
    if block.get("description") is not None:
        check_text(report, block["description"], f"{where}/description", 199)
    if block.get("author_name") is not None:
        report.string(block["author_name"], f"{where}/author_name", 49)
    return []


def _table(report: Report, block: Json, where: str) -> list[tuple[str, Json]]:
    for i, row in enumerate(report.items(block.get("rows"), f"{where}/rows", 100)):
        for j, cell in enumerate(report.items(row, f"{where}/rows/{i}", 20)):
            _cell(report, cell, f"{where}/rows/{i}/{j}")
    if block.get("column_settings") is not None:
        for i, value in enumerate(report.items(block["column_settings"], f"{where}/column_settings", 20)):
            column = report.mapping(value, f"{where}/column_settings/{i}") or {}
            report.keys(column, {"align", "is_wrapped"}, f"{where}/column_settings/{i}")
            report.one_of(column.get("align", "left"), ALIGNED, f"{where}/column_settings/{i}/align")
            report.boolean(column, "is_wrapped", f"{where}/column_settings/{i}")
    return []


def _cell(report: Report, value: Any, where: str) -> None:
    cell = report.mapping(value, where)
    if cell is None:
        return
    if cell.get("type") == "raw_text":
        report.string(cell.get("text"), f"{where}/text", 10_000)
    elif cell.get("type") == "rich_text":
        check_rich_text(report, cell, where)
    else:
        report.fault(f"{where}/type", f"unsupported type: {cell.get('type')}")


def _rich_text(report: Report, block: Json, where: str) -> list[tuple[str, Json]]:
    check_rich_text(report, block, where)
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
    "file": ({"external_id", "source"}, _file),
    "context_actions": ({"elements"}, _context_actions),
    "table": ({"rows", "column_settings"}, _table),
    "video": (VIDEO, _video),
}
