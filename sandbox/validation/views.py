"""Views: modals and home tabs.

Source: https://docs.slack.dev/reference/views
"""

from typing import Any

from sandbox.errors import Json
from sandbox.validation.blocks import check_blocks
from sandbox.validation.objects import check_text
from sandbox.validation.report import Report

COMMON = {"type", "blocks", "private_metadata", "callback_id", "external_id"}
MODAL = COMMON | {"title", "close", "submit", "clear_on_close", "notify_on_close", "submit_disabled"}


def check_view(view: Any, surfaces: tuple[str, ...]) -> list[str]:
    """Every fault of a view meant for one of `surfaces` ("modal", "home"); empty when it is good."""
    report = Report()
    body = report.mapping(view, "/view")
    if body is None:
        return report.messages
    kind = body.get("type")
    if kind not in surfaces:
        report.fault("/view/type", f"must be one of: {', '.join(surfaces)}")
        return report.messages
    report.keys(body, MODAL if kind == "modal" else COMMON, "/view")
    for name, most in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        if body.get(name) is not None:
            report.string(body[name], f"/view/{name}", most, least=0)
    if kind == "modal":
        _modal(report, body)
    report.messages += check_blocks(body.get("blocks"), kind, "/view/blocks")
    return report.messages


def _modal(report: Report, view: Json) -> None:
    check_text(report, view.get("title"), "/view/title", 24)
    for name in ("submit", "close"):
        if view.get(name) is not None:
            check_text(report, view[name], f"/view/{name}", 24)
    blocks = view.get("blocks")
    has_input = isinstance(blocks, list) and any(
        isinstance(block, dict) and block.get("type") == "input" for block in blocks
    )
    if has_input and view.get("submit") is None:
        report.fault("/view/submit", "missing required field: submit, as there are input blocks")
