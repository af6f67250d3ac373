"""What the app may answer to `view_submission`.

Source: https://docs.slack.dev/surfaces/modals#response_actions
"""

from typing import Any

from sandbox import views
from sandbox.core import Core
from sandbox.errors import ApiError, Json


def on_submission(core: Core, user: str, view: Json, body: Any) -> None:
    """Close the view (no answer), or do the `response_action`; an ApiError keeps it open, in trouble."""
    if body is None or body == "" or body == {}:
        _close(core, user, view)
        return
    action = body.get("response_action") if isinstance(body, dict) else None
    if action == "errors":
        _errors(core, view, body.get("errors"))
    elif action == "clear":
        views.close_all(core, user)
    elif action == "update":
        views.replace(core, view, views.build(core, body.get("view"), ("modal",)))
    elif action == "push":
        views.push(core, user, views.build(core, body.get("view"), ("modal",)))
    else:
        raise ApiError("invalid_response_action", [f"[ERROR] unknown answer to a submission: {body}"])


def _close(core: Core, user: str, view: Json) -> None:
    with core.workspace.change():
        stack = core.workspace.stacks.get(user, [])
        core.workspace.stacks[user] = [v for v in stack if v["id"] != view["id"]]


def _errors(core: Core, view: Json, errors: Any) -> None:
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise ApiError("invalid_errors", ["[ERROR] errors must map block ids to messages"])
    for block_id, text in errors.items():
        if block_id not in inputs:
            raise ApiError("invalid_errors", [f"[ERROR] no input block has the block_id {block_id}"])
        if not isinstance(text, str) or not text:
            raise ApiError("invalid_errors", [f"[ERROR] the message of {block_id} must be a string"])
    with core.workspace.change():
        view["_errors"] = dict(errors)
