"""Places made, named, joined, left and put away, with the messages and events that Slack makes of it.

Source: https://docs.slack.dev/reference/events/message
"""

from sandbox import messages
from sandbox.core import Core
from sandbox.delivery.envelope import Envelope
from sandbox.errors import Json
from sandbox.workspace import Channel

Sent = list[Envelope | None]


def create(core: Core, name: str, creator: str, *, private: bool = False) -> Channel:
    """A new channel with its creator in it: `channel_created`, unless it is private."""
    ws = core.workspace
    channel = Channel(ws.new_id("C"), name, {creator}, private=private, created=ws.epoch(), creator=creator)
    with ws.change():
        ws.channels[channel.id] = channel
    if not private:
        known = {"id": channel.id, "name": name, "created": channel.created, "creator": creator}
        core.emit({"type": "channel_created", "channel": known, "event_ts": ws.new_ts()})
    return channel


def group_dm(core: Core, people: set[str]) -> tuple[Channel, bool]:
    """The direct messages of several people, and whether they were there already."""
    ws = core.workspace
    for channel in ws.channels.values():
        if channel.is_mpim and channel.members == people:
            return channel, True
    name = "mpdm-" + "--".join(sorted(ws.users[one]["name"] for one in people)) + "-1"
    channel = Channel(ws.new_id("C"), name, set(people), private=True, is_mpim=True, created=ws.epoch())
    with ws.change():
        ws.channels[channel.id] = channel
    return channel, False


def announce(core: Core, channel: Channel, user: str, subtype: str, text: str, **more: object) -> Sent:
    """A message that Slack writes in somebody's name."""
    said = {"type": "message", "subtype": subtype, "user": user, "ts": core.workspace.new_ts(), "text": text}
    return [*messages.store(core, channel, said | more)]


def join(core: Core, channel: Channel, user: str, inviter: str | None = None) -> Sent:
    """Let someone in: a `channel_join` message and `member_joined_channel`."""
    with core.workspace.change():
        channel.members.add(user)
    more = {"inviter": inviter} if inviter else {}
    sent = announce(
        core, channel, user, f"{family(channel)}_join", f"<@{user}> has joined the channel", **more
    )
    return [*sent, membership(core, channel, user, "member_joined_channel", **more)]


def leave(core: Core, channel: Channel, user: str) -> Sent:
    """Let someone out: a `channel_leave` message and `member_left_channel`, and to the app `channel_left`."""
    bot = core.workspace.bot_user_id
    sent = announce(core, channel, user, f"{family(channel)}_leave", f"<@{user}> has left the channel")
    if user != bot:
        sent.append(membership(core, channel, user, "member_left_channel"))
    with core.workspace.change():
        channel.members.discard(user)
    if user == bot:
        event = {"type": f"{family(channel)}_left", "channel": channel.id, "actor_id": bot}
        sent.append(core.emit(event | {"event_ts": core.workspace.new_ts()}))
    return sent


def membership(core: Core, channel: Channel, user: str, kind: str, **more: object) -> Envelope | None:
    """`member_joined_channel` or `member_left_channel`, of places that the app is in."""
    event: Json = {"type": kind, "user": user, "channel": channel.id, "team": core.workspace.team_id}
    event |= {"channel_type": "G" if channel.private else "C", "event_ts": core.workspace.new_ts()}
    return messages.heard(core, channel, event | more)


def rename(core: Core, channel: Channel, user: str, name: str) -> Sent:
    """`channel_rename`, and the message that says so."""
    ws = core.workspace
    old = channel.name
    with ws.change():
        channel.name = name
    said = f'has renamed the channel from "{old}" to "{name}"'
    sent = announce(core, channel, user, f"{family(channel)}_name", said, old_name=old, name=name)
    known = {"id": channel.id, "name": name, "created": channel.created}
    return [*sent, told(core, channel, f"{family(channel)}_rename", {"channel": known})]


def describe(core: Core, channel: Channel, user: str, what: str, value: str) -> Sent:
    """Set the "topic" or "purpose", and say so."""
    with core.workspace.change():
        setattr(channel, what, {"value": value, "creator": user, "last_set": core.workspace.epoch()})
    said = f"set the channel {what}: {value}" if value else f"cleared the channel {what}"
    return announce(core, channel, user, f"{family(channel)}_{what}", said, **{what: value})


def put_away(core: Core, channel: Channel, user: str, *, archived: bool) -> Sent:
    """Archive a channel, or bring it back."""
    kind = "archive" if archived else "unarchive"
    with core.workspace.change():
        channel.archived = archived
    said = f"{kind}d the channel"
    sent = announce(core, channel, user, f"{family(channel)}_{kind}", said)
    return [*sent, told(core, channel, f"{family(channel)}_{kind}", {"channel": channel.id, "user": user})]


def told(core: Core, channel: Channel, kind: str, event: Json) -> Envelope | None:
    """An event of a channel: of a private one only where the app is in it."""
    if channel.private and core.workspace.bot_user_id not in channel.members:
        return None
    return core.emit({"type": kind, **event, "event_ts": core.workspace.new_ts()})


def family(channel: Channel) -> str:
    """How events and subtypes name its kind: "group" for a private channel."""
    return "group" if channel.private else "channel"
