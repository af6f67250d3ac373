"""`users.*`.

Source: https://docs.slack.dev/reference/methods/users.info
"""

import json

from sandbox.api.method import Args, Method, page
from sandbox.core import Core
from sandbox.errors import ApiError, Json


def shown(core: Core, user: Json, *, locale: bool) -> Json:
    """The user as this app may see them: e-mail only with `users:read.email`, locale on request."""
    copy: Json = json.loads(json.dumps(user))
    if "users:read.email" not in core.workspace.manifest.scopes:
        copy["profile"].pop("email", None)
    if not locale:
        copy.pop("locale", None)
    return copy


def info(core: Core, args: Args) -> Json:
    """One user."""
    user = core.workspace.users.get(args.text("user") or "")
    if user is None:
        raise ApiError("user_not_found")
    return {"user": shown(core, user, locale=args.flag("include_locale"))}


def list_users(core: Core, args: Args) -> Json:
    """All users, page by page, deactivated ones included.

    Source: https://docs.slack.dev/reference/methods/users.list
    """
    everyone = list(core.workspace.users.values())
    members, cursor = page(everyone, args, default=len(everyone) or 1)
    locale = args.flag("include_locale")
    return {
        "members": [shown(core, user, locale=locale) for user in members],
        "cache_ts": core.workspace.epoch(),
        "response_metadata": {"next_cursor": cursor},
    }


def lookup(core: Core, args: Args) -> Json:
    """The active user of an e-mail address.

    Source: https://docs.slack.dev/reference/methods/users.lookupByEmail
    """
    wanted = (args.text("email") or "").lower()
    for user in core.workspace.users.values():
        if not user["deleted"] and user["profile"].get("email", "").lower() == wanted:
            return {"user": shown(core, user, locale=False)}
    raise ApiError("users_not_found")


def profile(core: Core, args: Args) -> Json:
    """One user's profile.

    Source: https://docs.slack.dev/reference/methods/users.profile.get
    """
    user = core.workspace.users.get(args.text("user") or core.workspace.bot_user_id)
    if user is None:
        raise ApiError("user_not_found")
    return {"profile": shown(core, user, locale=False)["profile"]}


METHODS = {
    "users.info": Method(info, "users:read", 4, ("user",)),
    "users.list": Method(list_users, "users:read", 2),
    "users.lookupByEmail": Method(lookup, "users:read.email", 3, ("email",)),
    "users.profile.get": Method(profile, "users.profile:read", 4),
}
