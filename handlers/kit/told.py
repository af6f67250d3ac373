"""What each kind of posting is, and why it comes, in its reader's words."""

from collections.abc import Mapping

from handlers.names import KINDS
from handlers.names.kind import EVERYBODY, Arrival, Kind
from handlers.words import mark

TOLD: Mapping[str, Kind] = {kind: kind for kind in KINDS}
OTHER = Kind("other", Arrival.AT_ONCE, mark("Message"), EVERYBODY, "other messages")
"""Of a kind that another version queued."""
DISCREET = frozenset(kind for kind in KINDS if kind.discreet)


def told_of(kind: str) -> Kind:
    """The words of a kind."""
    return TOLD.get(kind, OTHER)
