"""Who may speak to the page: this machine's browser, from the page itself.

The sandbox binds 127.0.0.1, which alone does not keep out a web page open in the same browser: it could post
to a local port (cross-site request) or name one by DNS (rebinding). Both announce themselves in the headers.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, Response

LOCAL_HOST = re.compile(r"(127\.0\.0\.1|localhost)(:[0-9]{1,5})?")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

Endpoint = Callable[[Request], Awaitable[Response]]


def refusal(connection: HTTPConnection) -> str | None:
    """The reason for which this request is not answered, or None when it comes from the page or by hand."""
    host = connection.headers.get("host", "")
    if not LOCAL_HOST.fullmatch(host):
        return "This page answers to 127.0.0.1 and localhost only."
    origin = connection.headers.get("origin")
    if origin is not None and origin != f"http://{host}":
        return "Another site may not speak for the page."
    return None


def guarded(endpoint: Endpoint) -> Endpoint:
    """`endpoint`, refusing strangers with 403; its headers keep everything on this machine."""

    async def answer(request: Request) -> Response:
        reason = refusal(request)
        if reason is not None:
            return PlainTextResponse(reason, status_code=403)
        response = await endpoint(request)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        return response

    return answer
