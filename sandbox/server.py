"""The box's server on 127.0.0.1: Web API, sockets, response URLs, uploads, and the page."""

import asyncio
import contextlib
import json
import socket
import threading
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import InvalidState

from sandbox import installing, replies, webhooks
from sandbox.api.endpoint import Endpoint, bearer
from sandbox.core import Core
from sandbox.errors import ApiError, Refused
from sandbox.faults import DOWNLOAD, RESPONSE_URL, UPLOAD
from sandbox.struck import Struck
from sandbox.workspace import File

TICK_SECONDS = 0.1
"""How often late events are looked for."""

PING_SECONDS = 0.05
"""How often sockets are pinged: slack_sdk's client can close only when something arrives."""

GOODBYE_SECONDS = 1.0
"""How long open connections may take to end when the box stops."""


def _with_abort(protocol: Any) -> None:
    """Let the application cut its own connection: `scope["sandbox.abort"]()`."""
    inner = protocol.app

    async def app(scope: Any, receive: Any, send: Any) -> None:
        scope["sandbox.abort"] = protocol.transport.abort
        await inner(scope, receive, send)

    protocol.app = app


class HttpProtocol(H11Protocol):
    """HTTP connections that can be cut."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _with_abort(self)


class SocketProtocol(WebSocketsSansIOProtocol):
    """WebSockets that can be cut."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _with_abort(self)


class Uvicorn(uvicorn.Server):
    """Uvicorn that stops when told, not at its next look: a suite starts and stops hundreds."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.told = asyncio.Event()

    async def main_loop(self) -> None:
        """Serve until told to stop."""
        await self.on_tick(0)
        await self.told.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close the doors, then wait a little for what is open, and for answers whose reader is gone."""
        for server in self.servers:
            server.close()
        for door in sockets or []:
            door.close()
        for connection in list(self.server_state.connections):
            with contextlib.suppress(InvalidState):  # a WebSocket that is closing already
                connection.shutdown()
        end = asyncio.get_running_loop().time() + GOODBYE_SECONDS
        while self._busy() and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(0.002)

    def _busy(self) -> bool:
        return bool(self.server_state.connections or self.server_state.tasks)


