"""What people do in places: write, hand over, react, come and go."""

import mimetypes

from sandbox import composer, installing, messages, places, reactions
from sandbox.api import files
from sandbox.choosing import decoded
from sandbox.core import Core
from sandbox.delivery.asking import wait
from sandbox.errors import ApiError, Json, Refused
from sandbox.surfaces import Surfaces
from sandbox.workspace import Channel, File


class Writing:
    """The acts that say something to others."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._ws = core.workspace
        self._surfaces = Surfaces(core)

    def say(
        self, user: str, channel: str, text: str, thread_ts: str | None = None, broadcast: bool = False
    ) -> None:
        """Send a message, or run a slash command when it starts with "/"; in a thread it is a reply.

        `broadcast` shows the reply in the channel as well.
        """
        place = self._surfaces.place(user, channel)
        if text.startswith("/") and thread_ts is None:
            self._command(user, place, text)
            return
        self._writable(place)
        message = composer.typed(self._ws, user, composer.message_text(self._ws, text))
        if thread_ts is not None:
            message["thread_ts"] = self._stored(place, thread_ts).get("thread_ts", thread_ts)
        if broadcast:
            message["subtype"] = "thread_broadcast"
        wait(*messages.store(self._core, place, message))

    def _command(self, user: str, place: Channel, text: str) -> None:
        raise NotImplementedError

    def _stored(self, place: Channel, ts: str) -> Json:
        found = place.messages.get(ts)
        if found is None:
            raise Refused("that message is no longer there")
        return found

    def react(self, user: str, channel: str, ts: str, name: str) -> None:
        """React to a message with an emoji, or take that reaction back."""
        place = self._surfaces.place(user, channel)
        message = self._stored(place, ts)
        mine = any(one["name"] == name and user in one["users"] for one in message.get("reactions", []))
        act = reactions.remove if mine else reactions.add
        try:
            wait(act(self._core, place, message, user, name))
        except ApiError as refusal:
            raise Refused(f"that reaction is not to be had: {refusal.code}") from None

    def enter(self, user: str, channel: str) -> None:
        """Join a public channel."""
        self._surfaces.acting(user)
        place = self._ws.place(channel)
        if place.private or place.archived:
            raise Refused(f"{place.name} is not open to all")
        if user not in place.members:
            wait(*places.join(self._core, place, user))

    def leave(self, user: str, channel: str) -> None:
        """Go out of a channel."""
        wait(*places.leave(self._core, self._surfaces.place(user, channel), user))

    def add_app(self, user: str, channel: str) -> None:
        """Invite the app into a channel."""
        place = self._surfaces.place(user, channel)
        if self._ws.bot_user_id not in place.members:
            wait(*places.join(self._core, place, self._ws.bot_user_id, user))

    def open_assistant(self, user: str, context: str | None = None) -> str:
        """Begin a conversation with the app as an assistant, from a channel; the `ts` of its thread.

        Source: https://docs.slack.dev/reference/events/assistant_thread_started
        """
        self._surfaces.acting(user)
        if not self._ws.manifest.assistant:
            raise Refused("this app is no assistant")
        place = self._ws.dm_with(user)
        root = messages.from_app(self._ws, "New Assistant Thread", None, subtype="assistant_app_thread")
        root |= {"thread_ts": root["ts"], "assistant_app_thread": {"title": "", "artifacts": []}}
        with self._ws.change():
            place.messages[root["ts"]] = root
            place.assistants[root["ts"]] = {}
        self._assistant(user, place, root["ts"], "assistant_thread_started", context)
        return str(root["ts"])

    def change_context(self, user: str, thread_ts: str, context: str) -> None:
        """Look at another channel while the assistant is open: `assistant_thread_context_changed`."""
        place = self._ws.dm_with(user)
        if thread_ts not in place.assistants:
            raise Refused("that conversation is no assistant's")
        self._assistant(user, place, thread_ts, "assistant_thread_context_changed", context)

    def _assistant(self, user: str, place: Channel, ts: str, kind: str, context: str | None) -> None:
        seen = {"team_id": self._ws.team_id, "enterprise_id": None}
        if context is not None:
            seen["channel_id"] = self._surfaces.place(user, context).id
        thread = {"user_id": user, "context": seen, "channel_id": place.id, "thread_ts": ts}
        stamp = self._ws.new_ts()
        wait(self._core.emit({"type": kind, "assistant_thread": thread, "event_ts": stamp}))

    def allow(self, user: str, address: str) -> str:
        """Say yes on the installation page of this address; where the browser is sent then."""
        self._surfaces.acting(user)
        try:
            return installing.allow(self._core, user, address)
        except ApiError as refusal:
            raise Refused(refusal.code) from None

    def drop(
        self, user: str, channel: str, name: str, content: bytes, comment: str = "", elsewhere: str = ""
    ) -> str:
        """Hand a file over in a conversation; `elsewhere`: one that another service holds. Returns its id.

        Source: https://docs.slack.dev/reference/events/message/file_share
        """
        place = self._surfaces.place(user, channel)
        self._writable(place)
        if not content and not elsewhere:
            raise Refused("Slack takes no empty file")
        file = File(self._ws.new_id("F"), name, len(content), name, content=content, completed=True)
        file.owner, file.elsewhere, file.created = user, elsewhere, self._ws.epoch()
        file.mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
        file.channels.append(place.id)
        with self._ws.change():
            self._ws.files[file.id] = file
        message = composer.typed(self._ws, user, composer.message_text(self._ws, comment))
        if not comment:
            del message["blocks"]
        message |= {"subtype": "file_share", "upload": True, "files": [files.shown(self._core, file)]}
        wait(*messages.store(self._core, place, message))
        return file.id

    def drop_encoded(self, user: str, channel: str, name: str, content: str) -> str:
        """The same, with the content in base64, as a page's JSON carries it."""
        return self.drop(user, channel, name, decoded(content))

    def remove_file(self, user: str, file_id: str) -> None:
        """Delete a file of one's own."""
        self._surfaces.acting(user)
        file = self._ws.files.get(file_id)
        if file is None or file.owner != user:
            raise Refused("that file is not yours")
        with self._ws.change():
            file.deleted = True

    def _writable(self, place: Channel) -> None:
        if place.archived:
            raise Refused(f"#{place.name} is archived")
        manifest = self._ws.manifest
        if place.is_im and (not manifest.messages_tab or manifest.messages_read_only):
            raise Refused("sending messages to this app has been turned off")
