"""`users.*`.

Source: https://docs.slack.dev/reference/methods/users.info
"""

import json

from sandbox import people
from sandbox.api.method import Args, Method, page
from sandbox.core import Core
from sandbox.errors import ApiError, Json

SLACKBOT = "USLACKBOT"


def shown(core: Core, user: Json, *, locale: bool) -> Json:
    """The user as this app may see them: e-mail only with `users:read.email`, locale on request."""
    copy: Json = json.loads(json.dumps(user))
    if "users:read.email" not in core.workspace.manifest.scopes:
        copy["profile"].pop("email", None)
    if not locale:
        copy.pop("locale", None)
    copy["profile"].pop("fields", None)
    return copy


def slackbot(core: Core) -> Json:
    """Slackbot, who is in every workspace and, as Slack has it, not a bot."""
    ws = core.workspace
    return people.user_object(SLACKBOT, ws.team_id, ws.now(), {"name": "slackbot", "real_name": "Slackbot"})


def info(core: Core, args: Args) -> Json:
    """One user."""
    wanted = args.text("user") or ""
    user = slackbot(core) if wanted == SLACKBOT else core.workspace.users.get(wanted)
    if user is None:
        raise ApiError("user_not_found")
    return {"user": shown(core, user, locale=args.flag("include_locale"))}


def list_users(core: Core, args: Args) -> Json:
    """All users, page by page, deactivated ones and Slackbot included.

    Source: https://docs.slack.dev/reference/methods/users.list
    """
    everyone = [slackbot(core), *core.workspace.users.values()]
    members, cursor = page(everyone, args, default=len(everyone))
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
    """One user's profile, with the workspace's own fields.

    Source: https://docs.slack.dev/reference/methods/users.profile.get
    """
    ws = core.workspace
    user = ws.users.get(args.text("user") or ws.bot_user_id)
    if user is None:
        raise ApiError("user_not_found")
    labelled = args.flag("include_labels")
    fields = {key: dict(value) for key, value in user["profile"].get("fields", {}).items()}
    for key, value in fields.items():
        value |= {"label": ws.profile_labels.get(key, key)} if labelled else {}
    return {"profile": shown(core, user, locale=False)["profile"] | {"fields": fields}}


def presence(core: Core, args: Args) -> Json:
    """Whether somebody is there: "active" or "away".

    Source: https://docs.slack.dev/reference/methods/users.getPresence
    """
    user = args.text("user") or core.workspace.bot_user_id
    if user not in core.workspace.users:
        raise ApiError("user_not_found")
    return {"presence": "away" if user in core.workspace.away else "active"}


def set_presence(core: Core, args: Args) -> Json:
    """Say whether the app is there: "auto" or "away".

    Source: https://docs.slack.dev/reference/methods/users.setPresence
    """
    ws = core.workspace
    wanted = args.text("presence")
    if wanted not in ("auto", "away"):
        raise ApiError("invalid_presence")
    with ws.change():
        (ws.away.add if wanted == "away" else ws.away.discard)(ws.bot_user_id)
    return {}


METHODS = {
    "users.getPresence": Method(presence, "users:read", 3),
    "users.setPresence": Method(set_presence, "users:write", 2, ("presence",)),
    "users.info": Method(info, "users:read", 4, ("user",)),
    "users.list": Method(list_users, "users:read", 2),
    "users.lookupByEmail": Method(lookup, "users:read.email", 3, ("email",)),
    "users.profile.get": Method(profile, "users.profile:read", 4),
}
