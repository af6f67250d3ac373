"""A double of a workspace for the page's tests: what is put in is seen, what is done is recorded."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import uvicorn
from starlette.applications import Starlette

from sandbox.clock import SettableClock
from sandbox.errors import Refused
from sandbox.page import routes
from sandbox.workspace import Channel, File

Json = dict[str, Any]
CHANNEL, APP_DM, ANA, LUC = "C0CLUB", "D0APP", "U0ANA", "U0LUC"


def user(user_id: str, real_name: str, **more: Any) -> Json:
    name = real_name.lower().replace(" ", ".")
    return {
        "id": user_id, "name": name, "real_name": real_name, "tz": "Europe/Paris", "locale": "fr-FR",
        "is_bot": False, "deleted": False, "kind": "member", **more,
    }  # fmt: skip


class Acts:
    """Records each act as (name, arguments); `answers` gives what an act does, by its name."""

    def __init__(self, box: PageDouble) -> None:
        self.box = box
        self.done: list[tuple[str, tuple[Any, ...]]] = []
        self.answers: dict[str, Callable[..., Any]] = {}

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def act(*args: Any, **more: Any) -> Any:
            with self.box.changing():
                self.done.append((name, (*args, *more.values())))
                answer = self.answers.get(name)
                return answer(*args, **more) if answer else None

        return act

    def named(self, name: str) -> list[tuple[Any, ...]]:
        """The arguments of every act of that name, in order."""
        return [args for done, args in self.done if done == name]


class PageDouble:
    """What the page asks of a box, without an app behind it."""

    def __init__(self) -> None:
        self.changed = threading.Condition(threading.RLock())
        self.rev = 0
        self.empty()

    def empty(self) -> None:
        """Be as new, for the next test on the same server."""
        self.clock = SettableClock(datetime(2027, 1, 4, 8, 0, tzinfo=UTC))
        self.clock.on_change(self._clock_moved)
        self.act = Acts(self)
        self.guide: list[Json] = []
        self.users = {one["id"]: one for one in (user(ANA, "Ana Berger"), user(LUC, "Luc Roy"))}
        self.channels: list[Json] = [
            self._place(CHANNEL, "club", "channel"),
            self._place(APP_DM, "app", "im", app=True),
        ]
        self.views: dict[str, list[Json]] = {}
        self.homes: dict[str, Json] = {}
        self.notices: dict[str, list[Json]] = {}
        self.ephemerals: dict[str, list[Json]] = {}
        self.commands = [
            {"command": "/prime", "description": "Club", "usage_hint": "rsvp | aide"},
            {"command": "/pause", "description": "Pause", "usage_hint": ""},
        ]
        self.shortcuts: list[Json] = []
        self.files: dict[str, File] = {}

    def _clock_moved(self, *_: Any) -> None:
        with self.changing():
            pass

    @staticmethod
    def _place(place: str, name: str, kind: str, *, app: bool = False) -> Json:
        return {
            "id": place, "name": name, "kind": kind, "archived": False, "app": app,
            "with": "U0BOT" if app else None, "unread": 0, "messages": [],
        }  # fmt: skip

    @contextmanager
    def changing(self) -> Iterator[None]:
        with self.changed:
            yield
            self.rev += 1
            self.changed.notify_all()

    def wait_change(self, rev: int, timeout: float) -> bool:
        with self.changed:
            return self.changed.wait_for(lambda: self.rev > rev, timeout)

    def message(self, *, channel: str = CHANNEL, only: str | None = None, **message: Any) -> str:
        """Post; an app's message unless it has a `user`. Returns its ts."""
        with self.changing():
            ts = f"{int(self.clock.now().timestamp())}.{self.rev:06d}"
            message = {"ts": ts, "type": "message", "ephemeral": only is not None, **message}
            if "user" not in message:
                message.update(bot_id="B0BOT", user="U0BOT")
            if only:
                self.ephemerals.setdefault(only, []).append({**message, "channel": channel})
            else:
                next(one for one in self.channels if one["id"] == channel)["messages"].append(message)
            return ts

    def snapshot(self, user_id: str) -> Json:
        with self.changed:
            if user_id not in self.users:
                raise Refused(f"nobody here is called {user_id}")
            channels = copy.deepcopy(self.channels)
            for one in channels:
                own = [m for m in self.ephemerals.get(user_id, []) if m["channel"] == one["id"]]
                one["messages"] = sorted([*one["messages"], *own], key=lambda m: m["ts"])
            return {
                "rev": self.rev, "now": self.clock.now().isoformat(), "me": self.users[user_id],
                "users": dict(self.users), "channels": channels, "views": list(self.views.get(user_id, [])),
                "home": self.homes.get(user_id), "notices": list(self.notices.get(user_id, [])),
                "app": {
                    "id": "A0", "name": "Prime", "bot_user_id": "U0BOT", "commands": self.commands,
                    "shortcuts": self.shortcuts, "home": True,
                },
            }  # fmt: skip

    @property
    def workspace(self) -> SimpleNamespace:
        """The part of a workspace that the page reads beside snapshots."""
        places = {CHANNEL: Channel(CHANNEL, "club", set(self.users)), APP_DM: Channel(APP_DM, "app", {ANA})}
        return SimpleNamespace(changed=self.changed, users=self.users, files=self.files, channels=places)


@contextmanager
def served(box: PageDouble) -> Iterator[str]:
    """The page over `box` on a port of this machine; gives its address without a final slash."""
    server = uvicorn.Server(
        uvicorn.Config(
            Starlette(routes=routes(box)), host="127.0.0.1", port=0, log_level="warning", lifespan="off"
        )
    )
    started = threading.Event()
    begin = server.startup

    async def startup(*args: Any, **more: Any) -> None:
        await begin(*args, **more)
        started.set()

    server.startup = startup  # type: ignore[method-assign]
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    assert started.wait(10)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)
