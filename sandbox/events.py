"""The events that the box sends: under which name an app subscribes to each, and by which scope.

Source: https://docs.slack.dev/reference/events
"""

from sandbox.errors import Json

MESSAGES = {
    "im": "message.im",
    "mpim": "message.mpim",
    "channel": "message.channels",
    "group": "message.groups",
}
HISTORY = {
    "im": "im:history",
    "mpim": "mpim:history",
    "channel": "channels:history",
    "group": "groups:history",
}
MEMBERS = {"member_joined_channel", "member_left_channel"}

SENT: dict[str, frozenset[str]] = {
    **{MESSAGES[kind]: frozenset({scope}) for kind, scope in HISTORY.items()},
    "app_home_opened": frozenset(),
    "app_mention": frozenset({"app_mentions:read"}),
    "app_uninstalled": frozenset(),
    "assistant_thread_context_changed": frozenset({"assistant:write"}),
    "assistant_thread_started": frozenset({"assistant:write"}),
    "channel_archive": frozenset({"channels:read"}),
    "channel_created": frozenset({"channels:read"}),
    "channel_left": frozenset({"channels:read"}),
    "channel_rename": frozenset({"channels:read"}),
    "channel_unarchive": frozenset({"channels:read"}),
    "group_archive": frozenset({"groups:read"}),
    "group_left": frozenset({"groups:read"}),
    "group_rename": frozenset({"groups:read"}),
    "group_unarchive": frozenset({"groups:read"}),
    "link_shared": frozenset({"links:read"}),
    "member_joined_channel": frozenset({"channels:read", "groups:read"}),
    "member_left_channel": frozenset({"channels:read", "groups:read"}),
    "pin_added": frozenset({"pins:read"}),
    "pin_removed": frozenset({"pins:read"}),
    "reaction_added": frozenset({"reactions:read"}),
    "reaction_removed": frozenset({"reactions:read"}),
    "team_join": frozenset({"users:read"}),
    "tokens_revoked": frozenset(),
    "user_change": frozenset({"users:read"}),
}
"""By the name in a manifest: the scopes, any one of which lets the event through, as its page says."""


def subscription(event: Json) -> str:
    """The manifest's name of an event: messages are subscribed to by kind of place."""
    return MESSAGES[event["channel_type"]] if event["type"] == "message" else str(event["type"])


def scopes(event: Json) -> frozenset[str]:
    """The scopes of which one is needed; of who comes and goes, the scope of the place's kind."""
    if event["type"] in MEMBERS:
        return frozenset({"groups:read" if event["channel_type"] == "G" else "channels:read"})
    return SENT[subscription(event)]
