# ruff: noqa: E501
"""Rules of Block Kit, one a row: Slack's page, what it says, what is refused, what is accepted, and where.

The pages stand below https://docs.slack.dev/reference/.
"""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

BLOCK, ELEMENT, OBJECT = "block-kit/blocks/", "block-kit/block-elements/", "block-kit/composition-objects/"


@dataclass(frozen=True)
class Rule:
    """`wrong` breaks the rule at `place` (a JSON pointer below the blocks), `right` keeps it."""

    page: str
    says: str
    wrong: list[Json]
    right: list[Json]
    place: str
    surface: str = "message"

    @property
    def name(self) -> str:
        """For pytest."""
        return f"{self.page.rsplit('/', 1)[-1]}: {self.says}"


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "x", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def asked(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain("L"), "element": {"action_id": "a", **element}, **more}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain("Go"), "action_id": "a", **more}


def option(text: str = "One", value: str = "1", **more: Any) -> Json:
    return {"text": plain(text), "value": value, **more}


def select(kind: str = "static_select", **more: Any) -> Json:
    known = {"options": [option()]} if kind.endswith("static_select") else {}
    return {"type": kind, "action_id": "a", **known, **more}


def choices(kind: str, count: int, **more: Any) -> Json:
    many = [option(str(i), str(i)) for i in range(count)]
    return {"type": kind, "action_id": "a", "options": many, **more}


def confirm(**more: Any) -> Json:
    words = {"title": plain("T"), "text": plain("?"), "confirm": plain("Yes"), "deny": plain("No")}
    return words | more


def rich(*parts: Json) -> Json:
    return {"type": "rich_text", "elements": list(parts)}


def run(**run: Any) -> Json:
    return rich({"type": "rich_text_section", "elements": [run]})


