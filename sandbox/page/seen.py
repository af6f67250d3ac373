"""What a person sees on the page: the box's snapshot, with what the page adds to it."""

from __future__ import annotations

from sandbox import people as users
from sandbox.errors import Refused
from sandbox.page.box import Box, Json
from sandbox.page.guide import steps


def seen_by(box: Box, user_id: str) -> Json:
    """All that `user_id` sees, for JSON, with the demo's guided first minute; Refused for a stranger."""
    if user_id not in box.workspace.users:
        raise Refused(f"nobody here is called {user_id}")
    return {**box.snapshot(user_id), "guide": steps(box), "workspace": getattr(box, "name", None)}


def people(box: Box) -> list[Json]:
    """Everybody of the workspace, for the page's switcher, by name; whom a guide begins with is `first`."""
    with box.workspace.changed:
        known = [_person(user) for user in box.workspace.users.values()]
    begins = next((step["as"] for step in steps(box) if step.get("as")), None)
    for one in known:
        if one["id"] == begins:
            one["first"] = True
    return sorted(known, key=lambda person: str(person["real_name"]).casefold())


def _person(user: Json) -> Json:
    return {
        "id": user["id"],
        "name": user["name"],
        "real_name": user.get("real_name") or user["name"],
        "title": user.get("profile", {}).get("title", ""),
        "is_bot": user.get("is_bot", False),
        "deleted": user.get("deleted", False),
        "kind": users.kind(user),
    }


def file_for(box: Box, user_id: str, file_id: str) -> tuple[str, str, bytes]:
    """A file's name, media type and content; Refused unless it was shared in a place where `user_id` is."""
    workspace = box.workspace
    with workspace.changed:
        file = workspace.files.get(file_id)
        if file is None or file.deleted or file.content is None:
            raise Refused("there is no such file")
        if not any(user_id in workspace.channels[place].members for place in file.channels):
            raise Refused("this file was not shared with you")
        return file.name, file.mimetype, file.content
