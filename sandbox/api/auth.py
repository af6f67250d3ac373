"""`api.*`, `auth.*`, `apps.*`, `bots.*`, `team.*`.

Source: https://docs.slack.dev/reference/methods/auth.test
"""

from sandbox.api.method import Args, Method
from sandbox.core import Core
from sandbox.errors import ApiError, Json


def api_test(core: Core, args: Args) -> Json:
    """Echo; fails with `error` when asked to."""
    if "error" in args:
        raise ApiError(args.text("error") or "", args=args.given)
    return {"args": args.given}


def auth_test(core: Core, args: Args) -> Json:
    """Who the token is."""
    ws = core.workspace
    user = args.person or ws.bot_user_id
    found: Json = {
        "url": f"https://{ws.team_domain}.slack.com/",
        "team": "Sandbox",
        "user": ws.users[user]["name"],
        "team_id": ws.team_id,
        "user_id": user,
        "is_enterprise_install": False,
    }
    return found if args.person else found | {"bot_id": ws.bot_id}


def connections_open(core: Core, args: Args) -> Json:
    """A Socket Mode address, good for one connection.

    Source: https://docs.slack.dev/reference/methods/apps.connections.open
    """
    ws = core.workspace
    if not ws.manifest.socket_mode:
        raise ApiError("access_denied")  # the nearest of the documented codes; the real one is in no document
    ticket = ws.scribble(24).lower()
    core.sockets.issue(ticket)
    return {"url": f"{core.base.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={ws.app_id}"}


def bots_info(core: Core, args: Args) -> Json:
    """The app's bot, the only one there is."""
    ws = core.workspace
    if args.text("bot") not in (None, ws.bot_id):
        raise ApiError("bot_not_found")
    bot = {
        "id": ws.bot_id, "deleted": False, "name": ws.manifest.bot_name, "updated": 0,
        "app_id": ws.app_id, "user_id": ws.bot_user_id, "icons": {},
    }  # fmt: skip
    return {"bot": bot}


def team_info(core: Core, args: Args) -> Json:
    """The workspace."""
    ws = core.workspace
    return {"team": {"id": ws.team_id, "name": "Sandbox", "domain": ws.team_domain, "email_domain": ""}}


METHODS = {
    "api.test": Method(api_test, None, 4),
    "auth.test": Method(auth_test, None, 9, token="any"),
    # Documented as Tier 1; Slack lets a client that lost its sockets reconnect at once, so Tier 4 here.
    "apps.connections.open": Method(connections_open, None, 4, token="app"),
    "bots.info": Method(bots_info, "users:read", 3),
    "team.info": Method(team_info, "team:read", 3),
}