def listed(**more: Any) -> Json:
    item = {"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}
    return rich({"type": "rich_text_list", "style": "bullet", "elements": [item], **more})


def image(**more: Any) -> Json:
    return {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A", **more}


def video(**more: Any) -> Json:
    made = {
        "type": "video",
        "alt_text": "A",
        "title": plain("T"),
        "thumbnail_url": "https://example.org/a.png",
    }
    return made | {"video_url": "https://example.org/v", **more}


def table(*rows: list[Json], **more: Any) -> Json:
    return {"type": "table", "rows": list(rows), **more}


def feedback(**more: Any) -> Json:
    both = {"text": plain("Good"), "value": "good"}
    made = {"type": "feedback_buttons", "action_id": "a", "positive_button": both, "negative_button": both}
    return {"type": "context_actions", "elements": [made | more]}


def icon(**more: Any) -> Json:
    made = {"type": "icon_button", "icon": "trash", "text": plain("Delete"), "action_id": "a"}
    return {"type": "context_actions", "elements": [made | more]}


def workflow(**more: Any) -> Json:
    trigger = {"trigger": {"url": "https://slack.com/shortcuts/Ft1/x"}}
    return {"type": "workflow_button", "text": plain("Run"), "action_id": "a", "workflow": trigger, **more}


CELL: Json = {"type": "raw_text", "text": "x"}


def limit(page: str, says: str, make: Any, most: int, place: str, surface: str = "message") -> Rule:
    """A rule on length or number: `make(n)` gives one block with so much of it."""
    return Rule(page, f"{says}: at most {most}", [make(most + 1)], [make(most)], place, surface)


def bad(page: str, says: str, wrong: Json, right: Json, place: str, surface: str = "message") -> Rule:
    """A rule that one block breaks or keeps."""
    return Rule(page, says, [wrong], [right], place, surface)


def in_actions(page: str, says: str, wrong: Json, right: Json, place: str) -> Rule:
    return bad(ELEMENT + page, says, actions(wrong), actions(right), f"/0/elements/0{place}")


def in_input(page: str, says: str, wrong: Json, right: Json, place: str) -> Rule:
    return bad(ELEMENT + page, says, asked(wrong), asked(right), f"/0/element{place}", "modal")


def typed(kind: str, **more: Any) -> Json:
    return {"type": kind, **more}


X = "x"
OF_BLOCKS = [
    limit(BLOCK + "section-block", "text", lambda n: section(X * n), 3000, "/0/text/text"),
    bad(BLOCK + "section-block", "text or fields", {"type": "section"}, section(), "/0"),
    bad(BLOCK + "section-block", "text is not empty", section(""), section(), "/0/text/text"),
    limit(BLOCK + "section-block", "fields", lambda n: {"type": "section", "fields": [plain(X)] * n}, 10, "/0/fields"),
    limit(BLOCK + "section-block", "a field", lambda n: {"type": "section", "fields": [plain(X * n)]}, 2000, "/0/fields/0/text"),
    bad(BLOCK + "section-block", "expand is a boolean", section(expand="yes"), section(expand=True), "/0/expand"),
    bad(BLOCK + "section-block", "no unknown key", section(colour="red"), section(), "/0/colour"),
    limit(BLOCK + "section-block", "block_id", lambda n: section(block_id=X * n), 255, "/0/block_id"),
    Rule(BLOCK + "section-block", "block_id is unique", [section(block_id="b")] * 2, [section(block_id="b"), section(block_id="c")], "/1/block_id"),
    Rule("block-kit/blocks", "a message has 50 blocks at most", [section()] * 51, [section()] * 50, ""),
    Rule("block-kit/blocks", "a modal has 100 blocks at most", [section()] * 101, [section()] * 100, "", "modal"),
    Rule("block-kit/blocks", "a home tab has 100 blocks at most", [section()] * 101, [section()] * 100, "", "home"),
    bad("block-kit/blocks", "the kinds there are", {"type": "sections"}, {"type": "divider"}, "/0/type"),
    bad(BLOCK + "divider-block", "it has nothing in it", {"type": "divider", "text": plain(X)}, {"type": "divider"}, "/0/text"),
    limit(BLOCK + "header-block", "text", lambda n: {"type": "header", "text": plain(X * n)}, 150, "/0/text/text"),
    bad(BLOCK + "header-block", "plain text", {"type": "header", "text": mrkdwn(X)}, {"type": "header", "text": plain(X)}, "/0/text/type"),
    limit(BLOCK + "context-block", "elements", lambda n: {"type": "context", "elements": [plain(X)] * n}, 10, "/0/elements"),
    bad(BLOCK + "context-block", "texts and images", {"type": "context", "elements": [button()]}, {"type": "context", "elements": [image()]}, "/0/elements/0/type"),
    bad(BLOCK + "context-block", "elements are there", {"type": "context", "elements": []}, {"type": "context", "elements": [plain(X)]}, "/0/elements"),
    Rule(BLOCK + "actions-block", "25 elements at most", [actions(*(button(action_id=str(i)) for i in range(26)))], [actions(*(button(action_id=str(i)) for i in range(25)))], "/0/elements"),
    bad(BLOCK + "actions-block", "elements are there", actions(), actions(button()), "/0/elements"),
    bad(BLOCK + "actions-block", "action_id is unique", actions(button(), button()), actions(button(), button(action_id="b")), "/0/elements/1/action_id"),
    bad(BLOCK + "actions-block", "no text inputs", actions(typed("plain_text_input", action_id="a")), actions(button()), "/0/elements/0/type"),
    bad(BLOCK + "actions-block", "no file inputs", actions(typed("file_input", action_id="a")), actions(button()), "/0/elements/0/type"),
    limit(BLOCK + "image-block", "alt_text", lambda n: image(alt_text=X * n), 2000, "/0/alt_text"),
    bad(BLOCK + "image-block", "alt_text is there", {"type": "image", "image_url": "https://example.org"}, image(), "/0"),
    bad(BLOCK + "image-block", "an address or a file", image(slack_file={"id": "F1"}), image(), "/0"),
    bad(BLOCK + "image-block", "image_url is an address", image(image_url="a.png"), image(), "/0/image_url"),
    limit(BLOCK + "image-block", "image_url", lambda n: image(image_url="https://" + X * (n - 8)), 3000, "/0/image_url"),
    limit(BLOCK + "image-block", "title", lambda n: image(title=plain(X * n)), 2000, "/0/title/text"),
    limit(BLOCK + "input-block", "label", lambda n: asked(typed("plain_text_input")) | {"label": plain(X * n)}, 2000, "/0/label/text", "modal"),
    limit(BLOCK + "input-block", "hint", lambda n: asked(typed("plain_text_input"), hint=plain(X * n)), 2000, "/0/hint/text", "modal"),
    bad(BLOCK + "input-block", "label is plain text", asked(typed("plain_text_input")) | {"label": mrkdwn(X)}, asked(typed("plain_text_input")), "/0/label/type", "modal"),
    bad(BLOCK + "input-block", "no buttons", asked(button()), asked(typed("plain_text_input")), "/0/element/type", "modal"),
    bad(BLOCK + "input-block", "optional is a boolean", asked(typed("plain_text_input"), optional="no"), asked(typed("plain_text_input"), optional=True), "/0/optional", "modal"),
    bad(BLOCK + "input-block", "dispatch_action is a boolean", asked(typed("plain_text_input"), dispatch_action=1), asked(typed("plain_text_input"), dispatch_action=True), "/0/dispatch_action", "modal"),
    limit(BLOCK + "markdown-block", "text", lambda n: {"type": "markdown", "text": X * n}, 12_000, "/0/text"),
    bad(BLOCK + "file-block", "source is remote", {"type": "file", "external_id": "1", "source": "here"}, {"type": "file", "external_id": "1", "source": "remote"}, "/0/source"),
    bad(BLOCK + "file-block", "external_id is there", {"type": "file", "source": "remote"}, {"type": "file", "external_id": "1", "source": "remote"}, "/0/external_id"),
    bad(BLOCK + "file-block", "in messages only", {"type": "file", "external_id": "1", "source": "remote"}, section(), "/0/type", "modal"),
    limit(BLOCK + "video-block", "title", lambda n: video(title=plain(X * n)), 199, "/0/title/text"),
    limit(BLOCK + "video-block", "description", lambda n: video(description=plain(X * n)), 199, "/0/description/text"),
    limit(BLOCK + "video-block", "author_name", lambda n: video(author_name=X * n), 49, "/0/author_name"),
    bad(BLOCK + "video-block", "video_url is https", video(video_url="http://example.org"), video(), "/0/video_url"),
    bad(BLOCK + "video-block", "title_url is https", video(title_url="http://example.org"), video(title_url="https://example.org"), "/0/title_url"),
    bad(BLOCK + "video-block", "a thumbnail", video(thumbnail_url=None), video(), "/0/thumbnail_url"),
    bad(BLOCK + "video-block", "it stands in modals too", video(alt_text=None), video(), "/0/alt_text", "modal"),
    Rule(BLOCK + "table-block", "100 rows at most", [table(*[[CELL]] * 101)], [table(*[[CELL]] * 100)], "/0/rows"),
    limit(BLOCK + "table-block", "cells in a row", lambda n: table([CELL] * n), 20, "/0/rows/0"),
    limit(BLOCK + "table-block", "column settings", lambda n: table([CELL], column_settings=[{"align": "left"}] * n), 20, "/0/column_settings"),
    bad(BLOCK + "table-block", "align", table([CELL], column_settings=[{"align": "top"}]), table([CELL], column_settings=[{"align": "right"}]), "/0/column_settings/0/align"),
    bad(BLOCK + "table-block", "raw or rich text in cells", table([plain(X)]), table([run(type="text", text=X)]), "/0/rows/0/0/type"),
    Rule(BLOCK + "context-actions-block", "5 elements at most", [{"type": "context_actions", "elements": [icon()["elements"][0] | {"action_id": str(i)} for i in range(6)]}], [{"type": "context_actions", "elements": [icon()["elements"][0] | {"action_id": str(i)} for i in range(5)]}], "/0/elements"),
    bad(BLOCK + "context-actions-block", "feedback and icon buttons", {"type": "context_actions", "elements": [button()]}, feedback(), "/0/elements/0/type"),
    bad(BLOCK + "rich-text-block", "four kinds of parts", rich({"type": "section", "elements": []}), listed(), "/0/elements/0/type"),
    bad(BLOCK + "rich-text-block", "the kinds of runs", run(type="words", text=X), run(type="text", text=X), "/0/elements/0/elements/0/type"),
    bad(BLOCK + "rich-text-block", "a text has text", run(type="text"), run(type="text", text=X), "/0/elements/0/elements/0"),
    bad(BLOCK + "rich-text-block", "a link has url", run(type="link", text=X), run(type="link", url="https://example.org"), "/0/elements/0/elements/0"),
    bad(BLOCK + "rich-text-block", "a user has user_id", run(type="user"), run(type="user", user_id="U1"), "/0/elements/0/elements/0"),
    bad(BLOCK + "rich-text-block", "a channel has channel_id", run(type="channel"), run(type="channel", channel_id="C1"), "/0/elements/0/elements/0"),
    bad(BLOCK + "rich-text-block", "an emoji has name", run(type="emoji"), run(type="emoji", name="tada"), "/0/elements/0/elements/0"),
    bad(BLOCK + "rich-text-block", "a date has timestamp and format", run(type="date"), run(type="date", timestamp=1, format="{date}"), "/0/elements/0/elements/0"),
    bad(BLOCK + "rich-text-block", "the ranges of a broadcast", run(type="broadcast", range="all"), run(type="broadcast", range="here"), "/0/elements/0/elements/0/range"),
    bad(BLOCK + "rich-text-block", "the styles of a text", run(type="text", text=X, style={"loud": True}), run(type="text", text=X, style={"bold": True}), "/0/elements/0/elements/0/style/loud"),
    bad(ELEMENT + "rich-text-list-element", "style", listed(style="roman"), listed(style="ordered"), "/0/elements/0/style"),
    bad(ELEMENT + "rich-text-list-element", "indent", listed(indent=9), listed(indent=8), "/0/elements/0/indent"),
    bad(ELEMENT + "rich-text-list-element", "border", listed(border=2), listed(border=1), "/0/elements/0/border"),
    bad(ELEMENT + "rich-text-list-element", "sections as items", listed(elements=[{"type": "text", "text": X}]), listed(), "/0/elements/0/elements/0/type"),
]  # fmt: skip

OF_OBJECTS = [
    bad(OBJECT + "text-object", "emoji is a boolean", {"type": "header", "text": plain(X) | {"emoji": "yes"}}, {"type": "header", "text": plain(X) | {"emoji": True}}, "/0/text/emoji"),
    bad(OBJECT + "text-object", "verbatim is of mrkdwn", section() | {"text": plain(X) | {"verbatim": True}}, section() | {"text": mrkdwn(X) | {"verbatim": True}}, "/0/text/verbatim"),
    limit(OBJECT + "option-object", "text", lambda n: actions(select(options=[option(X * n)])), 75, "/0/elements/0/options/0/text/text"),
    limit(OBJECT + "option-object", "value", lambda n: actions(select(options=[option(value=X * n)])), 150, "/0/elements/0/options/0/value"),
    limit(OBJECT + "option-object", "description", lambda n: actions(select(options=[option(description=plain(X * n))])), 75, "/0/elements/0/options/0/description/text"),
    bad(OBJECT + "option-object", "url is of overflow menus", actions(select(options=[option(url="https://example.org")])), actions(choices("overflow", 1) | {"options": [option(url="https://example.org")]}), "/0/elements/0/options/0/url"),
    bad(OBJECT + "option-object", "mrkdwn in checkboxes and radio buttons only", actions(select(options=[{"text": mrkdwn(X), "value": "1"}])), actions(choices("checkboxes", 1) | {"options": [{"text": mrkdwn(X), "value": "1"}]}), "/0/elements/0/options/0/text/type"),
    limit(OBJECT + "option-group-object", "label", lambda n: actions(typed("static_select", action_id="a", option_groups=[{"label": plain(X * n), "options": [option()]}])), 75, "/0/elements/0/option_groups/0/label/text"),
    limit(OBJECT + "option-group-object", "options", lambda n: actions(typed("static_select", action_id="a", option_groups=[{"label": plain(X), "options": [option(value=str(i)) for i in range(n)]}])), 100, "/0/elements/0/option_groups/0/options"),
    limit(OBJECT + "confirmation-dialog-object", "title", lambda n: actions(button(confirm=confirm(title=plain(X * n)))), 100, "/0/elements/0/confirm/title/text"),
    limit(OBJECT + "confirmation-dialog-object", "text", lambda n: actions(button(confirm=confirm(text=plain(X * n)))), 300, "/0/elements/0/confirm/text/text"),
    limit(OBJECT + "confirmation-dialog-object", "confirm", lambda n: actions(button(confirm=confirm(confirm=plain(X * n)))), 30, "/0/elements/0/confirm/confirm/text"),
    limit(OBJECT + "confirmation-dialog-object", "deny", lambda n: actions(button(confirm=confirm(deny=plain(X * n)))), 30, "/0/elements/0/confirm/deny/text"),
    bad(OBJECT + "confirmation-dialog-object", "style", actions(button(confirm=confirm(style="loud"))), actions(button(confirm=confirm(style="danger"))), "/0/elements/0/confirm/style"),
    bad(OBJECT + "conversation-filter-object", "one of its fields", actions(select("conversations_select", filter={})), actions(select("conversations_select", filter={"exclude_bot_users": True})), "/0/elements/0/filter"),
    bad(OBJECT + "conversation-filter-object", "include", actions(select("conversations_select", filter={"include": ["dm"]})), actions(select("conversations_select", filter={"include": ["im"]})), "/0/elements/0/filter/include/0"),
    bad(OBJECT + "conversation-filter-object", "include is not empty", actions(select("conversations_select", filter={"include": []})), actions(select("conversations_select", filter={"include": ["public"]})), "/0/elements/0/filter/include"),
    bad(OBJECT + "conversation-filter-object", "flags are booleans", actions(select("conversations_select", filter={"exclude_bot_users": "yes"})), actions(select("conversations_select", filter={"exclude_bot_users": False})), "/0/elements/0/filter/exclude_bot_users"),
    bad(OBJECT + "dispatch-action-configuration-object", "triggers", asked(typed("plain_text_input", dispatch_action_config={"trigger_actions_on": ["on_blur"]})), asked(typed("plain_text_input", dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"]})), "/0/element/dispatch_action_config/trigger_actions_on/0", "modal"),
    bad(OBJECT + "dispatch-action-configuration-object", "triggers are there", asked(typed("plain_text_input", dispatch_action_config={})), asked(typed("plain_text_input", dispatch_action_config={"trigger_actions_on": ["on_character_entered"]})), "/0/element/dispatch_action_config/trigger_actions_on", "modal"),
    bad(OBJECT + "slack-file-object", "an id or an address", {"type": "image", "alt_text": "A", "slack_file": {}}, {"type": "image", "alt_text": "A", "slack_file": {"id": "F1"}}, "/0/slack_file"),
    bad(OBJECT + "trigger-object", "an address", actions(workflow(workflow={"trigger": {}})), actions(workflow()), "/0/elements/0/workflow/trigger/url"),
]  # fmt: skip

OF_ELEMENTS = [
    in_actions("button-element", "text of 75", button(text=plain(X * 76)), button(text=plain(X * 75)), "/text/text"),
    in_actions("button-element", "plain text", button(text=mrkdwn(X)), button(), "/text/type"),
    in_actions("button-element", "value of 2000", button(value=X * 2001), button(value=X * 2000), "/value"),
    in_actions("button-element", "url of 3000", button(url="https://" + X * 2993), button(url="https://" + X * 2992), "/url"),
    in_actions("button-element", "url is an address", button(url="example"), button(url="https://example.org"), "/url"),
    in_actions("button-element", "style", button(style="loud"), button(style="primary"), "/style"),
    in_actions("button-element", "accessibility_label of 75", button(accessibility_label=X * 76), button(accessibility_label=X * 75), "/accessibility_label"),
    in_actions("button-element", "action_id of 255", button(action_id=X * 256), button(action_id=X * 255), "/action_id"),
    in_actions("overflow-menu-element", "5 options at most", choices("overflow", 6), choices("overflow", 5), "/options"),
    in_actions("overflow-menu-element", "options are there", choices("overflow", 0), choices("overflow", 1), "/options"),
    in_actions("checkboxes-element", "10 options at most", choices("checkboxes", 11), choices("checkboxes", 10), "/options"),
    in_actions("checkboxes-element", "initial options are options", choices("checkboxes", 1, initial_options=[option("9", "9")]), choices("checkboxes", 1, initial_options=[option("0", "0")]), "/initial_options/0"),
    in_actions("radio-button-group-element", "10 options at most", choices("radio_buttons", 11), choices("radio_buttons", 10), "/options"),
    in_actions("radio-button-group-element", "the initial option is one", choices("radio_buttons", 1, initial_option=option("9", "9")), choices("radio_buttons", 1, initial_option=option("0", "0")), "/initial_option"),
    in_actions("select-menu-element", "100 options at most", choices("static_select", 101), choices("static_select", 100), "/options"),
    in_actions("select-menu-element", "options or groups", select(option_groups=[]), select(), ""),
    in_actions("select-menu-element", "the initial option is one, in groups too", typed("static_select", action_id="a", option_groups=[{"label": plain(X), "options": [option()]}], initial_option=option("9", "9")), typed("static_select", action_id="a", option_groups=[{"label": plain(X), "options": [option()]}], initial_option=option()), "/initial_option"),
    in_actions("select-menu-element", "placeholder of 150", select(placeholder=plain(X * 151)), select(placeholder=plain(X * 150)), "/placeholder/text"),
    in_actions("select-menu-element", "min_query_length", select("external_select", min_query_length=-1), select("external_select", min_query_length=0), "/min_query_length"),
    in_actions("select-menu-element", "response_url_enabled is a boolean", select("channels_select", response_url_enabled="yes"), select("channels_select", response_url_enabled=True), "/response_url_enabled"),
    in_input("multi-select-menu-element", "max_selected_items is one or more", typed("multi_users_select", max_selected_items=0), typed("multi_users_select", max_selected_items=1), "/max_selected_items"),
    bad(ELEMENT + "multi-select-menu-element", "not in actions", actions(select("multi_static_select")), asked(select("multi_static_select")), "/0/elements/0/type"),
    in_actions("date-picker-element", "a date as YYYY-MM-DD", typed("datepicker", action_id="a", initial_date="14/01/2027"), typed("datepicker", action_id="a", initial_date="2027-01-14"), "/initial_date"),
    in_actions("date-picker-element", "a date of the calendar", typed("datepicker", action_id="a", initial_date="2027-02-30"), typed("datepicker", action_id="a", initial_date="2028-02-29"), "/initial_date"),
    in_actions("time-picker-element", "a time as HH:mm", typed("timepicker", action_id="a", initial_time="24:00"), typed("timepicker", action_id="a", initial_time="23:59"), "/initial_time"),
    in_actions("time-picker-element", "a zone of the IANA database", typed("timepicker", action_id="a", timezone="Paris"), typed("timepicker", action_id="a", timezone="Europe/Paris"), "/timezone"),
    in_actions("datetime-picker-element", "ten digits", typed("datetimepicker", action_id="a", initial_date_time=1), typed("datetimepicker", action_id="a", initial_date_time=1628633820), "/initial_date_time"),
    bad(ELEMENT + "datetime-picker-element", "not beside a section", section(accessory=typed("datetimepicker", action_id="a")), actions(typed("datetimepicker", action_id="a")), "/0/accessory/type"),
    in_input("plain-text-input-element", "min_length up to 3000", typed("plain_text_input", min_length=3001), typed("plain_text_input", min_length=3000), "/min_length"),
    in_input("plain-text-input-element", "max_length from 1", typed("plain_text_input", max_length=0), typed("plain_text_input", max_length=1), "/max_length"),
    in_input("plain-text-input-element", "min_length below max_length", typed("plain_text_input", min_length=9, max_length=8), typed("plain_text_input", min_length=8, max_length=8), "/min_length"),
    in_input("plain-text-input-element", "initial_value within max_length", typed("plain_text_input", max_length=1, initial_value="xx"), typed("plain_text_input", max_length=2, initial_value="xx"), "/initial_value"),
    in_input("plain-text-input-element", "multiline is a boolean", typed("plain_text_input", multiline="yes"), typed("plain_text_input", multiline=True), "/multiline"),
    in_input("plain-text-input-element", "placeholder of 150", typed("plain_text_input", placeholder=plain(X * 151)), typed("plain_text_input", placeholder=plain(X * 150)), "/placeholder/text"),
    in_input("number-input-element", "is_decimal_allowed is there", typed("number_input"), typed("number_input", is_decimal_allowed=False), ""),
    in_input("number-input-element", "min_value below max_value", typed("number_input", is_decimal_allowed=True, min_value="2", max_value="1"), typed("number_input", is_decimal_allowed=True, min_value="1", max_value="2"), "/min_value"),
    in_input("number-input-element", "numbers in strings", typed("number_input", is_decimal_allowed=True, min_value="one"), typed("number_input", is_decimal_allowed=True, min_value="1.5"), "/min_value"),
    in_input("number-input-element", "initial_value between them", typed("number_input", is_decimal_allowed=True, max_value="1", initial_value="2"), typed("number_input", is_decimal_allowed=True, max_value="2", initial_value="2"), "/initial_value"),
    in_input("file-input-element", "ten files at most", typed("file_input", max_files=11), typed("file_input", max_files=10), "/max_files"),
    in_input("file-input-element", "one file at least", typed("file_input", max_files=0), typed("file_input", max_files=1), "/max_files"),
    bad(ELEMENT + "file-input-element", "in modals only", asked(typed("file_input")), section(), "/0/element/type"),
    in_input("email-input-element", "no multiline", typed("email_text_input", multiline=True), typed("email_text_input"), "/multiline"),
    in_input("url-input-element", "no min_length", typed("url_text_input", min_length=1), typed("url_text_input"), "/min_length"),
    Rule(ELEMENT + "plain-text-input-element", "one focused element", [asked(typed("plain_text_input", focus_on_load=True)), asked(typed("plain_text_input", focus_on_load=True))], [asked(typed("plain_text_input", focus_on_load=True)), asked(typed("plain_text_input"))], "/1/element/focus_on_load", "modal"),
    in_actions("workflow-button-element", "a workflow", workflow(workflow=None), workflow(), "/workflow"),
    in_actions("workflow-button-element", "text of 75", workflow(text=plain(X * 76)), workflow(text=plain(X * 75)), "/text/text"),
    bad(ELEMENT + "feedback-buttons-element", "both buttons", feedback(negative_button=None), feedback(), "/0/elements/0/negative_button"),
    bad(ELEMENT + "feedback-buttons-element", "a value each", feedback(positive_button={"text": plain(X)}), feedback(), "/0/elements/0/positive_button"),
    bad(ELEMENT + "icon-button-element", "the icons there are", icon(icon="bin"), icon(), "/0/elements/0/icon"),
]  # fmt: skip

RULES = [*OF_BLOCKS, *OF_OBJECTS, *OF_ELEMENTS]
