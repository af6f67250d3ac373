"""Composition objects: text, option, option group, confirm, dispatch and filter.

Source: https://docs.slack.dev/reference/block-kit/composition-objects
"""

from typing import Any

from sandbox.errors import Json
from sandbox.validation.report import Report

PLAIN = ("plain_text",)
ANY_TEXT = ("plain_text", "mrkdwn")


def check_text(report: Report, value: Any, where: str, most: int, kinds: tuple[str, ...] = PLAIN) -> None:
    """A text object of 1 to `most` characters."""
    text = report.mapping(value, where)
    if text is None:
        return
    kind = text.get("type")
    if kind not in kinds:
        report.fault(f"{where}/type", f"unsupported type: {kind}")
        return
    report.keys(text, {"type", "text", "emoji" if kind == "plain_text" else "verbatim"}, where)
    report.string(text.get("text"), f"{where}/text", most)
    for flag in ("emoji", "verbatim"):
        report.boolean(text, flag, where)


def check_option(report: Report, value: Any, where: str, kind: str) -> None:
    """An option: text and description of at most 75 characters each, a value of at most 150."""
    option = report.mapping(value, where)
    if option is None:
        return
    mrkdwn = kind in ("radio_buttons", "checkboxes")
    kinds = ANY_TEXT if mrkdwn else PLAIN
    report.keys(option, {"text", "value", "description", *(("url",) if kind == "overflow" else ())}, where)
    report.need(option, ("text", "value"), where)
    if option.get("text") is not None:
        check_text(report, option["text"], f"{where}/text", 75, kinds)
    if option.get("value") is not None:
        report.string(option["value"], f"{where}/value", 150, least=0)
    if option.get("description") is not None:
        check_text(report, option["description"], f"{where}/description", 75, kinds)
    if option.get("url") is not None:
        report.string(option["url"], f"{where}/url", 3000)


def check_group(report: Report, value: Any, where: str, kind: str) -> None:
    """An option group: a label of 75 and at most 100 options."""
    group = report.mapping(value, where)
    if group is None:
        return
    report.keys(group, {"label", "options"}, where)
    check_text(report, group.get("label"), f"{where}/label", 75)
    for i, option in enumerate(report.items(group.get("options"), f"{where}/options", 100)):
        check_option(report, option, f"{where}/options/{i}", kind)


def check_confirm(report: Report, value: Any, where: str) -> None:
    """A confirm dialog: title 100, text 300, confirm and deny 30."""
    confirm = report.mapping(value, where)
    if confirm is None:
        return
    report.keys(confirm, {"title", "text", "confirm", "deny", "style"}, where)
    for name, most, kinds in (
        ("title", 100, PLAIN),
        ("text", 300, ANY_TEXT),
        ("confirm", 30, PLAIN),
        ("deny", 30, PLAIN),
    ):
        check_text(report, confirm.get(name), f"{where}/{name}", most, kinds)
    check_style(report, confirm, where)


def check_style(report: Report, value: Json, where: str) -> None:
    """`style` is primary or danger, or absent."""
    if value.get("style") is not None and value["style"] not in ("primary", "danger"):
        report.fault(f"{where}/style", "must be a valid enum value")


INCLUDED = ("im", "mpim", "private", "public")


def check_filter(report: Report, value: Any, where: str) -> None:
    """A conversation filter: at least one of its three fields, `include` not empty.

    Source: https://docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object
    """
    found = report.mapping(value, where)
    if found is None:
        return
    report.keys(found, {"include", "exclude_external_shared_channels", "exclude_bot_users"}, where)
    if not found:
        report.fault(where, "must provide at least one field")
    if found.get("include") is not None:
        for i, kind in enumerate(report.items(found["include"], f"{where}/include", 4)):
            report.one_of(kind, INCLUDED, f"{where}/include/{i}")
    for flag in ("exclude_external_shared_channels", "exclude_bot_users"):
        report.boolean(found, flag, where)


def check_dispatch(report: Report, value: Any, where: str) -> None:
    """When typing tells the app: on enter, or on every character.

    Source: https://docs.slack.dev/reference/block-kit/composition-objects/dispatch-action-configuration-object
    """
    found = report.mapping(value, where)
    if found is None:
        return
    report.keys(found, {"trigger_actions_on"}, where)
    for i, kind in enumerate(report.items(found.get("trigger_actions_on"), f"{where}/trigger_actions_on", 2)):
        report.one_of(kind, ("on_enter_pressed", "on_character_entered"), f"{where}/trigger_actions_on/{i}")


def check_slack_file(report: Report, value: Any, where: str) -> None:
    """A picture that Slack holds: its `id` or its `url`, not both.

    Source: https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object
    """
    found = report.mapping(value, where)
    if found is None:
        return
    report.keys(found, {"id", "url"}, where)
    if (found.get("id") is None) == (found.get("url") is None):
        report.fault(where, "must provide id or url")
    for name in ("id", "url"):
        if found.get(name) is not None:
            report.string(found[name], f"{where}/{name}", 3000)
