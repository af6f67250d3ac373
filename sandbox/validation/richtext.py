"""Rich text: its parts, and the runs that stand in them.

Source: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from typing import Any

from sandbox.errors import Json
from sandbox.validation.report import Report

SECTIONS: dict[str, set[str]] = {
    "rich_text_section": set(),
    "rich_text_list": {"style", "indent", "offset", "border"},
    "rich_text_preformatted": {"border", "language"},
    "rich_text_quote": {"border"},
}
"""The parts of a rich text block, each with its own keys."""

RUNS: dict[str, tuple[str, ...]] = {
    "text": ("text",),
    "link": ("url",),
    "emoji": ("name",),
    "user": ("user_id",),
    "usergroup": ("usergroup_id",),
    "channel": ("channel_id",),
    "broadcast": ("range",),
    "color": ("value",),
    "date": ("timestamp", "format"),
    "team": ("team_id",),
}
"""The runs that apps may send, each with what it must have."""

STYLES = {"bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"}


def check_rich_text(report: Report, block: Json, where: str) -> None:
    """A rich text block or value."""
    for i, value in enumerate(report.items(block.get("elements"), f"{where}/elements", 100)):
        _part(report, value, f"{where}/elements/{i}")


def _part(report: Report, value: Any, where: str) -> None:
    part = report.mapping(value, where)
    if part is None:
        return
    kind = part.get("type")
    if not isinstance(kind, str) or kind not in SECTIONS:
        report.fault(f"{where}/type", f"unsupported type: {kind}")
        return
    report.keys(part, SECTIONS[kind] | {"type", "elements"}, where)
    report.whole(part, "border", 0, 1, where)
    inside = report.items(part.get("elements"), f"{where}/elements", 1000, least=0)
    if kind == "rich_text_list":
        _list(report, part, inside, where)
        return
    for i, run in enumerate(inside):
        _run(report, run, f"{where}/elements/{i}")


def _list(report: Report, part: Json, inside: list[Any], where: str) -> None:
    report.one_of(part.get("style"), ("bullet", "ordered"), f"{where}/style")
    report.whole(part, "indent", 0, 8, where)
    report.whole(part, "offset", 0, 1_000_000, where)
    for i, item in enumerate(inside):
        spot = f"{where}/elements/{i}"
        if isinstance(item, dict) and item.get("type") == "rich_text_section":
            _part(report, item, spot)
        else:
            report.fault(f"{spot}/type", "must be rich_text_section")


def _run(report: Report, value: Any, where: str) -> None:
    run = report.mapping(value, where)
    if run is None:
        return
    kind = run.get("type")
    if not isinstance(kind, str) or kind not in RUNS:
        report.fault(f"{where}/type", f"unsupported type: {kind}")
        return
    report.need(run, RUNS[kind], where)
    if run.get("text") is not None:
        report.string(run["text"], f"{where}/text", None)
    if kind == "broadcast":
        report.one_of(run.get("range"), ("here", "channel", "everyone"), f"{where}/range")
    if run.get("style") is not None:
        style = report.mapping(run["style"], f"{where}/style") or {}
        report.keys(style, STYLES, f"{where}/style")
        for name in style:
            report.boolean(style, name, f"{where}/style")
