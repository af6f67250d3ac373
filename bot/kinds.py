"""What waits to be sent, in an operator's words: a line for each kind of posting."""

from collections.abc import Mapping

from handlers.names import KINDS

WORDS: Mapping[str, str] = {kind: kind.waiting for kind in KINDS}


def in_words(waits: Mapping[str, int]) -> list[str]:
    """What waits, a line each kind; an unknown kind, of another version, by its name."""
    return [f"  {count} {WORDS.get(kind, kind)}" for kind, count in waits.items()] or ["  nothing waits"]
