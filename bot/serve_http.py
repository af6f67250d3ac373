"""Signed HTTP: `POST /slack/events` for everything Slack sends, `GET /healthz` for whoever watches."""

import logging
from binascii import a2b_qp
from collections.abc import Iterable
from typing import TYPE_CHECKING

from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.adapter.wsgi.http_request import WsgiHttpRequest
from waitress.server import create_server

from bot.app import Prime

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

THREADS = 16
LARGEST_BODY = 1 << 20
"""Bytes; Slack's largest payload, a modal of a hundred blocks, is well below."""


def interaction(body: str) -> str:
    """The JSON in the form of an interaction, `payload=…`; any other body as it is.

    As `parse_qsl` reads it, whatever an encoder writes; but that takes each `%22` apart in Python: a fifth of
    a click. Quoted-printable is the same with `=` for `%`, and the standard library has it in C.
    """
    if not body.startswith("payload=%7B") or "&" in body:
        return body
    value = body.removeprefix("payload=").replace("+", " ").replace("=", "=3D").replace("%", "=")
    return a2b_qp(value.encode()).decode(errors="replace")


class _Handler(SlackRequestHandler):
    def dispatch(self, request: WsgiHttpRequest) -> BoltResponse:
        """Bolt reads a body that begins with a brace as JSON; it is the raw one that Slack signed."""
        body = request.get_body()
        read = BoltRequest(body=interaction(body), query=request.query_string, headers=request.get_headers())
        read.raw_body = body
        return self.app.dispatch(read)


def wsgi(prime: Prime) -> "WSGIApplication":
    """The WSGI application."""
    slack = _Handler(prime.bolt)

    def app(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/healthz":
            healthy = prime.desk.db.answers()
            status = "200 OK" if healthy else "503 Service Unavailable"
            start_response(status, [("Content-Type", "text/plain; charset=utf-8")])
            return [b"ok\n" if healthy else b"the database does not answer\n"]
        with prime.desk.db.visit():
            return slack(environ, start_response)

    return app


class HttpServer:
    """waitress, a production WSGI server, around an app."""

    def __init__(self, app: "WSGIApplication", host: str, port: int) -> None:
        # It warns of every request that waits for a thread: a line for each click when many click at once.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        self._server = create_server(
            app,
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            max_request_body_size=LARGEST_BODY,
            clear_untrusted_proxy_headers=True,
        )
        self.port: int = self._server.effective_port

    def serve(self) -> None:
        """Serves until `stop` or a signal; what is under way is answered before it returns."""
        try:
            self._server.run()  # ends its workers itself on KeyboardInterrupt
        finally:
            self._server.task_dispatcher.shutdown()
            self._server.close()

    def stop(self) -> None:
        """Ends `serve`, from whatever thread: the sockets are closed by the loop that owns them."""
        self._server.trigger.pull_trigger(self._hang_up)

    def _hang_up(self) -> None:
        for channel in list(self._server.active_channels.values()):
            channel.handle_close()
        self._server.close()
