"""Who and what is in the box: people, places, groups, and what befalls them from outside the app."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sandbox import messages, people, places, webhooks
from sandbox.core import USER_TOKEN, Core
from sandbox.errors import Json, Refused
from sandbox.workspace import Channel, Workspace

if TYPE_CHECKING:
    from sandbox.driver.person import Person


class Peopled:
    """The part of `Sandbox` that fills a workspace."""

    workspace: Workspace
    core: Core

    def person(self, user_id: str) -> Person:
        """The driver that acts and sees as this person."""
        raise NotImplementedError

    def _add_bot(self) -> None:
        ws = self.workspace
        name = ws.manifest.bot_name
        bot = people.user_object(
            ws.bot_user_id,
            ws.team_id,
            ws.now(),
            {"name": name.lower().replace(" ", "_"), "real_name": name, "is_bot": True},
        )
        bot["profile"] |= {"bot_id": ws.bot_id, "api_app_id": ws.app_id}
        ws.users[ws.bot_user_id] = bot

    def add_user(self, user_id: str, *, announce: bool = False, **fields: Any) -> Person:
        """Add a person; `announce` sends `team_join`."""
        ws = self.workspace
        with ws.change():
            ws.users[user_id] = people.user_object(user_id, ws.team_id, ws.now(), fields)
        if announce:
            self.core.emit({"type": "team_join", "user": ws.users[user_id], "event_ts": ws.new_ts()})
        return self.person(user_id)

    def change_user(self, user_id: str, **fields: Any) -> None:
        """Change some of a person's fields and send `user_change`."""
        ws = self.workspace
        with ws.change():
            known = _fields(ws.user(user_id)) | fields
            ws.users[user_id] = people.user_object(user_id, ws.team_id, ws.now(), known)
        event = {"type": "user_change", "user": ws.users[user_id], "cache_ts": ws.epoch()}
        self.core.emit(event | {"event_ts": ws.new_ts()})

    def add_channel(
        self,
        channel_id: str,
        *,
        name: str,
        members: Sequence[str] = (),
        bot_member: bool = True,
        private: bool = False,
    ) -> None:
        """Add a channel with its members."""
        ws = self.workspace
        inside = {*members, ws.bot_user_id} if bot_member else set(members)
        with ws.change():
            ws.channels[channel_id] = Channel(channel_id, name, inside, private=private, created=ws.epoch())

    def join(self, channel_id: str, user_id: str) -> None:
        """Let someone join a channel, without a word there: `member_joined_channel`."""
        channel = self.workspace.place(channel_id)
        with self.workspace.change():
            channel.members.add(user_id)
        places.membership(self.core, channel, user_id, "member_joined_channel")

    def archive(self, channel_id: str) -> None:
        """Archive a channel, without a word there: `channel_archive`."""
        channel = self.workspace.place(channel_id)
        with self.workspace.change():
            channel.archived = True
        kind = f"{places.family(channel)}_archive"
        event = {"channel": channel.id, "user": self.workspace.bot_user_id}
        places.told(self.core, channel, kind, event)

    def create_channel(self, name: str, by: str, *, private: bool = False) -> str:
        """Let a person make a channel: `channel_created`; its id."""
        return places.create(self.core, name, by, private=private).id

    def rename_channel(self, channel_id: str, name: str, by: str) -> None:
        """Let a person give a channel another name: `channel_rename`."""
        places.rename(self.core, self.workspace.place(channel_id), by, name)

    def add_group_dm(self, *members: str, bot_member: bool = True) -> str:
        """The direct messages of several people, with the app unless told otherwise; their id."""
        bot = {self.workspace.bot_user_id} if bot_member else set()
        return places.group_dm(self.core, {*members, *bot})[0].id

    def add_usergroup(self, group_id: str, *, handle: str, name: str, users: Sequence[str] = ()) -> None:
        """Add a group that one can mention."""
        ws = self.workspace
        made: Json = {"id": group_id, "team_id": ws.team_id, "is_usergroup": True, "handle": handle}
        made |= {
            "name": name,
            "description": "",
            "is_external": False,
            "date_delete": 0,
            "users": list(users),
        }
        with ws.change():
            ws.usergroups[group_id] = made

    def add_emoji(self, name: str, url: str) -> None:
        """Add an emoji of the workspace's own."""
        with self.workspace.change():
            self.workspace.emoji[name] = url

    def webhook(self, channel_id: str) -> str:
        """A fresh incoming webhook into a channel; needs the scope `incoming-webhook`."""
        return webhooks.address(self.core, channel_id)

    def user_token(self, user_id: str) -> str:
        """A person's token with the manifest's user scopes, for the methods that take no bot's."""
        self.workspace.user(user_id)
        return f"{USER_TOKEN}{user_id}"

    def kick_bot(self, channel_id: str) -> None:
        """Remove the app from a channel: `channel_left`."""
        channel = self.workspace.place(channel_id)
        with self.workspace.change():
            channel.members.discard(self.workspace.bot_user_id)
        kind = f"{places.family(channel)}_left"
        self.core.emit({"type": kind, "channel": channel.id, "event_ts": self.workspace.new_ts()})

    def delete_message(self, channel_id: str, ts: str) -> None:
        """Delete any message, as an administrator may."""
        channel = self.workspace.place(channel_id)
        if ts not in channel.messages:
            raise Refused(f"there is no message {ts} in {channel.name}")
        messages.remove(self.core, channel, ts)

    def uninstall(self) -> None:
        """Remove the app: `app_uninstalled`; its tokens work no more."""
        self.core.emit({"type": "app_uninstalled", "event_ts": self.workspace.new_ts()})
        with self.workspace.change():
            self.workspace.installed = False


def _fields(user: Json) -> Json:
    """The fields that `add_user` takes, read back from a user object."""
    profile = user["profile"]
    known = {key: user[key] for key in ("name", "real_name", "tz", "locale", *people.FLAGS) if key in user}
    return known | {key: profile[key] for key in ("email", "title", "display_name") if key in profile}
