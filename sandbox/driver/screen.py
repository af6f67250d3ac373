"""What one person sees, as words to search and as a picture in text."""

from sandbox.driver.words import fold, message_lines, reader_for, text_of, view_lines
from sandbox.errors import Json
from sandbox.mrkdwn import Reader
from sandbox.workspace import Channel, Workspace

RECENT = 8
ELSEWHERE = 2


class Screen:
    """Everything before one person: places, the modal on top, the home tab, notices, a confirm dialog."""

    def __init__(self, ws: Workspace, user_id: str) -> None:
        self._ws = ws
        self._user = user_id
        self._cached: tuple[int, str] = (-1, "")
        self.dialog: Json | None = None

    @property
    def reader(self) -> Reader:
        """How this person reads."""
        return reader_for(self._ws, self._user)

    def words(self) -> str:
        """All the words, white space folded; parts are apart by a line end that no search crosses."""
        with self._ws.changed:
            if self._cached[0] != self._ws.rev:
                self._cached = (self._ws.rev, self._gather())
            return self._cached[1] + "\n" + fold(" ".join(self._dialog()))

    def _gather(self) -> str:
        reader = self.reader
        parts = [message_lines(self._ws, m, reader) for c in self._mine() for m in c.seen_by(self._user)]
        parts += [_assistant(c) for c in self._mine() if c.assistants]
        parts += [view_lines(view, reader) for view in self._views()]
        parts += [[notice["text"]] for notice in self._ws.notices.get(self._user, [])]
        return "\n".join(fold(" ".join(part)) for part in parts)

    def _mine(self) -> list[Channel]:
        return self._ws.channels_of(self._user)

    def _views(self) -> list[Json]:
        home = self._ws.homes.get(self._user)
        return (self._ws.stacks.get(self._user) or [])[-1:] + ([home] if home else [])

    def _dialog(self) -> list[str]:
        if self.dialog is None:
            return []
        reader = self.reader
        return [
            f"?? {text_of(self.dialog['title'], reader)}: {text_of(self.dialog['text'], reader)}",
            f"[{text_of(self.dialog['deny'], reader)}] [{text_of(self.dialog['confirm'], reader)}]",
        ]

    def picture(self, place: str) -> str:
        """The place looked at, the last messages elsewhere, home, modal, dialog and notices."""
        with self._ws.changed:
            reader = self.reader
            found = [f"┌ {self._ws.user(self._user)['real_name']}, {self._ws.now():%d/%m/%Y %H:%M} UTC"]
            for channel in sorted(self._mine(), key=lambda c: c.id != place):
                recent = RECENT if channel.id == place else ELSEWHERE
                found += self._channel(channel, reader, recent)
            for view in self._views()[::-1]:
                found.append("├ modal" if view["type"] == "modal" else "├ home")
                found += ["│ " + line for line in view_lines(view, reader)]
            found += ["├ " + line for line in self._dialog()]
            found += [f"├ notice: {n['text']}" for n in self._ws.notices.get(self._user, [])]
            return "\n".join([*found, "└"])

    def _channel(self, channel: Channel, reader: Reader, recent: int) -> list[str]:
        seen = channel.seen_by(self._user)
        title = "direct messages with the app" if channel.is_im else f"#{channel.name}"
        found = [f"├ {title}" + (f" ({len(seen)} messages)" if len(seen) > recent else "")]
        for message in seen[-recent:]:
            found += ["│ " + line for line in message_lines(self._ws, message, reader)]
        return found + ["│ " + line for line in _assistant(channel)]


def _assistant(channel: Channel) -> list[str]:
    """What the app says of itself where it is an assistant: titles, what it is busy with, its prompts."""
    found: list[str] = []
    for known in channel.assistants.values():
        found += [words for words in (known.get("title"), known.get("status")) if words]
        found += [f"[{prompt['title']}]" for prompt in known.get("prompts", [])]
    return found
