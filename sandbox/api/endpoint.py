"""`POST /api/{method}`: token, scope, arguments, limits and faults around every method.

Source: https://docs.slack.dev/apis/web-api/
"""

import base64
import json
from email.utils import format_datetime

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from sandbox.api import methods
from sandbox.api.method import Args, Method, need_scope
from sandbox.core import USER_TOKEN, Call, Core
from sandbox.errors import ApiError, Json
from sandbox.struck import Answer, Struck, answer, limited

SECRET = ("token", "client_secret")


class Endpoint:
    """Answers Web API calls and records each of them."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._methods = methods()

    async def answer(self, request: Request) -> Response:
        """One call; HTTP 200 for everything but 429, 500 and cut connections, as Slack does."""
        name = request.path_params["method"]
        args = await read_args(request)
        args |= basic(request)
        token = bearer(request, args)
        struck = Struck(self._core, name, request)
        instead = await struck.comes(args)
        done = instead or self._call(name, token, args)
        self._record(name, args, done.body)
        await struck.goes()
        done.response.headers["Date"] = format_datetime(self._core.workspace.clock.now(), usegmt=True)
        return done.response

    def _call(self, name: str, token: str, given: Json) -> Answer:
        method = self._methods.get(name)
        try:
            if method is None:
                self._core.lack(f"the method {name}")
                raise ApiError("unknown_method", req_method=name)
            self._admit(method, token)
            channel = self._channel(method, given)
            wait = self._core.limits.wait_for(name, method.tier, channel)
            if wait is not None:
                return limited(wait)
            _need(method, given)
            args = Args(given, _person(token))
            args.known(*method.required)
            with self._core.workspace.changed:
                result = method.handler(self._core, args)
            self._core.limits.posted(name, channel)
            for ignored in args.ignored():
                self._core.lack(f"the argument {ignored} of {name}")
            body: Json = {"ok": True, **result}
        except ApiError as refusal:
            body = refusal.body()
        scopes = ",".join(self._core.workspace.manifest.scopes)
        return answer(body, 200, {"X-OAuth-Scopes": scopes})

    def _admit(self, method: Method, token: str) -> None:
        core = self._core
        if method.token == "none":
            return
        if not token:
            raise ApiError("not_authed")
        kind = _kind(core, token)
        if not core.workspace.installed:
            raise ApiError("account_inactive")
        if core.workspace.revoked and kind == "bot":
            raise ApiError("token_revoked")
        if kind not in (("bot", "user") if method.token == "any" else (method.token,)):
            raise ApiError("not_allowed_token_type")
        if method.scope is not None:
            need_scope(core, method.scope, user=kind == "user")

    def _channel(self, method: Method, given: Json) -> str | None:
        """The place a message goes to: the same one by its id and by its person's id."""
        if not method.per_channel:
            return None
        channel, ws = str(given.get("channel") or ""), self._core.workspace
        if channel in ws.users:
            return ws.dm_with(channel).id
        named = ws.named(channel)
        return named.id if named else channel

    def _record(self, name: str, args: Json, body: Json) -> None:
        kept = {key: value for key, value in args.items() if key not in SECRET}
        changed = self._core.workspace.changed
        with changed:  # tells those who wait, but changes nothing that anyone sees
            self._core.calls.append(Call(name, kept, body, self._core.workspace.now()))
            changed.notify_all()


def _need(method: Method, given: Json) -> None:
    missing = [name for name in method.required if given.get(name) in (None, "")]
    if missing:
        raise ApiError("invalid_arguments", [f"[ERROR] missing required field: {name}" for name in missing])


def _kind(core: Core, token: str) -> str:
    """Whose token it is: the bot's, the app's, a person's; `invalid_auth` when it is nobody's."""
    kinds = {core.bot_token: "bot", core.app_token: "app"}
    if _person(token) in core.workspace.users:
        return "user"
    if token not in kinds:
        raise ApiError("invalid_auth")
    return kinds[token]


def _person(token: str) -> str | None:
    """The person whose token it is, None of another's."""
    return token.removeprefix(USER_TOKEN) if token.startswith(USER_TOKEN) else None


def bearer(request: Request, args: Json) -> str:
    """The token, from the header or the `token` argument."""
    header = request.headers.get("authorization", "")
    return header[7:] if header.lower().startswith("bearer ") else str(args.get("token") or "")


def basic(request: Request) -> Json:
    """Client id and secret as HTTP Basic has them, for `oauth.v2.access`."""
    kind, _, packed = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        return {}
    try:
        name, _, secret = base64.b64decode(packed).decode().partition(":")
    except ValueError:
        return {}
    return {"client_id": name, "client_secret": secret}


async def read_args(request: Request) -> Json:
    """Arguments from the query string and the body, whatever their encoding."""
    args: Json = dict(request.query_params)
    if request.method != "POST":
        return args
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        try:
            given = json.loads(await request.body() or b"{}")
        except ValueError:
            given = {}
        return args | (given if isinstance(given, dict) else {})
    form = await request.form()
    return args | {key: value for key, value in form.items() if not isinstance(value, UploadFile)}
