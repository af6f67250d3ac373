"""The Web API: one module a family of methods; `METHODS` gathers them."""

from sandbox.api.method import Method


def methods() -> dict[str, Method]:
    """Every method the box speaks, by name."""
    from sandbox.api import (
        assistant,
        auth,
        bookmarks,
        chat,
        conversations,
        files,
        finding,
        oauth,
        pins,
        places,
        reactions,
        scheduled,
        users,
        views,
    )

    found: dict[str, Method] = {}
    for module in (
        assistant, auth, bookmarks, chat, conversations, files, finding, oauth, pins, places, reactions,
        scheduled, users, views,
    ):  # fmt: skip
        found |= module.METHODS
    return found
