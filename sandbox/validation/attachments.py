"""Attachments: the older way to hang something below a message, with blocks or fields of its own.

Source: https://docs.slack.dev/reference/messaging/payloads#legacy
"""

from typing import Any

from sandbox.errors import Json
from sandbox.validation.blocks import check_blocks
from sandbox.validation.report import Report

WORDS = (
    "fallback", "color", "pretext", "author_name", "author_link", "author_icon", "title", "title_link",
    "text", "image_url", "thumb_url", "footer", "footer_icon", "callback_id", "from_url", "app_unfurl_url",
    "original_url", "service_name",
)  # fmt: skip
OTHERS = {
    "blocks",
    "fields",
    "mrkdwn_in",
    "ts",
    "actions",
    "attachment_type",
    "id",
    "is_app_unfurl",
    "preview",
    "hide_color",
}
MARKED = ("pretext", "text", "fields")


def check_attachments(attachments: list[Any]) -> list[str]:
    """Every fault of a message's attachments; an empty list when they are good."""
    report = Report()
    for i, value in enumerate(attachments):
        where = f"/attachments/{i}"
        attachment = report.mapping(value, where)
        if attachment is not None:
            _attachment(report, attachment, where)
    return report.messages


def _attachment(report: Report, attachment: Json, where: str) -> None:
    report.keys(attachment, OTHERS | set(WORDS), where)
    for name in WORDS:
        if attachment.get(name) is not None and not isinstance(attachment[name], str):
            report.fault(f"{where}/{name}", "must be a string")
    if attachment.get("blocks") is not None:
        report.messages += check_blocks(attachment["blocks"], "message", f"{where}/blocks")
    if attachment.get("fields") is not None:
        for i, value in enumerate(report.items(attachment["fields"], f"{where}/fields", 100, least=0)):
            field = report.mapping(value, f"{where}/fields/{i}") or {}
            report.keys(field, {"title", "value", "short"}, f"{where}/fields/{i}")
    if attachment.get("mrkdwn_in") is not None:
        for i, name in enumerate(report.items(attachment["mrkdwn_in"], f"{where}/mrkdwn_in", 10, least=0)):
            report.one_of(name, MARKED, f"{where}/mrkdwn_in/{i}")
