"""References under which the log has what went wrong."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_DRAWN: ContextVar[list[str] | None] = ContextVar("reference of an interaction", default=None)
"""Of the interaction that this thread is at: its reference, once somebody asked for it."""
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 O 1 I L U: a reference is read aloud over the phone."""


def new_reference() -> str:
    """Four letters, drawn at random."""
    return "".join(secrets.choice(ALPHABET) for _ in range(4))


@contextmanager
def one_reference() -> Iterator[None]:
    """Whatever goes wrong within has one reference, drawn when it is first needed."""
    token = _DRAWN.set([])
    try:
        yield
    finally:
        _DRAWN.reset(token)


def get_reference() -> str:
    """That of the interaction under way, or else a new one."""
    return current_reference() or new_reference()


def current_reference() -> str:
    """That of the interaction under way; empty where none is."""
    drawn = _DRAWN.get()
    if drawn is None:
        return ""
    if not drawn:
        drawn.append(new_reference())
    return drawn[0]
