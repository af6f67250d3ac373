"""What the page needs of a workspace: `sandbox.Sandbox` has it all, the page's tests use a double."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

Json = dict[str, Any]


class PageClock(Protocol):
    """The clock which the page's buttons move forward."""

    def now(self) -> datetime: ...

    def advance(self, delta: timedelta, /) -> Any: ...


class Box(Protocol):
    """A workspace as one person sees it (`snapshot`), with what that person may do (`act`)."""

    @property
    def rev(self) -> int: ...

    @property
    def workspace(self) -> Any: ...

    @property
    def act(self) -> Any: ...

    @property
    def clock(self) -> PageClock: ...

    def snapshot(self, user_id: str, /) -> Json: ...

    def wait_change(self, rev: int, timeout: float, /) -> Any: ...


# The names which a request may use, each with the arguments it must and may carry.
ACTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "say": (("channel", "text"), ("thread_ts", "broadcast")),
    "react": (("channel", "ts", "name"), ()),
    "open_assistant": ((), ("context",)),
    "drop_encoded": (("channel", "name", "content"), ()),
    "choose_encoded": (("view_id", "block_id", "action_id", "name", "content"), ()),
    "press": (("where", "block_id", "action_id", "chosen", "state"), ()),
    "submit": (("view_id", "state"), ()),
    "close": (("view_id",), ("clear",)),
    "options": (("where", "block_id", "action_id", "query"), ()),
    "shortcut": (("callback_id",), ("message",)),
    "open_home": ((), ()),
    "open_channel": (("channel",), ()),
    "dismiss": (("notice_id",), ()),
}


def bound_act(box: Box, body: Json) -> Callable[[], Any]:
    """The act which `body` ({user, act, …}) asks for, ready to run; ValueError says what is wrong with it."""
    name = body.get("act")
    if not isinstance(name, str) or name not in ACTS:
        raise ValueError(f"act is one of {', '.join(ACTS)}")
    if not isinstance(body.get("user"), str):
        raise ValueError("user is missing")
    required, optional = ACTS[name]
    missing = [argument for argument in required if argument not in body]
    if missing:
        raise ValueError(f"{name} needs {', '.join(missing)}")
    arguments = {argument: body[argument] for argument in (*required, *optional) if argument in body}
    method = getattr(box.act, name)
    return lambda: method(body["user"], *(arguments.pop(argument) for argument in required), **arguments)