class Doors:
    """The endpoints beside the Web API."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def respond(self, request: Request) -> Response:
        """A `response_url`."""
        try:
            body = json.loads(await request.body())
        except ValueError:
            body = None
        struck = Struck(self._core, RESPONSE_URL, request)
        instead = await struck.comes({})
        response = instead.response if instead else self._reply(request.path_params["number"], body)
        await struck.goes()
        return response

    def _reply(self, number: str, body: Any) -> Response:
        try:
            with self._core.workspace.changed:
                replies.use(self._core, number, body)
        except ApiError as refusal:
            status = 404 if refusal.code in ("used_url", "expired_url", "no_such_url") else 400
            return JSONResponse(refusal.body(), status)
        return PlainTextResponse("ok")

    async def webhook(self, request: Request) -> Response:
        """An incoming webhook."""
        try:
            body = json.loads(await request.body())
        except ValueError:
            body = None
        try:
            with self._core.workspace.changed:
                webhooks.post(self._core, request.path_params["secret"], body)
        except ApiError as refusal:
            return PlainTextResponse(refusal.code, webhooks.STATUS.get(refusal.code, 400))
        return PlainTextResponse("ok")

    async def authorize(self, request: Request) -> Response:
        """The page on which an app is let in: it names what is asked for, and has one link."""
        try:
            wanted = installing.asked(self._core, str(request.url))
        except ApiError as refusal:
            return PlainTextResponse(f"This app cannot be installed: {refusal.code}", 400)
        return HTMLResponse(installing.page(self._core, wanted, request.url.query))

    async def allowed(self, request: Request) -> Response:
        """Somebody said yes there: back to the app."""
        user = request.query_params.get("as", "")
        try:
            self._core.workspace.user(user)
            return RedirectResponse(installing.allow(self._core, user, str(request.url)), 302)
        except (ApiError, Refused) as refusal:
            return PlainTextResponse(f"This app cannot be installed: {refusal}", 400)

    async def upload(self, request: Request) -> Response:
        """The bytes of a promised file, raw or as a form's file; once."""
        ticket = request.path_params["ticket"]
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            form = await request.form()
            parts = [part for part in form.values() if not isinstance(part, str)]
            content = await parts[0].read() if parts else b""
        else:
            content = await request.body()
        struck = Struck(self._core, UPLOAD, request)
        instead = await struck.comes({})
        response = instead.response if instead else self._fill(ticket, content)
        await struck.goes()
        return response

    def _fill(self, ticket: str, content: bytes) -> Response:
        with self._core.workspace.change():
            file_id = self._core.uploads.pop(ticket, None)
            if file_id is None:
                return PlainTextResponse("no such upload", 404)
            file = self._core.workspace.files[file_id]
            if len(content) != file.length:
                return PlainTextResponse(f"expected {file.length} bytes, got {len(content)}", 400)
            file.content = content
        return PlainTextResponse(f"OK - {len(content)}")

    async def download(self, request: Request) -> Response:
        """A private file, for the app's token."""
        file = self._core.workspace.files.get(request.path_params["file"].partition("-")[2])
        if file is None or file.content is None or file.deleted:
            return PlainTextResponse("not found", 404)
        if bearer(request, {}) != self._core.bot_token:
            return PlainTextResponse("sign in to see this file", 403)
        struck = Struck(self._core, DOWNLOAD, request)
        instead = await struck.comes({})
        answered = instead.response if instead else self._content(file)
        await struck.goes()
        return answered

    def _content(self, file: File) -> Response:
        """Without the scope Slack shows its page to sign in, as if all were well: 200, in HTML."""
        if "files:read" not in self._core.workspace.manifest.scopes:
            return HTMLResponse("<!DOCTYPE html><html><title>Slack</title>Sign in</html>")
        return Response(file.content, media_type=file.mimetype)

    def routes(self) -> list[BaseRoute]:
        """All of them, with the Web API and the sockets."""
        return [
            Route("/api/{method}", Endpoint(self._core).answer, methods=["GET", "POST"]),
            WebSocketRoute("/link/", self._core.sockets.serve),
            Route("/actions/{team}/{number}", self.respond, methods=["POST"]),
            Route("/services/{team}/{bot}/{secret}", self.webhook, methods=["POST"]),
            Route("/oauth/v2/authorize", self.authorize),
            Route("/oauth/v2/allow", self.allowed),
            Route("/upload/v1/{ticket}", self.upload, methods=["POST"]),
            Route("/files-pri/{file}/{name:path}", self.download),
        ]


class Server:
    """Uvicorn in a daemon thread with its own loop."""

    def __init__(self, core: Core, extra: list[BaseRoute]) -> None:
        self._core = core
        self._app = Starlette(routes=[*Doors(core).routes(), *extra])
        self._ready = threading.Event()
        self._thread: threading.Thread | None = None
        self._uvicorn: Uvicorn | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self, listener: socket.socket) -> None:
        """Serve on a bound socket; returns when the loop runs."""
        config = uvicorn.Config(
            self._app,
            http=HttpProtocol,
            ws=SocketProtocol,
            lifespan="off",
            log_level="error",
            access_log=False,
            date_header=False,  # the Web API tells the box's own
            log_config=None,
            ws_ping_interval=PING_SECONDS,
            ws_ping_timeout=60,
            ws_per_message_deflate=False,
        )
        self._uvicorn = Uvicorn(config)
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._main(listener)), name="sandbox", daemon=True
        )
        self._thread.start()
        self._ready.wait(10)

    async def _main(self, listener: socket.socket) -> None:
        assert self._uvicorn is not None
        self._loop = asyncio.get_running_loop()
        self._core.sockets.attach(self._loop)
        tending = asyncio.create_task(self._tend())
        self._ready.set()
        try:
            await self._uvicorn.serve(sockets=[listener])
        finally:
            tending.cancel()

    async def _tend(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            self._core.post.tend()
            if self._core.schedule.waiting:
                await asyncio.to_thread(self._core.schedule.tend)

    def stop(self) -> None:
        """Close every connection and end the thread."""
        if self._uvicorn is not None and self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._uvicorn.told.set)
        if self._thread is not None:
            self._thread.join(5)


def listen(port: int) -> socket.socket:
    """A socket bound to 127.0.0.1, and to nothing else."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(128)
    return listener
