"""What a person types, as Slack sends it to the app.

Source: https://docs.slack.dev/interactivity/implementing-slash-commands#escaping-users-channels
"""

import re

from sandbox.errors import Json
from sandbox.mrkdwn import Token, escape, tokens
from sandbox.workspace import Workspace

NAME = re.compile(r"(?<![\w@])@([\w.\-]+)")
CHANNEL = re.compile(r"(?<![\w#&])#([\w\-]+)")
ADDRESS = re.compile(r"https?://[^\s<>|]+")
BROADCASTS = ("here", "channel", "everyone")


def command_text(ws: Workspace, text: str, *, should_escape: bool) -> str:
    """A command's text: control characters escaped, names turned into ids when the manifest asks."""
    escaped = escape(text)
    if not should_escape:
        return escaped
    named = NAME.sub(lambda m: _user(ws, m, with_name=True), escaped)
    linked = CHANNEL.sub(lambda m: _channel(ws, m), named)
    return ADDRESS.sub(lambda m: f"<{m[0]}>", linked)


def message_text(ws: Workspace, text: str) -> str:
    """A message's text: escaped, with mentions, channels, broadcasts and addresses marked."""
    linked = ADDRESS.sub(lambda m: f"<{m[0]}>", escape(text))
    named = NAME.sub(lambda m: _user(ws, m, with_name=False), linked)
    return CHANNEL.sub(lambda m: _channel(ws, m), named)


def _user(ws: Workspace, match: re.Match[str], *, with_name: bool) -> str:
    name = match[1]
    if name in BROADCASTS:
        return f"<!{name}>"
    for user in ws.users.values():
        if user["name"] == name:
            return f"<@{user['id']}|{name}>" if with_name else f"<@{user['id']}>"
    return match[0]


def _channel(ws: Workspace, match: re.Match[str]) -> str:
    for channel in ws.channels.values():
        if channel.name == match[1] and not channel.is_im:
            return f"<#{channel.id}|{channel.name}>"
    return match[0]


def typed(ws: Workspace, user: str, text: str) -> Json:
    """A new message of a person, not yet stored; `text` is as `message_text` makes it."""
    block = {"type": "rich_text", "block_id": ws.scribble(5), "elements": [rich_text(text)]}
    return {
        "type": "message",
        "user": user,
        "ts": ws.new_ts(),
        "client_msg_id": ws.scribble(12).lower(),
        "text": text,
        "team": ws.team_id,
        "blocks": [block],
    }


def rich_text(text: str) -> Json:
    """The `rich_text_section` that Slack makes of a typed message.

    Source: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
    """
    return {"type": "rich_text_section", "elements": [_run(token) for token in tokens(text)]}


def _run(token: Token) -> Json:
    match token.kind:
        case "user":
            return {"type": "user", "user_id": token.target}
        case "channel":
            return {"type": "channel", "channel_id": token.target}
        case "broadcast":
            return {"type": "broadcast", "range": token.target}
        case "link":
            return {"type": "link", "url": token.target}
        case "bold" | "italic" | "strike" | "code":
            return {"type": "text", "text": token.text, "style": {token.kind: True}}
    return {"type": "text", "text": token.text}
