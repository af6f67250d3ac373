"""The addresses of the page: the page itself, what one person sees, and what that person does.

The box blocks (it waits for the app's answer), so every call of it runs in a thread.
"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from sandbox.errors import Refused
from sandbox.page.box import Box, Json, bound_act
from sandbox.page.guard import Endpoint, guarded
from sandbox.page.guide import ticking
from sandbox.page.live import live
from sandbox.page.seen import file_for, people, seen_by

STATIC = Path(__file__).parent / "static"
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
FURTHEST = 366 * 24 * 3600
"""The clock moves at most a year at once, in seconds: further is a slip of the hand."""


def routes(box: Box) -> list[BaseRoute]:
    """The page's routes over `box`; what they answer stands at each."""
    return [
        Route("/", guarded(_page)),
        Route("/static/{name}", guarded(_static)),
        Route("/_/users", guarded(_users(box))),
        Route("/_/state", guarded(_state(box))),
        Route("/_/file", guarded(_file(box))),
        Route("/_/act", guarded(_act(box)), methods=["POST"]),
        Route("/_/clock", guarded(_clock(box)), methods=["POST"]),
        WebSocketRoute("/_/live", live(box)),
    ]


async def _page(request: Request) -> Response:
    return FileResponse(STATIC / "index.html", media_type="text/html")


async def _static(request: Request) -> Response:
    """A file of the page by its bare name; anything else is 404."""
    path = STATIC / request.path_params["name"]
    if path.suffix not in KINDS or path.parent != STATIC or not path.is_file():
        return PlainTextResponse("No such file.", status_code=404)
    return FileResponse(path, media_type=KINDS[path.suffix])


def _users(box: Box) -> Endpoint:
    async def answer(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(people, box))

    return answer


def _state(box: Box) -> Endpoint:
    async def answer(request: Request) -> Response:
        user = request.query_params.get("user", "")
        try:
            return JSONResponse(await run_in_threadpool(seen_by, box, user))
        except Refused:
            return _fault(404, "unknown user")

    return answer


def _file(box: Box) -> Endpoint:
    """A file which the person can see, as a download; the browser is never asked to open it."""

    async def answer(request: Request) -> Response:
        user, file_id = request.query_params.get("user", ""), request.query_params.get("id", "")
        try:
            name, kind, content = await run_in_threadpool(file_for, box, user, file_id)
        except Refused:
            return _fault(404, "no such file")
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
        return Response(content, media_type=kind, headers=headers)

    return answer


def _act(box: Box) -> Endpoint:
    """Do what a person did; 409 with the reason when Slack would not let them."""

    async def answer(request: Request) -> Response:
        try:
            body = await _body(request)
            act = bound_act(box, body)
        except ValueError as fault:
            return _fault(400, str(fault))
        try:
            with ticking(box, body["act"], body):
                return JSONResponse({"ok": True, "result": await run_in_threadpool(act)})
        except Refused as refused:
            return _fault(409, str(refused))

    return answer


def _clock(box: Box) -> Endpoint:
    async def answer(request: Request) -> Response:
        try:
            seconds = (await _body(request)).get("advance")
        except ValueError as fault:
            return _fault(400, str(fault))
        if isinstance(seconds, bool) or not isinstance(seconds, int) or not 0 < seconds <= FURTHEST:
            return _fault(400, f"advance is a number of seconds, from 1 to {FURTHEST}")
        with ticking(box, "clock", {}):
            await run_in_threadpool(box.clock.advance, timedelta(seconds=seconds))
        return JSONResponse({"ok": True, "now": box.clock.now().isoformat()})

    return answer


async def _body(request: Request) -> Json:
    """The request's JSON object; ValueError when it is none (a form of another site cannot send JSON)."""
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise ValueError("the body is application/json")
    body: Any = json.loads(await request.body())
    if not isinstance(body, dict):
        raise ValueError("the body is a JSON object")
    return body


def _fault(status: int, reason: str) -> Response:
    return JSONResponse({"ok": False, "error": reason}, status_code=status)
