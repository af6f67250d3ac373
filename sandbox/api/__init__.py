"""The Web API: one module a family of methods; `METHODS` gathers them."""

from sandbox.api.method import Method


def methods() -> dict[str, Method]:
    """Every method the box speaks, by name."""
    from sandbox.api import auth, chat, conversations, files, users, views

    found: dict[str, Method] = {}
    for module in (auth, chat, conversations, files, users, views):
        found |= module.METHODS
    return found
