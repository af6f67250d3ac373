"""Every name that Slack and the program must agree on: commands, shortcuts, events, scopes, posting kinds.

A test ties this package to `manifest.yml` and to the calls in the code. A posting kind is declared in the
module of its wing with all that is said of it (`kind.py`), and rendered by the feature that registers it. Ids
of buttons and modals stand in the `__init__` of the feature that answers them.
"""

from collections.abc import Mapping

# Each module names kinds of postings alone, and every one of them is meant to be read as `names.<KIND>`.
from handlers.names.belonging import *
from handlers.names.choosing import *
from handlers.names.event_days import *
from handlers.names.events import *
from handlers.names.everywhere import *
from handlers.names.kind import Kind
from handlers.names.living import *

COMMANDS = ("/prime",)

SHORTCUTS = ("topics.from_message", "help.from_message")

EVENTS = ("app_home_opened", "message.im", "team_join", "user_change")

SCOPES: Mapping[str, str] = {
    "apps_connections_open": "",
    "auth_test": "",
    "chat_delete": "chat:write",
    "chat_postMessage": "chat:write",
    "chat_update": "chat:write",
    "conversations_create": "groups:write",
    "conversations_history": "im:history",
    "conversations_info": "groups:read",
    "conversations_invite": "groups:write",
    "conversations_kick": "groups:write",
    "conversations_open": "im:write",
    "files_completeUploadExternal": "files:write",
    "files_delete": "files:write",
    "files_getUploadURLExternal": "files:write",
    "files_info": "files:read",
    "users_conversations": "groups:read",
    "users_info": "users:read",
    "users_list": "users:read",
    "users_lookupByEmail": "users:read.email",
    "views_open": "",
    "views_publish": "",
    "views_push": "",
    "views_update": "",
}
"""Web API methods the program calls, and the scope each needs (empty: none)."""

OTHER_SCOPES = ("commands", "channels:history", "groups:history")
"""Scopes no single call needs: slash commands; conversations.history in channels."""

OPTIONAL_SCOPES = ("files:read", "groups:write", "groups:read")
"""`bot_optional` of the manifest: whoever installs may leave them out; what needs one says so."""

KINDS: tuple[Kind, ...] = tuple(value for value in tuple(globals().values()) if isinstance(value, Kind))
"""All kinds of postings."""
