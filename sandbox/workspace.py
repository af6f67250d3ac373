"""The one state of the box, behind one lock: people, places, messages, views, notices."""

import itertools
import random
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.clock import SettableClock
from sandbox.errors import ApiError, Json, Refused
from sandbox.manifest import Manifest

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
UNSET: Json = {"value": "", "creator": "", "last_set": 0}
"""A topic or purpose that nobody has set."""


@dataclass
class Channel:
    """A channel, the direct messages of one person with the app, or those of several."""

    id: str
    name: str
    members: set[str]
    is_im: bool = False
    private: bool = False
    archived: bool = False
    created: int = 0
    is_mpim: bool = False
    creator: str = ""
    topic: Json = field(default_factory=lambda: dict(UNSET))
    purpose: Json = field(default_factory=lambda: dict(UNSET))
    pins: list[Json] = field(default_factory=list)
    bookmarks: dict[str, Json] = field(default_factory=dict)
    assistants: dict[str, Json] = field(default_factory=dict)
    """By the `thread_ts` of a conversation with the app as an assistant: its title, status and prompts."""
    messages: "OrderedDict[str, Json]" = field(default_factory=OrderedDict)
    ephemerals: dict[str, "OrderedDict[str, Json]"] = field(default_factory=dict)
    read: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """`channel_type` of an event: im, mpim, group or channel."""
        if self.is_im:
            return "im"
        if self.is_mpim:
            return "mpim"
        return "group" if self.private else "channel"

    def seen_by(self, user: str) -> list[Json]:
        """What one person sees here: messages and their own ephemerals, oldest first."""
        own = self.ephemerals.get(user)
        if not own:
            return list(self.messages.values())
        return sorted([*self.messages.values(), *own.values()], key=lambda m: str(m["ts"]))


@dataclass
class File:
    """An upload: promised, then filled, then completed (shared in channels or private)."""

    id: str
    name: str
    length: int
    title: str = ""
    mimetype: str = "application/octet-stream"
    content: bytes | None = None
    completed: bool = False
    deleted: bool = False
    channels: list[str] = field(default_factory=list)
    created: int = 0
    alt: str = ""
    """What a picture shows, in words."""
    owner: str = ""
    """The person who handed it over; empty: the app itself."""
    elsewhere: str = ""
    """Where it stands, of a file that is another service's."""


class Workspace:
    """Everything that exists; every change happens inside `with workspace.change():`."""

    team_id = "T0SANDBOX"
    team_domain = "sandbox"
    app_id = "A0SANDBOX"
    bot_user_id = "U0SANDBOXB"
    bot_id = "B0SANDBOX"

    def __init__(self, manifest: Manifest, clock: SettableClock) -> None:
        self.manifest = manifest
        self.clock = clock
        self.changed = threading.Condition(threading.RLock())
        self.rev = 0
        self.users: dict[str, Json] = {}
        self.channels: dict[str, Channel] = {}
        self.dms: dict[str, str] = {}
        self.files: dict[str, File] = {}
        self.notices: dict[str, list[Json]] = {}
        self.stacks: dict[str, list[Json]] = {}
        self.homes: dict[str, Json] = {}
        self.installed = True
        self.revoked = False
        self.usergroups: dict[str, Json] = {}
        self.emoji: dict[str, str] = {}
        self.away: set[str] = set()
        self.profile_labels: dict[str, str] = {}
        self._random = random.Random(20270104)
        self._numbers = itertools.count(1)
        self._last_ts = 0

    @contextmanager
    def change(self) -> Iterator[None]:
        """Hold the lock, then count and announce one change."""
        with self.changed:
            yield
            self.rev += 1
            self.changed.notify_all()

    def wait(self, holds: Callable[[], bool], timeout: float) -> bool:
        """Wait (real seconds) until `holds()` under the lock; False when it never did."""
        with self.changed:
            return self.changed.wait_for(holds, timeout)

    def now(self) -> datetime:
        """The box's time."""
        return self.clock.now()

    def epoch(self) -> int:
        """The box's time in whole Unix seconds."""
        return int(self.now().timestamp())

    def new_ts(self) -> str:
        """A message's `ts`: seconds and six digits, never twice the same."""
        micros = int(self.now().timestamp() * 1_000_000)
        with self.changed:
            self._last_ts = max(micros, self._last_ts + 1)
            return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def new_id(self, prefix: str) -> str:
        """An id as Slack writes them, unique in this box."""
        return f"{prefix}{next(self._numbers):04d}{self.scribble(6)}"

    def scribble(self, length: int) -> str:
        """Random capitals and digits, the same in every run."""
        with self.changed:
            return "".join(self._random.choices(ALPHABET, k=length))

    def chance(self) -> Json:
        """Where ids and random letters stand, as JSON: a workspace that takes it up repeats none."""
        with self.changed:
            number = next(self._numbers)
            self._numbers = itertools.count(number)
            return {"number": number, "last_ts": self._last_ts, "letters": self._random.getstate()}

    def take_chance(self, kept: Json) -> None:
        """Goes on from what `chance` said."""
        with self.changed:
            self._numbers = itertools.count(kept["number"])
            self._last_ts = kept["last_ts"]
            version, letters, following = kept["letters"]
            self._random.setstate((version, tuple(letters), following))

    def user(self, user_id: str) -> Json:
        """A user who exists; otherwise the person's act is refused."""
        try:
            return self.users[user_id]
        except KeyError:
            raise Refused(f"nobody here is called {user_id}") from None

    def place(self, name_or_id: str) -> Channel:
        """A channel by id or by name, with or without '#'; Refused when unknown."""
        if name_or_id in self.channels:
            return self.channels[name_or_id]
        found = self.named(name_or_id)
        if found is None:
            raise Refused(f"there is no channel {name_or_id}")
        return found

    def named(self, name: str) -> Channel | None:
        """A channel by its name, with or without '#'."""
        wanted = name.removeprefix("#")
        return next((c for c in self.channels.values() if c.name == wanted and not c.is_im), None)

    def channel(self, channel_id: Any) -> Channel:
        """A channel by id, for the Web API; `channel_not_found` otherwise."""
        found = self.channels.get(channel_id) if isinstance(channel_id, str) else None
        if found is None:
            raise ApiError("channel_not_found")
        return found

    def dm_with(self, user_id: str) -> Channel:
        """The direct messages of a person with the app, opened when needed."""
        with self.changed:
            if user_id not in self.dms:
                channel = Channel(self.new_id("D"), "directmessage", {user_id, self.bot_user_id}, is_im=True)
                channel.created = self.epoch()
                self.channels[channel.id] = channel
                self.dms[user_id] = channel.id
            return self.channels[self.dms[user_id]]

    def notice(self, user_id: str, text: str) -> None:
        """Tell one person something as Slack itself does (a failure, an unknown command)."""
        with self.change():
            self.notices.setdefault(user_id, []).append({"id": self.new_id("N"), "text": text})

    def channels_of(self, user_id: str) -> list[Channel]:
        """The places a person sees, channels first."""
        mine = [c for c in self.channels.values() if user_id in c.members]
        return sorted(mine, key=lambda c: (c.is_im, c.name))
