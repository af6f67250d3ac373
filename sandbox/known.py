"""What a manifest may ask of the box; the rest is named at the start.

Source: https://docs.slack.dev/reference/scopes
"""

from collections.abc import Iterator

from sandbox.api import methods
from sandbox.events import SENT
from sandbox.manifest import Manifest

OF_METHODS = {
    "channels:history", "channels:manage", "channels:read", "channels:write.invites",
    "channels:write.purpose", "channels:write.topic", "groups:history", "groups:read", "groups:write",
    "im:history", "im:read", "im:write", "mpim:history", "mpim:read", "mpim:write",
}  # fmt: skip
"""Scopes that methods ask for by the kind of place."""
OF_ACTS = {
    "chat:write.customize", "chat:write.public", "commands", "connections:write", "incoming-webhook",
    "users:read.email",
}  # fmt: skip
"""Scopes that change what an app may do or see, or what people can do with it."""


def scopes() -> set[str]:
    """Every scope that makes a difference here."""
    of_events = {scope for wanted in SENT.values() for scope in wanted}
    return OF_METHODS | OF_ACTS | of_events | {m.scope for m in methods().values() if m.scope is not None}


def unmodelled(manifest: Manifest) -> Iterator[str]:
    """The events that are subscribed to and never sent, the scopes that open nothing."""
    known = scopes()
    for name in sorted(manifest.events - SENT.keys()):
        yield f"the event {name} (the manifest subscribes to it, it is never sent)"
    for scope in dict.fromkeys((*manifest.scopes, *manifest.optional, *manifest.user_scopes)):
        if scope not in known:
            yield f"the scope {scope} (the manifest asks for it, it opens nothing)"
