"""What Slack would refuse of a message, a window, a list of options or a file."""

from collections.abc import Iterator, Mapping
from typing import Any

from handlers.kit.interaction import File, Message, Reply
from handlers.kit.paging import LONG
from sandbox.validation import check_blocks, check_option_answer, check_view

LONGEST_TEXT, LONGEST_ALT = 40_000, 1000
"""docs.slack.dev, chat.postMessage; files.getUploadURLExternal."""
VIEWS = ("modal", "home")


def of_message(text: str, blocks: Any) -> Iterator[str]:
    """A message needs words of its own beside its blocks: screen readers and notifications read these."""
    if not text.strip():
        yield "no top-level text"
    if len(text) > LONGEST_TEXT:
        yield f"top-level text of {len(text)}"
    yield from check_blocks(list(blocks), "message")
    yield from _out_of_sight(blocks)


def _out_of_sight(blocks: Any) -> Iterator[str]:
    """Slack shows the foot of a new message: what a long list has for its first act stands there too."""
    rows = [one["elements"] for one in blocks if one.get("type") == "actions"]
    entries = [row for row in rows[1:] if row[0].get("value")]  # each about one thing of the list
    if len(entries) < LONG:
        return
    head = [one for one in rows[0] if one["type"] == "button" and not one.get("value")]
    foot = {_act(one) for row in rows[-2:] for one in row}
    if head and _act(head[0]) not in foot:
        yield f"{_act(head[0])} stands above a long list, and not below it"


def _act(element: Mapping[str, Any]) -> str:
    return str(element["action_id"]).partition("#")[0]


def of_view(view: Mapping[str, Any]) -> Iterator[str]:
    """A modal or a home tab; the sandbox's own additions aside."""
    yield from check_view(dict(view), VIEWS)


def of_reply(reply: Reply, form: Mapping[str, Any]) -> Iterator[str]:
    """Everything that an answer says; faults stand at fields of the `form` that was sent."""
    if reply.message:
        yield from of_message(reply.message.text, reply.message.blocks)
    for view in (reply.update, reply.push):
        yield from of_view(view) if view else ()
    if reply.options is not None:
        yield from check_option_answer({"options": list(reply.options)})
    inputs = {block.get("block_id") for block in form.get("blocks", ()) if block["type"] == "input"}
    for field, said in (reply.errors or {}).items():
        if form and field not in inputs:
            yield f"an error at {field}, which is no field of the form"
        if not said.strip():
            yield f"an error without words at {field}"


def of_said(said: Message | File) -> Iterator[str]:
    """What the outbox sends."""
    if isinstance(said, Message):
        yield from of_message(said.text, said.blocks)
        return
    if not said.name or not said.content:
        yield "a file without a name, or empty"
    picture = said.name.endswith((".png", ".svg"))
    if len(said.alt_text) > LONGEST_ALT or (picture and not said.alt_text.strip()):
        yield "a picture without a text in its place, or with too long a one"
