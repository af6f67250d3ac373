"""References under which the log has what went wrong."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from structlog.contextvars import bind_contextvars, get_contextvars, reset_contextvars

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 O 1 I L U: a reference is read aloud over the phone."""


class _Reference:
    """Of one interaction, whatever threads are at it: drawn when it is first written or told."""

    __slots__ = ("_drawn",)

    def __init__(self) -> None:
        self._drawn: list[str] = []

    def __str__(self) -> str:
        if not self._drawn:
            self._drawn.append(new_reference())
        return self._drawn[0]


def new_reference() -> str:
    """Four letters, drawn at random."""
    return "".join(secrets.choice(ALPHABET) for _ in range(4))


@contextmanager
def one_reference() -> Iterator[None]:
    """Whatever goes wrong within has one reference; every line that is logged within bears it."""
    tokens = bind_contextvars(reference=_Reference())
    try:
        yield
    finally:
        reset_contextvars(**tokens)


def get_reference() -> str:
    """That of the interaction under way, or else a new one."""
    return current_reference() or new_reference()


def current_reference() -> str:
    """That of the interaction under way; empty where none is."""
    return str(get_contextvars().get("reference", ""))
