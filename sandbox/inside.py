"""The elements within a block, in reading order."""

from sandbox.errors import Json

ROWS = ("actions", "context_actions")


def inside(block: Json) -> list[Json]:
    """Those that can be pressed or filled, and pictures beside a section."""
    found = list(block.get("elements") or []) if block["type"] in ROWS else []
    return found + [block[name] for name in ("accessory", "element") if block.get(name)]
