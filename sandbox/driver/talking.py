"""What a person says to others and how they come and go, by the words on their screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from sandbox.driver import find
from sandbox.driver.words import fold
from sandbox.errors import Json

if TYPE_CHECKING:
    from sandbox.box import Sandbox


class Talking:
    """The part of `Person` that writes, reacts, joins and leaves."""

    _box: Sandbox
    id: str
    place: str

    def _surfaces(self) -> Iterable[find.Surface]:
        raise NotImplementedError

    def _do(self, act: Callable[[], None]) -> None:
        raise NotImplementedError

    def _failure(self, what: str) -> AssertionError:
        raise NotImplementedError

    def types(self, text: str, in_: str | None = None) -> None:
        """Send a line in a channel (default: the one last opened, else the DM with the app)."""
        channel = self._channel(in_)
        self._do(lambda: self._box.act.say(self.id, channel, text))

    def says(self, text: str) -> None:
        """Send a message to the app by DM."""
        self._do(lambda: self._box.act.say(self.id, self._box.workspace.dm_with(self.id).id, text))

    def drops(self, name: str, content: bytes, in_: str | None = None, **more: str) -> str:
        """Hand a file over to the app by DM (or in a channel); its id."""
        channel = self._box.workspace.place(in_).id if in_ else self._box.workspace.dm_with(self.id).id
        dropped: list[str] = []
        self._do(lambda: dropped.append(self._box.act.drop(self.id, channel, name, content, **more)))
        return dropped[0]

    def removes_file(self, file_id: str) -> None:
        """Delete a file that one handed over."""
        self._do(lambda: self._box.act.remove_file(self.id, file_id))

    def _channel(self, name: str | None) -> str:
        ws = self._box.workspace
        if name is not None:
            return ws.place(name).id
        return self.place if self.place in ws.channels else ws.dm_with(self.id).id

    def answers(self, text: str, to: str, *, broadcast: bool = False) -> None:
        """Reply in the thread of the newest message with these words; `broadcast`: in the channel too."""
        where = self._message(to)
        self._do(lambda: self._box.act.say(self.id, where["channel"], text, where["ts"], broadcast))

    def reacts(self, emoji: str, to: str) -> None:
        """React to the newest message that shows these words; a second time takes the reaction back."""
        where = self._message(to)
        self._do(lambda: self._box.act.react(self.id, where["channel"], where["ts"], emoji))

    def opens_assistant(self, seeing: str | None = None) -> str:
        """Begin a conversation with the app as an assistant, seeing a channel beside; its thread's `ts`."""
        opened: list[str] = []
        self._do(lambda: opened.append(self._box.act.open_assistant(self.id, seeing)))
        return opened[0]

    def asks_assistant(self, text: str, thread_ts: str) -> None:
        """Write in a conversation that `opens_assistant` began."""
        channel = self._box.workspace.dm_with(self.id).id
        self._do(lambda: self._box.act.say(self.id, channel, text, thread_ts))

    def takes_prompt(self, title: str, thread_ts: str) -> None:
        """Choose one of the prompts that the assistant suggests."""
        prompts = self._box.workspace.dm_with(self.id).assistants[thread_ts].get("prompts", [])
        chosen = next((prompt["message"] for prompt in prompts if prompt["title"] == title), None)
        if chosen is None:
            raise self._failure(f"no prompt “{title}”")
        self.asks_assistant(chosen, thread_ts)

    def joins(self, channel: str) -> None:
        """Enter a public channel."""
        self._do(lambda: self._box.act.enter(self.id, channel))

    def leaves(self, channel: str) -> None:
        """Go out of a channel."""
        self._do(lambda: self._box.act.leave(self.id, channel))

    def invites_app(self, channel: str) -> None:
        """Bring the app into a channel."""
        self._do(lambda: self._box.act.add_app(self.id, channel))

    def allows(self, address: str, *optional: str) -> str:
        """Say yes on the installation page of this address; the address one is sent to then.

        `optional`: of the scopes that may be left out, those that are ticked.
        """
        led: list[str] = []
        address += "".join(f"&optional={one}" for one in optional)
        self._do(lambda: led.append(self._box.act.allow(self.id, address)))
        return led[0]

    def _message(self, within: str) -> Json:
        wanted = fold(within)
        for surface in self._surfaces():
            if "channel" in surface.where and wanted in surface.words:
                return surface.where
        raise self._failure(f"no message shows “{within}”")
