"""The guided first minute: which of its steps somebody has done.

A guide may go by itself too: a step that has `follow` takes the page along to its person and place
whenever its text turns, and the first step's `heading` stands above them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sandbox.errors import Refused
from sandbox.page.box import Box, Json


@contextmanager
def ticking(box: Box, act: str, body: Json) -> Iterator[None]:
    """Ticks the steps that this act is, before it is done: windows are drawn as it ends. Not one refused.

    A step's `done_by` has what does it, any of them: `act` by name (`clock` for its buttons), and how other
    fields of the request begin, as `{"act": "say", "text": "/echo"}`.
    """
    mine = [step for step in steps(box) if not step.get("done") and _is_done_by(step, act, body)]
    for step in mine:
        step["done"] = True
    try:
        yield
    except Refused:
        for step in mine:
            step["done"] = False
        raise


def steps(box: Box) -> list[Json]:
    """The guide's steps, as the page draws them; none where a workspace has no guide."""
    return getattr(box, "guide", None) or []


def _is_done_by(step: Json, act: str, body: Json) -> bool:
    return any(_is(way, {**body, "act": act}) for way in step.get("done_by", ()))


def _is(way: Json, done: Json) -> bool:
    return all(str(done.get(field, "")).startswith(beginning) for field, beginning in way.items())
