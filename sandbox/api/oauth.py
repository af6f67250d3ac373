"""`oauth.*` and `auth.revoke`: an app comes and goes.

Source: https://docs.slack.dev/authentication/installing-with-oauth
"""

from dataclasses import replace
from datetime import timedelta

from sandbox.api.method import Args, Method
from sandbox.core import USER_TOKEN, Core
from sandbox.errors import ApiError, Json

LIFE = timedelta(minutes=10)


def access(core: Core, args: Args) -> Json:
    """The tokens for a code of the installation page; a code works once, within ten minutes.

    Source: https://docs.slack.dev/reference/methods/oauth.v2.access
    """
    ws = core.workspace
    if args.text("client_id") != core.client_id:
        raise ApiError("invalid_client_id")
    if args.text("client_secret") != core.client_secret:
        raise ApiError("bad_client_secret")
    code = core.codes.get(args.text("code") or "")
    if code is None or ws.now() - code.issued > LIFE:
        raise ApiError("invalid_code")
    if code.used:
        raise ApiError("code_already_used")
    if (args.text("redirect_uri") or code.redirect_uri) != code.redirect_uri:
        raise ApiError("bad_redirect_uri")
    with ws.change():
        code.used = True
        ws.installed, ws.revoked = True, False
        granted = tuple(dict.fromkeys((*ws.manifest.scopes, *code.optional)))
        ws.manifest = replace(ws.manifest, scopes=granted)
    return _granted(core, code.user)


def _granted(core: Core, user: str) -> Json:
    ws = core.workspace
    person: Json = {"id": user}
    if ws.manifest.user_scopes:
        scopes = ",".join(ws.manifest.user_scopes)
        person |= {"scope": scopes, "access_token": f"{USER_TOKEN}{user}", "token_type": "user"}
    answer: Json = {
        "app_id": ws.app_id,
        "authed_user": person,
        "scope": ",".join(ws.manifest.scopes),
        "token_type": "bot",
        "access_token": core.bot_token,
        "bot_user_id": ws.bot_user_id,
        "team": {"id": ws.team_id, "name": "Sandbox"},
        "enterprise": None,
        "is_enterprise_install": False,
    }
    return answer


def revoke(core: Core, args: Args) -> Json:
    """Give the bot's token back: `tokens_revoked`, and nothing is answered to it any more.

    Source: https://docs.slack.dev/reference/methods/auth.revoke
    """
    ws = core.workspace
    if args.flag("test"):
        return {"revoked": False}
    event = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [ws.bot_user_id]}}
    core.emit(event | {"event_ts": ws.new_ts()})
    with ws.change():
        ws.revoked = True
    return {"revoked": True}


METHODS = {
    "auth.revoke": Method(revoke, None, 3),
    "oauth.v2.access": Method(access, None, 4, ("code",), token="none"),
}
